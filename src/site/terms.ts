/** Posts sorted by tags, categories, series and authors, each term under a URL of its own. */
import {Problem} from '../problem.ts'
import {sourceFile} from '../source-file.ts'
import {capitalise, encodePath, slugify} from '../text.ts'
import type {Author, Site, Summary, TaxonomySettings} from '../types.ts'
import {perPosts, type Shelf} from './per-posts.ts'
import type {Link, SeriesPlace, Term} from './props.ts'

/** A taxonomy of this site with its terms in alphabetical order. */
export interface TaxonomyIndex {
  readonly name: string
  /** As the config calls it, when it does. */
  readonly title?: string
  /** URL of the list of its terms, with base. */
  readonly url: string
  /** There is such a list: at the root of the site stands something else. */
  readonly listed: boolean
  /** Its terms are parts of the blog, which the menu leads to. */
  readonly folders: boolean
  readonly groups: readonly TermGroup[]
}

/** A term and its posts, newest first. */
export interface TermGroup {
  readonly term: Term
  readonly posts: readonly Summary[]
  /** In a hierarchy, the terms that it stands below, from the top. */
  readonly parents: readonly Link[]
  /** The terms right below it, in alphabetical order. */
  readonly children: readonly Term[]
}

interface TaxonomyRule extends TaxonomySettings {
  readonly namesOf: (summary: Summary) => readonly string[]
}

/** The taxonomies that every site has. */
const common: readonly TaxonomyRule[] = [
  {name: 'tags', namesOf: ({tags}) => tags},
  {name: 'categories', namesOf: ({categories}) => categories, hierarchical: true},
  {name: 'series', namesOf: ({series}) => (series ? [series.name] : [])},
]

const authors: TaxonomyRule = {
  name: 'authors',
  namesOf: (summary) => summary.authors.map(({name}) => name),
}

/** A rule with the places of its terms on this site. */
interface Sorter extends TaxonomyRule {
  /** Where a name stands: below its parents, which come first. Blank names stand nowhere. Each place is one object. */
  readonly placesOf: (name: string) => readonly Place[]
}

/** Where a term stands. */
interface Place {
  /** Path of its page below that of the taxonomy. */
  readonly path: string
  readonly name: string
  readonly link: Link
}

/** Slugs of the names met so far: thousands of posts share a few of them. */
const slugs = new Map<string, string>()

/** The taxonomies of the site. Names that lead to one URL are one term, called as the newest post calls it. */
export const taxonomiesOf = perPosts((site): readonly TaxonomyIndex[] =>
  rulesOf(site).map((rule) => sortPosts(site, rule)),
)

/** The terms of a post, as links. */
export function termsOf(site: Shelf, taxonomy: string, summary: Summary): readonly Link[] {
  const rule = rulesOf(site).find(({name}) => name === taxonomy)
  if (!rule) return []
  return unique(rule.namesOf(summary).flatMap((name) => rule.placesOf(name).slice(-1))).map(({link}) => link)
}

const seriesPlaces = perPosts((site): ReadonlyMap<string, SeriesPlace> => {
  const series = taxonomiesOf(site).find(({name}) => name === 'series')?.groups ?? []
  return new Map(series.flatMap(({term, posts}) => placesIn({title: term.name, url: term.url}, inOrder(posts))))
})

/** The place of a post in its series; undefined when it is in none, or the only one. */
export function seriesPlace(site: Shelf, {path}: Summary): SeriesPlace | undefined {
  return seriesPlaces(site).get(path)
}

/** The posts of a series as they are to be read: by part, then by date. */
export function inOrder(posts: readonly Summary[]): readonly Summary[] {
  const partOf = ({series}: Summary) => series?.part ?? Number.MAX_SAFE_INTEGER
  return posts.toReversed().sort((a, b) => partOf(a) - partOf(b))
}

/** What is known of a person who wrote posts; the newest post that says more than the name is believed. */
export function authorOf({posts}: Pick<TermGroup, 'posts'>, name: string): Author {
  const slug = slugOf(name)
  const all = posts.flatMap((post) => post.authors.filter((author) => slugOf(author.name) === slug))
  return all.find((author) => Object.keys(author).length > 1) ?? {name}
}

/** Names that would share a URL although they are written differently: the author should choose one. */
export const termProblems = perPosts((site): readonly Problem[] =>
  rulesOf(site).flatMap((rule) => {
    const first = new Map<string, string>()
    const problems = new Map<string, Problem>()
    for (const summary of site.posts.toReversed())
      for (const {path, name} of rule.namesOf(summary).flatMap(rule.placesOf)) {
        const other = first.get(path)
        if (other === undefined) first.set(path, name)
        else if (other !== name && !problems.has(name)) problems.set(name, clash(site, rule, other, name, summary))
      }
    return Array.from(problems.values())
  }),
)

/** The taxonomies of this site: authors count where there are several, and those that the config adds where posts use them. */
const rulesOf = perPosts(({posts, settings}): readonly Sorter[] => {
  const names = new Set(posts.flatMap(authors.namesOf))
  const further = new Set(posts.flatMap(({terms}) => Object.keys(terms ?? {})))
  const own = new Map(settings.taxonomies.map((settings) => [settings.name, settings]))
  const usual = [...common, ...(names.size > 1 || own.has(authors.name) ? [authors] : [])]
  return [...usual, ...Array.from(further).sort().map(ruleOf)]
    .map((rule) => ({...rule, ...own.get(rule.name)}))
    .map((rule) => ({...rule, placesOf: createPlaces(rule, taxonomyUrl(settings, rule))}))
})

function ruleOf(name: string): TaxonomyRule {
  return {name, namesOf: ({terms}) => terms?.[name] ?? []}
}

function clash({settings}: Shelf, {name}: TaxonomyRule, first: string, second: string, summary: Summary): Problem {
  // Names that differ in case alone mean one thing; joining them is what the author wants.
  const warning = first.normalize('NFC').toLowerCase() === second.normalize('NFC').toLowerCase()
  return new Problem(`“${second}” and “${first}” of the ${name} want one page.`, {
    file: sourceFile(settings, summary),
    hint: `Write “${first}” here as in the older posts, or give one of them another name.`,
    ...(warning && {warning}),
  })
}

function sortPosts(site: Shelf, rule: Sorter): TaxonomyIndex {
  const groups = new Map<string, {name: string; url: string; posts: Summary[]}>()
  for (const summary of site.posts)
    for (const {path, name, link} of unique(rule.namesOf(summary).flatMap(rule.placesOf))) {
      const group = groups.get(path)
      if (group) group.posts.push(summary)
      else groups.set(path, {name, url: link.url, posts: [summary]})
    }
  const collator = new Intl.Collator(site.settings.site.language, {numeric: true})
  const terms = Array.from(groups, ([path, {name, url, posts}]) => ({
    path,
    posts,
    term: {name, url, count: posts.length},
  })).sort((a, b) => collator.compare(a.term.name, b.term.name) || (a.term.url < b.term.url ? -1 : 1))
  const byPath = new Map(terms.map(({path, term}) => [path, term]))
  const below = Map.groupBy(terms, ({path}) => parentOf(path))
  return {
    name: rule.name,
    ...(rule.title !== undefined && {title: rule.title}),
    url: taxonomyUrl(site.settings, rule),
    listed: terms.length > 0 && rule.path !== '/',
    folders: Boolean(rule.folders),
    groups: terms.map(({path, term, posts}) => ({
      term,
      posts,
      parents: ancestorsOf(path).map((parent) => toLink(byPath.get(parent)!)),
      children: (below.get(path) ?? []).map((child) => child.term),
    })),
  }
}

function toLink({name, url}: Term): Link {
  return {title: name, url}
}

function parentOf(path: string): string | undefined {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : undefined
}

/** The paths above one, from the top. */
function ancestorsOf(path: string): readonly string[] {
  const parent = parentOf(path)
  return parent === undefined ? [] : [...ancestorsOf(parent), parent]
}

function placesIn(series: Link, posts: readonly Summary[]): readonly (readonly [string, SeriesPlace])[] {
  if (posts.length < 2) return []
  return posts.map(({path}, index) => {
    const [previous, next] = [posts[index - 1], posts[index + 1]]
    const around = {...(previous && {previous}), ...(next && {next})}
    return [path, {series, part: index + 1, parts: posts.length, ...around}] as const
  })
}

/** Places by name, made once: thousands of posts share a few names. */
function createPlaces({hierarchical, folders}: TaxonomyRule, url: string): Sorter['placesOf'] {
  const byName = new Map<string, readonly Place[]>()
  const one = new Map<string, Place>()

  const placeOf = (parts: readonly string[]): Place => {
    const path = parts.map(slugOf).join('/')
    const title = folders ? titleOfFolder(parts, folders) : parts.join(' / ')
    const key = `${path}\n${title}`
    const found = one.get(key) ?? {path, name: title, link: {title, url: `${url}${encodePath(path)}/`}}
    one.set(key, found)
    return found
  }

  return (name) => {
    const known = byName.get(name)
    if (known) return known
    const written = hierarchical || folders === true ? name.split('/') : [name]
    const parts = (hierarchical ? written : written.slice(0, 1))
      .map((part) => part.trim())
      .filter((part) => slugOf(part))
    const places = parts.map((_, index) => placeOf(parts.slice(0, index + 1)))
    byName.set(name, places)
    return places
  }
}

function slugOf(name: string): string {
  const slug = slugs.get(name) ?? slugify(name)
  slugs.set(name, slug)
  return slug
}

/** What the config calls a folder, or its name as words. */
function titleOfFolder(parts: readonly string[], folders: NonNullable<TaxonomySettings['folders']>): string {
  const known = typeof folders === 'object' ? folders[parts.join('/')] : undefined
  return known ?? parts.map((part) => capitalise(part.replace(/[-_]+/g, ' '))).join(' / ')
}

/** Each place once, called as it is called first. */
function unique(places: readonly Place[]): readonly Place[] {
  if (places.length < 2) return places
  const met = new Set<string>()
  return places.filter(({path}) => !met.has(path) && met.add(path))
}

function taxonomyUrl({site}: Site['settings'], {name, path = `/${name}/`}: TaxonomyRule): string {
  return site.base + encodePath(path)
}
