/** Which entry of a document is which one we know (merge rules 2 and 3). */
import type {Entry} from '../types.ts'
import type {Claim, Claims} from './claims.ts'
import {pathOf} from './identity.ts'

/** What became of a document's claims. */
export interface Matches {
  /** Known entries by the claim that renews them. */
  readonly known: ReadonlyMap<Claim, Entry>
  /** How many were found again under another id and link. */
  readonly rekeyed: number
}

const hour = 3_600_000
const day = 24 * hour
/** Shorter titles, such as "Links" or "Untitled", say nothing about identity. */
const tellingTitle = 12

/**
 * Pair the claims with the known entries of their feed, each at most once: by id, by permalink, by fingerprint, and at
 * last against entries whose old id and link have vanished from the document, by path and title or title and date.
 */
export function matchClaims(claims: Claims, entries: readonly Entry[]): Matches {
  const known = new Map<Claim, Entry>()
  const taken = new Set<Entry>()
  const open = () => claims.entries.filter((claim) => !known.has(claim))
  const vanished = (entry: Entry) =>
    !(entry.id !== undefined && claims.ids.has(entry.id)) &&
    !(entry.permalink !== undefined && claims.links.has(entry.permalink))

  function pair(namesOf: (entry: Entry) => readonly string[], nameOf: NameOf, fits: Fits, among = entries): void {
    const index = indexBy(among, namesOf)
    for (const claim of open()) {
      const name = nameOf(claim)
      const candidates = name ? index.get(name)?.filter((entry) => !taken.has(entry) && fits(claim, entry)) : undefined
      const entry = candidates && nearest(claim, candidates)
      if (!entry) continue
      known.set(claim, entry)
      taken.add(entry)
    }
  }

  pair(
    ({id}) => (id === undefined || claims.badIds ? [] : [id]),
    ({id}) => id,
    () => true,
  )
  pair(
    ({permalink}) => (permalink === undefined ? [] : [permalink]),
    ({permalink}) => permalink,
    (claim, entry) => isSamePlace(claim, entry, claims),
  )
  pair(
    ({fingerprint}) => [fingerprint],
    (claim) => (claim.id && claim.permalink && claim.published === undefined ? undefined : claim.fingerprint()),
    (_, entry) => vanished(entry),
  )
  const found = known.size
  const lost = entries.filter((entry) => !taken.has(entry) && vanished(entry))
  if (lost.length > 0) {
    pair(
      ({id, permalink}) => [pathOf(id), pathOf(permalink)].filter((path) => path !== undefined),
      ({id, permalink}) => pathOf(permalink) ?? pathOf(id),
      isSameText,
      lost,
    )
    const titles = countBy(entries.map(({titleKey}) => titleKey))
    pair(
      ({titleKey}) => [titleKey],
      ({titleKey}) => titleKey,
      (claim, entry) => {
        if (claim.titleKey.length < tellingTitle) return false
        const series = (titles.get(claim.titleKey) ?? 0) > 1 || claims.entries.length < 3
        return isSameDay(claim, entry, series) || isSameBody(claim, entry) || isUndatedEdit(claim, entry, found > 0)
      },
      lost,
    )
    pair(
      ({published}) => (published === undefined ? [] : [published]),
      (claim) => (claim.id || claim.link ? undefined : momentOf(claim)),
      (_, {id, permalink}) => id === undefined && permalink === undefined,
      lost,
    )
  }
  return {known, rekeyed: known.size - found}
}

type NameOf = (claim: Claim) => string | undefined
type Fits = (claim: Claim, entry: Entry) => boolean

/**
 * Whether an entry with the claim's permalink is the same item. Under two different ids it is only when the old id is
 * gone and something else agrees: a feed of one item may give every post the same link. Without ids a new title, text
 * and day at the old place, as on a page that is written anew, make a new item too.
 */
function isSamePlace(claim: Claim, entry: Entry, {ids}: Claims): boolean {
  const agrees = () => isSameText(claim, entry) || isSameBody(claim, entry) || sameMoment(claim, entry)
  if (claim.id !== undefined && entry.id !== undefined) return !ids.has(entry.id) && agrees()
  const apart = apartBy(claim, entry)
  return apart === undefined || apart <= day || agrees()
}

function isSameText(claim: Claim, entry: Entry): boolean {
  if (claim.titleKey !== entry.titleKey) return false
  return claim.titleKey !== '' || isSameBody(claim, entry) || sameMoment(claim, entry)
}

function isSameBody(claim: Claim, entry: Entry): boolean {
  return entry.textKey !== '' && claim.textKey() === entry.textKey
}

function sameMoment(claim: Claim, entry: Entry): boolean {
  return apartBy(claim, entry) === 0
}

/** Dates within a day; in a series of equal titles only the same moment, in whatever time zone, is the same item. */
function isSameDay(claim: Claim, entry: Entry, series: boolean): boolean {
  const apart = apartBy(claim, entry)
  if (apart === undefined || apart >= day) return false
  return !series || apart % (hour / 4) === 0
}

/** Where there is no id, link or date, a title in a list that is otherwise known is all the identity there is. */
function isUndatedEdit(claim: Claim, entry: Entry, listKnown: boolean): boolean {
  const bare = !claim.id && !claim.link && claim.published === undefined
  return bare && listKnown && !entry.id && !entry.permalink
}

function apartBy({published}: Claim, entry: Entry): number | undefined {
  if (published === undefined || entry.published === undefined) return undefined
  return Math.abs(published - Date.parse(entry.published))
}

/** The moment a claim names, when it is one: midnight may be any time of a day. */
function momentOf({published}: Claim): string | undefined {
  if (published === undefined || published % (hour / 4) === 0) return undefined
  return new Date(published).toISOString()
}

function nearest(claim: Claim, candidates: readonly Entry[]): Entry | undefined {
  const distance = (entry: Entry) =>
    (entry.titleKey === claim.titleKey ? 0 : 1e15) + (apartBy(claim, entry) ?? 1e14) + (entry.withdrawn ? 1 : 0)
  return candidates.reduce<Entry | undefined>(
    (best, entry) => (best === undefined || distance(entry) < distance(best) ? entry : best),
    undefined,
  )
}

function indexBy(entries: readonly Entry[], namesOf: (entry: Entry) => readonly string[]): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>()
  for (const entry of entries) {
    for (const name of new Set(namesOf(entry))) {
      const same = index.get(name)
      if (same) same.push(entry)
      else index.set(name, [entry])
    }
  }
  return index
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
