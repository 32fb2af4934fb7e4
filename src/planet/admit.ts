/** New entries: their key, their date and their place in the river, given once (merge rules 4, 5 and 6). */
import type {Entry, EntryWithBody, MergeMemory} from '../types.ts'
import {type Claim, claimedDate} from './claims.ts'
import {nameOf} from './identity.ts'
import {hashOf, spoken} from './renew.ts'

/** So many items of a first document stand in the river. */
export const firstItems = 5
/** And so many of one without dates. */
const firstUndated = 3
/** A post that comes later than this after its date is old, not delayed. */
const longestDelay = 30 * 24 * 3_600_000

export interface Newcomers {
  readonly feed: string
  readonly fresh: readonly Claim[]
  /** How many entries of the document were known, and how many it has. */
  readonly recognised: number
  readonly total: number
  readonly entries: readonly Entry[]
  readonly merge: MergeMemory
  readonly now: string
  /** Why all of them are to be held, when they are. */
  readonly held?: string
}

/** Make entries of the claims that nobody knew, and tell whether the feed was made anew (a reset). */
export function admit(newcomers: Newcomers): {admitted: readonly EntryWithBody[]; reset: boolean} {
  const {feed, fresh, recognised, total, entries, merge} = newcomers
  const now = Date.parse(newcomers.now)
  const first = !merge.established
  const reset = !first && fresh.length >= 5 && fresh.length * 2 >= total && recognised * 5 < total
  const dated = fresh
    .map((claim) => ({claim, date: claimedDate(claim, now)}))
    .sort((a, b) => (b.date ?? -Infinity) - (a.date ?? -Infinity) || a.claim.place - b.claim.place)
  const backfill = first || reset ? undefined : backfillBefore(dated, entries)
  const keys = new Set(entries.map(({key}) => key))
  // A feed without dates that puts new items below the known ones is written downwards: its last item is its newest.
  const downwards =
    recognised > 0 && fresh.every(({place, published}) => place >= recognised && published === undefined)
  let undated = 0

  const admitted = dated.map(({claim, date}, index): EntryWithBody => {
    const published = date === undefined ? undefined : Math.min(date, now)
    if (published === undefined) undated++
    const held =
      newcomers.held ??
      (reset && published === undefined ? 'Its feed was made anew, without dates.' : undefined) ??
      (first && published === undefined && undated > firstUndated ? holds.undated : undefined) ??
      (first && index >= firstItems ? holds.first : undefined) ??
      (published !== undefined && backfill !== undefined && published < backfill ? holds.backfill : undefined)
    const river = first || reset ? (published ?? now) : riverDate(published, merge.lastGood, now)
    return {
      feed,
      key: freeKey(claim, newcomers.now, keys),
      ...spoken(claim, true),
      ...(published !== undefined && {published: toIso(published)}),
      ...(claim.updated !== undefined && {updatedClaim: toIso(claim.updated)}),
      firstSeen: newcomers.now,
      lastSeen: newcomers.now,
      river: toIso(river),
      position: downwards ? total - 1 - claim.place : claim.place,
      ...(held !== undefined && {held}),
      missing: 0,
      hash: hashOf(claim),
      hashChanges: 0,
      body: claim.body,
    }
  })
  return {admitted, reset}
}

const holds = {
  first: `Of a feed that is new here only the newest ${firstItems} items enter the river.`,
  undated: `Of a feed that is new here and has no dates only the first ${firstUndated} items enter the river.`,
  backfill: 'It came later than its feed was first read, and is older than all that was known of it then.',
}

/** Where in the river an item of a known feed stands: at its date, but never before what readers have seen already. */
function riverDate(published: number | undefined, lastGood: string | undefined, now: number): number {
  if (published === undefined) return now
  if (now - published > longestDelay) return published
  const seenUntil = Math.min(lastGood === undefined ? published : Date.parse(lastGood), now)
  return Math.max(published, seenUntil)
}

/**
 * The date before which new items are an older part of the feed that it lists only now, not delayed posts: there are
 * three or more of them, all older than anything known.
 */
function backfillBefore(dated: readonly {date: number | undefined}[], entries: readonly Entry[]): number | undefined {
  let oldest: string | undefined
  for (const {published} of entries) if (published && (!oldest || published < oldest)) oldest = published
  if (!oldest) return undefined
  const before = Date.parse(oldest)
  return dated.filter(({date}) => date !== undefined && date < before).length >= 3 ? before : undefined
}

function freeKey(claim: Claim, now: string, keys: Set<string>): string {
  let key = nameOf(claim.id, claim.permalink, claim.id || claim.permalink ? '' : claim.fingerprint()).slice(0, 16)
  while (keys.has(key)) key = nameOf(key, now).slice(0, 16)
  keys.add(key)
  return key
}

function toIso(time: number): string {
  return new Date(time).toISOString()
}
