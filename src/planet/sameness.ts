/** What speaks for two observations being one item, besides their keys. */
import {day} from '../time.ts'
import type {Entry} from '../types.ts'
import type {Claim} from './claims.ts'

/**
 * Whether an entry with the claim's permalink is the same item. Under two different ids it is only when the old id is
 * gone and something else agrees: a feed of one item may give every post the same link. Without ids a new title, text
 * and day at the old place, as on a page that is written anew, make a new item too.
 */
export function isSamePlace(claim: Claim, entry: Entry, ids: ReadonlySet<string>): boolean {
  const agrees = () => isSameText(claim, entry) || isSameBody(claim, entry) || apartBy(claim, entry) === 0
  if (claim.id !== undefined && entry.id !== undefined) return !ids.has(entry.id) && agrees()
  const apart = apartBy(claim, entry)
  return apart === undefined || apart <= day || agrees()
}

/** Equal titles; without titles, equal words or the same moment. */
export function isSameText(claim: Claim, entry: Entry): boolean {
  if (claim.titleKey !== entry.titleKey) return false
  return claim.titleKey !== '' || isSameBody(claim, entry) || apartBy(claim, entry) === 0
}

/** Equal words in the bodies, of which there are some. */
export function isSameBody(claim: Claim, entry: Entry): boolean {
  return entry.textKey !== '' && claim.textKey() === entry.textKey
}

/** Milliseconds between the two dates; undefined when one is missing. */
export function apartBy({published}: Claim, entry: Entry): number | undefined {
  if (published === undefined || entry.published === undefined) return undefined
  return Math.abs(published - Date.parse(entry.published))
}
