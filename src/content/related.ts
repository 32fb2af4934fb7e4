/** Which posts belong together: those that have most in common. */
import type {Summary} from '../types.ts'
import {withoutTail} from './backlinks.ts'
import {insert} from './best.ts'
import {holdPosts} from './held.ts'
import {newestFirst} from './order.ts'

/** What relating posts looks at. */
export interface Relatable {
  readonly summary: Summary
  /** URLs that its body leads to. */
  readonly links: readonly string[]
  /** The words that are most its own, by `keywords.ts`. */
  readonly words: readonly string[]
}

/** How much it says that two posts share something; rarer things say more. */
const weights = {series: 3, tag: 3, category: 2, link: 2, word: 1}

/** A thing that more posts share than this says nothing, and looking at them all would take long. */
const mostSharers = 150

/** Less in common is chance: one word that half of the posts have counts a little more. */
const least = 1

/** Tells of a post, by its path, those that have most in common with it, best first. */
export type Related = (path: string) => readonly Summary[]

/**
 * Make the function that relates posts: by series, tags, categories, words, what they link to, and links between them. It
 * keeps what posts share from call to call, so a call costs what changed since the last one: an unchanged post is the
 * same object. The same posts always get the same answer, whatever was asked before and in whatever order.
 */
export function createRelater(most = 5): (posts: readonly Relatable[]) => Related {
  const index = createIndex()
  const hold = holdPosts<Relatable>(index)

  return function relate(posts) {
    hold(posts)
    const scores = new Float64Array(index.size())
    const bond = weights.link * Math.log(1 + posts.length)
    const age = rank(posts, index)
    const before = (a: number, b: number) => scores[b]! - scores[a]! || age[a]! - age[b]!

    return (path) => {
      const own = index.numberOf(path)
      if (own === undefined) return []
      const met: number[] = []
      const add = (other: number, score: number) => {
        if (other === own) return
        if (scores[other] === 0) met.push(other)
        scores[other]! += score
      }
      for (const {score, sharers} of sharedWith(own, index, posts.length))
        for (const other of sharers) add(other, score)
      for (const other of index.linkedWith(own)) add(other, bond)
      const best: number[] = []
      for (const other of met) if (scores[other]! >= least) insert(best, other, before, most)
      for (const other of met) scores[other] = 0
      return best.map((number) => index.post(number).summary)
    }
  }
}

/** The place of each post, by its number, when the newest is the first. */
function rank(posts: readonly Relatable[], {size, numberOf}: Index): Int32Array {
  const ranks = new Int32Array(size())
  // Mostly they are in order already, which sorting sees.
  const sorted = posts.map(({summary}) => summary).sort(newestFirst)
  for (let place = 0; place < sorted.length; place++) ranks[numberOf(sorted[place]!.path)!] = place
  return ranks
}

/** A thing that posts may share, with what sharing it counts, and the numbers of the posts that have it. */
interface Feature {
  readonly weight: number
  readonly sharers: number[]
}

/** Posts by number, and what they share. A post keeps its number as long as it is there. */
interface Index {
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
  /** URLs that it leads to, each once, without what follows the page's own. */
  readonly targets: ReadonlySet<string>
}

function createIndex(): Index {
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
    const {summary, links, words} = post
    const number = free.pop() ?? slots.length
    const features: Feature[] = []
    const note = (kind: keyof typeof weights, name: string) => {
      const feature = featureOf(shelves[kind], name, weights[kind])
      // Who has it twice was the last to be noted.
      if (feature.sharers.at(-1) === number) return
      feature.sharers.push(number)
      features.push(feature)
    }
    const targets = new Set(links.map(withoutTail))
    for (const word of words) note('word', word)
    for (const url of targets) note('link', url)
    for (const name of summary.categories) note('category', name.toLowerCase())
    for (const name of summary.tags) note('tag', name.toLowerCase())
    if (summary.series) note('series', summary.series.name)
    slots[number] = {post, features, targets}
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
      const {targets, post} = slots[number]!
      const linked: number[] = []
      for (const url of targets) {
        const other = byUrl.get(url)
        if (other !== undefined) linked.push(other)
      }
      return [...linked, ...(shelves.link.get(withoutTail(post.summary.url))?.sharers ?? [])]
    },
  }
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

interface Shared {
  readonly score: number
  readonly sharers: readonly number[]
}

/** What the post shares with others, but not with too many: the rarest first, since sums of fractions depend on their order. */
function sharedWith(own: number, index: Index, count: number): readonly Shared[] {
  const shared: Shared[] = []
  for (const {weight, sharers} of index.featuresOf(own)) {
    if (sharers.length < 2 || sharers.length > mostSharers) continue
    shared.push({score: weight * Math.log(1 + count / sharers.length), sharers})
  }
  return shared.sort((a, b) => b.score - a.score)
}
