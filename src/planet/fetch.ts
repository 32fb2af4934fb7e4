/** One polite, guarded request to a publisher, answered by a value. */
import {type Agent, type Dispatcher, request} from 'undici'
import type {FetchResult} from '../types.ts'
import {type Allowed, allowHosts, checkUrl, RefusedError, type Resolve} from './address.ts'
import {isCloudflareChallenge} from './challenge.ts'
import {createDeadline} from './deadline.ts'
import {codings, collect, decodeBody} from './encodings.ts'
import {failureOf, type TimeLimits} from './fetch-failure.ts'
import {createGuardedAgent} from './guarded-agent.ts'

/** What a request says of the document we have, and how large an answer may be. */
export interface FetchOptions {
  /** Sent back verbatim as `If-None-Match`. */
  readonly etag?: string | undefined
  /** Sent back verbatim as `If-Modified-Since`. */
  readonly lastModified?: string | undefined
  /** Largest body after decompression, in bytes. Default: 10 MB. */
  readonly maxBytes?: number | undefined
  /** Media types that are welcome. Default: those of feeds, then anything. */
  readonly accept?: string | undefined
  /** Asked before more than 1 MB is held. The body waits, at the cost of nobody's time. Default: there is room. */
  readonly makeRoom?: ((bytes: number) => Promise<void>) | undefined
  /** Give up at once when it aborts. */
  readonly signal?: AbortSignal | undefined
}

/** Ask for a document. Never throws. */
export type Fetch = (url: string, options?: FetchOptions) => Promise<FetchResult>

/** Something that fetches, with the connections it holds. */
export interface Fetcher {
  readonly fetch: Fetch
  /** End all connections. */
  close(): Promise<void>
}

/** Who fetches, whom it may reach, and how long it waits. */
export interface FetcherOptions extends TimeLimits {
  /** `Almagest/1.0 (+https://example.org/; 12 feeds)`. */
  readonly userAgent: string
  /** Own hosts, addresses and networks (CIDR) that may be reached although they are not public. Default: none. */
  readonly allow?: readonly string[] | undefined
  /** Default: the system's resolver. */
  readonly resolve?: Resolve | undefined
}

const maxRedirects = 5
const defaultMaxBytes = 10_000_000
const feedTypes = 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5'

/**
 * A fetcher that sends one GET per hop, over HTTP/2 where the host offers it, with no cookie, referrer or browser's
 * name. It follows at most five redirects and checks the address of each when the connection is made.
 */
export function createFetcher({userAgent, allow, resolve, ...times}: FetcherOptions): Fetcher {
  const limits = {connectMs: 10_000, firstByteMs: 20_000, idleMs: 30_000, totalMs: 60_000, ...times}
  const allowed = allowHosts(allow)
  const agent = createGuardedAgent(limits, allowed, resolve)
  return {
    async fetch(url, {maxBytes = defaultMaxBytes, makeRoom = async () => {}, signal: stop, ...known} = {}) {
      const {signal, wait, end} = createDeadline(limits.totalMs, stop)
      const headers = requestHeaders(userAgent, known)
      try {
        return await follow(url, {
          agent,
          allowed,
          headers,
          signal,
          maxBytes,
          makeRoom: (bytes) => wait(makeRoom(bytes)),
        })
      } catch (error) {
        return failureOf(signal.aborted ? signal.reason : error, limits)
      } finally {
        end()
      }
    },
    close: () => agent.destroy(),
  }
}

interface Trip {
  readonly agent: Agent
  readonly allowed: Allowed
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly maxBytes: number
  readonly makeRoom: (bytes: number) => Promise<void>
}

function requestHeaders(
  userAgent: string,
  {etag, lastModified, accept = feedTypes}: FetchOptions,
): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept,
    'accept-encoding': codings,
    ...(etag !== undefined && {'if-none-match': etag}),
    ...(lastModified !== undefined && {'if-modified-since': lastModified}),
  }
}

async function follow(start: string, trip: Trip): Promise<FetchResult> {
  const {href, origin, authorization} = splitCredentials(start)
  const seen = new Set<string>()
  let address = href
  let permanent = true
  while (seen.size <= maxRedirects) {
    const url = checkUrl(address, trip.allowed)
    seen.add(url.href)
    const login = authorization && url.origin === origin ? {authorization} : {}
    const response = await request(url, {
      dispatcher: trip.agent,
      signal: trip.signal,
      headers: {...trip.headers, ...login},
    })
    // Without a listener, destroying a body that is still coming is an uncaught exception.
    response.body.on('error', () => {})
    const target = redirectTarget(response, url)
    if (target === undefined) return await answer(response, url.href, permanent && seen.size > 1, trip)
    response.body.destroy()
    if (seen.has(target)) throw new RefusedError('its redirects go round in a circle')
    permanent &&= response.statusCode === 301 || response.statusCode === 308
    address = target
  }
  throw new RefusedError(`there were more than ${maxRedirects} redirects`)
}

/** Basic credentials of a configured URL go to its own origin alone, and never into an address that is stored. */
function splitCredentials(text: string): {href: string; origin?: string; authorization?: string} {
  const url = URL.parse(text)
  if (!url?.username && !url?.password) return {href: text}
  const login = Buffer.from(`${decoded(url.username)}:${decoded(url.password)}`).toString('base64')
  url.username = ''
  url.password = ''
  return {href: url.href, origin: url.origin, authorization: `Basic ${login}`}
}

/** Percent-encoded bytes as text; what is no valid encoding stays. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function redirectTarget({statusCode, headers}: Dispatcher.ResponseData, from: URL): string | undefined {
  const location = first(headers.location)
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
  {headers: asked, ...limits}: Trip,
): Promise<FetchResult> {
  const {statusCode: code, body} = response
  const headers = flatHeaders(response.headers)
  const movedTo = moved ? {movedTo: url} : {}
  try {
    if (code === 410) return {status: 'gone', url}
    if (code === 200) {
      const bytes = await readBody(response, headers, limits)
      return {status: 'fresh', url, body: bytes, contentType: headers['content-type'] ?? '', headers, ...movedTo}
    }
    if (code === 304 && ('if-none-match' in asked || 'if-modified-since' in asked))
      return {status: 'unchanged', url, headers, ...movedTo}
    const challenged = await isCloudflareChallenge(code, headers, body)
    const reason = challenged
      ? `visitors must prove to Cloudflare that they are a browser (${code}); the owner of the feed can let readers pass`
      : `the host answered ${code}`
    return {status: 'failed', code, reason, headers}
  } finally {
    body.destroy()
  }
}

async function readBody(
  {body}: Dispatcher.ResponseData,
  headers: Readonly<Record<string, string>>,
  {maxBytes, makeRoom}: Pick<Trip, 'maxBytes' | 'makeRoom'>,
): Promise<Uint8Array> {
  const coding = headers['content-encoding'] ?? ''
  const announced = Number(headers['content-length'] ?? 0)
  // A compressed body says nothing of how large it will be.
  const expected = coding === '' && announced > 0 ? announced : maxBytes
  const received = await collect(body, {maxBytes, announced, makeRoom: () => makeRoom(expected)})
  return decodeBody(received, coding, {maxBytes, makeRoom: () => makeRoom(maxBytes)})
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

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
