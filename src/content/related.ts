/** Which posts belong together: who links to whom, and who has most in common. */
import type {Summary} from '../types.ts'

/** What relating posts looks at. */
export interface Relatable {
  readonly summary: Summary
  /** URLs that its body leads to. */
  readonly links: readonly string[]
  /** The words that are most its own, by `keywords`. */
  readonly words: readonly string[]
}

/** Of each post or page that others link to, by URL, those others: newest first, each once. */
export function findBacklinks(
  pages: readonly Pick<Relatable, 'summary' | 'links'>[],
): ReadonlyMap<string, readonly Summary[]> {
  const backlinks = new Map<string, Summary[]>()
  for (const {summary, links} of pages.toSorted((a, b) => newestFirst(a.summary, b.summary))) {
    for (const target of new Set(links.map(withoutTail))) {
      if (target === summary.url) continue
      const list = backlinks.get(target)
      if (list) list.push(summary)
      else backlinks.set(target, [summary])
    }
  }
  return backlinks
}

/** How much it says that two posts share something; rarer things say more. */
const weights = {series: 3, tag: 3, category: 2, link: 2, word: 1}

/** A thing that more posts share than this says nothing, and looking at them all would take long. */
const mostSharers = 150

/** Less in common is chance: one word that half of the posts have counts a little more. */
const least = 1

/**
 * For each post the places in the list of up to `most` others that have most in common with it, best first: series, tags,
 * categories, words and what they link to, and links between them. The same posts always give the same answer, in any
 * order. Takes time in proportion to their number.
 */
export function findRelated(posts: readonly Relatable[], most = 5): readonly (readonly number[])[] {
  const traits = shareTraits(posts)
  const links = linksBetween(posts)
  const direct = weights.link * Math.log(1 + posts.length)
  const ranks = ranksOf(posts)
  const scores = new Float64Array(posts.length)
  return posts.map((_, own) => {
    const met: number[] = []
    const add = (other: number, score: number) => {
      if (other === own) return
      if (scores[other] === 0) met.push(other)
      scores[other]! += score
    }
    for (const {score, posts: sharers} of traits[own]!) for (const other of sharers) add(other, score)
    for (const other of links[own]!) add(other, direct)
    const best = met
      .filter((other) => scores[other]! >= least)
      .sort((a, b) => scores[b]! - scores[a]! || ranks[a]! - ranks[b]!)
      .slice(0, most)
    for (const other of met) scores[other] = 0
    return best
  })
}

/** A trait that some posts share, and what sharing it counts. */
interface Trait {
  readonly score: number
  readonly posts: readonly number[]
}

/** The traits of each post that say something: those that others have as well, but not too many. */
function shareTraits(posts: readonly Relatable[]): readonly (readonly Trait[])[] {
  const found = new Map<string, {weight: number; posts: number[]}>()
  for (const [index, post] of posts.entries())
    for (const [key, weight] of featuresOf(post)) {
      const trait = found.get(key)
      if (trait) trait.posts.push(index)
      else found.set(key, {weight, posts: [index]})
    }
  const traits = posts.map((): Trait[] => [])
  for (const {weight, posts: sharers} of found.values()) {
    if (sharers.length < 2 || sharers.length > mostSharers) continue
    const trait = {score: weight * Math.log(1 + posts.length / sharers.length), posts: sharers}
    for (const index of sharers) traits[index]!.push(trait)
  }
  // Sums of fractions depend on their order.
  for (const list of traits) list.sort((a, b) => b.score - a.score)
  return traits
}

/** The places of posts that each links to or is linked from; both, when both. */
function linksBetween(posts: readonly Relatable[]): readonly (readonly number[])[] {
  const places = new Map(posts.map(({summary}, index) => [summary.url, index]))
  const between = posts.map((): number[] => [])
  for (const [index, {links}] of posts.entries())
    for (const url of new Set(links.map(withoutTail))) {
      const target = places.get(url)
      if (target === undefined || target === index) continue
      between[index]!.push(target)
      between[target]!.push(index)
    }
  return between
}

/** The place of each post among all, newest first. */
function ranksOf(posts: readonly Relatable[]): readonly number[] {
  const order = posts.map((_, index) => index).sort((a, b) => newestFirst(posts[a]!.summary, posts[b]!.summary))
  const ranks: number[] = []
  for (const [rank, index] of order.entries()) ranks[index] = rank
  return ranks
}

/** The words of a text that stand in it most often, up to `most`: of four letters or more, in lower case. */
export function keywords(text: string, most = 20): readonly string[] {
  const counts = new Map<string, number>()
  for (const [word] of text.toLowerCase().matchAll(/\p{L}[\p{L}\p{M}]{3,29}/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1)
  return Array.from(counts)
    .filter(([, count]) => count > 1)
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([word]) => word)
}

function featuresOf({summary, links, words}: Relatable): ReadonlyMap<string, number> {
  return new Map([
    ...words.map((word) => [`word ${word}`, weights.word] as const),
    ...links.map((url) => [`link ${withoutTail(url)}`, weights.link] as const),
    ...summary.categories.map((name) => [`category ${name.toLowerCase()}`, weights.category] as const),
    ...summary.tags.map((name) => [`tag ${name.toLowerCase()}`, weights.tag] as const),
    ...(summary.series ? [[`series ${summary.series.name}`, weights.series] as const] : []),
  ])
}

function withoutTail(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

function newestFirst(a: Summary, b: Summary): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1
  return a.url < b.url ? -1 : a.url > b.url ? 1 : 0
}
