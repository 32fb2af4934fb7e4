/** Which posts belong together: backlinks, related posts, and the order within a series. */
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

/**
 * Make the function that finds up to `most` posts related to one, best first: by series, tags, categories, words and
 * what they link to, and by links between them. The same posts always give the same answer.
 */
export function createRelated(posts: readonly Relatable[], most = 5): (summary: Summary) => readonly Summary[] {
  const byUrl = new Map(posts.map((post) => [post.summary.url, post]))
  const features = new Map(posts.map((post) => [post, featuresOf(post)]))
  const sharers = new Map<string, Relatable[]>()
  for (const [post, keys] of features) {
    for (const key of keys.keys()) {
      const list = sharers.get(key)
      if (list) list.push(post)
      else sharers.set(key, [post])
    }
  }
  const linkedFrom = findBacklinks(posts)

  return (summary) => {
    const post = byUrl.get(summary.url)
    const scores = new Map<Relatable, number>()
    const add = (other: Relatable | undefined, score: number) => {
      if (other && other !== post) scores.set(other, (scores.get(other) ?? 0) + score)
    }
    for (const [key, weight] of (post && features.get(post)) ?? []) {
      const others = sharers.get(key)!
      if (others.length > mostSharers) continue
      const score = weight * Math.log(1 + posts.length / others.length)
      for (const other of others) add(other, score)
    }
    const direct = weights.link * Math.log(1 + posts.length)
    for (const url of new Set(post?.links.map(withoutTail))) add(byUrl.get(url), direct)
    for (const {url} of linkedFrom.get(summary.url) ?? []) add(byUrl.get(url), direct)
    return Array.from(scores)
      .sort(([a, left], [b, right]) => right - left || newestFirst(a.summary, b.summary))
      .slice(0, most)
      .map(([other]) => other.summary)
  }
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

/** The posts of each series, by its name, in their order: by part, then by date. */
export function findSeries(posts: readonly Summary[]): ReadonlyMap<string, readonly Summary[]> {
  const series = Map.groupBy(
    posts.filter((post) => post.series),
    (post) => post.series!.name,
  )
  for (const list of series.values()) list.sort((a, b) => partOf(a) - partOf(b) || newestFirst(b, a))
  return series
}

function partOf({series}: Summary): number {
  return series?.part ?? Number.MAX_SAFE_INTEGER
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
