/**
 * Publishers of a make-believe web with a clock of its own. They answer feeds, write down every request, and object to
 * what is bad manners: that is their score.
 */
import type {Fetch, FetchOptions} from '../../src/planet/fetch.ts'
import type {FetchResult} from '../../src/types.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** An answer as HTTP has it. */
export interface Answer {
  readonly code: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Where permanent redirects led. */
  readonly movedTo?: string
}

/** How one publisher behaves. */
export interface Publisher {
  readonly url: string
  /** Milliseconds between two items. */
  readonly every: number
  readonly validators?: 'etag' | 'last-modified' | 'both' | 'none'
  /** Gives each answer, 304 as well, an etag of its own, and takes back only the newest. */
  readonly restless?: boolean
  /** Answers 304 to any validator, whatever has been published since. */
  readonly stuck?: boolean
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>
  /** Elements of the channel. */
  readonly channel?: string
  /** Something else than the feed at times; undefined for the feed. */
  readonly instead?: (now: number, visit: number) => Answer | undefined
  /** Hours of the day in UTC in which nobody should come. */
  readonly closedHours?: readonly number[]
}

interface Ledger {
  readonly publisher: Publisher
  readonly visits: number[]
  /** When each request came that had no validators although some had been given out. */
  readonly bare: number[]
  /** Delay of each item from its publication to the visit that brought it. */
  readonly delays: number[]
  etag?: string
  lastModified?: string
  shown: number
  /** Nobody should come before this. */
  closedUntil: number
  closedBecause: string
}

export interface Web {
  readonly fetch: Fetch
  /** A request whose sender dies before the answer: the publisher saw it come and that is all. */
  readonly knock: Fetch
  /** Bad manners met with, in words. */
  readonly objections: readonly string[]
  visitsTo(url: string): readonly number[]
  delaysOf(url: string): readonly number[]
}

const epoch = Date.parse('2025-01-01T00:00:00Z')

/** Put publishers on a web whose time is `now()`. */
export function createWeb(publishers: readonly Publisher[], now: () => number): Web {
  const ledgers = new Map<string, Ledger>()
  for (const publisher of publishers)
    ledgers.set(publisher.url, {
      publisher,
      visits: [],
      bare: [],
      delays: [],
      shown: 0,
      closedUntil: 0,
      closedBecause: '',
    })
  const objections: string[] = []
  const lastOfDomain = new Map<string, number>()

  const arrive = (url: string, options: FetchOptions): Ledger => {
    const ledger = ledgers.get(url)
    if (!ledger) throw new Error(`Nobody lives at ${url}`)
    for (const objection of objectionsTo(ledger, options, now(), lastOfDomain))
      objections.push(`${url} at ${iso(now())}: ${objection}`)
    return ledger
  }
  return {
    fetch: async (url, options = {}) => toResult(url, answerTo(arrive(url, options), options, now(), ledgers)),
    knock: async (url, options = {}) => {
      arrive(url, options)
      throw new Error('killed')
    },
    objections,
    visitsTo: (url) => ledgers.get(url)!.visits,
    delaysOf: (url) => ledgers.get(url)!.delays,
  }
}

function objectionsTo(
  ledger: Ledger,
  {etag, lastModified}: FetchOptions,
  now: number,
  domains: Map<string, number>,
): string[] {
  const {publisher, visits, bare} = ledger
  const found: string[] = []
  const last = visits.at(-1)
  if (last !== undefined && now - last < hour) found.push(`came again after ${(now - last) / minute} minutes`)
  if (now < ledger.closedUntil) found.push(`came although ${ledger.closedBecause}`)
  if (last !== undefined && publisher.closedHours?.includes(new Date(now).getUTCHours()))
    found.push('came in an hour to be skipped')
  if (etag !== undefined && etag !== ledger.etag) found.push(`sent ${etag}, where ${ledger.etag} was the last given`)
  if (lastModified !== undefined && lastModified !== ledger.lastModified)
    found.push(`sent a Last-Modified of its own: ${lastModified}`)
  const domain = new URL(publisher.url).hostname.split('.').slice(-2).join('.')
  if (now - (domains.get(domain) ?? 0) < 2_000) found.push(`came to ${domain} twice within two seconds`)
  domains.set(domain, now)
  const given = ledger.etag !== undefined || ledger.lastModified !== undefined
  if ((given || visits.length === 0) && etag === undefined && lastModified === undefined) {
    if (bare.length && now - bare.at(-1)! < 30 * day) found.push('came without validators twice in 30 days')
    bare.push(now)
  }
  visits.push(now)
  return found
}

function answerTo(ledger: Ledger, options: FetchOptions, now: number, all: Map<string, Ledger>): Answer {
  const {publisher, visits} = ledger
  const other = publisher.instead?.(now, visits.length)
  const answer = other ?? document(ledger, options, now)
  const wait = waitIn(answer, now)
  if (wait > 0)
    close(
      answer.code === 429 ? neighbours(ledger, all) : [ledger],
      now + wait,
      `it had answered ${answer.code} with a wait`,
    )
  if (answer.code === 410) close([ledger], Number.POSITIVE_INFINITY, 'it was gone')
  return answer
}

function document(ledger: Ledger, {etag, lastModified}: FetchOptions, now: number): Answer {
  const {publisher, visits} = ledger
  const count = Math.floor((now - epoch) / publisher.every)
  const version = publisher.restless ? visits.length : count
  const {validators = 'etag'} = publisher
  const headers: Record<string, string> = {...publisher.headers, date: new Date(now).toUTCString()}
  const same =
    (validators === 'last-modified' ? lastModified !== undefined : etag !== undefined) &&
    (publisher.stuck || ledger.shown === count)
  if (validators === 'etag' || validators === 'both')
    headers.etag = ledger.etag = `W/"${publisher.stuck && same ? 'old' : version}\\"`
  if (validators === 'last-modified' || validators === 'both')
    headers['last-modified'] = ledger.lastModified = `about ${count}`
  if (same) return {code: 304, headers}
  if (visits.length > 1)
    for (let item = ledger.shown + 1; item <= count; item++) ledger.delays.push(now - (epoch + item * publisher.every))
  ledger.shown = count
  return {code: 200, headers, body: rss(publisher, count)}
}

function waitIn({code, headers = {}}: Answer, now: number): number {
  const retry = headers['retry-after'] ?? ''
  const asked = /^\d+$/.test(retry) ? Number(retry) * 1000 : Date.parse(retry) - now
  const maxAge = Number(/max-age=(\d+)/.exec(headers['cache-control'] ?? '')?.[1] ?? 0) * 1000
  return Math.max(code === 429 || code === 503 ? (asked > 0 ? asked : 4 * hour) : 0, maxAge)
}

function close(ledgers: readonly Ledger[], until: number, because: string): void {
  for (const ledger of ledgers) {
    if (until < ledger.closedUntil) continue
    ledger.closedUntil = until
    ledger.closedBecause = because
  }
}

function neighbours({publisher}: Ledger, all: Map<string, Ledger>): Ledger[] {
  const domain = new URL(publisher.url).hostname.split('.').slice(-2).join('.')
  return [...all.values()].filter((ledger) => new URL(ledger.publisher.url).hostname.endsWith(domain))
}

/** The newest eight items. */
function rss({channel = '', every}: Publisher, count: number): string {
  const items = Array.from({length: Math.min(8, count + 30)}, (_, index) => {
    const number = count - index
    return `<item><title>Item number ${number}</title><guid isPermaLink="false">n${number}</guid><pubDate>${new Date(epoch + number * every).toUTCString()}</pubDate></item>`
  })
  return `<rss version="2.0"><channel><title>Feed</title>${channel}${items.join('')}</channel></rss>`
}

function toResult(url: string, {code, headers = {}, body = '', movedTo}: Answer): FetchResult {
  const moved = movedTo === undefined ? {} : {movedTo}
  switch (code) {
    case 200:
      return {
        status: 'fresh',
        url: movedTo ?? url,
        body: Buffer.from(body),
        contentType: 'application/rss+xml',
        headers,
        ...moved,
      }
    case 304:
      return {status: 'unchanged', url: movedTo ?? url, headers, ...moved}
    case 410:
      return {status: 'gone', url}
    default:
      return {status: 'failed', code, reason: `the host answered ${code}`, headers}
  }
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
