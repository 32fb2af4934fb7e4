/** When a permanent redirect is believed: the next visit then goes straight to the new address. */
import {day} from '../time.ts'
import type {FeedState, Subscription, VisitMemory} from '../types.ts'

/** A move to another place is believed after a week and five visits that found a known item there. */
const afterDays = 7
const afterVisits = 5

/** Where the next visit goes, and the move that is still being watched. */
export interface Whereabouts {
  readonly url: string
  readonly moving?: NonNullable<VisitMemory['moving']>
}

/**
 * The whereabouts of a feed after a good visit. `movedTo` is where a chain of permanent redirects ended, `known` says
 * that an item known from before was found there. From http to https on the same host and path is believed at once.
 */
export function whereabouts(state: FeedState, movedTo: string | undefined, known: boolean, now: string): Whereabouts {
  const {url} = state
  if (movedTo === undefined || movedTo === url) return {url}
  // The redirect drops the password of a private feed: its configured address is the only way in.
  if (URL.parse(url)?.password) return {url}
  if (isSecured(url, movedTo)) return {url: movedTo}
  const before = state.visit.moving?.to === movedTo ? state.visit.moving : {to: movedTo, since: now, runs: 0}
  const moving = {...before, runs: before.runs + (known ? 1 : 0)}
  const settled = Date.parse(now) - Date.parse(moving.since) >= afterDays * day && moving.runs >= afterVisits
  return settled ? {url: movedTo} : {url, moving}
}

/**
 * The whereabouts after a failed visit. An adopted address that fails three times in a row, or is `gone`, is given up
 * for the one in the config; a move that is being watched stays so.
 */
export function fallBack({url, visit}: FeedState, configured: string = url, gone = false): Whereabouts {
  if (url !== configured && (gone || visit.failures >= 3)) return {url: configured}
  return {url, ...(visit.moving && {moving: visit.moving})}
}

/**
 * What the keeper of the planet should do about a feed that is asked elsewhere than the config says, or will be: one
 * sentence, without logins. Undefined when there is nothing to do.
 */
export function moveAdvice(
  {url: configured, file}: Pick<Subscription, 'url' | 'file'>,
  state: FeedState,
): string | undefined {
  if (file !== undefined) return undefined
  const [from, now] = [configured, state.url].map(withoutLogin)
  if (from !== now) return `It has moved: write ${now} in place of ${from} in the config or its list.`
  const {to} = state.visit.moving ?? {}
  return to && `It says that it has moved to ${withoutLogin(to)}; that is believed when it has said so for a week.`
}

/** An address without name and password, which are between us and the publisher. */
export function withoutLogin(address: string): string {
  const url = URL.parse(address)
  if (!url?.username && !url?.password) return address
  url.username = ''
  url.password = ''
  return url.href
}

function isSecured(from: string, to: string): boolean {
  const [before, after] = [new URL(from), new URL(to)]
  if (before.protocol !== 'http:' || after.protocol !== 'https:' || before.port || after.port) return false
  return before.hostname === after.hostname && before.pathname + before.search === after.pathname + after.search
}
