/** Posts sorted by tags, categories, series and authors, each term under a URL of its own. */
import {join, relative} from 'node:path'
import {Problem} from '../problem.ts'
import {encodePath, slugify} from '../text.ts'
import type {Site, Summary} from '../types.ts'
import type {Link, Term} from './theme.ts'

/** A taxonomy of this site with its terms in alphabetical order. */
export interface TaxonomyIndex {
  readonly name: string
  /** URL of the list of its terms, with base. */
  readonly url: string
  readonly groups: readonly TermGroup[]
}

/** A term and its posts, newest first. */
export interface TermGroup {
  readonly term: Term
  readonly posts: readonly Summary[]
}

interface TaxonomyRule {
  readonly name: string
  readonly namesOf: (summary: Summary) => readonly string[]
  /** In a hierarchy, `Sky/Comets` stands below `Sky`, and its posts in both. */
  readonly hierarchical: boolean
}

/** The taxonomies that every site has. */
const common: readonly TaxonomyRule[] = [
  {name: 'tags', namesOf: ({tags}) => tags, hierarchical: false},
  {name: 'categories', namesOf: ({categories}) => categories, hierarchical: true},
  {name: 'series', namesOf: ({series}) => (series ? [series.name] : []), hierarchical: false},
]

const authors: TaxonomyRule = {
  name: 'authors',
  namesOf: (summary) => summary.authors.map(({name}) => name),
  hierarchical: false,
}

/** A name with the path of its page below that of the taxonomy. */
interface Place {
  readonly path: string
  readonly name: string
}

const known = new WeakMap<Site, readonly TaxonomyIndex[]>()
const rules = new WeakMap<Site, readonly TaxonomyRule[]>()
/** Slugs of the names met so far: thousands of posts share a few of them. */
const slugs = new Map<string, string>()

/** The taxonomies of the site. Names that lead to one URL are one term, called as the newest post calls it. */
export function taxonomiesOf(site: Site): readonly TaxonomyIndex[] {
  let found = known.get(site)
  if (!found) {
    found = rulesOf(site).map((rule) => sortPosts(site, rule))
    known.set(site, found)
  }
  return found
}

/** The terms of a post, as links. */
export function termsOf(site: Site, taxonomy: string, summary: Summary): readonly Link[] {
  const rule = rulesOf(site).find(({name}) => name === taxonomy)
  if (!rule) return []
  const places = rule.namesOf(summary).flatMap((name) => placesOf(rule, name).slice(-1))
  return unique(places).map(({path, name}) => ({title: name, url: termUrl(site, rule, path)}))
}

/** Names that would share a URL although they are written differently: the author should choose one. */
export function termProblems(site: Site): readonly Problem[] {
  return rulesOf(site).flatMap((rule) => {
    const first = new Map<string, string>()
    const problems = new Map<string, Problem>()
    for (const summary of site.posts.toReversed())
      for (const {path, name} of rule.namesOf(summary).flatMap((text) => placesOf(rule, text))) {
        const other = first.get(path)
        if (other === undefined) first.set(path, name)
        else if (other !== name && !problems.has(name)) problems.set(name, clash(site, rule, other, name, summary))
      }
    return Array.from(problems.values())
  })
}

/** The taxonomies of this site: authors count where there are several, and those that the config adds where posts use them. */
function rulesOf(site: Site): readonly TaxonomyRule[] {
  let found = rules.get(site)
  if (!found) {
    const names = new Set(site.posts.flatMap(authors.namesOf))
    const further = new Set(site.posts.flatMap(({terms}) => Object.keys(terms ?? {})))
    found = [...common, ...(names.size > 1 ? [authors] : []), ...Array.from(further).sort().map(ruleOf)]
    rules.set(site, found)
  }
  return found
}

function ruleOf(name: string): TaxonomyRule {
  return {name, namesOf: ({terms}) => terms?.[name] ?? [], hierarchical: false}
}

function clash({settings}: Site, {name}: TaxonomyRule, first: string, second: string, {path}: Summary): Problem {
  // Names that differ in case alone mean one thing; joining them is what the author wants.
  const warning = first.normalize('NFC').toLowerCase() === second.normalize('NFC').toLowerCase()
  return new Problem(`“${second}” and “${first}” of the ${name} want one page.`, {
    file: relative(settings.root, join(settings.content, path)).replaceAll('\\', '/'),
    hint: `Write “${first}” here as in the older posts, or give one of them another name.`,
    ...(warning && {warning}),
  })
}

function sortPosts(site: Site, rule: TaxonomyRule): TaxonomyIndex {
  const groups = new Map<string, {name: string; posts: Summary[]}>()
  for (const summary of site.posts)
    for (const {path, name} of unique(rule.namesOf(summary).flatMap((text) => placesOf(rule, text)))) {
      const group = groups.get(path)
      if (group) group.posts.push(summary)
      else groups.set(path, {name, posts: [summary]})
    }
  const collator = new Intl.Collator(site.settings.site.language, {numeric: true})
  return {
    name: rule.name,
    url: `${site.settings.site.base}/${rule.name}/`,
    groups: Array.from(groups, ([path, {name, posts}]) => ({
      term: {name, url: termUrl(site, rule, path), count: posts.length},
      posts,
    })).sort((a, b) => collator.compare(a.term.name, b.term.name) || (a.term.url < b.term.url ? -1 : 1)),
  }
}

/** Where a name stands: below its parents, which come first. Blank names stand nowhere. */
function placesOf({hierarchical}: TaxonomyRule, text: string): readonly Place[] {
  const parts = (hierarchical ? text.split('/') : [text]).map((part) => part.trim()).filter((part) => slugOf(part))
  return parts.map((_, index) => ({
    path: parts
      .slice(0, index + 1)
      .map(slugOf)
      .join('/'),
    name: parts.slice(0, index + 1).join(' / '),
  }))
}

function slugOf(name: string): string {
  const slug = slugs.get(name) ?? slugify(name)
  slugs.set(name, slug)
  return slug
}

/** Each place once, called as it is called first. */
function unique(places: readonly Place[]): readonly Place[] {
  return Array.from(Map.groupBy(places, ({path}) => path).values(), ([place]) => place!)
}

function termUrl({settings}: Site, {name}: TaxonomyRule, path: string): string {
  return `${settings.site.base}/${name}/${encodePath(path)}/`
}
