/** What a publisher says about when to come back: in headers, and in the feed itself. Waits are in milliseconds. */
import {day, hour, minute} from '../time.ts'
import type {RefreshHints} from '../types.ts'

/** Headers may ask for a week at most, hints in a feed for a day: a slip of the pen must not silence a feed for good. */
const longestByHeader = 7 * day
const longestByHint = day

type Headers = Readonly<Record<string, string>>

/** How long the answer stays fresh (RFC 9111 section 4.2): `max-age` minus `Age`, else `Expires` minus `Date`. */
export function freshFor(headers: Headers, now: number): number {
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,15})/i.exec(headers['cache-control'] ?? '')?.[1]
  const lifetime = maxAge === undefined ? untilExpiry(headers, now) : (Number(maxAge) - ageOf(headers)) * 1000
  return Math.min(Math.max(lifetime, 0), longestByHeader)
}

/** The wait that `Retry-After` asks for, in seconds or as a date (RFC 9110 section 10.2.3); undefined when it says nothing. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? ''
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : httpDate(text) - (httpDate(headers.date) || now)
  return wait >= 0 ? Math.min(wait, longestByHeader) : undefined
}

/** The longest of the waits that a feed asks for by `ttl` and the syndication module, and its name. */
export function hintedWait({ttl = 0, period = 0}: RefreshHints): {wait: number; by: string} {
  const by = ttl >= period ? 'ttl' : 'sy:updatePeriod'
  return {wait: Math.min(Math.max(ttl, period, 0) * minute, longestByHint), by}
}

/** `time` itself where neither `skipHours` nor `skipDays` rules it out, else the next full hour that is free, a day later at most. */
export function skipForward(time: number, {skipHours = [], skipDays = []}: RefreshHints): number {
  const hours = new Set(skipHours.map((hour) => hour % 24))
  const days = new Set(skipDays.map((name) => name.slice(0, 3).toLowerCase()))
  for (let later = time; later < time + longestByHint; later = (Math.floor(later / hour) + 1) * hour) {
    const date = new Date(later)
    if (!hours.has(date.getUTCHours()) && !days.has(dayNames[date.getUTCDay()]!)) return later
  }
  return hours.size === 24 || days.size === 7 ? time : time + longestByHint
}

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

function untilExpiry(headers: Headers, now: number): number {
  return (httpDate(headers.expires) || 0) - (httpDate(headers.date) || now)
}

function ageOf(headers: Headers): number {
  return /^\s*\d{1,15}\s*$/.test(headers.age ?? '') ? Number(headers.age) : 0
}

/** NaN for what is no date. `Expires: 0`, `about 9000` and their like are none, though `Date.parse` would read them as years. */
function httpDate(text = ''): number {
  return /[a-z]{3}.*\d:\d\d/i.test(text) ? Date.parse(text) : Number.NaN
}
