/** Bodies of posts and pages: rendered when asked for, their references pointed at what those became. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Dressed} from '../content/dress.ts'
import {readEnclosure} from '../content/enclosure.ts'
import {placeOf} from '../content/fields.ts'
import {type Resolve, resolveReferences, type Target} from '../content/links.ts'
import type {PostSettings} from '../content/post.ts'
import {digest} from '../digest.ts'
import {later} from '../later.ts'
import {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import {sourceFile} from '../source-file.ts'
import type {Article, Checked, Episode, Later, Picture, Reference, Rendered, Source, Summary} from '../types.ts'
import type {Head} from './heads.ts'
import {type Linked, leadsOf} from './links.ts'
import type {PostReader} from './post-reader.ts'

/** A body as far as every build looks at it. */
export interface Bodied extends Found {
  readonly article: Later<Article>
  /** The part before `<!--more-->`, named by its own text: editing what follows does not change it. */
  readonly excerpt: Later<string> | undefined
  /** All of its links and pictures, and the ids that links may lead to. */
  readonly linked: Linked
  /** Its keywords the last time, when something was another than it is now. */
  readonly keywordsBefore?: string | undefined
}

/** What is found when its references are looked up. Plain data. */
interface Found {
  readonly problems: readonly Problem[]
  /** URLs on the site that its references lead to. */
  readonly links: readonly string[]
  /** The words that are most its own, with blanks between them. */
  readonly keywords: string
  /** Pictures that it offers in several sizes. */
  readonly dressed: readonly Dressed[]
  /** Names all that decides about what it is related to. */
  readonly traits: string
}

/** That, with what else is written down. */
interface Written extends Found, Pick<Linked, 'leads' | 'ids'> {
  /** Name of its links and ids. */
  readonly linked: string
  /** Names of what is made from it. */
  readonly article: string
  readonly excerpt?: string
}

/** Where references lead, with a name for all of it: another name, and every body is looked at again. */
export interface Space {
  readonly name: string
  readonly resolve: Resolve
}

/** Bodies of the heads by path. */
type ReadBodies = (heads: readonly Head[], space: Space) => Promise<ReadonlyMap<string, Bodied>>

/** What a body was read from in this process: the same again gives the same object. */
interface Seen {
  readonly summary: Summary
  readonly space: Space
  readonly bodied: Bodied
}

/** A post on its way to a body. */
interface Pending {
  readonly head: Head
  /** Its source, relative to the project. */
  readonly file: string
  lines(): readonly string[]
  readonly resolve: Resolve
  targets(references: readonly Reference[]): readonly Target[]
}

const nothing = {html: '', text: '', headings: []}

/** Make the function that reads the bodies of a site. While no file moves, a call costs what changed since the last one. */
export function createBodyReader({settings, cache}: Project, slice: PostSettings, reader: PostReader): ReadBodies {
  const book = cache.book<Written>('body')
  const seen = new WeakMap<Source, Seen>()
  const lenient = settings.blog.links === 'warning'

  return async function readBodies(heads, space) {
    const bodies = new Map<string, Bodied>()
    for (const head of heads) bodies.set(head.summary.path, recall(head, space) ?? (await read(head, space)))
    return bodies
  }

  function recall(head: Head, space: Space): Bodied | undefined {
    const {source, summary} = head
    const last = seen.get(source)
    if (last?.summary === summary && last.space === space) return last.bodied
    const written = book.get(source.path, inputsOf(head, space))
    if (!written) return undefined
    reader.keep(source.path)
    return keep(head, space, toBodied(head, space, written))
  }

  async function read(head: Head, space: Space): Promise<Bodied> {
    const {path} = head.source
    const keywordsBefore = book.last(path)?.keywords
    const looked = await look(toPending(head, space))
    // What stops a build is looked at again by the next one.
    const stops = looked.problems.some(({warning}) => !warning)
    const written = stops ? looked : book.set(path, inputsOf(head, space), looked)
    return keep(head, space, {...toBodied(head, space, written), keywordsBefore})
  }

  function keep({source, summary}: Head, space: Space, bodied: Bodied): Bodied {
    seen.set(source, {summary, space, bodied})
    return bodied
  }

  function inputsOf({source, summary}: Head, space: Space): string {
    return `${source.digest} ${digest(summary)} ${space.name}`
  }

  function toPending(head: Head, space: Space): Pending {
    const {source, summary} = head
    return {head, file: sourceFile(settings, source), lines: () => linesOf(source), ...lookUp(summary, space)}
  }

  /** Most bodies are only named, so what it takes to make them waits until somebody asks. */
  function toBodied(head: Head, space: Space, {article, excerpt, leads, ids, linked, ...found}: Written): Bodied {
    const {source, summary} = head
    let pending: Pending | undefined
    const post = () => (pending ??= toPending(head, space))
    return {
      ...found,
      linked: {
        ...{name: linked, file: sourceFile(settings, source), url: summary.url, leads, ids},
        hrefs: async () => (await reader.outline(source, head)).hrefs,
        lines: () => linesOf(source),
      },
      article: later(article, async () => makeArticle(post(), (await reader.rendered(source, head).value()).value!)),
      excerpt: excerpt === undefined ? undefined : later(excerpt, () => makeExcerpt(post())),
    }
  }

  /** What references of a post lead to, looked up once. */
  function lookUp(summary: Summary, {resolve}: Space): Pick<Pending, 'targets' | 'resolve'> {
    let targets: readonly Target[] | undefined
    return {
      resolve,
      targets(references) {
        targets ??= references.map((reference) => soften(resolve(summary, reference), reference, lenient))
        return targets
      },
    }
  }

  async function look(post: Pending): Promise<Written> {
    const {source, summary} = post.head
    const {references, problems, keywords, excerpt, ids, hrefs} = await reader.outline(source, post.head)
    const targets = post.targets(references)
    const resolved = resolveReferences({...nothing, references}, targets, post)
    const [image, enclosure] = [findPicture(summary, post), findEnclosure(summary, post)]
    const links = targets.flatMap(({url}, index) => (isLink(references[index]!.kind) && url ? [url] : []))
    const {url} = summary
    const hits = references.flatMap(({href, line}, index) => {
      const {url, problem} = targets[index]!
      // What leads to a post that is not published now has been told: it is still to come, or was meant to go.
      return url === undefined || problem ? [] : {href, url, line}
    })
    const written = hrefs.map((href) => ({href, url: href.startsWith('#') ? url + href : href}))
    const leads = leadsOf([...hits, ...written], {url, ids}, settings.site)
    return {
      problems: [...problems, ...resolved.problems, ...image.problems, ...enclosure.problems],
      links,
      keywords,
      traits: traitsOf(summary, links, keywords),
      dressed: targets.flatMap(({dressed}) => dressed ?? []),
      ids,
      leads,
      // The line of a link is only told.
      linked: digest([url, ids, leads.map(({href, path}) => [href, path])]),
      article: `article ${digest([summary, source, slice.folder, slice.language, targets, image.value, enclosure.value])}`,
      ...(excerpt !== undefined && {excerpt: `excerpt ${digest([excerpt, targets])}`}),
    }
  }

  async function makeArticle(post: Pending, rendered: Rendered): Promise<Article> {
    const {source, summary} = post.head
    const {words, minutes} = await reader.outline(source, post.head)
    const {value} = resolveReferences(rendered, post.targets(rendered.references), post)
    const [image, enclosure] = [findPicture(summary, post).value, findEnclosure(summary, post).value]
    return {summary, ...(image && {image}), ...(enclosure && {enclosure}), ...value!, words, minutes}
  }

  async function makeExcerpt(post: Pending): Promise<string> {
    const {excerpt = '', references} = await reader.outline(post.head.source, post.head)
    return resolveReferences({...nothing, html: excerpt, references}, post.targets(references), post).value!.html
  }

  function linesOf({path}: Source): readonly string[] {
    return readFileSync(join(settings.content, path), 'utf8').split(/\r?\n/)
  }
}

/** A name for all that decides about what a post is related to. */
export function traitsOf(
  {path, url, date, tags, categories, series}: Summary,
  links: readonly string[],
  keywords: string,
): string {
  return digest([path, url, date, tags, categories, series?.name, links, keywords])
}

/** The picture that front matter names, by its path from the file or by its URL; a mistake is told at the line of the field. */
function findPicture({extra, path, url}: Summary, {resolve, file, lines}: Pending): Checked<Picture> {
  const {image} = extra
  if (typeof image !== 'string' || image === '') return {problems: []}
  if (/^(?:https?:)?\/\//i.test(image)) return {value: {url: image}, problems: []}
  const {problem, hint, dressed, ...target} = resolve({path, url}, {href: image, kind: 'image'})
  if (problem !== undefined)
    return {problems: [new Problem(problem, {file, ...placeOf({lines: lines()}, 'image'), hint})]}
  return {value: target as Picture, problems: []}
}

/** The sound or film that front matter names; mistakes are told at the line of the field. */
function findEnclosure({extra: {enclosure}, path, url}: Summary, {resolve, file, lines}: Pending): Checked<Episode> {
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
