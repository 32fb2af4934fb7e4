/** What a user may write in `planet.config.ts`, and what the command line may set over it. */
import type {
  Author,
  FeedName,
  Item,
  ItemRule,
  Plugins,
  PodcastSettings,
  RedirectFormat,
  Schema,
  TaxonomySettings,
  ThemeOptions,
} from '../types.ts'

/** Type a config while writing it. */
export function defineConfig(config: Config): Config {
  return config
}

/** What `planet.config.ts` exports. Only `site.title` and `site.url` are required. */
export interface Config {
  site: {
    title: string
    /** Absolute; may have a path: `https://example.org/blog/`. */
    url: string
    description?: string
    /** BCP 47 tag. Default: `en`. */
    language?: string
    /** IANA name, for dates without a zone. Default: `UTC`. */
    timeZone?: string
    /** Who writes here: a name, or more about them. */
    author?: string | Author
    authors?: (string | Author)[]
    /** WebSub hubs that the feeds name. Default: none. */
    hub?: string | string[]
    /** What `robots.txt` asks: `all` may come, `no-ai` but those that collect for language models, or `none`. Default: `all`. */
    crawlers?: 'all' | 'no-ai' | 'none'
    /** Draw a picture for previews of posts and pages that have none; needs the package `@resvg/resvg-js`. Default: false. */
    cards?: boolean | {fonts?: string[]}
    /** Refuse to lose an address or feed id that was published; they stand in `permanence.json`. Default: true. */
    permanence?: boolean
    /** Former addresses of feeds, lists and all else, each with the present one: `{'/feed/': '/rss.xml'}`. Default: none. */
    redirects?: Record<string, string>
  }
  blog?: {
    /** Where a post goes: `:year :month :day :slug :title :category :section :id`. Default: `/:year/:month/:slug/`. */
    permalink?: string
    /** The same for single sections, by folder below `posts/`: `{notes: '/notes/:slug/'}`. The longest that fits counts. */
    permalinks?: Record<string, string>
    /** Patterns that posts once had: from there, too, a reader is led to each of them. Default: none. */
    formerPermalinks?: string | string[]
    /** Where the list of posts is, with slashes at both ends. Default: `/`, the home page. */
    path?: string
    /** Make the RSS feed a podcast of the posts that have an `enclosure`. Default: it is none. */
    podcast?: PodcastSettings
    /** Posts on a page of a list. Default: 10. */
    perPage?: number
    /** Posts in a feed. Default: 20. */
    feedLimit?: number
    /** What the feeds of tags, categories, series and authors are written in, of `atom`, `rss` and `json`. Default: `['atom']`. */
    termFeeds?: FeedName[]
    /** How former addresses are written. Default: `['html', 'netlify']`. */
    redirects?: RedirectFormat[]
    /** What a link into the site that leads nowhere is. Default: `error`. */
    links?: 'error' | 'warning'
    /** A search page, with an index that is read only when somebody searches. Default: true. */
    search?: boolean
  }
  planet?: PlanetConfig
  /** Several planets in one site; they share what was fetched, never what they show. */
  planets?: PlanetConfig[]
  /** Folder of the site's own theme, name of a package, or wishes to the default theme. */
  theme?: string | (ThemeOptions & {from?: string})
  /**
   * Fields of front matter that sort posts besides tags, categories, series and authors: `['people']`. As an object, where
   * any of them stands and what it is called: `{tags: {path: '/topics/'}, people: {title: 'People'}}`. Default: none.
   */
  taxonomies?: string[] | Record<string, Omit<TaxonomySettings, 'name'>>
  /** What front matter must hold, made with zod, valibot or the like, by folder: `{posts: …, 'posts/recipes': …}`. */
  schemas?: Record<string, Schema>
  /**
   * Pictures of posts in several sizes, as AVIF and WebP, where the package `sharp` is installed; `false` for none. `widths`
   * in pixels, default: 480, 960, 1440. `sizes` as in HTML, default: `(max-width: 40rem) 100vw, 40rem`. `quality` from 1 to
   * 100, default: 55 for AVIF and 75 for WebP.
   */
  images?: false | {widths?: number[]; sizes?: string; quality?: {avif?: number; webp?: number}}
  markdown?: {
    /** Run after Almagest's own remark plugins; they may teach the parser signs of their own. */
    remarkPlugins?: Plugins
    /** Run before Almagest's own treatment of the HTML. */
    rehypePlugins?: Plugins
    /** Quote marks, dashes and ellipses as the language wants them. Default: true. */
    smartPunctuation?: boolean
    /** `:tada:` becomes 🎉. Default: true. */
    emoji?: boolean
    /** `$x^2$` and `$$` blocks become MathML; needs the package `temml`. Default: false. */
    math?: boolean
    /** Plain texts are read by the optional package `satteri`, in a twentieth of the time. Default: true. */
    quick?: boolean
  }
  refresh?: {
    /** Hosts, addresses and networks (CIDR) of your own that may be asked although they are not public. Default: none. */
    allow?: string[]
    /** Registrable domains visited at once. Default: 8. */
    concurrency?: number
    /** Largest feed after decompression, in bytes. Default: 10,000,000. */
    maxBytes?: number
    /** Ask for the pictures of feeds that the config gives none, each once in 30 days at most. Default: true. */
    faces?: boolean
  }
  publish?: {
    /**
     * `folder`: the output folder is a real one, and files change in it one by one. `releases`: it is a link to the newest
     * of several whole sites, and `almagest rollback` leads it to the one before. Default: `folder`.
     */
    mode?: 'folder' | 'releases'
    /** Releases that stay, the current one among them. Default: 5. */
    keep?: number
  }
  /** Folder of posts and pages. Default: `content`. */
  content?: string
  /** Folder of the built site. Default: `dist`. */
  out?: string
}

/** One planet as a config writes it. */
export interface PlanetConfig {
  /** Default: `Planet` and the site's title. */
  title?: string
  description?: string
  /** Default: `/planet/`. */
  path?: string
  /** Items on a page. Default: 30. */
  perPage?: number
  /** Items in the merged feeds. Default: 60. */
  feedLimit?: number
  /** Own posts stand in the planet too, without a request to oneself. Default: true. */
  includeOwn?: boolean
  feeds?: FeedConfig[]
  /** More than `max` items of one feed among `window` neighbours fold into one line. Default: 3 of 20. */
  fold?: {max?: number; window?: number}
  /** What pages show: items of the last `days`, and the newest `items` of each feed. All are remembered. Default: all. */
  retain?: {days?: number; items?: number}
  /** A page that says how each feed is doing, the same as JSON and for Prometheus. Default: true. */
  status?: boolean
  /** Pictures in items are fetched when feeds are refreshed and shown from this site. Default: false. */
  mirrorImages?: boolean
  /** Only what matches is shown, whatever the feed. Default: all. */
  keep?: ItemRule
  /** What matches is not shown, whatever the feed. Default: none. */
  drop?: ItemRule
  /** Runs on every item after the feed's own filter; undefined drops it. */
  filter?: (item: Item) => Item | undefined
}

/** A feed to follow: its URL, or more about it, such as the address that it had before; a feed on disk; or a list of feeds (OPML and the other formats). */
export type FeedConfig =
  | string
  | ({url: string; was?: string} & FeedOptions)
  | ({file: string} & FeedOptions)
  | {opml: string}

/** What may be said of a feed beside where it is. */
export interface FeedOptions {
  name?: string
  site?: string
  /** Its picture: a URL, a path of the site, or the name of a file in `content/static/faces/`. */
  face?: string
  group?: string
  tags?: string[]
  language?: string
  /** Of two feeds with one story, the heavier tells it. Default: 0. */
  weight?: number
  /** Runs on every item before it is shown; undefined drops it. */
  filter?: (item: Item) => Item | undefined
  /** Only what matches is shown: `{words: ['pears', 'tea'], categories: ['garden']}`. Default: all. */
  keep?: ItemRule
  /** What matches is not shown. Default: none. */
  drop?: ItemRule
  /** So many of its newest items stand in the river, the others on its page alone. Default: all. */
  limit?: number
  /** What relative links of its items are relative to, when the feed says it wrongly. */
  base?: string
  /** `ignore`: its dates are not believed. A number: hours to add to them. */
  dates?: 'ignore' | number
  /** Its character encoding, whatever the feed says: `windows-1251`. */
  charset?: string
  /** Largest document after decompression, in bytes. Default: `refresh.maxBytes`. */
  maxBytes?: number
  /** Listed, but neither read nor shown. Default: false. */
  disabled?: boolean
}

/** What the command line may set over the config. */
export interface Overrides {
  readonly config?: string
  readonly out?: string
  /** Path of the site on its host, in place of that of `site.url`. */
  readonly base?: string
  readonly drafts?: boolean
  readonly future?: boolean
  /** Record addresses and feed ids as they are now, in place of refusing to lose one. */
  readonly accept?: boolean
}
