/** Points the references of a rendered body at what their targets became on the site. */
import {posix} from 'node:path'
import {slug} from 'github-slugger'
import {didYouMean, Problem} from '../problem.ts'
import {decodePath, encodePath, slugify} from '../text.ts'
import type {Article, Checked, Reference, Rendered, Summary} from '../types.ts'
import {fileName} from './address.ts'
import {type Dressed, dressPictures} from './dress.ts'
import {isMarkdown, kindOfSource} from './kinds.ts'
import {markPattern} from './markdown/references.ts'

/** What a file under `content/` became on the site. */
export interface Placed {
  /** Path on the site with base, percent-encoded. */
  readonly url: string
  /** Pixels, for pictures whose size is known. */
  readonly width?: number
  readonly height?: number
  /** How a picture is offered in several sizes. */
  readonly dressed?: Dressed
  /** Length of a sound or film. */
  readonly bytes?: number
  /** Title of a post or page, by which `[[wiki links]]` find it. */
  readonly title?: string
  /** Not published now: a draft, or not due yet. */
  readonly hidden?: boolean
  /** What could not be read, or cannot be published: what is wrong with it is told, and not of links to it. */
  readonly refused?: boolean
}

/** What a reference leads to: a URL to write, or what is wrong with it; both when it works but deserves a word. */
export interface Target {
  readonly url?: string
  readonly width?: number
  readonly height?: number
  readonly dressed?: Dressed
  readonly bytes?: number
  readonly problem?: string
  readonly hint?: string
}

/** Finds the target of a reference in the body of a post or page. */
export type Resolve = (from: Pick<Summary, 'path' | 'url'>, reference: Reference) => Target

/**
 * Make the function that finds targets among the files `listed`, by their path under `content/`. A path is taken from the file
 * it stands in; one with a slash at its beginning from the content folder or, failing that, from the root of the site,
 * below `base`. Paths without an extension may mean a Markdown file of either ending, a folder with such an `index`, or a URL of
 * the site.
 */
export function createResolver(listed: ReadonlyMap<string, Placed>, base: string): Resolve {
  // Some systems write accents apart from their letters, and nobody sees it.
  const files = new Map(Array.from(listed, ([path, place]) => [path.normalize('NFC'), place]))
  const byUrl = new Map(Array.from(files.values(), (place) => [place.url, place]))
  const names = createNames(files)
  const refused = Array.from(files).some(([path, place]) => place.refused && kindOfSource(path))
  return (from, reference) => {
    const {href, kind} = reference
    if (kind === 'wiki') {
      const found = names(from.url, reference)
      // Whatever is not found may be the title of a post that could not be read.
      return refused && found.url === undefined ? {url: from.url} : found
    }
    const [, written, tail] = /^([^?#]*)(.*)$/s.exec(href)!
    if (written === '') return {url: from.url + tail}
    const path = decodePath(written!)?.normalize('NFC')
    if (path === undefined) return {problem: `“${href}” has a broken percent-encoding.`}
    const rooted = path.startsWith('/')
    const here = posix.dirname(from.path).normalize('NFC')
    const whole = posix.normalize(rooted ? path.slice(1) : posix.join(here, path))
    const url = rooted ? siteRelative(base, path) : posix.join(from.url.replace(/[^/]*$/, ''), encodePath(path))
    const place = findFile(files, whole) ?? byUrl.get(url)
    if (place) return toTarget(place, reference, tail!)
    const signed = tail && findSigned(files, whole + (decodePath(tail) ?? tail), here, reference)
    if (signed) return signed
    // Markdown is read and never published: what is not among the files is nowhere.
    if (rooted ? !isMarkdown(path) : kind === 'link' && isPage(path)) return {url: url + tail}
    return missing(files, whole, here, reference)
  }
}

/** Finds posts and pages by title or file name, whatever the case, for the text at the URL `from`. Every file is named at the first question. */
function createNames(files: ReadonlyMap<string, Placed>): (from: string, reference: Reference) => Target {
  let index: Map<string, Set<string>> | undefined
  return (from, reference) => {
    index ??= indexNames(files)
    const [, name, part = ''] = /^(.*?)(#.*)?$/s.exec(reference.href)!
    // `[[#Heading]]` is one of the text itself.
    if (name === '' && part) return {url: `${from}#${slug(part)}`}
    const [path, other] = index.get(slugify(name!)) ?? []
    if (path === undefined) {
      const near = didYouMean(slugify(name!), index.keys())
      return {problem: `Nothing is called “${name}”.`, ...(near && {hint: `Did you mean “${near}”?`})}
    }
    if (other === undefined) return toTarget(files.get(path)!, reference, part && `#${slug(part)}`)
    return {problem: `Both ${path} and ${other} are called “${name}”.`, hint: 'Link to the file instead.'}
  }
}

function indexNames(files: ReadonlyMap<string, Placed>): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>()
  for (const [path, {title}] of files) {
    if (!kindOfSource(path)) continue
    const names = [
      fileName(path),
      posix.basename(path).replace(/\.[^.]+$/, ''),
      ...(title === undefined ? [] : [title]),
    ]
    for (const name of names.map(slugify)) index.set(name, (index.get(name) ?? new Set()).add(path))
  }
  return index
}

function findFile(files: ReadonlyMap<string, Placed>, path: string): Placed | undefined {
  const bare = path.replace(/\/$/, '')
  return (
    files.get(path) ??
    files.get(`${bare}.md`) ??
    files.get(`${bare}/index.md`) ??
    files.get(`${bare}.markdown`) ??
    files.get(`${bare}/index.markdown`)
  )
}

/** What to tell of a path that goes on behind `?` or `#` where a file is called so; nothing where the file itself is at fault. */
function findSigned(
  files: ReadonlyMap<string, Placed>,
  path: string,
  here: string,
  reference: Reference,
): Target | undefined {
  const place = files.get(path.normalize('NFC'))
  if (!place) return undefined
  if (place.refused) return {url: place.url}
  const meant = encodePath(reference.href.startsWith('/') ? `/${path}` : posix.relative(here, path))
  const hint = `Did you mean “${meant}”? In the name of a file, # is written as \`%23\`.`
  return {problem: `${naming(reference)} leads nowhere.`, hint}
}

/** Whether a path looks like the URL of a page rather than like a file. */
function isPage(path: string): boolean {
  return path.endsWith('/') || !posix.basename(path).includes('.') || /^\.+$/.test(posix.basename(path))
}

function toTarget({url, width, height, dressed, bytes, hidden}: Placed, {href, kind}: Reference, tail: string): Target {
  const size =
    kind === 'image' && width !== undefined && height !== undefined ? {width, height, ...(dressed && {dressed})} : {}
  const problem = `“${href}” leads to a post that is not published now.`
  return {url: url + tail, ...size, ...(kind === 'media' && bytes !== undefined && {bytes}), ...(hidden && {problem})}
}

function siteRelative(base: string, path: string): string {
  const url = encodePath(path)
  return base && `${url}/`.startsWith(`${base}/`) ? url : base + url
}

function missing(files: ReadonlyMap<string, Placed>, path: string, here: string, reference: Reference): Target {
  if (path.startsWith('..')) return {problem: `${naming(reference)} leads out of the content folder.`}
  const meant = findMoved(files, path) ?? findNear(files, path)
  const written = meant && (reference.href.startsWith('/') ? `/${meant}` : posix.relative(here, meant))
  return {
    problem: `${naming(reference)} leads nowhere.`,
    hint: written ? `Did you mean “${written}”?` : `There is no file “${path}”.`,
  }
}

function naming({href, kind}: Reference): string {
  return `${kind === 'link' ? 'The link' : kind === 'image' ? 'The picture' : 'The file'} “${href}”`
}

/** The one file of this name, wherever it lies. That of a folder is called the same everywhere. */
function findMoved(files: ReadonlyMap<string, Placed>, path: string): string | undefined {
  const name = posix.basename(path)
  if (/^index\.[^.]+$/i.test(name)) return undefined
  const [found, another] = Array.from(files.keys()).filter((each) => each.endsWith(`/${name}`))
  return another === undefined ? found : undefined
}

/** The file in the same folder whose name is the most like it. */
function findNear(files: ReadonlyMap<string, Placed>, path: string): string | undefined {
  const folder = posix.dirname(path)
  const names = Array.from(files.keys()).filter((each) => posix.dirname(each) === folder)
  const near = didYouMean(
    posix.basename(path),
    names.map((each) => posix.basename(each)),
  )
  return near && posix.join(folder, near)
}

/**
 * The body with every reference pointed at its target; `targets` are in the order of `rendered.references`. Broken
 * references are Problems with the place of the reference: in `file`, the path of the source as the reader knows it, and
 * with the line shown where `lines` gives those of the file.
 */
export function resolveReferences(
  rendered: Rendered,
  targets: readonly Target[],
  {file, lines}: {readonly file: string; readonly lines?: () => readonly string[]},
): Checked<Pick<Article, 'html' | 'excerpt' | 'headings' | 'text'>> {
  const problems = rendered.references.flatMap(({line}, index) => {
    const {problem, hint, url} = targets[index] ?? {}
    if (problem === undefined) return []
    const source = line === undefined ? undefined : lines?.()[line - 1]
    return new Problem(problem, {file, line, source, hint, warning: url !== undefined})
  })
  if (problems.some(({warning}) => !warning)) return {problems}
  const dressed = targets.some((target) => target.dressed)
  const point = (html: string) =>
    (dressed ? dressPictures(html, (n) => targets[n]?.dressed) : html).replace(
      markPattern,
      (_, n: string, quote: string) => write(targets[Number(n)]!, quote),
    )
  const {html, excerpt, headings, text} = rendered
  return {value: {html: point(html), ...(excerpt !== undefined && {excerpt: point(excerpt)}), headings, text}, problems}
}

/** The URL in place of its mark and, after the quote that ends the attribute, the size of a picture. */
function write({url = '', width, height}: Target, quote: string): string {
  const escaped = url.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
  return escaped + quote + (quote && width !== undefined ? ` width="${width}" height="${height}"` : '')
}
