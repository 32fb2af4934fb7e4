/** Which posts belong together: those that have most in common. */
import type {Summary} from '../types.ts'
import {insert} from './best.ts'
import {holdPosts} from './held.ts'
import {newestFirst} from './order.ts'
import {createIndex, featuresOf, type Index, type Relatable, weights} from './post-index.ts'

/** A thing that more posts share than this says nothing, and looking at them all would take long. */
export const mostSharers = 150

/** Less in common is chance: one word that half of the posts have counts a little more. */
const least = 1

/** So many are shown below a post. */
const usual = 5

/** Tells of a post, by its path, those that have most in common with it, best first. */
export type Related = (path: string) => readonly Summary[]

/**
 * Make the function that relates posts: by series, tags, categories, words, what they link to, and links between them. It
 * keeps what posts share from call to call, so a call costs what changed since the last one: an unchanged post is the
 * same object. The same posts always get the same answer, whatever was asked before and in whatever order.
 */
export function createRelater(most = usual): (posts: readonly Relatable[]) => Related {
  const index = createIndex()
  const hold = holdPosts<Relatable>(index)
  return function relate(posts) {
    hold(posts)
    return relateBy(index, posts, most)
  }
}

/** The same for a few of the posts, without a look at what only the others share: it answers for no others. */
export function relateSome(posts: readonly Relatable[], some: readonly Relatable[]): Related {
  const index = createIndex(featuresOf(some))
  for (const post of posts) index.add(post)
  return relateBy(index, posts, usual)
}

function relateBy(index: Index, posts: readonly Relatable[], most: number): Related {
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
    for (const {score, sharers} of sharedWith(own, index, posts.length)) for (const other of sharers) add(other, score)
    for (const other of index.linkedWith(own)) add(other, bond)
    const best: number[] = []
    for (const other of met) if (scores[other]! >= least) insert(best, other, before, most)
    for (const other of met) scores[other] = 0
    return best.map((number) => index.post(number).summary)
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
