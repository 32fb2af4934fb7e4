/** What a feed says of an item it has named before: replaced in place, while date and place stay (merge rule 9). */
import {isDeepStrictEqual} from 'node:util'
import type {Entry, EntryWithBody} from '../types.ts'
import type {Claim} from './claims.ts'
import {nameOf} from './identity.ts'

/** So often a text may change without a newer date before its changes stop counting as edits. */
const countedChanges = 24
/** `lastSeen` is kept to the day, so an item that only stays is not written at every visit. */
const lastSeenGrain = 24 * 3_600_000

/** The entry as its feed now has it; the very same object when nothing changed. */
export function renew(
  entry: Entry,
  claim: Claim,
  {now, badIds}: {readonly now: string; readonly badIds: boolean},
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
  const next: Entry = {
    ...kept,
    ...(id !== undefined && !badIds && {id}),
    ...(permalink !== undefined && {permalink}),
    ...words,
    ...(sameBody && {textKey: entry.textKey}),
    ...lateDate(entry, claim),
    ...(claim.updated !== undefined && {updatedClaim: new Date(claim.updated).toISOString()}),
    ...editOf(entry, claim, now),
    missing: 0,
  }
  const rested = Date.parse(now) - Date.parse(entry.lastSeen) >= lastSeenGrain
  if (!rested && isDeepStrictEqual(next, entry)) return entry
  const seen = {...next, lastSeen: now}
  return sameBody ? seen : {...seen, body: claim.body}
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
    authors: source.authors,
    categories: source.categories,
    enclosures: source.enclosures,
    ...(language !== undefined && {language}),
    ...(image !== undefined && {image}),
    ...(source.source !== undefined && {source: source.source}),
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
  const date = new Date(published).toISOString()
  return date < entry.firstSeen ? {published: date} : {}
}

function editOf(entry: Entry, claim: Claim, now: string): Partial<Entry> {
  const sameWords = claim.bodyDigest === entry.bodyDigest && claim.titleKey === entry.titleKey
  const hash = sameWords ? nameOf(entry.titleKey, entry.textKey, claim.link) : hashOf(claim)
  if (hash === entry.hash) return {}
  const claimed = claim.updated === undefined ? undefined : new Date(claim.updated).toISOString()
  if (claimed !== undefined && claimed > (entry.updatedClaim ?? ''))
    return {hash, hashChanges: 0, updated: claimed < now ? claimed : now}
  if (entry.hashChanges >= countedChanges) return {hash}
  return {hash, hashChanges: entry.hashChanges + 1, updated: now}
}
