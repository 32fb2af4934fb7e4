/** Which entries of different feeds tell one story, and which of them tells it (merge rule 11). */
import {day} from '../time.ts'
import type {Entry, FeedState, Subscription} from '../types.ts'
import {authorityOf, canonicalId, canonicalUrl, domainOf, isGlobalId, normalText} from './identity.ts'
import {itemId} from './item-id.ts'
import {bySeniority} from './order.ts'

/** A feed as far as clustering asks: how much it weighs, and which places are its own. */
export interface Teller {
  readonly weight: number
  /** The site's own posts: they always tell their story themselves. */
  readonly own: boolean
  /** Canonical URLs of its home and its feed, as the owner of the planet knows them. */
  readonly homes: readonly string[]
  /** The home it claims for itself. */
  readonly claimed: string | undefined
  /** Its ids are no identities (rule 2). */
  readonly badIds: boolean
  /** Normal text of the names of who writes it, for items that name nobody. */
  readonly authors: readonly string[]
}

/** One story: who tells it, and who else does. */
export interface Cluster {
  readonly primary: Entry
  readonly also: readonly Entry[]
}

/** What clustering must know of a followed feed. */
export function tellerOf({url, site, name, weight = 0}: Subscription, state: FeedState | undefined): Teller {
  const {link, authors = []} = state?.about ?? {}
  return {
    weight,
    own: false,
    homes: [site, url, state?.url].map(canonicalUrl).filter((home) => home !== undefined),
    claimed: canonicalUrl(link),
    badIds: state?.merge.badIds ?? false,
    authors: [name, ...authors.map((author) => author.name)].flatMap((text) => (text ? [normalText(text)] : [])),
  }
}

/**
 * The entries as stories: two of different feeds tell the same one when they share a global id or a permalink, never for
 * their title alone. A story is founded by one entry and joined only through the keys of its founder, so nobody can tie
 * two stories of others together. The feed that owns the place tells it, then the heaviest, then the one seen first.
 * A link post, which has a place of its own and words of its own about somebody else's page, stays a story of its own.
 * What the writer of an own post published elsewhere under its title within a month is a copy of it.
 */
export function clusterEntries(entries: readonly Entry[], tellers: ReadonlyMap<string, Teller>): readonly Cluster[] {
  const ranks = new Map(entries.map((entry) => [entry, ownershipOf(entry.permalink, tellers.get(entry.feed))]))
  const order = entries.toSorted((a, b) => ranks.get(a)! - ranks.get(b)! || bySeniority(a, b))
  const byKey = new Map<string, Gathering>()
  const all: Gathering[] = []
  for (const entry of order) {
    const teller = tellers.get(entry.feed)
    const [keys, titles] = [keysOf(entry, teller), bylines(entry, teller)]
    const story =
      keys.map((key) => byKey.get(key)).find((found) => found && joins(entry, found, tellers)) ??
      titles.map((title) => byKey.get(title)).find((found) => found && isCopy(entry, found))
    if (story) {
      story.members.push(entry)
      story.feeds.add(entry.feed)
      continue
    }
    const founded = {members: [entry], feeds: new Set([entry.feed])}
    for (const key of teller?.own ? [...keys, ...titles] : keys) if (!byKey.has(key)) byKey.set(key, founded)
    all.push(founded)
  }
  return all.map(({members}) => ranked(members, tellers))
}

/** A story while it is gathered. Its first member founded it. */
interface Gathering {
  readonly members: Entry[]
  readonly feeds: Set<string>
}

/** Ownership of a place, from 0 (below a home the planet's owner knows) to 5 (somebody else's). */
function ownershipOf(place: string | undefined, teller: Teller | undefined): number {
  if (!place || !teller) return 5
  if (teller.own) return 0
  const host = authorityOf(place)
  if (teller.homes.some((home) => isBelow(place, home))) return 1
  if (teller.homes.some((home) => authorityOf(home) === host)) return 2
  if (teller.homes.some((home) => sameDomain(authorityOf(home), host))) return 3
  return sameDomain(authorityOf(teller.claimed), host) ? 4 : 5
}

function isBelow(place: string, home: string): boolean {
  const folder = home.endsWith('/') ? home : `${home}/`
  return place.startsWith(folder) && folder.split('/').length > 4
}

function sameDomain(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && domainOf(one) === domainOf(other)
}

/** Keys that stories are founded on. An item without a global id has the one that we gave it, should it come back to us. */
function keysOf(entry: Entry, teller: Teller | undefined): readonly string[] {
  const {permalink, id, publicId} = entry
  const places = permalink === undefined ? [] : [`at ${permalink}`]
  const ids = [id, canonicalId(publicId)].filter(isGlobalId)
  if (ids.length > 0) return teller?.badIds ? places : [...places, ...ids.map((name) => `id ${name}`)]
  return permalink === undefined ? [`id ${itemId(entry)}`] : places
}

/** Title and writer as keys, which own posts alone can found. Short titles, such as "Links", say too little. */
function bylines({titleKey, authors}: Entry, teller: Teller | undefined): readonly string[] {
  if (titleKey.length < 12) return []
  const named = authors.flatMap(({name}) => (name ? [normalText(name)] : []))
  const names = named.length > 0 ? named : (teller?.authors ?? [])
  return names.filter(Boolean).map((name) => `by ${name}: ${titleKey}`)
}

const month = 31 * day

/** Whether an entry under the title and name of an own post is a copy of it: they are not far apart in time. */
function isCopy(entry: Entry, {members: [original], feeds}: Gathering): boolean {
  const time = ({published, river}: Entry) => Date.parse(published ?? river)
  return !feeds.has(entry.feed) && Math.abs(time(entry) - time(original!)) <= month
}

function joins(entry: Entry, {members, feeds}: Gathering, tellers: ReadonlyMap<string, Teller>): boolean {
  if (feeds.has(entry.feed)) return false
  const founder = members[0]!
  if (entry.id !== undefined && entry.id === founder.id) return true
  if (!isLinkPost(entry, tellers.get(entry.feed)) && !isLinkPost(founder, tellers.get(founder.feed))) return true
  return entry.titleKey === founder.titleKey || entry.textKey === '' || entry.textKey === founder.textKey
}

/** An item whose id names a place of its feed's own, while its link leads to somebody else's. */
function isLinkPost({id, permalink}: Entry, teller: Teller | undefined): boolean {
  return teller !== undefined && ownershipOf(permalink, teller) === 5 && ownershipOf(placeOf(id), teller) < 5
}

/** The place that a global id names: its URL, or the root of the host that its tag URI names. */
function placeOf(id: string | undefined): string | undefined {
  const authority = authorityOf(id)
  return authority === undefined || id?.startsWith('//') ? authority && id : `//${authority}/`
}

function ranked(members: readonly Entry[], tellers: ReadonlyMap<string, Teller>): Cluster {
  if (members.length === 1) return {primary: members[0]!, also: []}
  // The founder's keys are what all share; whoever owns one of them tells the story.
  const {permalink, id} = members[0]!
  const rank = (entry: Entry) => {
    const teller = tellers.get(entry.feed)
    if (teller?.own) return -1
    const shared = [entry.permalink === permalink ? permalink : undefined, entry.id === id ? placeOf(id) : undefined]
    return Math.min(...shared.map((place) => ownershipOf(place, teller)))
  }
  const weight = (entry: Entry) => tellers.get(entry.feed)?.weight ?? 0
  const [primary, ...also] = members.toSorted((a, b) => rank(a) - rank(b) || weight(b) - weight(a) || bySeniority(a, b))
  return {primary: primary!, also}
}
