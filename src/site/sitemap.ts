/** `sitemap.xml`: the addresses of a site for search engines, with when each changed last (sitemaps.org, protocol 0.9). */
import {escapeXml} from '../escape.ts'
import type {Output, Site, Summary} from '../types.ts'
import {absolute} from './format.ts'
import {taxonomiesOf} from './terms.ts'

/** Addresses in one file, by the protocol. */
const most = 50_000

const xmlns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** An address and when it changed last, where that is known. */
interface Entry {
  readonly url: string
  readonly changed?: string
}

/**
 * The sitemap of posts, pages, lists and planets; further pages of lists are left for crawlers to find. More than `limit`
 * addresses are an index, `sitemap.xml`, of `sitemap-1.xml` and so on. Default: 50,000.
 */
export function sitemapOf(site: Site, limit = most): readonly Output[] {
  const settings = site.settings.site
  const entries = entriesOf(site).map(({url, changed}): Entry => ({url: absolute(settings, url), ...when(changed)}))
  if (entries.length <= limit) return [toFile('sitemap.xml', 'urlset', 'url', entries)]
  const parts = Array.from({length: Math.ceil(entries.length / limit)}, (_, index) => ({
    path: `sitemap-${index + 1}.xml`,
    entries: entries.slice(index * limit, (index + 1) * limit),
  }))
  const index = parts.map(({path, entries}): Entry => ({url: `${settings.url}/${path}`, ...when(newest(entries))}))
  return [
    toFile('sitemap.xml', 'sitemapindex', 'sitemap', index),
    ...parts.map(({path, entries}) => toFile(path, 'urlset', 'url', entries)),
  ]
}

function entriesOf(site: Site): readonly Entry[] {
  const {
    settings: {site: settings},
    rivers,
  } = site
  const [posts, pages] = [site.posts, site.pages].map((list) => list.filter(({draft}) => !draft).map(toEntry))
  const home = `${settings.base}/`
  const lists = taxonomiesOf(site).flatMap(({url, listed, groups}) => [
    ...(listed ? [{url, ...when(newest(posts!))}] : []),
    ...groups.map((group) => ({url: group.term.url, ...when(newest(group.posts.map(toEntry)))})),
  ])
  const planets = rivers.map(({settings: {path}, stories: [first]}) => ({
    url: settings.base + path,
    ...when(first?.entry.river),
  }))
  const archive = posts!.length > 0 ? [{url: `${home}archive/`, ...when(newest(posts!))}] : []
  const list = site.settings.blog.path
  const blog = list === '/' ? [] : [{url: settings.base + list, ...when(newest(posts!))}]
  const all = [{url: home, ...when(newest(posts!))}, ...blog, ...pages!, ...posts!, ...archive, ...lists, ...planets]
  const met = new Set<string>()
  return all.filter(({url}) => !met.has(url) && met.add(url))
}

function toEntry({url, date, updated}: Summary): Entry {
  return {url, ...when(updated ?? date)}
}

function when(changed: string | undefined): {changed?: string} {
  return changed ? {changed} : {}
}

function newest(entries: readonly Entry[]): string | undefined {
  return entries.reduce<string | undefined>(
    (latest, {changed}) => (changed && (!latest || changed > latest) ? changed : latest),
    undefined,
  )
}

function toFile(path: string, root: string, element: string, entries: readonly Entry[]): Output {
  return {path, inputs: ['sitemap', root, entries], draw: () => write(root, element, entries)}
}

function write(root: string, element: string, entries: readonly Entry[]): string {
  const lines = entries.map(({url, changed}) => {
    const lastmod = changed ? `<lastmod>${changed}</lastmod>` : ''
    return `  <${element}><loc>${escapeXml(url)}</loc>${lastmod}</${element}>\n`
  })
  return `<?xml version="1.0" encoding="utf-8"?>\n<${root} ${xmlns}>\n${lines.join('')}</${root}>\n`
}
