/** Items that their publisher took back (merge rule 10). Absence alone is no deletion. */
import type {Entry} from '../types.ts'
import type {Claim, Claims} from './claims.ts'

/** So many documents in a row must lack an item that should stand in them. */
const documents = 2

/**
 * The absent entries that the document passes over: older items still stand in it. They are counted, and withdrawn at
 * the second time.
 */
export function withdrawMissing(absent: readonly Entry[], claims: Claims, now: string): readonly Entry[] {
  const floor = listedFloor(claims.entries)
  if (floor === undefined) return []
  return absent
    .filter(({published, withdrawn}) => !withdrawn && published !== undefined && Date.parse(published) > floor)
    .map((entry) => {
      const missing = entry.missing + 1
      if (missing < documents) return {...entry, missing}
      const why = 'It is gone from its feed, where older items still stand.'
      return {...entry, missing, withdrawn: {at: now, why}}
    })
}

/** The entries that the feed says it deleted (RFC 6721). */
export function withdrawDeleted(
  entries: readonly Entry[],
  ids: ReadonlySet<string | undefined>,
  now: string,
): readonly Entry[] {
  if (ids.size === 0) return []
  return entries
    .filter(({id, withdrawn}) => id !== undefined && ids.has(id) && !withdrawn)
    .map((entry) => ({...entry, withdrawn: {at: now, why: 'Its feed says that it was deleted.'}}))
}

/**
 * The date down to which the document lists everything. Only entries that stand in their order count, so a post pinned
 * on top or brought up by an edit is no proof, one old post at the end of a longer document is none either, and a
 * document in no order proves nothing.
 */
function listedFloor(entries: readonly Claim[]): number | undefined {
  const dates = entries.toSorted((a, b) => a.place - b.place).flatMap(({published}) => published ?? [])
  const ordered = longestFalling(dates)
  if (ordered.length * 4 < dates.length * 3) return undefined
  return ordered.at(entries.length > 5 ? -2 : -1)
}

/** The longest part of a list, gaps allowed, in which no number is greater than the one before (patience sorting). */
function longestFalling(list: readonly number[]): readonly number[] {
  /** For each length, the place of the greatest number that ends a part so long. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  for (const [place, number] of list.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (list[ends[middle]!]! >= number) low = middle + 1
      else high = middle
    }
    before.push(ends[low - 1])
    ends[low] = place
  }
  const part: number[] = []
  for (let place = ends.at(-1); place !== undefined; place = before[place]) part.push(list[place]!)
  return part.reverse()
}
