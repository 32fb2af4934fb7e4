/** Which posts belong together: who links to whom, and who has most in common. */
import type {Summary} from '../types.ts'
import {insert} from './best.ts'

/** What relating posts looks at. */
export interface Relatable {
  readonly summary: Summary
  /** URLs that its body leads to. */
  readonly links: readonly string[]
  /** The words that are most its own, by `keywords.ts`. */
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

/** Tells of a post, by its place in the list given last, the places of those that have most in common with it, best first. */
export type Related = (own: number) => readonly number[]

/**
 * Make the function that relates posts: by series, tags, categories, words, what they link to, and links between them. It
 * keeps what posts share from call to call, so a call costs what changed since the last one: an unchanged post is the
 * same object. The same posts always get the same answer, whatever was asked before and in whatever order.
 */
export function createRelater(most = 5): (posts: readonly Relatable[]) => Related {
  const index = createIndex()
  let known = new Map<string, Relatable>()

  return function relate(posts) {
    const next = new Map(posts.map((post) => [post.summary.path, post]))
    for (const [path, post] of known) if (next.get(path) !== post) index.drop(path, featuresOf(post))
    for (const [path, post] of next) if (known.get(path) !== post) index.add(path, featuresOf(post))
    known = next
    const places = new Map(posts.map(({summary}, place) => [summary.path, place]))
    const byUrl = new Map(posts.map(({summary}, place) => [withoutTail(summary.url), place]))
    const scores = new Float64Array(posts.length)
    return (own) => {
      const met: number[] = []
      const add = (place: number, score: number) => {
        if (place === own) return
        if (scores[place] === 0) met.push(place)
        scores[place]! += score
      }
      for (const {score, sharers} of sharedWith(posts[own]!, index, posts.length))
        for (const path of sharers) add(places.get(path)!, score)
      for (const place of linksBetween(posts[own]!, byUrl, index, places))
        add(place, weights.link * Math.log(1 + posts.length))
      const best: number[] = []
      const before = (a: number, b: number) =>
        scores[b]! - scores[a]! || newestFirst(posts[a]!.summary, posts[b]!.summary)
      for (const place of met) if (scores[place]! >= least) insert(best, place, before, most)
      for (const place of met) scores[place] = 0
      return best
    }
  }
}

/** Paths of the posts that have a feature, by the feature. */
interface Index {
  add(path: string, features: Features): void
  drop(path: string, features: Features): void
  sharers(feature: string): ReadonlySet<string>
}

function createIndex(): Index {
  const paths = new Map<string, Set<string>>()
  const nobody: ReadonlySet<string> = new Set()
  return {
    sharers: (feature) => paths.get(feature) ?? nobody,
    add(path, features) {
      for (const feature of features.keys()) {
        const sharers = paths.get(feature)
        if (sharers) sharers.add(path)
        else paths.set(feature, new Set([path]))
      }
    },
    drop(path, features) {
      for (const feature of features.keys()) {
        const sharers = paths.get(feature)!
        sharers.delete(path)
        if (sharers.size === 0) paths.delete(feature)
      }
    },
  }
}

interface Shared {
  readonly score: number
  readonly sharers: ReadonlySet<string>
}

/** What the post shares with others, but not with too many: the rarest first, since sums of fractions depend on their order. */
function sharedWith(post: Relatable, index: Index, count: number): readonly Shared[] {
  const shared: Shared[] = []
  for (const [feature, weight] of featuresOf(post)) {
    const sharers = index.sharers(feature)
    if (sharers.size < 2 || sharers.size > mostSharers) continue
    shared.push({score: weight * Math.log(1 + count / sharers.size), sharers})
  }
  return shared.sort((a, b) => b.score - a.score)
}

/** Posts that the post links to and posts that link to it; both, when both. */
function linksBetween(
  {summary, links}: Relatable,
  byUrl: ReadonlyMap<string, number>,
  index: Index,
  places: ReadonlyMap<string, number>,
): readonly number[] {
  const to = Array.from(new Set(links.map(withoutTail)), (url) => byUrl.get(url))
  const from = Array.from(index.sharers(`link ${withoutTail(summary.url)}`), (path) => places.get(path))
  return [...to, ...from].filter((place) => place !== undefined)
}

/** What a post may share with others, with what sharing it counts. */
type Features = ReadonlyMap<string, number>

function featuresOf({summary, links, words}: Relatable): Features {
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
