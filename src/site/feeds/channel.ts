/** The common shape of all feeds: one channel and its items, in plain values that every format can write. */
import type {Episode, Person, PodcastSettings} from '../../types.ts'

/** One feed, whatever format it will be written in. */
export interface Channel {
  /** Id of the feed itself (Atom `id`). */
  readonly id: string
  readonly title: string
  readonly description: string
  /** The page it is the feed of; absolute. */
  readonly url: string
  /** Where this very file will stand; absolute. */
  readonly self: string
  /** BCP 47 language tag. */
  readonly language: string
  readonly authors: readonly Person[]
  /** WebSub hubs to subscribe at. Default: none. */
  readonly hubs?: readonly string[]
  /** What makes it a podcast, in RSS. Default: it is none. */
  readonly podcast?: PodcastAbout
  /** What browsers show the file with, as a path. */
  readonly stylesheet?: string
  /** The archive document with the items before these (RFC 5005 section 4); absolute. */
  readonly older?: string
  /** In an archive document: the feed to subscribe to; absolute. */
  readonly current?: string
  /** Newest first. */
  readonly items: readonly ChannelItem[]
}

/** What a channel says of itself as a podcast; URLs are absolute. */
export interface PodcastAbout extends Omit<PodcastSettings, 'author'> {
  readonly author: string
  /** Names it for ever, wherever it goes (Podcasting 2.0, `guid`). */
  readonly guid: string
}

/** One item of a feed. Titles and summaries are plain text; URLs are absolute. */
export interface ChannelItem {
  readonly id: string
  readonly url: string
  readonly title: string
  /** HTML with absolute URLs: the full text. */
  readonly html: string
  readonly summary?: string | undefined
  readonly published: string
  readonly updated?: string | undefined
  readonly authors: readonly Person[]
  readonly categories: readonly string[]
  readonly enclosures: readonly Episode[]
  readonly image?: string | undefined
  /** When it differs from the channel's. */
  readonly language?: string | undefined
  /** The feed it comes from, in a planet. */
  readonly source?: ItemSource | undefined
}

/** The feed that an item of a planet was read in. */
export interface ItemSource {
  readonly id: string
  readonly title: string
  /** Home page of the source. */
  readonly url?: string | undefined
  readonly feedUrl?: string | undefined
}

/** One way to write a channel as a file. Every format runs the same test suite. */
export interface FeedFormat {
  /** As readers know it: `RSS`. */
  readonly name: string
  /** `rss.xml` */
  readonly file: string
  /** Media type: `application/rss+xml`. */
  readonly type: string
  /** The feed of a channel that has been through `cleanChannel`, in which `items` stand: the texts of all of its items. */
  write(channel: Channel, items: readonly string[]): Written
  /** An item that has been through `cleanChannel`, as it stands in any feed; throws when it cannot be written. */
  writeItem(item: ChannelItem): Written
  /** How many items a reader finds in such a file; throws when it is malformed. */
  count(text: string): number
}

/** A text in a feed's format. */
export interface Written {
  readonly text: string
  /** Its markup: the same object for what differs in nothing but values. When one such text is well-formed, all are. */
  readonly form: object
}

/** When a channel changed last: the newest date of its items, or the epoch when it has none. Never the time of the build. */
export function updatedOf({items}: Pick<Channel, 'items'>): string {
  // Dates that went through `cleanChannel` are in the order of their texts.
  const later = (newest: string, date: string) => (date > newest ? date : newest)
  return items.reduce((newest, {published, updated = ''}) => later(later(newest, published), updated), beginning)
}

const beginning = new Date(0).toISOString()
