/** What a feed says of an item it has named before: replaced in place, while date and place stay (merge rule 9). */
import {isDeepStrictEqual} from 'node:util'
import {day, isoOf} from '../time.ts'
import type {Entry, EntryWithBody} from '../types.ts'
import type {Claim} from './claims.ts'
import {nameOf} from './identity.ts'
import {calledBy, itemId} from './item-id.ts'

/** So often a text may change without a newer date before its changes stop counting as edits. */
const countedChanges = 24
/** More authors, categories or enclosures of one item are nobody's. */
const mostOf = 50
/** `lastSeen` is kept to the day, so an item that only stays is not written at every visit. */
const lastSeenGrain = day

/** What a document says of the known entries: those that it changed, and how many of them count as edited. */
export function renewAll(
  known: ReadonlyMap<Claim, Entry>,
  {now, badIds}: {readonly now: string; readonly badIds: boolean},
): {readonly renewed: readonly (Entry | EntryWithBody)[]; readonly edited: number} {
  const remade = isRemade(known)
  const renewed: (Entry | EntryWithBody)[] = []
  let edited = 0
  for (const [claim, entry] of known) {
    const next = renew(entry, claim, {now, badIds, remade})
    if (next !== entry) renewed.push(next)
    if (next.updated !== entry.updated) edited++
  }
  return {renewed, edited}
}

/** The entry as its feed now has it; the very same object when nothing changed. */
function renew(
  entry: Entry,
  claim: Claim,
  {now, badIds, remade}: {readonly now: string; readonly badIds: boolean; readonly remade: boolean},
): Entry | EntryWithBody {
  const {
    missing,
    withdrawn,
    id,
    permalink,
    rawId,
    url,
    language,
    image,
    source,
    authors,
    categories,
    enclosures,
    ...kept
  } = entry
  const sameBody = claim.bodyDigest === entry.bodyDigest
  const words = spoken(claim, !sameBody || claim.titleKey !== entry.titleKey)
  const next: Entry = calledBy(itemId(entry), {
    ...kept,
    ...(id !== undefined && !badIds && {id}),
    ...(permalink !== undefined && {permalink}),
    ...words,
    ...(sameBody && {textKey: entry.textKey}),
    ...lateDate(entry, claim),
    ...(claim.updated !== undefined && {updatedClaim: isoOf(claim.updated)}),
    ...editOf(entry, claim, now, remade),
    missing: 0,
  })
  const rested = Date.parse(now) - Date.parse(entry.lastSeen) >= lastSeenGrain
  if (!rested && isDeepStrictEqual(next, entry)) return entry
  const seen = {...next, lastSeen: now}
  return sameBody ? seen : {...seen, body: claim.body}
}

/**
 * Whether a document changed most of its known items, five or more, without a newer date: that is a new template, or
 * full texts in place of excerpts, and no edit of any of them.
 */
function isRemade(known: ReadonlyMap<Claim, Entry>): boolean {
  let changed = 0
  for (const [claim, entry] of known)
    if (newerClaim(entry, claim) === undefined && currentHash(entry, claim) !== entry.hash) changed++
  return changed >= 5 && changed * 2 > known.size
}

/** The fields of an entry that are its feed's words and may change at any visit. */
export function spoken(claim: Claim, readText: boolean) {
  const {source, id, permalink} = claim
  const {language, image} = source
  const url = source.originalUrl ?? source.url
  return {
    ...(id !== undefined && {id}),
    ...(permalink !== undefined && {permalink}),
    fingerprint: claim.fingerprint(),
    ...(source.id !== undefined && {rawId: source.id}),
    ...(url !== undefined && {url}),
    title: (source.title ?? '').slice(0, 1000),
    authors: source.authors.slice(0, mostOf),
    categories: source.categories.slice(0, mostOf),
    enclosures: source.enclosures.slice(0, mostOf),
    ...(language !== undefined && {language}),
    ...(image !== undefined && {image}),
    ...(source.source !== undefined && {source: {...source.source}}),
    titleKey: claim.titleKey,
    textKey: readText ? claim.textKey() : '',
    bodyDigest: claim.bodyDigest,
  }
}

/** Name of what an item says: title, text and link. */
export function hashOf(claim: Claim): string {
  return nameOf(claim.titleKey, claim.textKey(), claim.link)
}

/** A real date that comes late is believed, as long as it does not lie after the item was first seen. */
function lateDate(entry: Entry, {published}: Claim): {published?: string} {
  if (entry.published !== undefined || published === undefined) return {}
  const date = isoOf(published)
  return date < entry.firstSeen ? {published: date} : {}
}

function editOf(entry: Entry, claim: Claim, now: string, remade: boolean): Partial<Entry> {
  const hash = currentHash(entry, claim)
  if (hash === entry.hash) return {}
  const dated = newerClaim(entry, claim)
  if (dated !== undefined) return {hash, hashChanges: 0, updated: dated < now ? dated : now}
  if (remade || entry.hashChanges >= countedChanges) return {hash}
  return {hash, hashChanges: entry.hashChanges + 1, updated: now}
}

/** Name of what the item says now; its text is only read when its bytes are new. */
function currentHash(entry: Entry, claim: Claim): string {
  const sameWords = claim.bodyDigest === entry.bodyDigest && claim.titleKey === entry.titleKey
  return sameWords ? nameOf(entry.titleKey, entry.textKey, claim.link) : hashOf(claim)
}

function newerClaim({updatedClaim = ''}: Entry, {updated}: Claim): string | undefined {
  const claimed = updated === undefined ? undefined : isoOf(updated)
  return claimed !== undefined && claimed > updatedClaim ? claimed : undefined
}
