/** Bodies of posts and pages: rendered when asked for, their references pointed at what those became. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Dressed} from '../content/dress.ts'
import {readEnclosure} from '../content/enclosure.ts'
import {placeOf} from '../content/fields.ts'
import {createResolver, type Placed, type Resolve, resolveReferences, type Target} from '../content/links.ts'
import type {PostSettings} from '../content/post.ts'
import {digest} from '../digest.ts'
import {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import type {Article, Checked, Episode, Later, Picture, Reference, Rendered, Source, Summary} from '../types.ts'
import type {Head} from './heads.ts'
import type {Lead, Linked} from './links.ts'
import {createRenderer} from './render-pool.ts'

/** A body as far as every build looks at it. */
export interface Bodied {
  readonly problems: readonly Problem[]
  readonly article: Later<Article>
  /** The part before `<!--more-->`, named by its own text: editing what follows does not change it. */
  readonly excerpt: Later<string> | undefined
  /** URLs on the site that its references lead to. */
  readonly links: readonly string[]
  /** All of its links and pictures, and the ids that links may lead to. */
  readonly linked: Linked
  /** Pictures that it offers in several sizes. */
  readonly dressed: readonly Dressed[]
  /** The words that are most its own, with blanks between them. */
  readonly keywords: string
}

type ReadBody = (head: Head, resolve: Resolve, bodies: ReadonlyMap<string, string>) => Promise<Bodied>

/** Bodies of the heads by path; texts at hand are taken from `texts`. */
type ReadBodies = (
  heads: readonly Head[],
  places: ReadonlyMap<string, Placed>,
  texts: ReadonlyMap<string, string>,
) => Promise<ReadonlyMap<string, Bodied>>

/** What a body was read from in this process: the same again gives the same object, without a look at the cache. */
interface Seen {
  readonly summary: Summary
  readonly space: string
  readonly bodied: Bodied
}

/** Make the function that reads the bodies of a site. While no file moves, a call costs what changed since the last one. */
export function createBodyReader(project: Project, slice: PostSettings): ReadBodies {
  const readBody = createBodies(project, slice)
  const seen = new WeakMap<Source, Seen>()

  return async function readBodies(heads, places, texts) {
    const space = digest(Array.from(places, ([path, place]) => `${path} ${JSON.stringify(place)}`).join('\n'))
    const resolve = createResolver(places, slice.base)
    const read = async (head: Head): Promise<[string, Bodied]> => {
      const {source, summary} = head
      const last = seen.get(source)
      if (last?.summary === summary && last.space === space) return [summary.path, last.bodied]
      const bodied = await readBody(head, resolve, texts)
      seen.set(source, {summary, space, bodied})
      return [summary.path, bodied]
    }
    return new Map(await Promise.all(heads.map(read)))
  }
}

/** Make the function that reads the body of a post or page; texts at hand are taken from `bodies`. */
function createBodies({settings, cache}: Project, slice: PostSettings): ReadBody {
  const render = createRenderer(settings.markdown)
  const lenient = settings.blog.links === 'warning'
  const read = (path: string) => readFileSync(join(settings.content, path), 'utf8')

  return async function readBody({source, summary, line}, resolve, bodies) {
    const file = `${slice.folder}/${source.path}`
    const language = summary.language ?? slice.language
    const text = [source, slice.folder, language]
    const rendered = () =>
      cache.memo('markdown', text, async () => {
        const body = bodies.get(source.path) ?? (await bodyOf(source.path, read(source.path), slice))
        return render(body, {file, line, language})
      })
    const outline = await cache.memo('outline', text, async () => (await rendered().value()).outline).value()
    const {excerpt, references, keywords, words, minutes} = outline
    const targets = references.map((reference) => soften(resolve(summary, reference), reference, lenient))
    const place = {file, lines: () => read(source.path).split(/\r?\n/)}
    const resolveText = (html: string) => resolveReferences({html, text: '', headings: [], references}, targets, place)
    const image = findPicture(summary, resolve, file)
    const enclosure = findEnclosure(summary, resolve, place)
    return {
      problems: [...outline.problems, ...resolveText('').problems, ...image.problems, ...enclosure.problems],
      links: targets.flatMap(({url}, index) => (isLink(references[index]!.kind) && url ? [url] : [])),
      keywords,
      dressed: targets.flatMap(({dressed}) => dressed ?? []),
      linked: {
        file,
        url: summary.url,
        lines: place.lines,
        ids: new Set(outline.ids),
        leads: [
          // What leads to a post that is not published now has been told: it is still to come, or was meant to go.
          ...references.flatMap(({href, line}, index) =>
            targets[index]?.problem ? [] : toLead(href, targets[index]?.url, line),
          ),
          ...outline.hrefs.flatMap((href) => toLead(href, href.startsWith('#') ? summary.url + href : href)),
        ],
      },
      article: cache.memo('article', [summary, ...text, targets, image.value, enclosure.value], async () => {
        const {value} = resolveReferences((await rendered().value()).value!, targets, place)
        return {
          summary,
          ...(image.value && {image: image.value}),
          ...(enclosure.value && {enclosure: enclosure.value}),
          ...value!,
          words,
          minutes,
        }
      }),
      excerpt:
        excerpt === undefined
          ? undefined
          : cache.memo('excerpt', [excerpt, targets], () => resolveText(excerpt).value!.html),
    }
  }
}

async function bodyOf(path: string, text: string, slice: PostSettings): Promise<string> {
  const {readBody} = await import('../content/post.ts')
  return readBody(text, `${slice.folder}/${path}`)
}

function toLead(href: string, url: string | undefined, line?: number): readonly Lead[] {
  return url === undefined ? [] : [{href, url, ...(line !== undefined && {line})}]
}

/** The picture that front matter names, by its path from the file or by its URL. */
function findPicture({extra, path, url}: Summary, resolve: Resolve, file: string): Checked<Picture> {
  const {image} = extra
  if (typeof image !== 'string' || image === '') return {problems: []}
  if (/^(?:https?:)?\/\//i.test(image)) return {value: {url: image}, problems: []}
  const {problem, hint, dressed, ...target} = resolve({path, url}, {href: image, kind: 'image'})
  if (problem !== undefined) return {problems: [new Problem(problem, {file, hint})]}
  return {value: target as Picture, problems: []}
}

/** The sound or film that front matter names; mistakes are told at the line of the field. */
function findEnclosure(
  {extra: {enclosure}, path, url}: Summary,
  resolve: Resolve,
  {file, lines}: {readonly file: string; readonly lines: () => readonly string[]},
): Checked<Episode> {
  if (enclosure === undefined || enclosure === null) return {problems: []}
  const read = readEnclosure(enclosure, (href) => resolve({path, url}, {href, kind: 'media'}))
  if ('episode' in read) return {value: read.episode, problems: []}
  const place = {file, ...placeOf({lines: lines()}, 'enclosure')}
  return {problems: read.mistakes.map(({message, hint}) => new Problem(message, {...place, hint}))}
}

/** Where the config asks for warnings only, what leads nowhere stays as it is written; a name leads nowhere else either. */
function soften(target: Target, {href, kind}: Reference, lenient: boolean): Target {
  if (!lenient || target.problem === undefined || target.url !== undefined) return target
  return {...target, url: kind === 'wiki' ? '#' : href}
}

function isLink(kind: Rendered['references'][number]['kind']): boolean {
  return kind === 'link' || kind === 'wiki'
}
