/** What a planet follows. */
import type {Item} from './planet.ts'

/** A feed the user follows. */
export interface Subscription {
  /** Names the feed for ever: its URL without scheme, or `file:` and the path. */
  readonly key: string
  /** Where it is fetched. For a feed on disk, the `file:` key again. */
  readonly url: string
  /** Where it was fetched before its owner moved it: what is known of that feed is known of this one. */
  readonly was?: string
  /** Absolute path of a feed on disk; only ever from the config. */
  readonly file?: string
  readonly name?: string
  /** Home page of the source. */
  readonly site?: string
  /** Picture of the author: a URL, a path of the site, or the name of a file in `/faces/`. */
  readonly face?: string
  /** Folder in an OPML file, or group set in the config. */
  readonly group?: string
  readonly tags?: readonly string[]
  readonly language?: string
  /** Of two feeds with one story, the heavier tells it. Default: 0. */
  readonly weight?: number
  /** Largest document after decompression, in bytes. Default: `refresh.maxBytes`. */
  readonly maxBytes?: number
  /** Runs on every item before it is shown; undefined drops it. Cannot be cached: its text is part of the config's. */
  readonly filter?: (item: Item) => Item | undefined
  /** Only what matches is shown. */
  readonly keep?: ItemRule
  /** What matches is not shown. */
  readonly drop?: ItemRule
  /** So many of its newest items stand in the river, the others on its page alone. Default: all. */
  readonly limit?: number
  /** What relative links of its items are relative to, when the feed says it wrongly. */
  readonly base?: string
  /** `ignore`: its dates are not believed. A number: hours to add to them. */
  readonly dates?: 'ignore' | number
  /** Its character encoding, whatever the feed says: `windows-1251`. */
  readonly charset?: string
  /** Listed, but not to be read or shown. */
  readonly disabled?: boolean
  /** Keys of foreign configurations that Almagest has no use for. */
  readonly extra?: Readonly<Record<string, string>>
}

/** Which items a filter means. A field holds when one of its values does; a rule matches by all its fields. */
export interface ItemRule {
  /** Words or phrases in title or text, whole and in any letter case. */
  readonly words?: readonly string[]
  readonly categories?: readonly string[]
  /** BCP 47 tags; `en` also means `en-GB`. */
  readonly languages?: readonly string[]
  /** Parts of names, mail addresses or home pages. */
  readonly authors?: readonly string[]
  /** Published longer ago than this many days when the site is built. */
  readonly olderThan?: number
  /** Published at most this many days before the site is built. */
  readonly youngerThan?: number
}
