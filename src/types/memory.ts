/** What a planet keeps of its feeds. */
import type {Body, Enclosure, FeedDocument, FeedEntry, FetchResult, Person, RefreshHints} from './feed.ts'

/**
 * One observation of one item in one feed, as stored: what never changes (key, firstSeen, river) and what the feed said
 * last. Its body is stored apart.
 */
export interface Entry {
  /** Key of its subscription. */
  readonly feed: string
  /** Unique in its feed, given when first seen and kept for ever. */
  readonly key: string
  /** Id under which it once stood in our own feeds, where it would be called otherwise by now: readers know it by that. */
  readonly publicId?: string
  /** Identity the feed gives it, normalised (rule 2). */
  readonly id?: string
  /** Canonical permalink, when unique in its document (rule 2). */
  readonly permalink?: string
  /** Identity of last resort. */
  readonly fingerprint: string
  /** Id as the feed wrote it. */
  readonly rawId?: string
  /** Absolute link to show. */
  readonly url?: string
  readonly title: string
  readonly authors: readonly Person[]
  readonly categories: readonly string[]
  readonly enclosures: readonly Enclosure[]
  readonly language?: string
  readonly image?: string
  readonly source?: FeedEntry['source']
  readonly published?: string
  readonly updated?: string
  /** The feed's own claim of `updated` when last read. */
  readonly updatedClaim?: string
  readonly firstSeen: string
  readonly lastSeen: string
  /** Where it stands in the river; set once (rule 5). */
  readonly river: string
  /** Place in its document when first seen. */
  readonly position: number
  /** Why it is kept out of the river, in words; undefined when it is in. */
  readonly held?: string
  /** When and why it was withdrawn. */
  readonly withdrawn?: {readonly at: string; readonly why: string}
  /** Good documents in a row that lacked it although older items stood there. */
  readonly missing: number
  /** Digest of what it says: title, text and link. */
  readonly hash: string
  readonly titleKey: string
  readonly textKey: string
  /** How often its hash changed without a newer date (rule 9). */
  readonly hashChanges: number
  /** Digest of the stored body. */
  readonly bodyDigest: string
}

/** An observation together with what it says. */
export interface EntryWithBody extends Entry {
  readonly body: Body
}

/** What the planet knows of a feed between visits. */
export interface FeedState {
  /** Key of the subscription. */
  readonly feed: string
  /** Where the next visit goes: the configured URL, or where it has moved for good. */
  readonly url: string
  /** Time of the next visit. */
  readonly due: string
  /** What the source says of itself. */
  readonly about: FeedAbout
  /** What fetching remembers: validators, failures, moves, the last ten visits. */
  readonly visit: VisitMemory
  /** What merging remembers. */
  readonly merge: MergeMemory
}

/** What a feed says of itself. */
export interface FeedAbout {
  readonly title?: string
  readonly link?: string
  readonly description?: string
  readonly language?: string
  readonly image?: string
  readonly icon?: string
  readonly format?: FeedDocument['format']
  readonly id?: string
  readonly authors?: readonly Person[]
  readonly warnings?: readonly string[]
}

/** One visit, as the status page tells it. */
export interface VisitRecord {
  readonly at: string
  readonly status: FetchResult['status'] | 'unreadable'
  readonly code?: number
  /** One sentence for people. */
  readonly note: string
  readonly newItems?: number
}

/** What fetching remembers of a feed. */
export interface VisitMemory {
  readonly etag?: string
  readonly lastModified?: string
  /** Start of the last request; the 60-minute floor counts from here. */
  readonly lastRequest?: string
  /** Last visit that gave a document or confirmed the one we have. */
  readonly lastGood?: string
  /** Last visit that gave a new document. */
  readonly lastFresh?: string
  /** Last request sent without validators although there were some. */
  readonly lastUnconditional?: string
  /** When the present row of unchanged answers began. */
  readonly unchangedSince?: string
  /** Failures in a row. */
  readonly failures: number
  readonly gone?: boolean
  /** A move seen but not adopted yet. */
  readonly moving?: {readonly to: string; readonly since: string; readonly runs: number}
  /** Who set `due` and why, in one sentence. */
  readonly dueBecause?: string
  /** Until when the publisher forbids to ask again (`Retry-After`); even a forced run waits. */
  readonly notBefore?: string
  /** Dates of the newest items when last read, newest first, at most ten: how often the feed is asked follows them. */
  readonly newest?: readonly string[]
  /** Digest of how the config told to read it, when it told anything. */
  readonly readAs?: string
  /** Digest of the last good body. */
  readonly bodyDigest?: string
  /** Digest of the body that could not be read at the last visit. */
  readonly unread?: string
  readonly hints?: RefreshHints
  /** Newest first, at most ten. */
  readonly history: readonly VisitRecord[]
}

/** What merging remembers of a feed. */
export interface MergeMemory {
  /** An id stood on two links in one document: the feed's ids are no identities (rule 2). Sticky. */
  readonly badIds?: boolean
  /** A first document has been taken in. */
  readonly established?: boolean
  /** Start of the last run that took in or confirmed a document: rule 5 clamps to it. */
  readonly lastGood?: string
  /** What the source was when last trusted: a change of all of it at once raises the alarm. */
  readonly known?: {readonly title?: string; readonly language?: string; readonly host?: string}
  /** So many items were missing from the last document for the first time. */
  readonly doubts?: number
  /** Set while a change of everything at once waits for its owner. */
  readonly quarantine?: {readonly since: string; readonly why: string}
  /** What the last document brought, in one sentence. */
  readonly note?: string
}
