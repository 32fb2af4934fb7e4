/** One polite, guarded request to a publisher, answered by a value. */
import {Agent, type Dispatcher, request} from 'undici'
import type {FetchResult} from '../types.ts'
import {type Allowed, allowHosts, checkUrl, guardLookup, RefusedError, type Resolve} from './address.ts'
import {codings, collect, decodeBody} from './encodings.ts'

/** What a request says of the document we have, and how large an answer may be. */
export interface FetchOptions {
  /** Sent back verbatim as `If-None-Match`. */
  readonly etag?: string | undefined
  /** Sent back verbatim as `If-Modified-Since`. */
  readonly lastModified?: string | undefined
  /** Largest body after decompression, in bytes. Default: 10 MB. */
  readonly maxBytes?: number | undefined
}

export type Fetch = (url: string, options?: FetchOptions) => Promise<FetchResult>

export interface Fetcher {
  readonly fetch: Fetch
  /** End idle connections. */
  close(): Promise<void>
}

/** Milliseconds after which a request is given up. */
export interface TimeLimits {
  /** Until the connection stands. Default: 10 s. */
  readonly connectMs?: number
  /** Until the answer begins. Default: 20 s. */
  readonly firstByteMs?: number
  /** Between two pieces of the body. Default: 30 s. */
  readonly idleMs?: number
  /** For everything, redirects included. Default: 60 s. */
  readonly totalMs?: number
}

export interface FetcherOptions extends TimeLimits {
  /** `Almagest/1.0 (+https://example.org/; 12 feeds)`. */
  readonly userAgent: string
  /** Own hosts, addresses and networks (CIDR) that may be reached although they are not public. Default: none. */
  readonly allow?: readonly string[]
  /** Default: the system's resolver. */
  readonly resolve?: Resolve
}

const maxRedirects = 5
const defaultMaxBytes = 10_000_000
const accept = 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5'

/**
 * A fetcher whose `fetch` never throws: what went wrong is in the result. Sends one GET per hop, over HTTP/2 where the
 * host offers it, with no cookie, referrer or browser's name; follows at most five redirects and checks every hop.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const {connectMs = 10_000, firstByteMs = 20_000, idleMs = 30_000, totalMs = 60_000} = options
  const allowed = allowHosts(options.allow)
  const agent = new Agent({
    connect: {timeout: connectMs, lookup: guardLookup(allowed, options.resolve)},
    headersTimeout: firstByteMs,
    bodyTimeout: idleMs,
    connections: 1,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
    maxHeaderSize: 32_768,
  })
  return {
    async fetch(url, conditions = {}) {
      const deadline = AbortSignal.timeout(totalMs)
      const headers = requestHeaders(options.userAgent, conditions)
      try {
        return await follow(url, {agent, allowed, headers, deadline, maxBytes: conditions.maxBytes ?? defaultMaxBytes})
      } catch (error) {
        if (deadline.aborted)
          return {status: 'failed', reason: `the answer took longer than ${totalMs / 1000} s`, headers: {}}
        return explain(error, {connectMs, firstByteMs, idleMs})
      }
    },
    close: () => agent.destroy(),
  }
}

interface Trip {
  readonly agent: Agent
  readonly allowed: Allowed
  readonly headers: Readonly<Record<string, string>>
  readonly deadline: AbortSignal
  readonly maxBytes: number
}

async function follow(start: string, trip: Trip): Promise<FetchResult> {
  const {href, origin, authorization} = splitCredentials(start)
  let address = href
  let permanent = true
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const url = checkUrl(address, trip.allowed)
    const login = authorization && url.origin === origin ? {authorization} : {}
    const response = await request(url, {
      dispatcher: trip.agent,
      signal: trip.deadline,
      headers: {...trip.headers, ...login},
    })
    // Without a listener, destroying a body that is still coming is an uncaught exception.
    response.body.on('error', () => {})
    const target = redirectTarget(response, url)
    if (target === undefined) return await answer(response, url.href, hop > 0 && permanent, trip)
    response.body.destroy()
    permanent &&= response.statusCode === 301 || response.statusCode === 308
    address = target
  }
  throw new RefusedError(`there were more than ${maxRedirects} redirects`)
}

/** Basic credentials of a configured URL go to its own origin alone, and never into a stored or shown address. */
function splitCredentials(text: string): {href: string; origin?: string; authorization?: string} {
  const url = URL.parse(text)
  if (!url || !(url.username || url.password)) return {href: text}
  const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  url.username = url.password = ''
  return {href: url.href, origin: url.origin, authorization: `Basic ${Buffer.from(login).toString('base64')}`}
}

function redirectTarget({statusCode, headers}: Dispatcher.ResponseData, from: URL): string | undefined {
  const location = one(headers.location)
  if (![301, 302, 303, 307, 308].includes(statusCode) || !location) return undefined
  const target = URL.parse(location, from)
  if (!target) throw new RefusedError('it redirects to something that is no URL')
  // A fragment names a part of a page; a request has none.
  target.hash = ''
  return target.href
}

async function answer(
  response: Dispatcher.ResponseData,
  url: string,
  moved: boolean,
  {headers: asked, maxBytes}: Trip,
): Promise<FetchResult> {
  const headers = flatHeaders(response.headers)
  const movedTo = moved ? {movedTo: url} : {}
  const code = response.statusCode
  if (code === 200) {
    const body = await readBody(response, maxBytes)
    return {status: 'fresh', url, body, contentType: headers['content-type'] ?? '', headers, ...movedTo}
  }
  const reason = await whyNot(response, headers)
  response.body.destroy()
  if (code === 410) return {status: 'gone', url}
  if (code !== 304) return {status: 'failed', code, reason, headers}
  if ('if-none-match' in asked || 'if-modified-since' in asked) return {status: 'unchanged', url, headers, ...movedTo}
  return {status: 'failed', code, reason: 'the host answered 304 to a request without conditions', headers}
}

async function readBody({body, headers}: Dispatcher.ResponseData, maxBytes: number): Promise<Uint8Array> {
  try {
    if (Number(one(headers['content-length'])) > maxBytes)
      throw new RefusedError(`the body is announced as larger than ${maxBytes / 1e6} MB`)
    const received = await collect(body, maxBytes)
    return await decodeBody(received, one(headers['content-encoding']) ?? '', maxBytes)
  } finally {
    body.destroy()
  }
}

async function whyNot({statusCode, body}: Dispatcher.ResponseData, headers: Record<string, string>): Promise<string> {
  if (await isChallenge(statusCode, body, headers))
    return `Cloudflare asks visitors to prove that they are a browser (${statusCode}); the owner can let feed readers pass`
  return `the host answered ${statusCode}`
}

/** Cloudflare says so in a header; older set-ups only on the page. */
async function isChallenge(code: number, body: Dispatcher.ResponseData['body'], headers: Record<string, string>) {
  if (headers['cf-mitigated'] === 'challenge') return true
  if (![403, 429, 503].includes(code) || !/^cloudflare/i.test(headers.server ?? '')) return false
  const page = await collect(body, 65_536).catch(() => Buffer.alloc(0))
  const text = await decodeBody(page, headers['content-encoding'] ?? '', 262_144).catch(() => page)
  return /challenge-platform|cf[-_]chl|<title>Just a moment/i.test(text.toString('latin1'))
}

/** Header values as sent; those that came more than once are joined by commas (RFC 9110 section 5.3). */
function flatHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'set-cookie') continue
    flat[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}

function requestHeaders(userAgent: string, {etag, lastModified}: FetchOptions): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept,
    'accept-encoding': codings,
    ...(etag !== undefined && {'if-none-match': etag}),
    ...(lastModified !== undefined && {'if-modified-since': lastModified}),
  }
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

function explain(error: unknown, limits: Required<Omit<TimeLimits, 'totalMs'>>): FetchResult {
  const refusal = causes(error).find((cause) => cause instanceof RefusedError)
  if (refusal) return {status: 'refused', reason: refusal.message}
  return {status: 'failed', reason: wording(error, limits), headers: {}}
}

function causes(error: unknown): Error[] {
  const found: Error[] = []
  for (let next = error; next instanceof Error && found.length < 5; next = next.cause) {
    found.push(next)
    if (next instanceof AggregateError) found.push(...next.errors.filter((inner) => inner instanceof Error))
  }
  return found
}

function wording(error: unknown, limits: Required<Omit<TimeLimits, 'totalMs'>>): string {
  const code = causes(error)
    .map((cause) => (cause as NodeJS.ErrnoException).code)
    .find((code) => code !== undefined)
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_NODATA':
      return 'there is no host of this name'
    case 'EAI_AGAIN':
      return 'the name server did not answer'
    case 'ECONNREFUSED':
      return 'the host refused the connection'
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return 'the host cannot be reached'
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return 'the host broke the connection off'
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return `the host did not take the connection within ${limits.connectMs / 1000} s`
    case 'UND_ERR_HEADERS_TIMEOUT':
      return `the host did not answer within ${limits.firstByteMs / 1000} s`
    case 'UND_ERR_BODY_TIMEOUT':
      return `the answer stood still for ${limits.idleMs / 1000} s`
    case 'UND_ERR_HEADERS_OVERFLOW':
      return 'the header of the answer is too large'
    case 'CERT_HAS_EXPIRED':
      return 'the certificate of the host has expired'
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'the certificate belongs to another host'
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'the certificate of the host cannot be verified'
  }
  if (code?.startsWith('Z_') || (code?.startsWith('ERR_') && /BROTLI|ZSTD|ZLIB/.test(code)))
    return 'the compressed body is damaged or cut off'
  if (code?.startsWith('HPE_')) return 'the answer is not valid HTTP'
  return `the request failed (${code ?? (error instanceof Error ? error.message.slice(0, 100) : 'unknown')})`
}
