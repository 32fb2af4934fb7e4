/** `planet.config.ts`: what a user may write there, checked whole, and turned into `Settings` with every default filled in. */
import {existsSync, readFileSync} from 'node:fs'
import {join, relative, resolve} from 'node:path'
import type {PluggableList} from 'unified'
import {resolveFeeds} from './config/feeds.ts'
import {findPlaces, placeOf} from './config/places.ts'
import {findMistakes, type Mistake} from './config/schema.ts'
import {toSettings} from './config/settings.ts'
import {type Loaded, loadModule} from './modules.ts'
import {Problem, ProblemsError} from './problem.ts'
import type {Author, Item, RedirectFormat, Settings, ThemeOptions} from './types.ts'

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
    /** Refuse to lose an address or feed id that was published; they stand in `permanence.json`. Default: true. */
    permanence?: boolean
  }
  blog?: {
    /** Where a post goes: `:year :month :day :slug :title :category :section :id`. Default: `/:year/:month/:slug/`. */
    permalink?: string
    /** Posts on a page of a list. Default: 10. */
    perPage?: number
    /** Posts in a feed. Default: 20. */
    feedLimit?: number
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
  markdown?: {
    /** Run after Almagest's own remark plugins. */
    remarkPlugins?: PluggableList
    /** Run after Almagest's own rehype plugins. */
    rehypePlugins?: PluggableList
  }
  refresh?: {
    /** Hosts, addresses and networks (CIDR) of your own that may be asked although they are not public. Default: none. */
    allow?: string[]
    /** Registrable domains visited at once. Default: 8. */
    concurrency?: number
    /** Largest feed after decompression, in bytes. Default: 10,000,000. */
    maxBytes?: number
  }
  /** Folder of posts and pages. Default: `content`. */
  content?: string
  /** Folder of the built site. Default: `dist`. */
  out?: string
}

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
}

/** A feed to follow: its URL, or more about it; a feed on disk; or a list of feeds (OPML and the other formats). */
export type FeedConfig = string | ({url: string} & FeedOptions) | ({file: string} & FeedOptions) | {opml: string}

export interface FeedOptions {
  name?: string
  site?: string
  face?: string
  group?: string
  tags?: string[]
  language?: string
  weight?: number
  filter?: (item: Item) => Item | undefined
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

/** A config that was read: its settings, and what it was made of. */
export interface LoadedConfig {
  readonly settings: Settings
  /** Absolute paths of the config and all local files it was made from. */
  readonly files: readonly string[]
  readonly digest: string
}

/** Type a config while writing it. */
export function defineConfig(config: Config): Config {
  return config
}

const names = ['planet.config.ts', 'planet.config.mts', 'planet.config.js', 'planet.config.mjs']

/**
 * Read and check the config of the project in `root`.
 * @throws {ProblemsError} with every mistake at once, each with its line
 */
export async function readConfig(root: string, overrides: Overrides = {}): Promise<LoadedConfig> {
  const file = findConfig(root, overrides.config)
  const loaded = await loadModule(file, root)
  const config = checkConfig(loaded, file, root)
  const feeds = await resolveFeeds(root, config)
  if (feeds.mistakes.length + feeds.problems.length)
    throw new ProblemsError([...locate(feeds.mistakes, file, root), ...feeds.problems])
  return {
    settings: toSettings(root, config, feeds.byPlanet, overrides),
    files: [...loaded.files, ...feeds.files],
    digest: `${loaded.digest} ${feeds.digest}`,
  }
}

function findConfig(root: string, given: string | undefined): string {
  const file = given ? resolve(root, given) : names.map((name) => join(root, name)).find(existsSync)
  if (file && existsSync(file)) return file
  const hint = given ? undefined : 'Write one with `site.title` and `site.url`, or name another folder with --root.'
  throw new ProblemsError([new Problem(`There is no ${given ?? names[0]} in ${root}`, {hint})])
}

function checkConfig(loaded: Loaded, file: string, root: string): Config {
  const name = relative(root, file)
  const {default: value} = loaded.exports
  if (value === undefined)
    throw new ProblemsError([
      new Problem('The config exports nothing as default.', {
        file: name,
        hint: 'Write `export default defineConfig({…})`.',
      }),
    ])
  const mistakes = findMistakes(value)
  if (mistakes.length) throw new ProblemsError(locate(mistakes, file, root))
  return value as Config
}

/** Mistakes with their lines in the config's text. */
function locate(mistakes: readonly Mistake[], file: string, root: string): Problem[] {
  const source = readFileSync(file, 'utf8')
  const places = findPlaces(source)
  return mistakes.map(
    ({message, hint, path}) =>
      new Problem(message, {file: relative(root, file), ...placeOf(source, places, path), hint}),
  )
}
