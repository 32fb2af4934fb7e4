/** A document taken in: what a feed said last becomes what the planet remembers (merge rules 1 to 6 and 8 to 10). */
import type {Entry, EntryWithBody, FeedDocument, MergeMemory, Subscription} from '../types.ts'
import {admit} from './admit.ts'
import {alarm, quarantineHold, selfOf} from './alarm.ts'
import {type Claims, readClaims} from './claims.ts'
import {canonicalId} from './identity.ts'
import {matchClaims} from './match.ts'
import {isRemade, renew} from './renew.ts'
import {withdrawDeleted, withdrawMissing} from './withdraw.ts'

/** A document that has arrived, and what is known of its feed. */
export interface Arrival {
  /** Key of the subscription. */
  readonly feed: string
  /** Host that the document came from, or the source's home host. */
  readonly host?: string | undefined
  /** Home page of the source. */
  readonly site?: string | undefined
  /** Hours to add to the feed's dates, or `ignore` to believe none of them. Default: they are believed. */
  readonly dates?: Subscription['dates']
  readonly merge: MergeMemory
  /** All entries known of this feed, and of no other. */
  readonly entries: readonly Entry[]
  readonly document: FeedDocument
  /** When the run began. */
  readonly now: string
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
 * Take a document in. Pure: the same arrival always gives the same result, the same document twice changes nothing, and
 * nothing but the feed's own entries is ever touched. An empty document means nothing.
 */
export function ingest(arrival: Arrival): Ingested {
  const {feed, merge, entries, document, now, dates} = arrival
  if (document.entries.length === 0 && document.deleted.length === 0) {
    const note = 'The document held no items; those known stay.'
    return {merge: {...merge, note}, changed: [], added: 0, note}
  }
  const claims = readClaims(document, merge, {home: arrival.site, dates})
  const {known, rekeyed} = matchClaims(claims, entries)
  const self = selfOf(document, arrival.host)
  const raised = alarm({self, merge, known, claims, now})
  if (raised) return hold(arrival, claims, known, raised)

  const fresh = claims.entries.filter((claim) => !known.has(claim))
  const seen = new Set(known.values())
  const remade = isRemade(known)
  const renewed = [...known].map(
    ([claim, entry]) => [entry, renew(entry, claim, {now, badIds: claims.badIds, remade})] as const,
  )
  const {admitted, reset} = admit({
    feed,
    fresh,
    recognised: known.size,
    total: claims.entries.length,
    entries,
    merge,
    now,
  })
  const absent = entries.filter((entry) => !seen.has(entry))
  const missed = reset ? [] : withdrawMissing(absent, claims, now)
  const present = new Map<string, Entry | EntryWithBody>()
  for (const [before, after] of renewed) if (after !== before) present.set(after.key, after)
  for (const entry of [...admitted, ...missed]) present.set(entry.key, entry)
  const deleted = new Set(document.deleted.map((id) => canonicalId(id)))
  const all = [
    ...renewed.map(([, after]) => after),
    ...admitted,
    ...absent.map((entry) => present.get(entry.key) ?? entry),
  ]
  for (const entry of withdrawDeleted(all, deleted, now)) present.set(entry.key, entry)

  const changed = [...present.values()]
  const note = noteOf({
    added: admitted.length,
    edited: renewed.filter(([before, after]) => after.hash !== before.hash).length,
    rekeyed,
    withdrawn: changed.filter((entry) => entry.withdrawn?.at === now).length,
    reset,
    first: !merge.established,
  })
  const {quarantine, ...rest} = merge
  return {
    merge: {...rest, ...(claims.badIds && {badIds: true}), established: true, lastGood: now, known: self, note},
    changed,
    added: admitted.length,
    note,
  }
}

/** What a feed remembers after it said that nothing has changed. */
export function confirm(merge: MergeMemory, now: string): MergeMemory {
  return {...merge, lastGood: now}
}

/** Quarantine: nothing known is touched, and what is new waits out of sight. */
function hold(
  {feed, merge, entries, now}: Arrival,
  claims: Claims,
  known: ReadonlyMap<unknown, Entry>,
  quarantine: NonNullable<MergeMemory['quarantine']>,
): Ingested {
  const fresh = claims.entries.filter((claim) => !known.has(claim))
  const {admitted} = admit({
    feed,
    fresh,
    recognised: known.size,
    total: claims.entries.length,
    entries,
    merge,
    now,
    held: quarantineHold,
  })
  const note = `${quarantine.why} Its ${fresh.length} new items wait until you release them.`
  return {merge: {...merge, lastGood: now, quarantine, note}, changed: admitted, added: admitted.length, note}
}

/**
 * End a quarantine at the owner's word: what waited may be shown, and the source is trusted as it is now. The items
 * stand where they would have stood; the newest five of them are in the river.
 */
export function release(
  merge: MergeMemory,
  entries: readonly Entry[],
): {merge: MergeMemory; changed: readonly Entry[]} {
  const {quarantine, known, ...rest} = merge
  const waiting = entries.filter(({held}) => held === quarantineHold)
  const newest = waiting.toSorted((a, b) => (a.river < b.river ? 1 : a.river > b.river ? -1 : a.position - b.position))
  const changed = newest.map(({held, ...entry}, index) =>
    index < 5 ? entry : {...entry, held: 'It is one of the older items that were released from quarantine.'},
  )
  return {merge: {...rest, note: 'Released from quarantine.'}, changed}
}

function noteOf(counts: {
  added: number
  edited: number
  rekeyed: number
  withdrawn: number
  reset: boolean
  first: boolean
}) {
  const parts = [
    counts.added && `${counts.added} new`,
    counts.edited && `${counts.edited} edited`,
    counts.rekeyed && `${counts.rekeyed} found again under another address`,
    counts.withdrawn && `${counts.withdrawn} withdrawn`,
  ].filter(Boolean)
  const said = parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing new.'
  if (counts.first) return `First reading: ${said}`
  return counts.reset ? `The feed was made anew, so nothing is announced: ${said}` : said
}
