/** How own posts are published. */

/** How former addresses are written: as pages, or in the language of a host or server. */
export type RedirectFormat = 'html' | 'netlify' | 'nginx' | 'caddy' | 'apache'

/** A format of feeds: Atom 1.0, RSS 2.0 or JSON Feed 1.1. */
export type FeedName = 'atom' | 'rss' | 'json'

/** How own posts are published. */
export interface BlogSettings {
  /** Permalink pattern of posts, such as `/:year/:month/:slug/`. */
  readonly permalink: string
  /** Patterns of single sections, by folder below `posts/`; the longest that fits counts. */
  readonly permalinks: Readonly<Record<string, string>>
  /** Patterns that posts once had. */
  readonly formerPermalinks: readonly string[]
  /** The blog is a podcast: its RSS feed says so. Default: it is none. */
  readonly podcast?: PodcastSettings & {readonly guid: string}
  /** Path of the list of posts, with slashes at both ends. */
  readonly path: string
  /** Posts on a page of a list. */
  readonly perPage: number
  /** Posts in a feed. */
  readonly feedLimit: number
  /** What the feeds of tags, categories, series and authors are written in. */
  readonly termFeeds: readonly FeedName[]
  readonly drafts: boolean
  readonly future: boolean
  /** What former addresses are written as. */
  readonly redirects: readonly RedirectFormat[]
  /** What a link of an own post into the site that leads nowhere is. */
  readonly links: 'error' | 'warning'
  /** A search page with its index. */
  readonly search: boolean
}

/** What directories of podcasts want to know. */
export interface PodcastSettings {
  /** Square, from 1400 to 3000 pixels: a path of the site, or a URL. */
  readonly image: string
  /** One of Apple's categories; with the one below it, as a pair. */
  readonly category: string | readonly [category: string, below: string]
  /** Default: the authors of the site. */
  readonly author?: string
  /** Default: false. */
  readonly explicit?: boolean
  /** Newest first, or in order from the beginning. Default: unsaid. */
  readonly kind?: 'episodic' | 'serial'
  /** Whom directories may write to; the address becomes public. */
  readonly owner?: {readonly email: string; readonly name?: string}
  /** Nobody else may take the feed into another directory. Default: false. */
  readonly locked?: boolean
  readonly funding?: {readonly url: string; readonly text: string}
  /** Its id, when it had one before. Default: made from the address of the feed. */
  readonly guid?: string
}
