/** What readers get. */
import type {Article, Picture, Summary, Thread} from './content.ts'
import type {Entry} from './memory.ts'
import type {FeedHead, FeedInfo, FeedStatus, Item, Story} from './planet.ts'
import type {PlanetSettings, Settings} from './settings.ts'
import type {Later, Output} from './work.ts'

/** One planet, ready to be shown: its stories in reading order and its sources. */
export interface River {
  readonly settings: PlanetSettings
  readonly feeds: readonly FeedInfo[]
  /** The same as pages and items may name them, without what changes with every visit; in the order of `feeds`. */
  readonly heads: readonly FeedHead[]
  readonly stories: readonly Story[]
  /** Every live entry of one feed, newest first: its own page leaves nothing out. */
  entries(feed: FeedHead): readonly Entry[]
  /** Why an entry stands on the page of its feed and not by itself in the river, in one sentence; undefined when it does. */
  apart(entry: Entry): string | undefined
  /** How each feed is doing, own posts left out; in the order of `feeds`. */
  status(): readonly FeedStatus[]
  /** Pictures of others that it shows from this site. Default: none. */
  readonly pictures?: readonly Output[]
  /** The entry made safe and filtered; undefined when a filter dropped it. */
  item(entry: Entry): Later<Item | undefined>
  /** When the next of its feeds wants to be visited. */
  readonly due?: string
}

/** Everything the pages and feeds of a site may be made from. */
export interface Site {
  readonly settings: Settings
  /** Newest first, without what is not to be seen. */
  readonly posts: readonly Summary[]
  readonly pages: readonly Summary[]
  readonly rivers: readonly River[]
  /** The rendered post or page; resolved when asked for. */
  article(summary: Summary): Later<Article>
  /**
   * HTML before `<!--more-->`; undefined where the author set none. Its name changes only when that part of the body
   * does, so that lists are not drawn again for an edit they do not show.
   */
  excerpt(summary: Summary): Later<string> | undefined
  /** Data files by their path below `data/`, without extension. */
  readonly data: Readonly<Record<string, unknown>>
  /** Posts and pages that link to this one, newest first. */
  linkedFrom(summary: Summary): readonly Summary[]
  /** Posts that have most in common with this one, best first; at most five. */
  related(summary: Summary): readonly Summary[]
  /** A name for what these two say of it, among the posts and pages as they are: an input of its page. */
  relationsName(summary: Summary): string
  /** The picture drawn for previews of it; undefined where none is. Default: none are. */
  card?(summary: Summary): Picture | undefined
  /** What readers said under it; undefined where nobody did. */
  comments(summary: Summary): Later<readonly Thread[]> | undefined
}
