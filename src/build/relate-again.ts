/** Relating posts again after an edit: those alone that share what it brought or took away. */
import type {Relatable} from '../content/post-index.ts'
import {mostSharers, relateSome} from '../content/related.ts'
import type {Summary} from '../types.ts'
import type {Bodied} from './bodies.ts'
import {traitsOf} from './look-up.ts'

/** A post or page with its body. */
export interface Relating {
  readonly summary: Summary
  readonly bodied: Bodied
}

/** More changes than these are no edit by hand. */
const fewChanges = 20

/**
 * By path, what posts are related to that may have other relations than they had with the `former` traits, which stand in the
 * order of `all`. Undefined when more has changed than words of a few texts: then all have to be looked at.
 */
export function relateAgain(
  all: readonly Relating[],
  former: readonly string[],
  toPosts: () => readonly Relatable[],
): ReadonlyMap<string, readonly Summary[]> | undefined {
  if (former.length !== all.length) return undefined
  const changed: Relating[] = []
  for (const [place, relating] of all.entries()) {
    if (relating.bodied.traits === former[place]) continue
    if (changed.push(relating) > fewChanges || !hasOtherWordsAlone(relating, former[place]!)) return undefined
  }
  const paths = new Set(changed.map(({summary}) => summary.path))
  const posts = toPosts()
  const some = new Set(posts.filter(({summary}) => paths.has(summary.path)))
  // So many did not count before, either: each change may have brought or taken one.
  for (const sharers of sharersOf(changedWords(changed), posts).values())
    if (sharers.length <= mostSharers + changed.length) for (const sharer of sharers) some.add(sharer)
  const related = relateSome(posts, [...some])
  return new Map(Array.from(some, ({summary: {path}}) => [path, related(path)]))
}

/** Whether nothing but the words of a text is another than when it had these traits. */
function hasOtherWordsAlone({summary, bodied: {keywordsBefore, links}}: Relating, traits: string): boolean {
  return keywordsBefore !== undefined && traitsOf(summary, links, keywordsBefore) === traits
}

/** Words that texts have now and had not before, or the reverse. */
function changedWords(changed: readonly Relating[]): ReadonlySet<string> {
  const words = changed.flatMap(({bodied}) => {
    const [now, before] = [bodied.keywords, bodied.keywordsBefore!].map((text) => new Set(text.split(' ')))
    return [...now!.symmetricDifference(before!)]
  })
  return new Set(words)
}

/** The posts that have each of these words. */
function sharersOf(words: ReadonlySet<string>, posts: readonly Relatable[]): ReadonlyMap<string, readonly Relatable[]> {
  const sharers = new Map<string, Relatable[]>()
  for (const post of posts)
    for (const word of post.words) {
      if (!words.has(word)) continue
      const known = sharers.get(word)
      if (known) known.push(post)
      else sharers.set(word, [post])
    }
  return sharers
}
