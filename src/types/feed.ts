/** What others wrote, as a document says it. */

declare const strange: unique symbol

/** HTML from outside: a text, though the compiler takes it for none. Only `sanitizeHtml` makes of it what a page may show. */
export interface Strange {
  readonly [strange]: true
}

/** What came of one visit to a feed: a value, never an exception. Header values are verbatim. */
export type FetchResult =
  | {
      readonly status: 'fresh'
      /** Where the body came from, after redirects. */
      readonly url: string
      readonly body: Uint8Array
      readonly contentType: string
      readonly headers: Readonly<Record<string, string>>
      /** Target of a chain of permanent redirects only. */
      readonly movedTo?: string
    }
  | {
      readonly status: 'unchanged'
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      readonly movedTo?: string
    }
  | {readonly status: 'gone'; readonly url: string}
  | {
      readonly status: 'failed'
      /** HTTP status, when there was an answer. */
      readonly code?: number
      /** One clause for people: "the host did not answer within 10 s". */
      readonly reason: string
      readonly headers: Readonly<Record<string, string>>
    }
  /** Our own rules forbid the request or the answer: a private address, too large, too many redirects. */
  | {readonly status: 'refused'; readonly reason: string}

/** Somebody named in a feed. */
export interface Person {
  readonly name?: string
  readonly email?: string
  readonly url?: string
}

/** A file that comes with an item. */
export interface Enclosure {
  readonly url: string
  readonly type?: string
  /** Bytes. */
  readonly length?: number
  readonly title?: string
  /** Seconds. */
  readonly duration?: number
}

/** Markup from a feed with the URL that relative links in it are relative to. */
export interface Body {
  readonly html: Strange
  readonly base: string
}

/** A parsed feed in one normal form, whatever its format was. URLs are absolute, titles plain text. */
export interface FeedDocument {
  readonly format: 'rss' | 'rdf' | 'atom' | 'json' | 'h-feed'
  readonly version?: string
  readonly id?: string
  readonly title?: string
  readonly description?: string
  /** Home page of the source. */
  readonly link?: string
  readonly self?: string
  readonly hubs: readonly string[]
  readonly language?: string
  readonly updated?: string
  readonly authors: readonly Person[]
  readonly image?: string
  readonly icon?: string
  readonly hints: RefreshHints
  readonly entries: readonly FeedEntry[]
  /** Ids of entries the feed says it deleted (RFC 6721). */
  readonly deleted: readonly string[]
  /** What was wrong with the document, worded for its owner. */
  readonly warnings: readonly string[]
}

/** What a feed says about how often it wants to be asked. */
export interface RefreshHints {
  /** RSS `ttl`, in minutes. */
  readonly ttl?: number
  /** Hours of the day in UTC, 0 to 23. */
  readonly skipHours?: readonly number[]
  /** English names of days. */
  readonly skipDays?: readonly string[]
  /** Minutes between updates by the syndication module (`sy:updatePeriod` / `sy:updateFrequency`). */
  readonly period?: number
}

/** One entry of a feed as the document has it. */
export interface FeedEntry {
  readonly id?: string
  /** RSS: false when the guid says that it is no permalink. */
  readonly permalinkId?: boolean
  readonly url?: string
  /** FeedBurner's original link. */
  readonly originalUrl?: string
  readonly title?: string
  readonly summary?: Body
  readonly content?: Body
  readonly published?: string
  readonly updated?: string
  readonly language?: string
  readonly authors: readonly Person[]
  readonly categories: readonly string[]
  readonly enclosures: readonly Enclosure[]
  readonly image?: string
  readonly comments?: string
  readonly source?: {readonly title?: string; readonly url?: string; readonly id?: string; readonly feedUrl?: string}
}
