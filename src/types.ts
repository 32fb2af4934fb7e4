/** The nouns that cross folders. No code. Times are ISO 8601 strings in UTC; paths use `/`. */
import type {Problem} from './problem.ts'

// ---- settings: planet.config.ts after checking, every default filled in

/** A person who writes. */
export interface Author {
  readonly name: string
  readonly email?: string
  readonly url?: string
  /** Picture, as a URL. */
  readonly image?: string
  readonly bio?: string
  /** URLs of the same person elsewhere, for `rel=me`. */
  readonly me?: readonly string[]
}

/** Everything a build is told by its config. Paths are absolute. */
export interface Settings {
  readonly root: string
  readonly content: string
  /** Where the site goes. */
  readonly out: string
  /** Where cache, manifest and the planet's store live. */
  readonly state: string
  readonly site: SiteSettings
  readonly blog: BlogSettings
  readonly planets: readonly PlanetSettings[]
  readonly refresh: RefreshSettings
  /**
   * What a build does about addresses and feed ids that were published before: `guard` refuses to lose one, `accept`
   * records what is there now. Undefined: nothing is compared or recorded, as in previews.
   */
  readonly permanence?: 'guard' | 'accept'
  /** How the site is put into `out`. Default: a folder. */
  readonly publish?: PublishSettings
  readonly theme: ThemeSettings
  readonly markdown: MarkdownSettings
  /** Ways of sorting posts that the config speaks of: further ones, and the usual ones where they differ. Default: none. */
  readonly taxonomies?: readonly TaxonomySettings[]
  /** Copies of pictures in several sizes; made where the package `sharp` is installed. Undefined: none are wanted. */
  readonly images?: ImageSettings
  /** Pictures for previews, drawn for posts and pages that have none of their own. Default: none. */
  readonly cards?: CardSettings
  /** What front matter must hold, by folder below the content folder; the longest that fits counts. Default: none. */
  readonly schemas?: Readonly<Record<string, Schema>>
}

/** Copies of pictures, as pages offer them to browsers. */
export interface ImageSettings {
  /** In pixels, ascending. A picture is never enlarged. */
  readonly widths: readonly number[]
  /** How wide pictures stand on a page, as HTML's `sizes` has it. */
  readonly sizes: string
  /** From 1 to 100. */
  readonly quality: {readonly avif: number; readonly webp: number}
}

/** Share cards, drawn where the package `@resvg/resvg-js` is installed. */
export interface CardSettings {
  /** Absolute paths of the fonts to draw with. None: those of the machine. */
  readonly fonts: readonly string[]
}

/** A way of sorting posts, named after its field in the front matter. */
export interface TaxonomySettings {
  /** `tags`, `categories`, `series`, `authors`, or a field of the site's own: `people`. */
  readonly name: string
  /** What pages call it. Default: the theme's word, or the name. */
  readonly title?: string
  /** Path of its list, with slashes at both ends. Default: its name. */
  readonly path?: string
  /** `Sky/Comets` stands below `Sky`, and its posts in both. Default: true for categories alone. */
  readonly hierarchical?: boolean
}

/** A schema made with zod, valibot or any other library: Standard Schema version 1, as far as it is used here. */
export interface Schema {
  readonly '~standard': {
    readonly version: 1
    readonly validate: (value: unknown) => SchemaResult | Promise<SchemaResult>
  }
}

type SchemaResult = {readonly value: unknown; readonly issues?: undefined} | {readonly issues: readonly SchemaIssue[]}

interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | {readonly key: PropertyKey})[] | undefined
}

/** How a site is put in place. */
export interface PublishSettings {
  /** `folder`: a real folder whose files change one by one. `releases`: a link to the newest of several whole sites. */
  readonly mode: 'folder' | 'releases'
  /** Releases that stay for a roll-back, the current one among them. */
  readonly keep: number
}

/** What the site is, whatever is on it. */
export interface SiteSettings {
  readonly title: string
  readonly description: string
  /** Absolute, with no slash at its end; may have a path: `https://example.org/blog`. */
  readonly url: string
  /** The path of `url`: empty, or `/blog`. Every URL of the site begins with it. */
  readonly base: string
  /** BCP 47 language tag. */
  readonly language: string
  /** IANA time zone; `UTC` unless set. */
  readonly timeZone: string
  readonly authors: readonly Author[]
  /** Id of the blog's feed, of which those of all others are made. */
  readonly feed: string
  /** WebSub hubs that the feeds name. Default: none. */
  readonly hubs?: readonly string[]
  /** What `robots.txt` asks of crawlers: `no-ai` turns away those that collect for language models. Default: `all`. */
  readonly crawlers?: 'all' | 'no-ai' | 'none'
}

/** How former addresses are written: as pages, or in the language of a host or server. */
export type RedirectFormat = 'html' | 'netlify' | 'nginx' | 'caddy' | 'apache'

/** A format of feeds: Atom 1.0, RSS 2.0 or JSON Feed 1.1. */
export type FeedName = 'atom' | 'rss' | 'json'

/** How own posts are published. */
export interface BlogSettings {
  /** Permalink pattern of posts, such as `/:year/:month/:slug/`. */
  readonly permalink: string
  /** Patterns of single sections, by folder below `posts/`; the longest that fits counts. Default: none. */
  readonly permalinks?: Readonly<Record<string, string>>
  /** The blog is a podcast: its RSS feed says so. Default: it is none. */
  readonly podcast?: PodcastSettings & {readonly guid: string}
  /** Path of the list of posts, with slashes at both ends. Default: `/`. */
  readonly path?: string
  /** Posts on a page of a list. */
  readonly perPage: number
  /** Posts in a feed. */
  readonly feedLimit: number
  /** What the feeds of tags, categories, series and authors are written in. Default: `atom`. */
  readonly termFeeds?: readonly FeedName[]
  readonly drafts: boolean
  readonly future: boolean
  /** Default: `html` and `netlify`. */
  readonly redirects?: readonly RedirectFormat[]
  /** What a link of an own post into the site that leads nowhere is. Default: `error`. */
  readonly links?: 'error' | 'warning'
  /** A search page with its index. Default: true. */
  readonly search?: boolean
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

/** One planet: what it follows and how it is shown. */
export interface PlanetSettings {
  readonly title: string
  readonly description: string
  /** Path below the site, with slashes at both ends: `/planet/`. */
  readonly path: string
  readonly perPage: number
  readonly feedLimit: number
  /** Own posts stand in the planet, without a request to oneself. */
  readonly includeOwn: boolean
  readonly feeds: readonly Subscription[]
  /** More than `fold.max` items of one feed among `fold.window` neighbours are folded, never lost (rule 7). */
  readonly fold: {readonly max: number; readonly window: number}
  /** What pages show: items of the last `days`, and the newest `items` of each feed. Default: all. */
  readonly retain?: {readonly days?: number; readonly items?: number}
  /** A page that says how each feed is doing. Default: true. */
  readonly status?: boolean
  /** Pictures in items are fetched by refreshing and shown from this site. Default: false. */
  readonly mirrorImages?: boolean
  /** Only what matches is shown, whatever the feed. */
  readonly keep?: ItemRule
  /** What matches is not shown, whatever the feed. */
  readonly drop?: ItemRule
  /** Runs on every item before it is shown, after the feed's own filter; undefined drops it. */
  readonly filter?: (item: Item) => Item | undefined
}

/** How feeds are visited. */
export interface RefreshSettings {
  /** Own hosts, addresses and networks (CIDR) that may be asked although they are not public. */
  readonly allow: readonly string[]
  /** Registrable domains visited at once. */
  readonly concurrency: number
  /** Largest feed after decompression, in bytes. */
  readonly maxBytes: number
  /** Ask for the pictures of feeds. Default: true. */
  readonly faces?: boolean
}

/** Which theme draws the site, and what is wished of it. */
export interface ThemeSettings {
  /** Folder of the site's own theme or overrides, or name of a package; undefined for the default theme alone. */
  readonly from?: string
  readonly options: ThemeOptions
}

/** Wishes that the default theme grants. A theme may know further ones. */
export interface ThemeOptions {
  /** Entries of the menu; a path such as `/about/` is one on this site. Default: archive, planets, top pages. */
  readonly menu?: readonly {readonly title: string; readonly url: string}[]
  /** A line at the foot of every page: text, or markup made by `html`. */
  readonly footer?: string | object
  /** Colour of links, any CSS colour; its lightness is held where it can be read. */
  readonly accent?: string
  /** `serif`, `sans`, `mono` or a CSS font list, for all or apart. Default: serif text, sans headings. */
  readonly fonts?: string | {readonly text?: string; readonly headings?: string}
  /** How wide text may run, as a CSS length. Default: 30rem, about 65 characters. */
  readonly width?: string
  /** Picture in the browser's tab, in place of the one drawn from the title. */
  readonly icon?: string
  /** URLs of the author elsewhere, for `rel=me`. */
  readonly me?: readonly string[]
  readonly [option: string]: unknown
}

/** A remark or rehype plugin, as any version of unified takes it. Said here so that our types stand alone. */
export type Plugin = (this: never, ...options: never[]) => unknown

/** Plugins, each alone or with its options; or what bundles several. */
export type Plugins = readonly (
  | Plugin
  | readonly [plugin: Plugin, ...options: unknown[]]
  | {readonly plugins?: unknown}
)[]

/** How bodies are read. */
export interface MarkdownSettings {
  readonly remarkPlugins: Plugins
  readonly rehypePlugins: Plugins
  /** Quote marks, dashes and ellipses are set as the language wants them. Default: true. */
  readonly smartPunctuation?: boolean
  /** Plain bodies are read by the package `satteri`, where it is installed, in a twentieth of the time. Default: true. */
  readonly quick?: boolean
  /** `:tada:` becomes 🎉. Default: true. */
  readonly emoji?: boolean
  /** `$x^2$` and `$$` blocks become MathML; needs the package `temml`. Default: false. */
  readonly math?: boolean
}

// ---- content: what the author wrote

/** A file under `content/`, known by its path there and the digest of its bytes. */
export interface Source {
  readonly path: string
  readonly digest: string
}

/** All that lists, feeds and neighbours may know of a post or a page. */
export interface Summary {
  readonly kind: 'post' | 'page'
  /** Path of its source under `content/`. */
  readonly path: string
  /** Path on the site including its base, percent-encoded: `/blog/2025/01/caf%C3%A9/`. */
  readonly url: string
  /** Feed id: a UUID URN of path and date, which outlives changes of scheme, host, permalink and title; or as given. */
  readonly id: string
  readonly title: string
  /** When it was published. Pages may have none and then hold the empty string. */
  readonly date: string
  readonly updated?: string
  readonly tags: readonly string[]
  readonly categories: readonly string[]
  readonly authors: readonly Author[]
  readonly description?: string
  readonly draft: boolean
  /** BCP 47 tag, when it differs from the site's. */
  readonly language?: string
  /** Posts and pages with the same key are one text in several languages. */
  readonly translationKey?: string
  /** When it leaves the site. */
  readonly expires?: string
  /** Why readers do not see it: set in previews alone, which show it all the same. */
  readonly hidden?: 'draft' | 'future' | 'expired'
  /** The series it belongs to; the order in it is by `part`, then by date. */
  readonly series?: {readonly name: string; readonly part?: number}
  /** Its terms in each further taxonomy of the site that it has any in. */
  readonly terms?: Readonly<Record<string, readonly string[]>>
  /** Front matter that Almagest has no use for, kept for themes. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** A post or page as its author wrote it. */
export interface Post {
  readonly summary: Summary
  /** URLs that once led here, written as `Summary.url` is. */
  readonly aliases: readonly string[]
  /** Markdown after the front matter. */
  readonly body: string
  /** Line of the file at which `body` begins. */
  readonly line: number
}

/** A heading of a body. */
export interface Heading {
  readonly depth: number
  readonly id: string
  readonly text: string
}

/** A relative link or image in a body, to be pointed at what its target became. */
export interface Reference {
  /** As written: `../img/cat.png`, `other.md#part`; the name alone of a `[[wiki link]]`. */
  readonly href: string
  readonly kind: 'link' | 'image' | 'media' | 'wiki'
  readonly line?: number
}

/** A body as HTML in which the number of a reference stands, between U+FDD0 and U+FDD1, for its URL. */
export interface Rendered {
  readonly html: string
  /** HTML before `<!--more-->`, when the author set it. */
  readonly excerpt?: string
  readonly headings: readonly Heading[]
  readonly references: readonly Reference[]
  /** The words of the body without markup, for descriptions, search and counting. */
  readonly text: string
}

/** A picture on the site or elsewhere. */
export interface Picture {
  /** Path on the site with base, or an absolute URL. */
  readonly url: string
  /** Pixels, where they are known. */
  readonly width?: number
  readonly height?: number
}

/** A post or page ready to be shown: every reference points somewhere. */
export interface Article {
  readonly summary: Summary
  /** The picture that stands for it elsewhere: `image` in its front matter. */
  readonly image?: Picture
  readonly html: string
  readonly excerpt?: string
  readonly headings: readonly Heading[]
  readonly text: string
  /** Number of words. */
  readonly words: number
  /** Minutes that reading takes. */
  readonly minutes: number
  /** The file that front matter names as `enclosure`. */
  readonly enclosure?: Episode
}

/** What a reader said under a post, approved; mail and network addresses never come this far. */
export interface Comment {
  /** Unique under its post. */
  readonly id: string
  readonly author: {readonly name: string; readonly url?: string}
  readonly date: string
  readonly html: Strange
  /** The comment it answers. */
  readonly parent?: string
}

/** A comment made safe, with what answers it. */
export interface Thread extends Omit<Comment, 'html' | 'parent'> {
  /** Safe HTML with absolute URLs. */
  readonly html: string
  /** In the order in which they were written. */
  readonly replies: readonly Thread[]
}

// ---- planet: what others wrote

declare const strange: unique symbol

/** HTML from outside: a text, though the compiler takes it for none. Only `sanitizeHtml` makes of it what a page may show. */
export interface Strange {
  readonly [strange]: true
}

/** A feed the user follows. */
export interface Subscription {
  /** Names the feed for ever: its URL without scheme, or `file:` and the path. */
  readonly key: string
  /** Where it is fetched. For a feed on disk, the `file:` key again. */
  readonly url: string
  /** Absolute path of a feed on disk; only ever from the config. */
  readonly file?: string
  readonly name?: string
  /** Home page of the source. */
  readonly site?: string
  /** Picture of the author, as a URL. */
  readonly face?: string
  /** Folder in an OPML file, or group set in the config. */
  readonly group?: string
  readonly tags?: readonly string[]
  readonly language?: string
  /** Of two feeds with one story, the heavier tells it. Default: 0. */
  readonly weight?: number
  /** Largest document after decompression, in bytes. Default: 10 MB. */
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

/** A sound or film that a post brings along: an episode, where the blog is a podcast. */
export interface Episode extends Enclosure {
  readonly season?: number
  readonly episode?: number
  readonly explicit?: boolean
  /** Default: a full episode. */
  readonly kind?: 'trailer' | 'bonus'
  readonly transcript?: {readonly url: string; readonly type: string}
  /** URL of chapters as JSON. */
  readonly chapters?: string
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

/**
 * One observation of one item in one feed, as stored: what never changes (key, firstSeen, river) and what the feed said
 * last. Its body is stored apart.
 */
export interface Entry {
  /** Key of its subscription. */
  readonly feed: string
  /** Unique in its feed, given when first seen and kept for ever. */
  readonly key: string
  /** Key that its feed had when it was first seen, if that was another: ids that we gave it out under stay. */
  readonly bornIn?: string
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
  /** `good`, `new` (never read), `failing`, `gone`, `quarantined`. */
  readonly health: 'good' | 'new' | 'failing' | 'gone' | 'quarantined'
  /** One sentence on its health. */
  readonly note: string
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

/** One planet, ready to be shown: its stories in reading order and its sources. */
export interface River {
  readonly settings: PlanetSettings
  readonly feeds: readonly FeedInfo[]
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

// ---- site: what readers get

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
  /** Names what these two say of it among the posts and pages as they are. */
  relations(summary: Summary): string
  /** The picture drawn for previews of it; undefined where none is. Default: none are. */
  card?(summary: Summary): Picture | undefined
  /** What readers said under it; undefined where nobody did. */
  comments(summary: Summary): Later<readonly Thread[]> | undefined
}

/** A value that has a name before it has been made. Its digest is known at once; `value` makes or recalls it. */
export interface Later<Value> {
  value(): Promise<Value>
}

/** Gives the result of a pure step, made when asked for and never twice for the same inputs: those are all it may read. */
export type Memo = <Value>(
  step: string,
  inputs: readonly unknown[],
  compute: () => Value | Promise<Value>,
) => Later<Value>

/** One file of the site: where it goes, what it is made from, and how. */
export interface Output {
  /** Path below the site's root, decoded, without a leading slash: `2025/01/café/index.html`. */
  readonly path: string
  /** Everything `draw` reads. Same inputs: not drawn. */
  readonly inputs: readonly unknown[]
  /** What `inputs` are made from, where that is sooner named: as long as it is the same, nobody asks for them. */
  readonly origin?: readonly unknown[] | undefined
  draw(): Promise<string | Uint8Array> | string | Uint8Array
  /** For messages: the source that asked for it. */
  readonly from?: string
}

/** A step's value and what a person should mend about it. */
export interface Checked<Value> {
  readonly value?: Value
  readonly problems: readonly Problem[]
}
