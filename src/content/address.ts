/** The address of a post or page on the site, and those it had before. */
import {slugify} from '../text.ts'
import {wallClock} from '../time.ts'
import type {Summary} from '../types.ts'
import type {Fields} from './fields.ts'
import {nearestFolder} from './folders.ts'
import {fillPermalink, type PermalinkParts, readPath, siteUrl, slugPath, wholeUrl} from './permalink.ts'

/** What of the settings decides where posts and pages stand. */
export interface AddressSettings {
  /** Path of the site's URL: empty, or `/blog`. */
  readonly base: string
  /** IANA name of the zone in which dates are meant. */
  readonly timeZone: string
  /** Pattern of posts' URLs. */
  readonly permalink: string
  /** Patterns of single sections, by folder below `posts/`; the longest that fits wins. */
  readonly permalinks: Readonly<Record<string, string>>
  /** Patterns that posts once had. */
  readonly formerPermalinks: readonly string[]
}

/** Where a post or page stands, and where it stood. */
export interface Addresses {
  /** By its own `permalink`, by the pattern of its section, or by where its file lies. */
  readonly url: string
  /** By the former patterns, when that is elsewhere; pages have none. */
  readonly former: readonly string[]
}

/** The URLs of a post or page. */
export function readAddresses(summary: Omit<Summary, 'extra'>, fields: Fields, settings: AddressSettings): Addresses {
  const {base, formerPermalinks} = settings
  const own = readPermalink(fields)
  const slug = readSlug(fields)
  if (summary.kind === 'page') return {url: siteUrl(base, own ?? pagePath(summary.path, slug)), former: []}
  const parts = partsOf(summary, slug, settings)
  const fill = (pattern: string) => siteUrl(base, fillPermalink(pattern, parts))
  const url = own === undefined ? fill(patternFor(parts.section, settings)) : siteUrl(base, own)
  return {url, former: formerPermalinks.map(fill).filter((former) => former !== url)}
}

/** Paths that once led here, as URLs on the site; one that begins with the site's base is whole already. */
export function readAliases(fields: Fields, base: string): readonly string[] {
  return fields.texts('aliases').flatMap((alias) => {
    const read = readPath(alias)
    if ('path' in read) return wholeUrl(base, read.path)
    const hint = alias.includes('?')
      ? 'Only a server can tell it from others: write its own rule for it, in `content/static/_redirects` or `.htaccess`.'
      : 'Write it as `/old/path/`.'
    fields.complain('aliases', `The alias “${alias.slice(0, 60)}” ${read.problem}.`, hint, alias)
    return []
  })
}

function readPermalink(fields: Fields): string | undefined {
  const own = fields.text('permalink')
  if (own === undefined) return undefined
  const read = readPath(own)
  if ('path' in read) return read.path
  fields.complain('permalink', `The permalink “${own.slice(0, 60)}” ${read.problem}.`, 'Write it as `/about/us/`.')
  return undefined
}

function partsOf(
  {path, date, title, categories, id}: Omit<Summary, 'extra'>,
  slug: string | undefined,
  {timeZone}: AddressSettings,
): PermalinkParts {
  return {
    date: date ? wallClock(date, timeZone) : undefined,
    slug: slug ?? slugify(fileName(path)),
    title,
    category: categories[0],
    section: sectionOf(path),
    id: id.replace(/^urn:uuid:/, '').slice(0, 64),
  }
}

function patternFor(section: string, {permalink, permalinks}: AddressSettings): string {
  const folder = nearestFolder(`${section}/`, Object.keys(permalinks))
  return folder === undefined ? permalink : permalinks[folder]!
}

function readSlug(fields: Fields): string | undefined {
  const written = fields.text('slug')
  if (written === undefined) return undefined
  if (/^[\s./\\]*$|[\u0000-\u001f]/.test(written)) {
    fields.complain('slug', 'The slug cannot be part of a URL.', 'Write it as `slug: some-words`.')
  }
  return slugify(written)
}

/** Pages lie on the site as in their folder: `pages/about.md` is `/about/`, `pages/index.md` is the home page. */
function pagePath(path: string, slug: string | undefined): string {
  const parts = stem(path).split('/').slice(1)
  if (parts.at(-1) === 'index') parts.pop()
  if (slug !== undefined && parts.length > 0) parts.splice(-1, 1, slug)
  return `/${parts.map((part) => `${slugPath(part)}/`).join('')}`
}

/** The name that a file, or the folder of an `index.md`, gives its post: without extension and date before it. */
export function fileName(path: string): string {
  return wholeName(path).replace(/^\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=.)/, '')
}

/** The date with which that name begins: `2026-11-20`. */
export function dateInName(path: string): string | undefined {
  return /^\d{4}-\d{1,2}-\d{1,2}(?=[-_ ]|$)/.exec(wholeName(path))?.[0]
}

function wholeName(path: string): string {
  const parts = stem(path).split('/')
  if (parts.at(-1) === 'index' && parts.length > 2) parts.pop()
  return parts.at(-1)!
}

/** The folder below `posts/` that a post lies in, not counting its own. */
export function sectionOf(path: string): string {
  const parts = stem(path).split('/')
  return parts.slice(1, parts.at(-1) === 'index' ? -2 : -1).join('/')
}

function stem(path: string): string {
  return path.replace(/\.[^./]+$/, '')
}
