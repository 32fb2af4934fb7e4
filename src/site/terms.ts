/** Posts sorted by their tags and categories, each term under a URL of its own. */
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
}

/** The taxonomies that a site has. */
const taxonomies: readonly TaxonomyRule[] = [
  {name: 'tags', namesOf: ({tags}) => tags},
  {name: 'categories', namesOf: ({categories}) => categories},
]

/** Slugs of the names met so far: thousands of posts share a few of them. */
const slugs = new Map<string, string>()
const known = new WeakMap<Site, readonly TaxonomyIndex[]>()

/** The taxonomies of the site. Names that lead to one URL are one term, called as the newest post calls it. */
export function taxonomiesOf(site: Site): readonly TaxonomyIndex[] {
  let found = known.get(site)
  if (!found) {
    found = taxonomies.map((rule) => sortPosts(site, rule))
    known.set(site, found)
  }
  return found
}

/** The terms of a post, as links. */
export function termsOf(site: Site, taxonomy: string, summary: Summary): readonly Link[] {
  const rule = taxonomies.find(({name}) => name === taxonomy)!
  return unique(rule.namesOf(summary)).map(([slug, title]) => ({title, url: termUrl(site, taxonomy, slug)}))
}

/** Names that would share a URL although they are written differently: the author should choose one. */
export function termProblems(site: Site): readonly Problem[] {
  return taxonomies.flatMap(({name, namesOf}) => {
    const spellings = new Map<string, string>()
    const problems = new Map<string, Problem>()
    for (const summary of site.posts.toReversed())
      for (const [slug, spelling] of namesOf(summary).map((text) => [slugOf(text), text] as const)) {
        const first = spellings.get(slug)
        if (first === undefined) spellings.set(slug, spelling)
        else if (first !== spelling && !problems.has(spelling))
          problems.set(spelling, clash(name, first, spelling, fileOf(site, summary)))
      }
    return Array.from(problems.values())
  })
}

function clash(taxonomy: string, first: string, second: string, file: string): Problem {
  // Names that differ in case alone mean one thing; joining them is what the author wants.
  const warning = first.normalize('NFC').toLowerCase() === second.normalize('NFC').toLowerCase()
  return new Problem(`“${second}” and “${first}” of the ${taxonomy} want one page.`, {
    file,
    hint: `Write “${first}” here as in the older posts, or give one of them another name.`,
    ...(warning && {warning}),
  })
}

function fileOf({settings: {root, content}}: Site, {path}: Summary): string {
  return relative(root, join(content, path)).replaceAll('\\', '/')
}

function sortPosts(site: Site, {name, namesOf}: TaxonomyRule): TaxonomyIndex {
  const groups = new Map<string, {name: string; posts: Summary[]}>()
  for (const summary of site.posts)
    for (const [slug, spelling] of unique(namesOf(summary))) {
      const group = groups.get(slug)
      if (group) group.posts.push(summary)
      else groups.set(slug, {name: spelling, posts: [summary]})
    }
  const collator = new Intl.Collator(site.settings.site.language, {numeric: true})
  return {
    name,
    url: `${site.settings.site.base}/${name}/`,
    groups: Array.from(groups, ([slug, {name: title, posts}]) => ({
      term: {name: title, url: termUrl(site, name, slug), count: posts.length},
      posts,
    })).sort((a, b) => collator.compare(a.term.name, b.term.name) || (a.term.url < b.term.url ? -1 : 1)),
  }
}

function slugOf(name: string): string {
  const slug = slugs.get(name) ?? slugify(name)
  slugs.set(name, slug)
  return slug
}

/** Slug and name of each term once. */
function unique(names: readonly string[]): readonly (readonly [slug: string, name: string])[] {
  const slugs = new Map<string, string>()
  for (const name of names) {
    const slug = slugOf(name)
    if (slug && !slugs.has(slug)) slugs.set(slug, name)
  }
  return Array.from(slugs)
}

function termUrl(site: Site, taxonomy: string, slug: string): string {
  return `${site.settings.site.base}/${taxonomy}/${encodePath(slug)}/`
}
