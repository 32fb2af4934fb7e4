/** What a planet shows of its feeds. */
import type {Enclosure, FeedEntry, Person} from './feed.ts'
import type {Entry, VisitRecord} from './memory.ts'

/** What names a source of items: nothing that changes with every visit to it. */
export interface FeedHead {
  readonly key: string
  /** Id the feed gives itself (Atom). */
  readonly id?: string
  readonly name: string
  /** Home page of the source. */
  readonly url?: string
  /** Where its feed is; undefined for feeds on disk and the site's own posts. */
  readonly feedUrl?: string
  readonly language?: string
  readonly face?: string
  readonly group?: string
  readonly tags: readonly string[]
  /** Its page in this planet, with base. */
  readonly page: string
  readonly own: boolean
}

/** What a page may know of a source of items. */
export interface FeedInfo extends FeedHead {
  readonly description?: string
  /** `good`, `new` (never read), `failing`, `gone`, `quarantined`, `off` (disabled in the config; it has no page). */
  readonly health: 'good' | 'new' | 'failing' | 'gone' | 'quarantined' | 'off'
  /** One sentence on its health. */
  readonly note: string
  /** What the keeper of the planet should write or know, in one sentence: the feed has moved. */
  readonly advice?: string
  readonly items: number
  /** River date of its newest item. */
  readonly newest?: string
  readonly lastGood?: string
}

/** How a feed is doing, for who keeps the planet and for who publishes the feed. Every visit changes it. */
export interface FeedStatus {
  readonly feed: FeedInfo
  /** Failures in a row. */
  readonly failures: number
  /** Since when it waits for its owner to look, and why. */
  readonly quarantine?: {readonly since: string; readonly why: string}
  /** Time of the next visit; undefined when it is asked no more or never. */
  readonly due?: string
  /** Who set that time and why, in one sentence. */
  readonly dueBecause?: string
  /** What was wrong with its last document, worded for its owner. */
  readonly warnings: readonly string[]
  /** Newest first, at most ten. */
  readonly visits: readonly VisitRecord[]
}

/** An entry made safe, filtered and merged: what a theme may be given. */
export interface Item {
  /** Globally unique: the feed's own id if that is a URI, else a URN made from feed and key. */
  readonly id: string
  readonly feed: FeedHead
  readonly url: string
  readonly title: string
  /** Safe HTML with absolute URLs. */
  readonly html: string
  /** The same cut by words for the planet's page, when `html` is long. */
  readonly shortened?: string
  /** River date. */
  readonly date: string
  readonly published?: string
  readonly updated?: string
  readonly authors: readonly Person[]
  readonly categories: readonly string[]
  readonly enclosures: readonly Enclosure[]
  readonly language?: string
  readonly image?: string
  /** Other feeds that carry the story. */
  readonly also: readonly {readonly name: string; readonly url: string}[]
  /** For items of a planet that is read as a feed: who wrote it first. */
  readonly source?: FeedEntry['source']
}

/** One story of the river: an entry, what else carries it, and what folds under it. Its item is made when asked for. */
export interface Story {
  readonly entry: Entry
  /** Entries of other feeds that tell the same story. */
  readonly also: readonly Entry[]
  /** Entries of the same feed folded under this one: "and 4 more". */
  readonly folded: readonly Entry[]
}
