/** What makes two observations one item: ids, canonical permalinks, normal text, fingerprints (merge rule 2). */
import {getDomain} from 'tldts'
import {digest} from '../digest.ts'

const tracking = /^(?:utm_.*|fbclid|gclid|mc_.*|ref_src)$/i

/**
 * The URL in the form in which equal places are equal text: no scheme, default port, trailing slash or tracking
 * parameter (`utm_*`, `fbclid`, `gclid`, `mc_*`, `ref_src`), the host in lower case. A fragment stays, for changelogs
 * and pages of notes are told apart by it, unless it only tracks or highlights. Undefined for what is no web address.
 */
export function canonicalUrl(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url)
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return undefined
  const port = parsed.port && parsed.port !== '80' && parsed.port !== '443' ? `:${parsed.port}` : ''
  const path = parsed.pathname.replace(/(?<!\/)\/+$/, '') || '/'
  return `//${parsed.hostname}${port}${path}${canonicalQuery(parsed.search)}${canonicalHash(parsed.hash)}`
}

/** An id in the form in which equal ids are equal text: without scheme and with its host in lower case if it is a URL. */
export function canonicalId(id: string | undefined): string | undefined {
  const text = id?.trim()
  if (!text) return undefined
  const [, host, rest] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(text) ?? []
  return host === undefined ? text : `//${host.toLowerCase()}${rest}`
}

/** Whether a canonical id means the same thing in every feed: an URL, or a URI of a scheme made for naming. */
export function isGlobalId(id: string | undefined): id is string {
  return id !== undefined && /^(?:\/\/[^/?#]|(?:tag|urn|ni|info|doi):)/i.test(id)
}

/** The host that answers for a canonical URL or id; undefined where nobody does. */
export function authorityOf(key: string | undefined): string | undefined {
  const [, host, authority] = /^(?:\/\/([^/?#]+)|tag:(?:[^,@]*@)?([^,:]+),)/i.exec(key ?? '') ?? []
  return (host ?? authority)?.replace(/:\d+$/, '').toLowerCase()
}

const domains = new Map<string, string>()

/** The registrable domain of a host, that of one customer where a provider gives them subdomains; else the host. */
export function domainOf(host: string): string {
  let domain = domains.get(host)
  if (domain === undefined) {
    if (domains.size >= 50_000) domains.clear()
    domain = getDomain(host, {allowPrivateDomains: true}) ?? host
    domains.set(host, domain)
  }
  return domain
}

/** Path and query of a canonical URL or id of that form; undefined for the root of a host. */
export function pathOf(key: string | undefined): string | undefined {
  const path = /^\/\/[^/?#]*(\/[^#]*)/.exec(key ?? '')?.[1]?.replace(/(?<!\/)\/+$/, '')
  return path || undefined
}

/** Letters and digits in lower case with one space between words: what stays when typography and markup change. */
export function normalText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** The parts as one short name: 27 characters, equal for equal parts. */
export function nameOf(...parts: readonly (string | undefined)[]): string {
  return digest(parts.map((part) => part ?? '').join('\n'))
}

/** The date in a URL's path, as blogs write it (`/2025/01/31/`); ISO 8601 in UTC, undefined when there is none. */
export function dateInUrl(url: string | undefined): string | undefined {
  const [, year, month, day] = /\/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)/.exec(url ?? '') ?? []
  const text = `${year}-${month}-${day}T00:00:00.000Z`
  const date = new Date(text)
  return Number.isNaN(date.getTime()) || date.toISOString() !== text ? undefined : text
}

function canonicalQuery(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !tracking.test(pair.split('=', 1)[0]!))
  return kept.length > 0 ? `?${kept.join('&')}` : ''
}

function canonicalHash(hash: string): string {
  return hash === '#' || /^#(?::~:|utm_|xtor=|comments?$|respond$)/i.test(hash) ? '' : hash
}
