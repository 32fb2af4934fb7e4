/** Items that their publisher took back (merge rule 10). Absence alone is no deletion. */
import type {Entry} from '../types.ts'
import type {Claim, Claims} from './claims.ts'
import {canonicalId} from './identity.ts'

/** So many documents in a row must lack an item that should stand in them. */
const documents = 2

/** What a document says about the entries that it lacks. */
export interface Lack {
  readonly claims: Claims
  /** Ids that the feed says it deleted (RFC 6721). */
  readonly deleted: readonly string[]
  /** The feed was made anew: its gaps mean nothing. */
  readonly reset: boolean
  readonly now: string
}

/**
 * The absent entries that a document changes: those that it calls deleted are withdrawn at once; those that it passes
 * over, though older items still stand in it, are counted, and withdrawn at the second time.
 */
export function withdraw(absent: readonly Entry[], {claims, deleted, reset, now}: Lack): readonly Entry[] {
  const ids = new Set(deleted.map((id) => canonicalId(id)))
  const floor = reset ? undefined : listedFloor(claims.entries)
  return absent.flatMap((entry) => {
    const {id, published, withdrawn} = entry
    if (withdrawn) return []
    if (id !== undefined && ids.has(id))
      return {...entry, withdrawn: {at: now, why: 'Its feed says that it was deleted.'}}
    const passedOver = floor !== undefined && published !== undefined && Date.parse(published) > floor
    if (passedOver) return miss(entry, now)
    return entry.missing > 0 ? {...entry, missing: 0} : []
  })
}

/** The entries that the last document passed over for the first time, now that it was read again and lacks them still. */
export function withdrawDoubted(entries: readonly Entry[], now: string): readonly Entry[] {
  return entries.filter(({missing, withdrawn}) => missing > 0 && !withdrawn).map((entry) => miss(entry, now))
}

function miss(entry: Entry, now: string): Entry {
  const missing = entry.missing + 1
  if (missing < documents) return {...entry, missing}
  return {...entry, missing, withdrawn: {at: now, why: 'It is gone from its feed, where older items still stand.'}}
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
