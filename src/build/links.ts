/** Links between the pages of the site: what they lead to has to be there, down to the part of the page. */
import {didYouMean, type Place, Problem} from '../problem.ts'
import {decodePath} from '../text.ts'
import type {Output, Settings, SiteSettings} from '../types.ts'

/** A link or picture in the body of a post or page that leads to somewhere on the site. */
export interface Lead {
  /** As its author wrote it. */
  readonly href: string
  /** Path on the site with base, where that is another text. */
  readonly path?: string
  readonly line?: number
}

/** A post or page with its links, and with what links may lead to in it. */
export interface Linked {
  /** Names all that checking its links looks at here. */
  readonly name: string
  /** Its source, relative to the project. */
  readonly file: string
  readonly url: string
  /** What leads elsewhere, or to what stands in this body, is not among them. */
  readonly leads: readonly Lead[]
  /** Ids in its body. */
  readonly ids: readonly string[]
  /** Links of its body to parts of itself and to other sites, as they are written. */
  hrefs(): Promise<readonly string[]>
  /** Lines of its source, for messages. */
  lines(): readonly string[]
}

/** Parts that every page has, or that stand there by what readers wrote. */
const usual = /^(?:top|content|comments?(?:-.*)?|:~:text=.*)?$/s

/** What leads to a page, file or part of a page that is not there, with its line. Parts of lists are not looked at. */
export function checkLinks(
  pages: readonly Linked[],
  outputs: readonly Output[],
  {site: {base}, blog}: Pick<Settings, 'site' | 'blog'>,
): readonly Problem[] {
  const files = new Set<string>()
  for (const {path} of outputs) files.add(path)
  const byUrl = new Map<string, Linked>()
  for (const page of pages) byUrl.set(page.url, page)
  const warning = blog.links === 'warning'
  const problems: Problem[] = []
  for (const page of pages)
    for (const lead of page.leads) {
      const found = whatIsWrong(lead, {files, byUrl, base})
      if (found) problems.push(toProblem(found, lead, page, warning))
    }
  return problems
}

/** What was written, and what it became: a path on the site with base, or an absolute URL. */
export interface Resolved {
  readonly href: string
  readonly url: string
  readonly line?: number | undefined
}

/** The links that have to be looked at with the site as a whole, out of those in the body at `url` with these ids. */
export function leadsOf(
  resolved: readonly Resolved[],
  {url, ids}: Pick<Linked, 'url' | 'ids'>,
  site: Address,
): readonly Lead[] {
  return resolved.flatMap(({href, url: to, line}) => {
    const path = onSite(to, site)
    if (path === undefined || (path.startsWith(`${url}#`) && hasPart(ids, path.slice(url.length + 1)))) return []
    return {href, ...(path !== href && {path}), ...(line !== undefined && {line})}
  })
}

type Address = Pick<SiteSettings, 'url' | 'base'>

/** The link as a path with base; undefined when it leads elsewhere. A blog that is old links to itself without encryption, too. */
export function onSite(url: string, {url: site, base}: Address): string | undefined {
  if (/^\/(?!\/)/.test(url)) return url
  const own = site.replace(/^http:/, 'https:')
  const full = url.replace(/^(?:http:)?\/\//, 'https://')
  return full.startsWith(own) && /^(?:\/|$)/.test(full.slice(own.length))
    ? base + full.slice(own.length) || '/'
    : undefined
}

interface Ground {
  readonly files: ReadonlySet<string>
  readonly byUrl: ReadonlyMap<string, Linked>
  readonly base: string
}

interface Wrong {
  readonly message: string
  readonly hint?: string | undefined
}

function whatIsWrong({href, path: url = href}: Lead, {files, byUrl, base}: Ground): Wrong | undefined {
  if (byUrl.has(url)) return undefined
  const [, path, hash = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(url)!
  const page = byUrl.get(path!)
  if (!page) {
    const known = `${path}/`.startsWith(`${base}/`) && isFile(path!.slice(base.length), files)
    return known ? undefined : {message: `“${href}” leads nowhere: nothing stands at ${path}.`}
  }
  if (hasPart(page.ids, hash)) return undefined
  const near = didYouMean(decodePath(hash) ?? hash, page.ids)
  return {
    message: `“${href}” leads to a part of ${page.file} that is not there.`,
    hint: near && `Did you mean “#${near}”?`,
  }
}

/** Whether a page with these ids has the part that `hash`, without its sign, stands for. */
function hasPart(ids: readonly string[], hash: string): boolean {
  const id = decodePath(hash) ?? hash
  return usual.test(id) || ids.includes(id)
}

/** Hosts answer `/about` with the file of `/about/` and, many of them, with `about.html`. */
function isFile(url: string, files: ReadonlySet<string>): boolean {
  const path = decodePath(url)?.normalize('NFC').replace(/^\//, '')
  if (path === undefined) return false
  const folder = path === '' || path.endsWith('/') ? path : `${path}/`
  return files.has(path) || files.has(`${folder}index.html`) || files.has(`${path}.html`)
}

function toProblem({message, hint}: Wrong, {href, line}: Lead, page: Linked, warning: boolean): Problem {
  return new Problem(message, {...placeOfLink(page, href, line), hint, ...(warning && {warning})})
}

/** Where a link stands in its source: in a line that is known, or in the first that has its text. */
export function placeOfLink({file, lines}: Pick<Linked, 'file' | 'lines'>, href: string, line?: number): Place {
  const all = lines()
  const at = line ?? all.findIndex((text) => text.includes(href)) + 1
  return {file, ...(at > 0 && {line: at, source: all[at - 1]})}
}
