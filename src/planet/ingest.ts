/** A document taken in: what a feed said last becomes what the planet remembers (merge rules 1 to 6 and 8 to 10). */
import type {Entry, FeedDocument, MergeMemory, Subscription} from '../types.ts'
import {admit, type Ingested} from './admit.ts'
import {alarm, selfOf} from './alarm.ts'
import {readClaims} from './claims.ts'
import {matchClaims} from './match.ts'
import {hold} from './quarantine.ts'
import {renewAll} from './renew.ts'
import {withdraw, withdrawDoubted} from './withdraw.ts'

/** A document that has arrived, and what is known of its feed. */
export interface Arrival {
  /** Key of the subscription. */
  readonly feed: string
  /** Host that the document came from. */
  readonly host?: string | undefined
  /** Home page of the source, as the owner of the planet knows it. */
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

/**
 * Take a document in. Pure: the same arrival always gives the same result, the same document twice changes nothing, and
 * nothing but the feed's own entries is ever touched. An empty document means nothing.
 */
export function ingest(arrival: Arrival): Ingested {
  const {feed, merge, entries, document, dates} = arrival
  // One spelling of times: they are compared as text.
  const now = new Date(arrival.now).toISOString()
  if (document.entries.length === 0 && document.deleted.length === 0) {
    const note = 'The document held no items; those known stay.'
    return {merge: {...merge, note}, changed: [], added: 0, note}
  }
  const claims = readClaims(document, merge, {home: arrival.site, dates})
  const {known, rekeyed} = matchClaims(claims, entries)
  const fresh = claims.entries.filter((claim) => !known.has(claim))
  const newcomers = {feed, fresh, recognised: known.size, total: claims.entries.length, entries, merge, now}
  const self = selfOf(document, arrival.host)
  const raised = alarm({self, merge, known, claims, now})
  if (raised) return hold(newcomers, raised)

  const listed = new Set(known.values())
  const absent = entries.filter((entry) => !listed.has(entry))
  const {renewed, edited} = renewAll(known, {now, badIds: claims.badIds})
  const {admitted, reset} = admit(newcomers)
  const missed = withdraw(absent, {claims, deleted: document.deleted, reset, now})
  const withdrawn = missed.filter((entry) => entry.withdrawn).length
  const doubted = missed.filter(({missing, withdrawn}) => missing > 0 && !withdrawn).length
  const held = admitted.filter((entry) => entry.held !== undefined).length
  const note = noteOf({added: admitted.length, held, edited, rekeyed, withdrawn, reset, first: !merge.established})
  const {quarantine, doubts, ...rest} = merge
  return {
    merge: {
      ...rest,
      ...(claims.badIds && {badIds: true}),
      ...(doubted > 0 && {doubts: doubted}),
      established: true,
      lastGood: now,
      known: self,
      note,
    },
    changed: [...renewed, ...admitted, ...missed],
    added: admitted.length,
    note,
  }
}

/**
 * What follows when a feed says that its document is the last one still. `entries` are only looked at when
 * `merge.doubts` is set: then items that the document lacks are withdrawn, for it was read twice without them.
 */
export function confirm(
  merge: MergeMemory,
  now: string,
  entries: readonly Entry[] = [],
): {readonly merge: MergeMemory; readonly changed: readonly Entry[]} {
  const {doubts, ...rest} = merge
  const changed = doubts && !merge.quarantine ? withdrawDoubted(entries, now) : []
  return {merge: {...rest, lastGood: now}, changed}
}

interface Counts {
  readonly added: number
  /** How many of the new ones stay out of the river. */
  readonly held: number
  readonly edited: number
  readonly rekeyed: number
  readonly withdrawn: number
  readonly reset: boolean
  readonly first: boolean
}

function noteOf({added, held, edited, rekeyed, withdrawn, reset, first}: Counts): string {
  const silent = reset && held === added
  const parts = [
    added && `${added} new`,
    held && !first && !silent && `${held} of them on its own page only`,
    edited && `${edited} edited`,
    rekeyed && `${rekeyed} found again under another address`,
    withdrawn && `${withdrawn} withdrawn`,
  ].filter(Boolean)
  const said = parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing new.'
  if (first) return `First reading: ${said}`
  if (silent) return `The feed was made anew, so nothing is announced: ${said}`
  return reset ? `The feed was made anew: ${said}` : said
}
