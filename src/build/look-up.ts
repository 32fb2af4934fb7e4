/** Where the references of a body lead, looked up for what every build looks at and pointed there for those who draw it. */
import type {Dressed} from '../content/dress.ts'
import {readEnclosure} from '../content/enclosure.ts'
import {placeOfField} from '../content/fields.ts'
import {type Resolve, resolveReferences, type Target} from '../content/links.ts'
import type {PostSettings} from '../content/post.ts'
import {digest} from '../digest.ts'
import {Problem} from '../problem.ts'
import type {Article, Checked, Episode, Picture, Reference, Rendered, SiteSettings, Summary} from '../types.ts'
import type {Head} from './heads.ts'
import {type Linked, leadsOf} from './links.ts'
import type {Outline} from './outline.ts'

/** A post on its way to a body. */
export interface Pending {
  readonly head: Head
  /** Its source, relative to the project. */
  readonly file: string
  lines(): readonly string[]
  readonly resolve: Resolve
  /** What its references lead to, in their order. */
  targets(references: readonly Reference[]): readonly Target[]
}

/** What is found when its references are looked up. Plain data. */
export interface Found {
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
export interface LookedUp extends Found, Pick<Linked, 'leads' | 'ids'> {
  /** Name of its links and ids. */
  readonly linked: string
  /** Names of what is made from it. */
  readonly article: string
  readonly excerpt?: string
}

const nothing = {html: '', text: '', headings: []}

/** Make the function that says what the references of a post lead to; each is resolved once. */
export function createTargets(summary: Summary, resolve: Resolve, lenient: boolean): Pending['targets'] {
  let targets: readonly Target[] | undefined
  return (references) => {
    targets ??= references.map((reference) => soften(resolve(summary, reference), reference, lenient))
    return targets
  }
}

/** What every build looks at of a post. */
export function lookUp(
  post: Pending,
  outline: Outline,
  {slice, site}: {readonly slice: PostSettings; readonly site: SiteSettings},
): LookedUp {
  const {source, summary} = post.head
  const {references, problems, keywords, excerpt, ids, hrefs} = outline
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
  const leads = leadsOf([...hits, ...written], {url, ids}, site)
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

/** The article of a post, whose body has no mistake. */
export function toArticle(post: Pending, {words, minutes}: Outline, rendered: Rendered): Article {
  const {summary} = post.head
  const {value} = resolveReferences(rendered, post.targets(rendered.references), post)
  const [image, enclosure] = [findPicture(summary, post).value, findEnclosure(summary, post).value]
  return {summary, ...(image && {image}), ...(enclosure && {enclosure}), ...value!, words, minutes}
}

/** The excerpt of a post that has one. */
export function toExcerpt(post: Pending, {excerpt = '', references}: Outline): string {
  return resolveReferences({...nothing, html: excerpt, references}, post.targets(references), post).value!.html
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
    return {problems: [new Problem(problem, {file, ...placeOfField({lines: lines()}, 'image'), hint})]}
  return {value: target as Picture, problems: []}
}

/** The sound or film that front matter names; mistakes are told at the line of the field. */
function findEnclosure({extra: {enclosure}, path, url}: Summary, {resolve, file, lines}: Pending): Checked<Episode> {
  if (enclosure === undefined || enclosure === null) return {problems: []}
  const read = readEnclosure(enclosure, (href) => resolve({path, url}, {href, kind: 'media'}))
  if ('episode' in read) return {value: read.episode, problems: []}
  const place = {file, ...placeOfField({lines: lines()}, 'enclosure')}
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
