/** New entries: their key, their date and their place in the river, given once (merge rules 4, 5 and 6). */
import {day, isoOf} from '../time.ts'
import type {Entry, EntryWithBody, MergeMemory} from '../types.ts'
import {type Claim, claimedDate} from './claims.ts'
import {nameOf} from './identity.ts'
import {itemId, madeId} from './item-id.ts'
import {byRiver} from './order.ts'
import {hashOf, spoken} from './renew.ts'

/** So many items of a first document stand in the river. */
export const firstItems = 5
/** And so many of one without dates. */
const firstUndated = 3
/** So many newcomers of one visit enter the river within a day of it. */
const mostOfADay = 20
/** A post that comes later than this after its date is old, not delayed. */
const longestDelay = 30 * day

/** The claims of a document that nobody knew, and what there is to judge them by. */
export interface Newcomers {
  readonly feed: string
  readonly fresh: readonly Claim[]
  /** How many entries of the document were known, and how many it has. */
  readonly recognised: number
  readonly total: number
  /** All entries known of the feed. */
  readonly entries: readonly Entry[]
  readonly merge: MergeMemory
  readonly now: string
  /** Why all of them are to be held, when they are. */
  readonly held?: string
}

/** The newcomers as entries, and whether their feed was made anew (a reset). */
export interface Admitted {
  readonly admitted: readonly EntryWithBody[]
  readonly reset: boolean
}

/** What a document changed. */
export interface Ingested {
  readonly merge: MergeMemory
  /** Entries that are new or not what they were; with a body where that is new. */
  readonly changed: readonly (Entry | EntryWithBody)[]
  /** How many entries are new. */
  readonly added: number
  /** What the document brought, in one sentence. */
  readonly note: string
}

/**
 * A newcomer with its date and its rank. Of a new feed, ranks below `firstItems` enter the river; who has no date stands up to
 * two ranks lower, so that `firstUndated` of them do at most.
 */
interface Ranked {
  readonly claim: Claim
  readonly published: number | undefined
  readonly rank: number
}

/** Make entries of the claims that nobody knew. */
export function admit(newcomers: Newcomers): Admitted {
  const {fresh, recognised, total, entries, merge} = newcomers
  const now = Date.parse(newcomers.now)
  const first = !merge.established
  const ranked = rank(fresh, now)
  const strange = fresh.length >= 5 && fresh.length * 2 >= total && recognised * 5 < total
  const reset = !first && strange && !isSequel(ranked, entries)
  const holdOf = first ? holdFirst : reset ? holdReset : holdBefore(backfillBefore(ranked, entries))
  // A feed without dates that puts new items below the known ones is written downwards: its last item is its newest.
  const downwards =
    recognised > 0 && fresh.every(({place, published}) => place >= recognised && published === undefined)
  const keys = new Set(entries.map(({key}) => key))
  const ids = new Set(entries.map(({publicId}) => publicId))

  const admitted = ranked.map((newcomer): EntryWithBody => {
    const {claim, published} = newcomer
    const river = first || reset ? (published ?? now) : riverDate(published, merge.lastGood, now)
    const held = newcomers.held ?? holdOf(newcomer)
    const entry = {
      ...entryOf(claim, newcomers.now),
      feed: newcomers.feed,
      key: freeKey(claim, newcomers.now, keys),
      ...(published !== undefined && {published: isoOf(published)}),
      river: isoOf(river),
      position: downwards ? total - 1 - claim.place : claim.place,
      ...(held !== undefined && {held}),
    }
    // An item that was called so before keeps the name.
    return ids.has(itemId(entry)) ? {...entry, publicId: madeId(entry)} : entry
  })
  return {admitted: holdSurplus(admitted), reset}
}

/** Whether all newcomers are dated after everything known: so many are new because nobody looked for a while. */
function isSequel(newcomers: readonly Ranked[], entries: readonly Entry[]): boolean {
  let newest = ''
  for (const {published, river} of entries) if ((published ?? river) > newest) newest = published ?? river
  return newcomers.every(({published}) => published !== undefined && isoOf(published) > newest)
}

/** A flood: of the newcomers that stand within a day of each other in the river, all but the newest are held. */
function holdSurplus(admitted: readonly EntryWithBody[]): readonly EntryWithBody[] {
  const surplus = new Set<Entry>()
  const places: number[] = []
  for (const entry of admitted.filter(({held}) => held === undefined).toSorted(byRiver)) {
    const place = Date.parse(entry.river)
    if (places.length >= mostOfADay && places.at(-mostOfADay)! - place < day) surplus.add(entry)
    else places.push(place)
  }
  const held = `It came with so many others that only the newest ${mostOfADay} of a day entered the river.`
  return surplus.size === 0 ? admitted : admitted.map((entry) => (surplus.has(entry) ? {...entry, held} : entry))
}

/** Newest first, those without a date last; what lies in the future counts as of now. */
function rank(fresh: readonly Claim[], now: number): readonly Ranked[] {
  const dated = fresh
    .map((claim) => ({claim, date: claimedDate(claim, now)}))
    .sort((a, b) => (b.date ?? -Infinity) - (a.date ?? -Infinity) || a.claim.place - b.claim.place)
  const count = dated.filter(({date}) => date !== undefined).length
  return dated.map(({claim, date}, index) =>
    date === undefined
      ? {claim, published: undefined, rank: Math.max(index, index - count + firstItems - firstUndated)}
      : {claim, published: Math.min(date, now), rank: index},
  )
}

function holdFirst({published, rank}: Ranked): string | undefined {
  if (rank < firstItems) return undefined
  return published === undefined
    ? `Of a feed that is new here and has no dates only the first ${firstUndated} items enter the river.`
    : `Of a feed that is new here only the newest ${firstItems} items enter the river.`
}

function holdReset({published}: Ranked): string | undefined {
  return published === undefined ? 'Its feed was made anew, without dates.' : undefined
}

function holdBefore(date: number | undefined): (newcomer: Ranked) => string | undefined {
  return ({published}) =>
    date !== undefined && published !== undefined && published < date
      ? 'It came later than its feed was first read, and is older than all that was known of it then.'
      : undefined
}

/** Where in the river an item of a known feed stands: at its date, but never before what readers have seen already. */
function riverDate(published: number | undefined, lastGood: string | undefined, now: number): number {
  if (published === undefined) return now
  if (now - published > longestDelay) return published
  const seenUntil = Math.min(lastGood === undefined ? published : Date.parse(lastGood), now)
  return Math.max(published, seenUntil)
}

/**
 * The date before which newcomers are an older part of the feed that it lists only now, not delayed posts: there are
 * three or more of them, all older than anything known.
 */
function backfillBefore(newcomers: readonly Ranked[], entries: readonly Entry[]): number | undefined {
  let oldest: string | undefined
  for (const {published} of entries) if (published && (!oldest || published < oldest)) oldest = published
  if (!oldest) return undefined
  const before = Date.parse(oldest)
  return newcomers.filter(({published}) => published !== undefined && published < before).length >= 3
    ? before
    : undefined
}

function entryOf(claim: Claim, now: string) {
  return {
    ...spoken(claim, true),
    ...(claim.updated !== undefined && {updatedClaim: isoOf(claim.updated)}),
    firstSeen: now,
    lastSeen: now,
    missing: 0,
    hash: hashOf(claim),
    hashChanges: 0,
    body: claim.body,
  }
}

function freeKey(claim: Claim, now: string, keys: Set<string>): string {
  let key = nameOf(claim.id, claim.permalink, claim.id || claim.permalink ? '' : claim.fingerprint()).slice(0, 16)
  while (keys.has(key)) key = nameOf(key, now).slice(0, 16)
  keys.add(key)
  return key
}
