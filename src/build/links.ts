/** Links between the pages of the site: what they lead to has to be there, down to the part of the page. */
import {didYouMean, Problem} from '../problem.ts'
import {decodePath} from '../text.ts'
import type {Output, Settings} from '../types.ts'

/** A link or picture in the body of a post or page. */
export interface Lead {
  /** As its author wrote it. */
  readonly href: string
  /** What it became, where it became something else: a path on the site with base, or an absolute URL. */
  readonly url?: string
  readonly line?: number
}

/** A post or page with its links, and with what links may lead to in it. */
export interface Linked {
  /** Names all that checking its links looks at here. */
  readonly name: string
  /** Its source, relative to the project. */
  readonly file: string
  readonly url: string
  readonly leads: readonly Lead[]
  /** Ids in its body. */
  readonly ids: readonly string[]
  /** Lines of its source, for messages. */
  lines(): readonly string[]
}

/** Parts that every page has, or that stand there by what readers wrote. */
const usual = /^(?:top|content|comments?(?:-.*)?|:~:text=.*)?$/s

/** What leads to a page, file or part of a page that is not there, with its line. Parts of lists are not looked at. */
export function checkLinks(
  pages: readonly Linked[],
  outputs: readonly Output[],
  {site, blog}: Pick<Settings, 'site' | 'blog'>,
): readonly Problem[] {
  const files = new Set<string>()
  for (const {path} of outputs) files.add(path)
  const byUrl = new Map<string, Linked>()
  for (const page of pages) byUrl.set(page.url, page)
  const warning = blog.links === 'warning'
  const own = site.url.replace(/^http:/, 'https:')
  const problems: Problem[] = []
  for (const page of pages)
    for (const lead of page.leads) {
      const path = onSite(lead.url ?? lead.href, own, site.base)
      const found = path === undefined ? undefined : whatIsWrong(path, lead, {files, byUrl, base: site.base})
      if (found) problems.push(toProblem(found, lead, page, warning))
    }
  return problems
}

/** The link as a path with base; undefined when it leads elsewhere. A blog that is old links to itself without encryption, too. */
function onSite(url: string, own: string, base: string): string | undefined {
  if (url.startsWith('/')) return url.startsWith('//') ? undefined : url
  const full = url.startsWith('http:') ? `https${url.slice(4)}` : url
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

function whatIsWrong(url: string, {href}: Lead, {files, byUrl, base}: Ground): Wrong | undefined {
  const whole = byUrl.get(url)
  if (whole) return undefined
  const [, path, hash = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(url)!
  const page = byUrl.get(path!)
  if (!page) {
    const known = `${path}/`.startsWith(`${base}/`) && isFile(path!.slice(base.length), files)
    return known ? undefined : {message: `“${href}” leads nowhere: nothing stands at ${path}.`}
  }
  const id = decodePath(hash) ?? hash
  if (usual.test(id) || page.ids.includes(id)) return undefined
  const near = didYouMean(id, page.ids)
  return {
    message: `“${href}” leads to a part of ${page.file} that is not there.`,
    hint: near && `Did you mean “#${near}”?`,
  }
}

/** Hosts answer `/about` with the file of `/about/` and, many of them, with `about.html`. */
function isFile(url: string, files: ReadonlySet<string>): boolean {
  const path = decodePath(url)?.normalize('NFC').replace(/^\//, '')
  if (path === undefined) return false
  const folder = path === '' || path.endsWith('/') ? path : `${path}/`
  return files.has(path) || files.has(`${folder}index.html`) || files.has(`${path}.html`)
}

function toProblem({message, hint}: Wrong, {href, line}: Lead, {file, lines}: Linked, warning: boolean): Problem {
  const all = lines()
  const at = line ?? all.findIndex((text) => text.includes(href)) + 1
  const place = at > 0 ? {line: at, source: all[at - 1]} : {}
  return new Problem(message, {file, ...place, hint, ...(warning && {warning})})
}
