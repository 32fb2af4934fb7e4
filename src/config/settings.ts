/** From a checked config to settings: every default stands here. */
import {join, resolve} from 'node:path'
import type {Ledger} from '../ledger.ts'
import type {PlanetSettings, Settings, TaxonomySettings} from '../types.ts'
import {baseOf, readBase} from './base.ts'
import {feedIdOf, podcastIdOf} from './ids.ts'
import type {Config, Overrides, PlanetConfig} from './written.ts'

/** The settings of a project. `feeds` holds the resolved subscriptions of each planet in the order of `planetsOf`; `ledger` what was published. */
export function toSettings(
  root: string,
  config: Config,
  feeds: readonly PlanetSettings['feeds'][],
  overrides: Overrides,
  ledger: Ledger,
): Settings {
  const {site, blog = {}, theme = {}, markdown = {}, refresh = {}} = config
  const url = new URL(site.url)
  const base = overrides.base === undefined ? baseOf(url) : readBase(overrides.base)
  const {from, ...options} = typeof theme === 'string' ? {from: theme} : theme
  const planets = planetsOf(config)
  const address = url.origin + base
  return {
    root,
    content: resolve(root, config.content ?? 'content'),
    out: resolve(root, overrides.out ?? config.out ?? 'dist'),
    state: join(root, '.almagest'),
    site: {
      title: site.title,
      description: site.description ?? '',
      url: address,
      base,
      language: site.language ?? 'en',
      timeZone: site.timeZone ?? 'UTC',
      authors: [...(site.author ? [site.author] : []), ...(site.authors ?? [])].map((given) =>
        typeof given === 'string' ? {name: given} : given,
      ),
      feed: feedIdOf(address, site.title, ledger),
      hubs: [site.hub ?? []].flat(),
      crawlers: site.crawlers ?? 'all',
      redirects: Object.entries(site.redirects ?? {}),
    },
    blog: {
      permalink: blog.permalink ?? '/:year/:month/:slug/',
      permalinks: blog.permalinks ?? {},
      formerPermalinks: [blog.formerPermalinks ?? []].flat(),
      path: blog.path ?? '/',
      ...(blog.podcast && {podcast: {guid: podcastIdOf(address, ledger), ...blog.podcast}}),
      perPage: blog.perPage ?? 10,
      feedLimit: blog.feedLimit ?? 20,
      termFeeds: blog.termFeeds ?? ['atom'],
      drafts: overrides.drafts ?? false,
      future: overrides.future ?? false,
      redirects: blog.redirects ?? ['html', 'netlify'],
      links: blog.links ?? 'error',
      search: blog.search ?? true,
    },
    planets: planets.map((planet, index) => toPlanet(planet, index, feeds[index] ?? [], site.title)),
    refresh: {
      allow: refresh.allow ?? [],
      concurrency: refresh.concurrency ?? 8,
      maxBytes: refresh.maxBytes ?? 10_000_000,
      faces: refresh.faces ?? true,
    },
    ...permanenceOf(config, overrides),
    publish: {mode: config.publish?.mode ?? 'folder', keep: config.publish?.keep ?? 5},
    theme: {...(from && {from}), options},
    markdown: {
      remarkPlugins: markdown.remarkPlugins ?? [],
      rehypePlugins: markdown.rehypePlugins ?? [],
      smartPunctuation: markdown.smartPunctuation ?? true,
      emoji: markdown.emoji ?? true,
      math: markdown.math ?? false,
      quick: markdown.quick ?? true,
    },
    taxonomies: taxonomiesOf(config),
    ...imagesOf(config),
    ...cardsOf(root, config),
    schemas: config.schemas ?? {},
  }
}

/** A build into another folder, below another path, or with what is not published is a preview and records nothing. */
function permanenceOf({site}: Config, overrides: Overrides): Pick<Settings, 'permanence'> {
  const {out, base, drafts, future, accept} = overrides
  const preview = out !== undefined || base !== undefined || drafts || future
  return preview || site.permanence === false ? {} : {permanence: accept ? 'accept' : 'guard'}
}

function imagesOf({images = {}}: Config): Pick<Settings, 'images'> {
  if (images === false) return {}
  const {widths = [480, 960, 1440], sizes = '(max-width: 40rem) 100vw, 40rem', quality = {}} = images
  const sorted = [...new Set(widths)].sort((a, b) => a - b)
  return {images: {widths: sorted, sizes, quality: {avif: quality.avif ?? 55, webp: quality.webp ?? 75}}}
}

function cardsOf(root: string, {site: {cards = false}}: Config): Pick<Settings, 'cards'> {
  if (cards === false) return {}
  const {fonts = []} = cards === true ? {} : cards
  return {cards: {fonts: fonts.map((font) => resolve(root, font))}}
}

function taxonomiesOf({taxonomies = []}: Config): readonly TaxonomySettings[] {
  if (Array.isArray(taxonomies)) return taxonomies.map((name) => ({name}))
  return Object.entries(taxonomies).map(([name, more]) => ({name, ...more}))
}

/** Where a planet stands, below the root of the site. */
export function planetPath({path}: PlanetConfig, index: number): string {
  return path ?? (index === 0 ? '/planet/' : `/planet-${index + 1}/`)
}

/** All planets of a config, whichever way they were written. */
export function planetsOf({planet, planets = []}: Config): readonly PlanetConfig[] {
  return planet ? [planet, ...planets] : planets
}

function toPlanet(
  planet: PlanetConfig,
  index: number,
  feeds: PlanetSettings['feeds'],
  siteTitle: string,
): PlanetSettings {
  return {
    title: planet.title ?? `Planet ${siteTitle}`,
    description: planet.description ?? '',
    path: planetPath(planet, index),
    perPage: planet.perPage ?? 30,
    feedLimit: planet.feedLimit ?? 60,
    includeOwn: planet.includeOwn ?? true,
    feeds,
    fold: {max: planet.fold?.max ?? 3, window: planet.fold?.window ?? 20},
    retain: planet.retain ?? {},
    status: planet.status ?? true,
    mirrorImages: planet.mirrorImages ?? false,
    ...(planet.keep && {keep: planet.keep}),
    ...(planet.drop && {drop: planet.drop}),
    ...(planet.filter && {filter: planet.filter}),
  }
}
