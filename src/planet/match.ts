/** Which entry of a document is which one we know (merge rules 2 and 3). */
import {day, hour, isoOf} from '../time.ts'
import type {Entry} from '../types.ts'
import type {Claim, Claims} from './claims.ts'
import {pathOf} from './identity.ts'
import {apartBy, isSameBody, isSamePlace, isSameText} from './sameness.ts'

/** What became of a document's claims. */
export interface Matches {
  /** Known entries by the claim that renews them. */
  readonly known: ReadonlyMap<Claim, Entry>
  /** How many were found again under another id and link. */
  readonly rekeyed: number
}

/** One way to recognise: entries are looked up under names, and what is found must fit. */
interface Way {
  names(entry: Entry): readonly (string | undefined)[]
  name(claim: Claim): string | undefined
  fits(claim: Claim, entry: Entry): boolean
  /** Only names that stand for one entry and one claim. */
  readonly unique?: boolean
}

/** Shorter titles, such as "Links" or "Untitled", say nothing about identity. */
const tellingTitle = 12
/** Of so many entries under one name the rest is not looked at: a document must not make us compare all with all. */
const mostCompared = 50

/**
 * Pair the claims with the known entries of their feed, each at most once: by id, by permalink, by fingerprint, and at
 * last against entries whose old id and link have vanished from the document: by path, title, text or moment.
 */
export function matchClaims(claims: Claims, entries: readonly Entry[]): Matches {
  const vanished = (entry: Entry) =>
    !(entry.id !== undefined && claims.ids.has(entry.id)) &&
    !(entry.permalink !== undefined && claims.links.has(entry.permalink))
  const known = new Map<Claim, Entry>()
  for (const way of waysByKey(claims, vanished)) pair(way, claims, entries, known)
  const found = known.size
  const taken = new Set(known.values())
  const lost = entries.filter((entry) => !taken.has(entry) && vanished(entry))
  if (lost.length > 0 && found < claims.entries.length)
    for (const way of waysToRekey(claims, entries, found)) pair(way, claims, lost, known)
  return {known, rekeyed: known.size - found}
}

function waysByKey(claims: Claims, vanished: (entry: Entry) => boolean): readonly Way[] {
  return [
    {names: ({id}) => [claims.badIds ? undefined : id], name: ({id}) => id, fits: () => true},
    {
      names: ({permalink}) => [permalink],
      name: ({permalink}) => permalink,
      fits: (claim, entry) => isSamePlace(claim, entry, claims.ids),
    },
    {
      names: ({fingerprint}) => [fingerprint],
      name: (claim) => (claim.id && claim.permalink && claim.published === undefined ? undefined : claim.fingerprint()),
      fits: (_, entry) => vanished(entry),
    },
  ]
}

function waysToRekey(claims: Claims, entries: readonly Entry[], found: number): readonly Way[] {
  const titles = countBy(entries.map(({titleKey}) => titleKey))
  // In a feed of one or two items the next post takes the place of the last: there only strong evidence counts.
  const short = claims.entries.length < 3
  const texts = countBy(entries.map(({textKey}) => textKey))
  return [
    {
      names: ({id, permalink}) => [pathOf(id), pathOf(permalink)],
      name: ({id, permalink}) => pathOf(permalink) ?? pathOf(id),
      fits: isSameText,
    },
    {
      names: ({titleKey}) => [titleKey],
      name: ({titleKey}) => (titleKey.length < tellingTitle ? undefined : titleKey),
      fits: (claim, entry) =>
        isSameDay(claim, entry, short || (titles.get(claim.titleKey) ?? 0) > 1) ||
        isSameBody(claim, entry) ||
        (found > 0 && isBare(claim) && !entry.id && !entry.permalink),
    },
    {
      names: ({textKey}) => [texts.get(textKey) === 1 ? textKey : undefined],
      name: (claim) => (short ? undefined : claim.textKey()),
      fits: (claim, entry) => (apartBy(claim, entry) ?? 0) < day,
      unique: true,
    },
    {names: ({published}) => [published], name: momentOf, fits: () => true, unique: true},
  ]
}

function pair(way: Way, claims: Claims, entries: readonly Entry[], known: Map<Claim, Entry>): void {
  const taken = new Set(known.values())
  const open = claims.entries.filter((claim) => !known.has(claim))
  const index = new Map<string, Entry[]>()
  for (const entry of entries) {
    if (taken.has(entry)) continue
    for (const name of new Set(way.names(entry))) {
      const same = name && index.get(name)
      if (same) same.push(entry)
      else if (name) index.set(name, [entry])
    }
  }
  if (index.size === 0) return
  const names = open.map((claim) => way.name(claim))
  const counts = way.unique ? countBy(names) : undefined
  for (const [place, claim] of open.entries()) {
    const name = names[place]
    const same = name && index.get(name)
    if (!same || (counts && (same.length > 1 || counts.get(name) !== 1))) continue
    const entry = nearest(
      claim,
      same.slice(0, mostCompared).filter((entry) => !taken.has(entry) && way.fits(claim, entry)),
    )
    if (!entry) continue
    known.set(claim, entry)
    taken.add(entry)
  }
}

/** Dates within a day; in a series of equal titles only the same moment, in whatever time zone, is the same item. */
function isSameDay(claim: Claim, entry: Entry, series: boolean): boolean {
  const apart = apartBy(claim, entry)
  if (apart === undefined || apart >= day) return false
  return !series || apart % (hour / 4) === 0
}

/** Where there is no id, link or date, a title in a list that is otherwise known is all the identity there is. */
function isBare({id, link, published}: Claim): boolean {
  return !id && !link && published === undefined
}

/** The moment a claim names, when it is one: a full quarter of an hour may be any time of a day. */
function momentOf({published}: Claim): string | undefined {
  if (published === undefined || published % (hour / 4) === 0) return undefined
  return isoOf(published)
}

function nearest(claim: Claim, candidates: readonly Entry[]): Entry | undefined {
  const distance = (entry: Entry) =>
    (entry.titleKey === claim.titleKey ? 0 : 1e15) + (apartBy(claim, entry) ?? 1e14) + (entry.withdrawn ? 1 : 0)
  return candidates.reduce<Entry | undefined>(
    (best, entry) => (best === undefined || distance(entry) < distance(best) ? entry : best),
    undefined,
  )
}

function countBy<Name>(names: readonly Name[]): ReadonlyMap<Name, number> {
  const counts = new Map<Name, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
