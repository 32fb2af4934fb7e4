/** When a feed is asked again, and with what: the manners table as pure functions. */
import {digest} from '../digest.ts'
import type {FeedState, FetchResult, RefreshHints, VisitMemory, VisitRecord} from '../types.ts'
import type {FetchOptions} from './fetch.ts'
import {day, freshFor, hintedWait, hour, minute, retryAfter, skipForward} from './freshness.ts'
import {whereabouts} from './moves.ts'

/** What came of a visit: the answer, or a document that could not be read. */
export type VisitResult = FetchResult | {readonly status: 'unreadable'; readonly reason: string}

/** What else is known when the next visit is set. */
export interface VisitFacts {
  /** When the request began. */
  readonly now: string
  /** What a fresh document asks for. Default: what the last one asked for. */
  readonly hints?: RefreshHints | undefined
  /** Dates of the newest items of a fresh document. Default: those of the last one. */
  readonly newest?: readonly string[] | undefined
  /** Items that were not known before. */
  readonly newItems?: number | undefined
  /** The document holds an item that was known before; moves are believed only then. Default: false. */
  readonly known?: boolean | undefined
  /** Digest of a fresh body. */
  readonly bodyDigest?: string | undefined
  /** What the document brought, in one sentence. */
  readonly note?: string | undefined
  /** The address in the config, to go back to when an adopted one fails. */
  readonly configured?: string | undefined
}

/** No feed is asked twice within an hour, whatever anybody says. */
export const floor = 60 * minute

/** Far enough to mean never. */
export const never = '9999-12-31T23:59:59.999Z'

const longestRhythm = day
const longestFailure = day
const retryWithoutWord = 4 * hour
const stuckAfter = 7 * day
const unconditionalEvery = 30 * day

/**
 * The validators to send, verbatim: those of the stored document. None when a row of 304 answers has grown old enough
 * to be a server's mistake, at most once in 30 days.
 */
export function conditions({visit}: FeedState, now: string): Pick<FetchOptions, 'etag' | 'lastModified'> {
  if (visit.bodyDigest === undefined || isStuck(visit, Date.parse(now))) return {}
  return {etag: visit.etag, lastModified: visit.lastModified}
}

/** The state of the feed after a visit, with the time of the next one and who set it. */
export function nextVisit(state: FeedState, result: VisitResult, facts: VisitFacts): FeedState {
  const visit = remember(state, result, facts)
  const place =
    result.status === 'fresh' || result.status === 'unchanged'
      ? whereabouts(state, result.movedTo, facts.known ?? result.status === 'unchanged', facts.now)
      : fallBack(state, visit, facts)
  const next = {...state, url: place.url, visit}
  const {due, because, notBefore} = nextTime(next, result, facts)
  const settled = {
    ...visit,
    dueBecause: because,
    ...(notBefore && {notBefore}),
    ...(place.moving && {moving: place.moving}),
  }
  return {
    ...next,
    due,
    visit: {...settled, history: [recordOf(state, result, facts, place.url), ...visit.history].slice(0, 10)},
  }
}

function isStuck({unchangedSince, lastUnconditional}: VisitMemory, now: number): boolean {
  if (unchangedSince === undefined || now - Date.parse(unchangedSince) < stuckAfter) return false
  return lastUnconditional === undefined || now - Date.parse(lastUnconditional) >= unconditionalEvery
}

/** Everything a visit leaves in memory but the time of the next one. */
function remember(state: FeedState, result: VisitResult, facts: VisitFacts): VisitMemory {
  const {now, hints, newest, bodyDigest} = facts
  const {moving, notBefore, dueBecause, gone, ...before} = state.visit
  const sent = conditions(state, now)
  const bare = sent.etag === undefined && sent.lastModified === undefined
  const asked = {...before, lastRequest: now, ...(bare && {lastUnconditional: now})}
  switch (result.status) {
    case 'fresh': {
      const {etag, lastModified, unchangedSince, ...kept} = asked
      const learned = {...(hints && {hints}), ...(newest && {newest}), ...(bodyDigest && {bodyDigest})}
      return {...kept, ...learned, ...validatorsOf(result.headers), failures: 0, lastGood: now, lastFresh: now}
    }
    case 'unchanged':
      return {
        ...asked,
        ...validatorsOf(result.headers),
        failures: 0,
        lastGood: now,
        unchangedSince: asked.unchangedSince ?? now,
      }
    case 'gone':
      return {...asked, gone: true}
    default:
      return {...asked, ...(moving && {moving}), failures: asked.failures + 1}
  }
}

function validatorsOf(headers: Readonly<Record<string, string>>): Pick<VisitMemory, 'etag' | 'lastModified'> {
  const {etag, 'last-modified': lastModified} = headers
  return {...(etag && {etag}), ...(lastModified && {lastModified})}
}

/** An adopted address that fails three times in a row is given up for the configured one. */
function fallBack(
  state: FeedState,
  visit: VisitMemory,
  {configured}: VisitFacts,
): {url: string; moving?: NonNullable<VisitMemory['moving']>} {
  if (configured !== undefined && configured !== state.url && (visit.failures >= 3 || visit.gone))
    return {url: configured}
  return {url: state.url, ...(visit.moving && {moving: visit.moving})}
}

interface NextTime {
  readonly due: string
  readonly because: string
  /** Set when the publisher forbids to come earlier. */
  readonly notBefore?: string
}

function nextTime(state: FeedState, result: VisitResult, {now, configured}: VisitFacts): NextTime {
  const start = Date.parse(now)
  switch (result.status) {
    case 'fresh':
    case 'unchanged':
      return afterAnswer(state, result.headers, start)
    case 'gone':
      if (configured === state.url || configured === undefined)
        return {due: never, because: 'The publisher says the feed is gone for good, so it is not asked any more'}
      return afterFailure(state, undefined, start)
    case 'failed':
      if (result.code === 429 || result.code === 503) return afterRefusal(result.code, result.headers, start)
      return afterFailure(state, result.code, start)
    default:
      return afterFailure(state, undefined, start)
  }
}

function afterAnswer({url, visit}: FeedState, headers: Readonly<Record<string, string>>, start: number): NextTime {
  const hints = visit.hints ?? {}
  const hinted = hintedWait(hints)
  const rhythm = rhythmOf(visit.newest ?? [], start)
  const wishes = [
    {wait: withJitter(rhythm.wait, url), because: rhythm.because},
    {
      wait: freshFor(headers, start),
      because: `Its publisher's server says an answer stays fresh for ${inWords(freshFor(headers, start))}`,
    },
    {wait: hinted.wait, because: `The feed asks for ${inWords(hinted.wait)} between visits (${hinted.by})`},
  ]
  const {wait, because} = wishes.reduce((longest, wish) => (wish.wait > longest.wait ? wish : longest))
  const due = skipForward(start + wait, hints)
  if (due === start + wait) return {due: iso(due), because}
  return {due: iso(due), because: 'The feed asks not to be visited at some hours or days'}
}

/** About 24 visits between two items, judged by the usual gap or by how long it has been quiet: an hour to a day. */
function rhythmOf(newest: readonly string[], now: number): {wait: number; because: string} {
  const times = newest
    .map((time) => Math.min(Date.parse(time), now))
    .filter((time) => !Number.isNaN(time))
    .sort((a, b) => b - a)
  if (times.length === 0) return {wait: 4 * hour, because: 'Its items have no dates, so it is asked every few hours'}
  const gaps = times
    .slice(1)
    .map((time, index) => times[index]! - time)
    .sort((a, b) => a - b)
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 0
  const quiet = now - times[0]!
  const wait = Math.min(Math.max(Math.max(usual, quiet) / 24, floor), longestRhythm)
  const because =
    quiet > usual ? `Its newest item is ${inWords(quiet)} old` : `It publishes about every ${inWords(usual)}`
  return {wait, because}
}

function afterRefusal(code: number, headers: Readonly<Record<string, string>>, start: number): NextTime {
  const said = retryAfter(headers, start)
  const hold = Math.max(said ?? retryWithoutWord, freshFor(headers, start))
  const who = code === 429 ? 'The host says it is asked too often (429)' : 'The host is not available for now (503)'
  const until = said === undefined ? 'so it rests' : 'and asks for a wait of'
  return {
    due: iso(start + Math.max(hold, floor)),
    notBefore: iso(start + hold),
    because: `${who} ${until} ${inWords(hold)}`,
  }
}

function afterFailure({url, visit}: FeedState, code: number | undefined, start: number): NextTime {
  const doubled = Math.min(hour * 2 ** Math.min(visit.failures - 1, 10), longestFailure)
  const stubborn = visit.failures >= 3 && (code === 403 || code === 404)
  const wait = withJitter(Math.max(stubborn ? day : doubled, floor), url)
  return {
    due: iso(start + wait),
    because: `${visit.failures === 1 ? 'The last visit' : `The last ${visit.failures} visits`} failed, so the next waits ${inWords(wait)}`,
  }
}

/** Up to a tenth more, the same for one feed at all times: feeds first met together do not stay together. */
function withJitter(wait: number, url: string): number {
  const share = Buffer.from(digest(url), 'base64url').readUInt16BE(0) / 65_536
  return wait * (1 + share / 10)
}

function recordOf(state: FeedState, result: VisitResult, {now, note, newItems}: VisitFacts, url: string): VisitRecord {
  const moved = url === state.url ? '' : `; from now on it is asked at ${url}`
  const code = result.status === 'failed' ? result.code : undefined
  return {
    at: now,
    status: result.status,
    ...(code !== undefined && {code}),
    note: (note ?? noteOf(result)) + moved,
    ...(newItems !== undefined && {newItems}),
  }
}

function noteOf(result: VisitResult): string {
  switch (result.status) {
    case 'fresh':
      return 'a new document came'
    case 'unchanged':
      return 'nothing has changed'
    case 'gone':
      return 'the feed is gone for good (410)'
    default:
      return result.reason
  }
}

/** `45 minutes`, `3 hours`, `2 days`. */
function inWords(ms: number): string {
  const [unit, size] =
    ms >= 2 * day ? (['day', day] as const) : ms >= 2 * hour ? (['hour', hour] as const) : (['minute', minute] as const)
  const count = Math.round(ms / size)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function iso(time: number): string {
  return new Date(Math.ceil(time)).toISOString()
}
