/** When a feed is asked next, and who said so: the manners table's numbers. */
import {lotOf, lots} from '../digest.ts'
import {day, hour, isoOf, minute, never} from '../time.ts'
import type {FeedState, FetchResult} from '../types.ts'
import {freshFor, hintedWait, retryAfter, skipForward} from './freshness.ts'

/** No feed is asked twice within an hour, whatever anybody says. */
export const floor = 60 * minute

const longestRhythm = day
const visitsPerGap = 24
const withoutRhythm = 4 * hour
const retryWithoutWord = 4 * hour
const longestFailure = day

/** What came of a visit: the answer, or a document that could not be read. */
export type VisitResult = FetchResult | {readonly status: 'unreadable'; readonly reason: string}

/** A time with its reason. */
export interface NextTime {
  readonly due: string
  /** One sentence for people. */
  readonly because: string
  /** Set when the publisher forbids to come earlier, even by force. */
  readonly notBefore?: string
}

type Headers = Readonly<Record<string, string>>

/** The time of the next visit after one that began at `now`; `state` remembers that visit already. */
export function nextTime(state: FeedState, result: VisitResult, now: string): NextTime {
  const start = Date.parse(now)
  switch (result.status) {
    case 'fresh':
    case 'unchanged':
      return afterAnswer(state, result.headers, start)
    case 'gone':
      return {due: never, because: 'Its publisher says the feed is gone for good, so it is asked no more'}
    case 'failed':
      if (result.code === 429 || result.code === 503) return afterRefusal(result.code, result.headers, start)
      return afterFailure(state, result.code, start)
    case 'refused':
    case 'unreadable':
      return afterFailure(state, undefined, start)
  }
}

/** The longest of what the feed's rhythm, its server and the feed itself ask for. */
function afterAnswer({url, visit}: FeedState, headers: Headers, start: number): NextTime {
  const {hints = {}, newest = []} = visit
  const rhythm = rhythmOf(newest, start)
  const fresh = freshFor(headers, start)
  const hinted = hintedWait(hints)
  const wishes = [
    {wait: withJitter(rhythm.wait, url), because: rhythm.because},
    {wait: fresh, because: `Its server says that an answer stays fresh for ${inWords(fresh)}`},
    {wait: hinted.wait, because: `The feed asks for ${inWords(hinted.wait)} between visits (${hinted.by})`},
  ]
  const {wait, because} = wishes.reduce((longest, wish) => (wish.wait > longest.wait ? wish : longest))
  const due = skipForward(start + wait, hints)
  const skipped = due > start + wait
  return {due: iso(due), because: skipped ? 'The feed asks not to be visited at some hours or days' : because}
}

/** About 24 visits between two items, judged by the usual gap or by how long it has been quiet: an hour to a day. */
function rhythmOf(newest: readonly string[], now: number): {wait: number; because: string} {
  const times = newest.map((time) => Math.min(Date.parse(time), now)).sort((a, b) => b - a)
  const [last] = times
  if (last === undefined) return {wait: withoutRhythm, because: 'It has no items yet, so it is asked every few hours'}
  const gaps = times.slice(1).map((time, index) => times[index]! - time)
  const usual = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  const quiet = now - last
  const wait = Math.min(Math.max(Math.max(usual, quiet) / visitsPerGap, floor), longestRhythm)
  const because = quiet > usual ? `Its newest item is ${inWords(quiet)} old` : `It has an item every ${inWords(usual)}`
  return {wait, because: `${because}, so it is asked every ${inWords(wait)}`}
}

function afterRefusal(code: number, headers: Headers, start: number): NextTime {
  const said = retryAfter(headers, start)
  const hold = Math.max(said ?? retryWithoutWord, freshFor(headers, start))
  const who = code === 429 ? 'The host says it is asked too often (429)' : 'The host is not available for now (503)'
  const wait = said === undefined ? `so it rests for ${inWords(hold)}` : `and asks for a wait of ${inWords(hold)}`
  return {due: iso(start + Math.max(hold, floor)), notBefore: iso(start + hold), because: `${who} ${wait}`}
}

function afterFailure({url, visit: {failures}}: FeedState, code: number | undefined, start: number): NextTime {
  const doubled = Math.min(hour * 2 ** Math.min(failures - 1, 10), longestFailure)
  const barred = failures >= 3 && (code === 403 || code === 404)
  const wait = withJitter(barred ? day : doubled, url)
  const which = failures === 1 ? 'The last visit failed' : `The last ${failures} visits failed`
  return {due: iso(start + wait), because: `${which}, so the next one waits for ${inWords(wait)}`}
}

/** Up to a tenth more, always the same for one feed: feeds that were first met together do not stay together. */
function withJitter(wait: number, url: string): number {
  return wait * (1 + lotOf(url) / lots / 10)
}

/** `45 minutes`, `3 hours`, `2 days`. */
function inWords(ms: number): string {
  if (ms >= 2 * day) return `${Math.round(ms / day)} days`
  if (ms >= 2 * hour) return `${Math.round(ms / hour)} hours`
  return `${Math.round(ms / minute)} minutes`
}

function iso(time: number): string {
  return isoOf(Math.ceil(time))
}
