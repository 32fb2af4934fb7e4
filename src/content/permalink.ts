/** Where a post or page goes on the site. */
import {decodePath, encodePath, slugify, unsafeName} from '../text.ts'
import type {WallClock} from '../time.ts'

/** What a permalink pattern may be made of. */
export interface PermalinkParts {
  readonly date: WallClock | undefined
  readonly slug: string
  readonly title: string
  readonly category: string | undefined
  /** Folder below `posts/`; empty for a post that lies directly in it. */
  readonly section: string
  readonly id: string
}

/** What `:name` in a pattern stands for. Several parts of a path may come of one: `:section`, `:category`. */
const tokens: Readonly<Record<string, (parts: PermalinkParts) => string>> = {
  year: ({date}) => String(date?.year ?? '').padStart(4, '0'),
  month: ({date}) => String(date?.month ?? '').padStart(2, '0'),
  day: ({date}) => String(date?.day ?? '').padStart(2, '0'),
  slug: ({slug}) => slug,
  title: ({title}) => slugify(title),
  category: ({category}) => slugPath(category ?? ''),
  section: ({section}) => slugPath(section),
  id: ({id}) => slugify(id),
}

/** The names that a permalink pattern may use after a colon. */
export const permalinkTokens: readonly string[] = Object.keys(tokens)

/**
 * Fill a pattern such as `/:year/:month/:slug/`. Parts that turn out empty are left out; a path without an extension
 * ends in a slash. The path is neither encoded nor prefixed.
 */
export function fillPermalink(pattern: string, parts: PermalinkParts): string {
  return closePath(pattern.replace(/:([a-z]+)/g, (written, name: string) => tokens[name]?.(parts) ?? written))
}

/**
 * A path as a person wrote it for one post, or as it once was: `/2004/01/Old_Name.html`. The path comes without
 * encoding; `problem` says why it cannot be one of the site's.
 */
export function readPath(written: string): {readonly path: string} | {readonly problem: string} {
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(written)) return {problem: 'is an address, not a path of this site'}
  if (/[?#]/.test(written)) return {problem: 'holds ? or #, which a file cannot answer to'}
  const text = decodePath(written)
  if (text === undefined) return {problem: 'has a broken percent-encoding'}
  const parts = text.normalize('NFC').replace(/^\//, '').replace(/\/$/, '').split('/')
  for (const part of text === '/' ? [] : parts) {
    const reason =
      unsafeName(part) ?? (/%(?:2e|2f|5c|00)/i.test(part) ? 'hides a sign behind percent-encoding' : undefined)
    if (reason)
      return {problem: part === '' ? 'has an empty part' : `has a part, “${part.slice(0, 40)}”, that ${reason}`}
  }
  return {path: closePath(text)}
}

/** A path that a person wrote as a URL on the site: one that begins with `base` is whole already. */
export function wholeUrl(base: string, path: string): string {
  return siteUrl(base && `${path}/`.startsWith(`${base}/`) ? '' : base, path)
}

/** A path as a URL on the site: below `base`, percent-encoded. */
export function siteUrl(base: string, path: string): string {
  return base + encodePath(path)
}

/** Path parts as slugs: `Programming/C++` becomes `programming/c-plus-plus`. */
export function slugPath(path: string): string {
  return path.split('/').map(slugify).filter(Boolean).join('/')
}

/** What follows a dot is no extension when it begins with a digit, as in `version-2.0`; a few do. */
const extension = /\.(?:[a-z][a-z\d]{0,7}|7z|3gp|3g2)$/i

function closePath(path: string): string {
  const parts = path.normalize('NFC').split('/').filter(Boolean)
  const file = extension.test(parts.at(-1) ?? '') && !path.endsWith('/')
  return parts.length === 0 ? '/' : `/${parts.join('/')}${file ? '' : '/'}`
}
