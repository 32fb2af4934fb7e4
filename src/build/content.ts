/** What the author wrote, made ready for the pages: read, rendered when asked for, every reference checked. */
import {readFileSync} from 'node:fs'
import {join, relative} from 'node:path'
import {type Asset, type Owner, placeAssets} from '../content/assets.ts'
import {isPicture, measureImage, type Size} from '../content/images.ts'
import {createResolver, type Placed, type Resolve, resolveReferences} from '../content/links.ts'
import type {RenderMarkdown} from '../content/markdown.ts'
import type {PostSettings} from '../content/post.ts'
import {kindOfSource} from '../content/sources.ts'
import {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import type {Redirect} from '../site/redirects/index.ts'
import type {
  Article,
  Checked,
  Later,
  MarkdownSettings,
  Output,
  Picture,
  Post,
  Rendered,
  Source,
  Summary,
} from '../types.ts'

/** The author's part of a site. */
export interface Content {
  /** Newest first; without drafts and what is still to come, unless they were asked for. */
  readonly posts: readonly Summary[]
  readonly pages: readonly Summary[]
  readonly files: readonly Output[]
  readonly redirects: readonly Redirect[]
  readonly problems: readonly Problem[]
  /** When the next post that waits is due; undefined when none waits. */
  readonly nextDue?: string
  article(summary: Summary): Later<Article>
  /** The part before `<!--more-->`, named by its own text: editing what follows does not change it. */
  excerpt(summary: Summary): Later<string> | undefined
}

/** A post without its body: small enough to stay in memory. */
interface Head extends Pick<Post, 'aliases' | 'line'> {
  readonly source: Source
  readonly summary: Summary
  readonly hidden: boolean
}

/** What of a rendered body every build has to look at. */
type Outline = Pick<Rendered, 'references' | 'excerpt'> & {readonly problems: readonly Problem[]}

/** Make the function that reads the content of a project, again and again. */
export function createContentReader(project: Project): (sources: readonly Source[]) => Promise<Content> {
  const {settings} = project
  const render = lazyMarkdown(settings.markdown)
  const folder = relative(settings.root, settings.content)
  const {base, timeZone, language, authors} = settings.site
  const slice: PostSettings = {folder, base, timeZone, language, authors, permalink: settings.blog.permalink}

  return async function readContent(sources) {
    const bodies = new Map<string, string>()
    const problems: Problem[] = []
    const heads = await readHeads(project, slice, sources, bodies, problems)
    const shown = heads.filter(({hidden}) => !hidden)
    const owners = heads.map(({summary, hidden}): Owner => ({path: summary.path, url: summary.url, hidden}))
    const assets = keep(placeAssets(sources, owners, slice), problems) ?? []
    const resolve = createResolver(await placesOf(project, heads, assets), base)
    const bodied = new Map<string, Bodied>()
    for (const head of shown)
      bodied.set(head.summary.path, await readBody(project, slice, render, resolve, head, bodies, problems))
    const waiting = heads
      .filter(({summary}) => !summary.draft && summary.date > project.now())
      .map(({summary}) => summary.date)
    return {
      posts: shown
        .map(({summary}) => summary)
        .filter(({kind}) => kind === 'post')
        .sort(newestFirst),
      pages: shown
        .map(({summary}) => summary)
        .filter(({kind}) => kind === 'page')
        .sort(byUrl),
      files: assets.map((asset) => toFile(settings.content, folder, asset)),
      redirects: shown.flatMap((head) => redirectsTo(head, folder)),
      problems,
      ...(waiting.length > 0 && {nextDue: waiting.sort()[0]!}),
      article: (summary) => bodied.get(summary.path)!.article,
      excerpt: (summary) => bodied.get(summary.path)!.excerpt,
    }
  }
}

/** The Markdown pipeline, loaded when the first body needs it: most builds render one or none. */
function lazyMarkdown(settings: MarkdownSettings): RenderMarkdown {
  let made: Promise<RenderMarkdown> | undefined
  return async (body, place) => {
    made ??= import('../content/markdown.ts').then(({createMarkdown}) => createMarkdown(settings))
    return (await made)(body, place)
  }
}

function redirectsTo({summary: {url, title, path}, aliases}: Head, folder: string): readonly Redirect[] {
  return aliases.map((from) => ({from, to: url, title, source: `${folder}/${path}`}))
}

async function readHeads(
  {settings, cache, now}: Project,
  slice: PostSettings,
  sources: readonly Source[],
  bodies: Map<string, string>,
  problems: Problem[],
): Promise<readonly Head[]> {
  const {drafts, future} = settings.blog
  const time = now()
  const heads: Head[] = []
  for (const source of sources) {
    if (!kindOfSource(source.path)) continue
    const parsed = await cache
      .memo('parse', [source, slice], async () => {
        const {parsePost} = await import('../content/post.ts')
        const {value, ...rest} = parsePost(
          source.path,
          readFileSync(join(settings.content, source.path), 'utf8'),
          slice,
        )
        if (!value) return rest as Checked<Omit<Post, 'body'>>
        const {body, ...head} = value
        bodies.set(source.path, body)
        return {...rest, value: head}
      })
      .value()
    const head = keep(parsed, problems)
    if (head)
      heads.push({...head, source, hidden: (head.summary.draft && !drafts) || (head.summary.date > time && !future)})
  }
  return heads
}

/** Where every file that a reference may mean stands on the site. */
async function placesOf(
  {settings, cache}: Project,
  heads: readonly Head[],
  assets: readonly Asset[],
): Promise<ReadonlyMap<string, Placed>> {
  const places = new Map<string, Placed>()
  for (const {summary, hidden} of heads) places.set(summary.path, {url: summary.url, hidden})
  for (const {source, url} of assets) {
    const size = isPicture(source.path)
      ? await cache
          .memo('measure', [source.digest], async () => (await measureImage(join(settings.content, source.path))) ?? {})
          .value()
      : {}
    places.set(source.path, {url, ...(size as Partial<Size>)} as Placed)
  }
  return places
}

interface Bodied {
  readonly article: Later<Article>
  readonly excerpt: Later<string> | undefined
}

async function readBody(
  {settings, cache}: Project,
  slice: PostSettings,
  render: RenderMarkdown,
  resolve: Resolve,
  head: Head,
  bodies: ReadonlyMap<string, string>,
  problems: Problem[],
): Promise<Bodied> {
  const {source, summary, line} = head
  const file = `${slice.folder}/${source.path}`
  const language = summary.language ?? slice.language
  const rendered = cache.memo('markdown', [source, slice.folder, language], async () => {
    const {parsePost} = await import('../content/post.ts')
    const body =
      bodies.get(source.path) ??
      parsePost(source.path, readFileSync(join(settings.content, source.path), 'utf8'), slice).value!.body
    return render(body, {file, line, language})
  })
  const outline = await cache
    .memo('outline', [rendered], async (): Promise<Outline> => {
      const {value, problems} = await rendered.value()
      return {
        problems,
        references: value?.references ?? [],
        ...(value?.excerpt !== undefined && {excerpt: value.excerpt}),
      }
    })
    .value()
  problems.push(...outline.problems)
  const targets = outline.references.map((reference) => resolve(summary, reference))
  const {excerpt, references} = outline
  const resolveText = (html: string) => resolveReferences({html, text: '', headings: [], references}, targets, file)
  problems.push(...resolveText('').problems)
  const image = keep(findPicture(summary, resolve, file), problems)
  return {
    article: cache.memo('article', [summary, rendered, targets, image], async () => {
      const {value} = resolveReferences((await rendered.value()).value!, targets, file)
      return {summary, ...(image && {image}), ...value!}
    }),
    excerpt:
      excerpt === undefined
        ? undefined
        : cache.memo('excerpt', [excerpt, targets], () => resolveText(excerpt).value!.html),
  }
}

/** The picture that front matter names, by its path from the file or by its URL. */
function findPicture({extra, path, url}: Summary, resolve: Resolve, file: string): Checked<Picture> {
  const {image} = extra
  if (typeof image !== 'string' || image === '') return {problems: []}
  if (/^(?:https?:)?\/\//i.test(image)) return {value: {url: image}, problems: []}
  const {problem, hint, ...target} = resolve({path, url}, {href: image, kind: 'image'})
  if (problem !== undefined) return {problems: [new Problem(problem, {file, hint})]}
  return {value: target as Picture, problems: []}
}

function toFile(content: string, folder: string, {source, path}: Asset): Output {
  return {
    path,
    inputs: [source.digest],
    draw: () => readFileSync(join(content, source.path)),
    from: `${folder}/${source.path}`,
  }
}

/** The value, with its problems put to the others. */
function keep<Value>({value, problems}: Checked<Value>, all: Problem[]): Value | undefined {
  all.push(...problems)
  return value
}

function newestFirst(a: Summary, b: Summary): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1
  return byUrl(a, b)
}

function byUrl(a: Summary, b: Summary): number {
  return a.url < b.url ? -1 : a.url > b.url ? 1 : 0
}
