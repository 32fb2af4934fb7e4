/** Everything a project is told by its config: `planet.config.ts` after checking. Paths are absolute. */
import type {BlogSettings} from './blog.ts'
import type {Author} from './content.ts'
import type {MarkdownSettings, ThemeSettings} from './look.ts'
import type {Item} from './planet.ts'
import type {ItemRule, Subscription} from './subscription.ts'

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
  /** How the site is put into `out`. */
  readonly publish: PublishSettings
  readonly theme: ThemeSettings
  readonly markdown: MarkdownSettings
  /** Ways of sorting posts that the config speaks of: further ones, and the usual ones where they differ. */
  readonly taxonomies: readonly TaxonomySettings[]
  /** Copies of pictures in several sizes; made where the package `sharp` is installed. Undefined: none are wanted. */
  readonly images?: ImageSettings
  /** Pictures for previews, drawn for posts and pages that have none of their own. Default: none. */
  readonly cards?: CardSettings
  /** What front matter must hold, by folder below the content folder; the longest that fits counts. */
  readonly schemas: Readonly<Record<string, Schema>>
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
  /** Path of its list, with slashes at both ends; at `/` there is none, and its terms stand right below. Default: its name. */
  readonly path?: string
  /** `Sky/Comets` stands below `Sky`, and its posts in both. Default: true for categories alone. */
  readonly hierarchical?: boolean
  /** Posts are sorted by the folder below `posts/` that they lie in: by any, or by these, with what pages call them. Default: false. */
  readonly folders?: boolean | Readonly<Record<string, string>>
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
  /** WebSub hubs that the feeds name. */
  readonly hubs: readonly string[]
  /** What `robots.txt` asks of crawlers: `no-ai` turns away those that collect for language models. */
  readonly crawlers: 'all' | 'no-ai' | 'none'
  /** Former addresses of anything of the site, each with the one that it leads to: paths below its root, as they were written. */
  readonly redirects: readonly (readonly [from: string, to: string])[]
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
  /** What pages show: items of the last `days`, and the newest `items` of each feed. */
  readonly retain: {readonly days?: number; readonly items?: number}
  /** A page that says how each feed is doing. */
  readonly status: boolean
  /** Pictures in items are fetched by refreshing and shown from this site. */
  readonly mirrorImages: boolean
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
  /** Ask for the pictures of feeds. */
  readonly faces: boolean
}
