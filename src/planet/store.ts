/** The planet's memory: refreshing writes it, building reads it, and nothing is ever lost from it. */
import type {Body, Entry, EntryWithBody, FeedState, Subscription} from '../types.ts'

/** What is remembered of feeds, and their entries without the bodies. */
export interface Memory {
  /** As they were kept, with the wait that their host asked for: to be told, not to be recorded. */
  readonly feeds: readonly FeedState[]
  readonly entries: readonly Entry[]
}

/** What a run wants to borrow. */
export interface LeaseTerms {
  /** Names the run: it is lent no feed that it has recorded already. */
  readonly run: string
  readonly now: string
  /** Until then nobody else is lent the host. */
  readonly until: string
  /** Lend feeds that are not due as well. A wait that their publisher asked for is kept even so. Default: false. */
  readonly force?: boolean | undefined
  /** Keys of the only feeds to lend. Default: all that are followed. */
  readonly only?: readonly string[] | undefined
  /** Nobody will be asked: lend feeds whatever their publisher asked for, followed or not. Default: false. */
  readonly unasked?: boolean | undefined
}

/** A host on loan, with the feeds of it to visit. */
export interface Loan {
  /** Proves who holds the host. */
  readonly lease: string
  /** A registrable domain, an address, or `file:` for all feeds on disk. */
  readonly host: string
  readonly feeds: readonly FeedState[]
}

/** What becomes of a loan. */
export interface Outcome {
  readonly lease: string
  readonly state?: FeedState
  /** Entries to add or replace; bodies are written where they are given. */
  readonly entries?: readonly (Entry | EntryWithBody)[]
  /** Keep the host on loan until then. Default: it is given back. */
  readonly until?: string | undefined
  /** Nobody asks any feed of this host before then. */
  readonly hold?: string | undefined
}

/** What is known of the picture at a URL. */
export interface KeptPicture {
  /** Name of its file; undefined when it could not be had. */
  readonly file?: string
  /** Nobody asks for it before then. */
  readonly again: string
}

/** The pictures that the text of an item shows, as last looked for. */
export interface Scan {
  readonly feed: string
  readonly key: string
  /** Digest of the body they were found in. */
  readonly body: string
  readonly urls: readonly string[]
}

/** What the store remembers of pictures. Their bytes lie in files. */
export interface Pictures {
  /** All that are kept or were asked for, by URL. */
  read(): Promise<ReadonlyMap<string, KeptPicture>>
  /**
   * Claim the right to ask for a picture, until when nobody else will. False when somebody has asked not long ago, or
   * its host wants to be left alone, or is being visited by another run.
   */
  claim(url: string, now: string, again: string): Promise<boolean>
  /** Write down what a claim brought. */
  keep(url: string, picture: KeptPicture): Promise<void>
  /** Nobody asks this picture's host for anything before then. */
  hold(url: string, until: string): Promise<void>
  /** What was found in items. Order: feed, then key. */
  scans(): Promise<readonly Scan[]>
  saveScans(scans: readonly Scan[]): Promise<void>
}

/** What a file of lines held. */
export interface Restored {
  readonly feeds: number
  readonly items: number
}

/** Where the planet is kept. Every implementation runs the same suite of tests. */
export interface Store {
  /**
   * Follow exactly these feeds, new ones being due now. What is known of others stays, but they are not lent any more.
   * Gives the time at which each may be visited next, by its key.
   */
  follow(subscriptions: readonly Subscription[], now: string): Promise<ReadonlyMap<string, string>>
  /** Borrow the host that has waited longest, with all its due feeds; undefined when nothing is due. */
  lease(terms: LeaseTerms): Promise<Loan | undefined>
  /** Keep the outcome of a visit, whole or not at all. False, with nothing kept, when the loan had passed to another. */
  record(outcome: Outcome): Promise<boolean>
  /** All that is remembered, or what is remembered of one feed. Order: feed, then key. */
  read(feed?: string): Promise<Memory>
  /** What is remembered of feeds alone, as `read` tells it. */
  states(): Promise<readonly FeedState[]>
  /** The bodies of these entries, in their order. */
  bodies(entries: readonly Pick<Entry, 'feed' | 'key'>[]): Promise<readonly (Body | undefined)[]>
  /** Pictures of others that are kept beside the store. */
  readonly pictures: Pictures
  /** All of it but the pictures, which can be had again, as lines of JSON without line ends. */
  dump(): AsyncIterable<string>
  /** Take such lines in, all or none. Throws `ProblemsError` at a line that is none of them. */
  restore(lines: AsyncIterable<string> | Iterable<string>): Promise<Restored>
  close(): Promise<void>
}
