/** What a visit leaves behind: validators, failures, moves, the time of the next one. Pure; the clock is an argument. */
import {day} from '../time.ts'
import type {FeedState, RefreshHints, VisitMemory, VisitRecord} from '../types.ts'
import {nextTime, type VisitResult} from './due.ts'
import type {FetchOptions} from './fetch.ts'
import {fallBack, type Whereabouts, whereabouts} from './moves.ts'
import {toSentence} from './sentence.ts'

/** What else is known when the next visit is set. */
export interface VisitFacts {
  /** When the request began. */
  readonly now: string
  /** What a fresh document asks for. Default: what the last one asked for. */
  readonly hints?: RefreshHints | undefined
  /** Dates of the newest items, at most ten. Default: those of the last document. */
  readonly newest?: readonly string[] | undefined
  /** Items that were not known before. */
  readonly newItems?: number | undefined
  /** An item known from before was found; moves are believed only then. Default: true after a 304. */
  readonly known?: boolean | undefined
  /** Digest of the body that came, whether it could be read or not. */
  readonly bodyDigest?: string | undefined
  /** What the document brought, in one sentence. */
  readonly note?: string | undefined
  /** The address in the config, to go back to when an adopted one fails. */
  readonly configured?: string | undefined
}

/** A row of 304 answers that is older than this may be a server's mistake. */
const stuckAfter = 7 * day

/** No feed is asked more often than this for a document that we have. */
const unconditionalEvery = 30 * day

const visitsRemembered = 10

/**
 * The validators to send, verbatim: those of the stored document. None when a row of 304 answers has grown so old that
 * the server may be stuck, at most once in 30 days.
 */
export function conditions({visit}: FeedState, now: string): Pick<FetchOptions, 'etag' | 'lastModified'> {
  if (visit.bodyDigest === undefined || isStuck(visit, Date.parse(now))) return {}
  return {etag: visit.etag, lastModified: visit.lastModified}
}

function isStuck({unchangedSince, lastUnconditional}: VisitMemory, now: number): boolean {
  if (unchangedSince === undefined || now - Date.parse(unchangedSince) < stuckAfter) return false
  return lastUnconditional === undefined || now - Date.parse(lastUnconditional) >= unconditionalEvery
}

/** The state of the feed after a visit, with the time of the next one and who set it. */
export function nextVisit(state: FeedState, came: VisitResult, facts: VisitFacts): FeedState {
  const {now, configured = state.url} = facts
  const result = came.status === 'gone' && configured !== state.url ? goneElsewhere : came
  const remembered = remember(state, result, facts)
  const {url, moving} = placeAfter({...state, visit: remembered}, result, facts)
  const {moving: before, ...visit} = remembered
  const {due, because, notBefore} = nextTime({...state, url, visit}, result, now)
  return {
    ...state,
    url,
    due,
    visit: {
      ...visit,
      ...(moving && {moving}),
      ...(notBefore && {notBefore}),
      dueBecause: because,
      history: [recordOf(result, facts, url === state.url ? undefined : url), ...visit.history].slice(
        0,
        visitsRemembered,
      ),
    },
  }
}

/** A 410 is the end of a feed at the address its owner gave; elsewhere it is the end of a detour. */
const goneElsewhere = {status: 'failed', code: 410, reason: 'the address it had moved to is gone', headers: {}} as const

/** Everything a visit leaves in memory but where and when the next one goes. */
function remember(state: FeedState, result: VisitResult, {now, hints, newest, bodyDigest}: VisitFacts): VisitMemory {
  const {notBefore, dueBecause, gone, unread, ...before} = state.visit
  const sent = conditions(state, now)
  const bare = sent.etag === undefined && sent.lastModified === undefined
  const asked = {...before, lastRequest: now, ...(bare && {lastUnconditional: now})}
  switch (result.status) {
    case 'fresh': {
      const {etag, lastModified, unchangedSince, ...kept} = asked
      const learned = {...(hints && {hints}), ...(newest && {newest}), ...(bodyDigest && {bodyDigest})}
      return {...kept, ...learned, ...validatorsOf(result.headers), failures: 0, lastGood: now, lastFresh: now}
    }
    case 'unchanged': {
      const {unchangedSince = now} = asked
      return {...asked, ...validatorsOf(result.headers), failures: 0, lastGood: now, unchangedSince}
    }
    case 'gone':
      return {...asked, gone: true}
    case 'failed':
    case 'refused':
      return {...asked, failures: asked.failures + 1}
    case 'unreadable':
      return {...asked, failures: asked.failures + 1, ...(bodyDigest && {unread: bodyDigest})}
  }
}

function validatorsOf(headers: Readonly<Record<string, string>>): Pick<VisitMemory, 'etag' | 'lastModified'> {
  const {etag, 'last-modified': lastModified} = headers
  return {...(etag && {etag}), ...(lastModified && {lastModified})}
}

function placeAfter(state: FeedState, result: VisitResult, {now, known, configured}: VisitFacts): Whereabouts {
  if (result.status === 'fresh') return whereabouts(state, result.movedTo, known ?? false, now)
  if (result.status === 'unchanged') return whereabouts(state, result.movedTo, known ?? true, now)
  return fallBack(state, configured, result.status === 'failed' && result.code === 410)
}

function recordOf(result: VisitResult, {now, note, newItems}: VisitFacts, movedTo: string | undefined): VisitRecord {
  const code = result.status === 'failed' ? result.code : undefined
  const moved = movedTo === undefined ? '' : ` From now on it is asked at ${movedTo}.`
  return {
    at: now,
    status: result.status,
    ...(code !== undefined && {code}),
    note: toSentence(note ?? noteOf(result)) + moved,
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
    case 'failed':
    case 'refused':
    case 'unreadable':
      return result.reason
  }
}
