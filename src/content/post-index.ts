/** What posts share: an index of them by tags, words and whatever else says that they belong together. */
import type {Summary} from '../types.ts'
import {withoutTail} from './backlinks.ts'

/** What relating posts looks at. */
export interface Relatable {
  readonly summary: Summary
  /** URLs that its body leads to. */
  readonly links: readonly string[]
  /** The words that are most its own, by `keywords.ts`. */
  readonly words: readonly string[]
}

/** How much it says that two posts share something; rarer things say more. */
export const weights = {series: 3, tag: 3, category: 2, link: 2, word: 1}

type Kind = keyof typeof weights

/** A thing that posts may share, with what sharing it counts, and the numbers of the posts that have it. */
export interface Feature {
  readonly weight: number
  readonly sharers: number[]
}

/** Posts by number, and what they share. A post keeps its number as long as it is there. */
export interface Index {
  add(post: Relatable): void
  drop(post: Relatable): void
  /** Numbers are smaller than this. */
  size(): number
  numberOf(path: string): number | undefined
  post(number: number): Relatable
  featuresOf(number: number): readonly Feature[]
  /** Posts that the post links to and posts that link to it; twice, when both. */
  linkedWith(number: number): readonly number[]
}

interface Slot {
  readonly post: Relatable
  readonly features: readonly Feature[]
}

/** Features by kind and name, of which alone an index may be made. */
export type Wanted = Readonly<Record<Kind, ReadonlySet<string>>>

/** Make an index of posts to come. With `wanted`, of nothing else that they share. */
export function createIndex(wanted?: Wanted): Index {
  const shelves = {
    series: createShelf(),
    tag: createShelf(),
    category: createShelf(),
    link: createShelf(),
    word: createShelf(),
  }
  const numbers = new Map<string, number>()
  const byUrl = new Map<string, number>()
  const slots: Slot[] = []
  const free: number[] = []

  function add(post: Relatable): void {
    const {summary} = post
    const number = free.pop() ?? slots.length
    const features: Feature[] = []
    const note = (kind: Kind, name: string) => {
      if (wanted && !wanted[kind].has(name)) return
      const feature = featureOf(shelves[kind], name, weights[kind])
      // Who has it twice was the last to be noted.
      if (feature.sharers.at(-1) === number) return
      feature.sharers.push(number)
      features.push(feature)
    }
    eachFeature(post, note)
    slots[number] = {post, features}
    numbers.set(summary.path, number)
    byUrl.set(withoutTail(summary.url), number)
  }

  function drop({summary}: Relatable): void {
    const number = numbers.get(summary.path)!
    const {post, features} = slots[number]!
    for (const {sharers} of features) sharers.splice(sharers.indexOf(number), 1)
    const url = withoutTail(post.summary.url)
    if (byUrl.get(url) === number) byUrl.delete(url)
    numbers.delete(summary.path)
    free.push(number)
  }

  return {
    add,
    drop,
    size: () => slots.length,
    numberOf: (path) => numbers.get(path),
    post: (number) => slots[number]!.post,
    featuresOf: (number) => slots[number]!.features,
    linkedWith(number) {
      const {post} = slots[number]!
      const targets = new Set(post.links.map(withoutTail))
      const linked = Array.from(targets, (url) => byUrl.get(url)).filter((other) => other !== undefined)
      return [...linked, ...(shelves.link.get(withoutTail(post.summary.url))?.sharers ?? [])]
    },
  }
}

/** The features that decide about what these posts are related to. */
export function featuresOf(posts: readonly Relatable[]): Wanted {
  const found = {series: new Set(), tag: new Set(), category: new Set(), link: new Set(), word: new Set()} as Record<
    Kind,
    Set<string>
  >
  for (const post of posts) {
    eachFeature(post, (kind, name) => found[kind].add(name))
    found.link.add(withoutTail(post.summary.url))
  }
  return found
}

/** Tells each feature of a post; one that it has twice may be told twice. */
function eachFeature({summary, words, links}: Relatable, found: (kind: Kind, name: string) => void): void {
  for (const word of words) found('word', word)
  for (const url of links) found('link', withoutTail(url))
  for (const name of summary.categories) found('category', name.toLowerCase())
  for (const name of summary.tags) found('tag', name.toLowerCase())
  if (summary.series) found('series', summary.series.name)
}

/** Features of one kind by name. */
type Shelf = Map<string, Feature>

function createShelf(): Shelf {
  return new Map()
}

function featureOf(shelf: Shelf, name: string, weight: number): Feature {
  const known = shelf.get(name)
  if (known) return known
  const made = {weight, sharers: []}
  shelf.set(name, made)
  return made
}
