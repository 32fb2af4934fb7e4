/** The feeds and hosts of the store: who is followed, when each is due, and who holds which host. */
import type {FeedState, Subscription} from '../types.ts'
import {hostOf} from './host.ts'
import type {Query} from './sql.ts'
import type {LeaseTerms, Loan} from './store.ts'
import {setClockRight} from './store-clock.ts'
import {handOver} from './store-handover.ts'

/** See `Store.follow`. */
export async function follow(
  sql: Query,
  subscriptions: readonly Subscription[],
  now: string,
): Promise<Map<string, string>> {
  await setClockRight(sql, now)
  await handOver(sql, subscriptions)
  const rows = await sql.query('select key, configured, followed from feed')
  const known = new Map(rows.map((row) => [String(row.key), row]))
  for (const {key, url} of subscriptions) {
    const row = known.get(key)
    if (!row) await addFeed(sql, newState(key, url, now))
    else if (row.configured !== url) await pointFeed(sql, key, url, now)
    else if (row.followed !== 1) await sql.query('update feed set followed = 1 where key = $1', [key])
  }
  const wanted = new Set(subscriptions.map(({key}) => key))
  for (const [key, {followed}] of known)
    if (followed === 1 && !wanted.has(key)) await sql.query('update feed set followed = 0 where key = $1', [key])
  return openings(sql, subscriptions)
}

/** When each of these feeds may be visited, the waits that it and its host asked for included. */
async function openings(sql: Query, subscriptions: readonly Subscription[]): Promise<Map<string, string>> {
  const rows = await sql.query(
    `select feed.key, feed.due, feed.not_before, host.not_before as host_not_before
     from feed join host on host.name = feed.host`,
  )
  const times = new Map(
    rows.map(({key, due, not_before, host_not_before}) => [String(key), latest(due, not_before, host_not_before)]),
  )
  return new Map(subscriptions.map(({key}) => [key, times.get(key)!]))
}

function newState(feed: string, url: string, now: string): FeedState {
  return {feed, url, due: now, about: {}, visit: {failures: 0, history: []}, merge: {}}
}

async function addFeed(sql: Query, state: FeedState): Promise<void> {
  await addHost(sql, hostOf(state.url))
  await sql.query(
    `insert into feed (key, host, configured, followed, due, not_before, run, state)
     values ($1, $2, $3, 1, $4, '', '', $5) on conflict (key) do nothing`,
    [state.feed, hostOf(state.url), state.url, state.due, JSON.stringify(state)],
  )
}

/** Have a row for the host. */
export async function addHost(sql: Query, host: string): Promise<void> {
  await sql.query(
    "insert into host (name, not_before, lease, leased_until) values ($1, '', '', '') on conflict (name) do nothing",
    [host],
  )
}

/** Put what is known of a feed in the place of what was known. */
export async function restoreFeed(sql: Query, state: FeedState, configured: string, followed: boolean): Promise<void> {
  await addHost(sql, hostOf(state.url))
  await sql.query(
    `insert into feed (key, host, configured, followed, due, not_before, run, state)
     values ($1, $2, $3, $4, $5, $6, '', $7)
     on conflict (key) do update set host = excluded.host, configured = excluded.configured,
       followed = excluded.followed, due = excluded.due, not_before = excluded.not_before, state = excluded.state`,
    [
      state.feed,
      hostOf(state.url),
      configured,
      Number(followed),
      state.due,
      state.visit.notBefore ?? '',
      JSON.stringify(state),
    ],
  )
}

/** The configured address changed: what was learned of the old one, moves and validators, is no guide to the new. */
async function pointFeed(sql: Query, key: string, url: string, now: string): Promise<void> {
  const [row] = await sql.query('select state from feed where key = $1', [key])
  const state = JSON.parse(String(row!.state)) as FeedState
  const {etag, lastModified, moving, gone, ...visit} = state.visit
  // How long to wait after failures is between us and the host that failed.
  const afresh = gone || (visit.failures > 0 && hostOf(url) !== hostOf(state.url))
  const {notBefore, ...rest} = visit
  const next: FeedState = {...state, url, ...(afresh ? {due: now, visit: {...rest, failures: 0}} : {visit})}
  await addHost(sql, hostOf(url))
  await sql.query(
    `update feed set followed = 1, configured = $2, host = $3, due = $4, not_before = $5, state = $6 where key = $1`,
    [key, url, hostOf(url), next.due, next.visit.notBefore ?? '', JSON.stringify(next)],
  )
}

/** What a feed must be to be lent. */
function lendable({force, only, unasked}: LeaseTerms, first: number): string {
  const chosen = only ? `and feed.key in (${placeholders(only.length, first)})` : ''
  if (unasked) return `$1 <> '' and feed.run <> $2 ${chosen}`
  const due = force ? '' : 'and feed.due <= $1'
  return `feed.followed = 1 and feed.not_before <= $1 and feed.run <> $2 ${due} ${chosen}`
}

/** See `Store.lease`. */
export async function lease(sql: Query, terms: LeaseTerms): Promise<Loan | undefined> {
  const {run, now, until, only = []} = terms
  if (terms.only?.length === 0) return undefined
  const open = terms.unasked ? '' : 'and host.not_before <='
  // Another process may take the host in between; then there are others.
  for (let attempt = 0; attempt < 50; attempt++) {
    const [candidate] = await sql.query(
      `select feed.host from feed join host on host.name = feed.host
       where ${lendable(terms, 3)} and host.leased_until <= $1 ${open && `${open} $1`}
       order by feed.due, feed.key limit 1`,
      [now, run, ...only],
    )
    if (!candidate) return undefined
    const host = String(candidate.host)
    const lease = `${run} ${host} ${now}`
    const taken = await sql.query(
      `update host set lease = $2, leased_until = $3
       where name = $1 and leased_until <= $4 ${open && `${open} $4`} returning name`,
      [host, lease, until, now],
    )
    if (taken.length === 0) continue
    const feeds = await sql.query(
      `select state from feed where ${lendable(terms, 4)} and feed.host = $3 order by feed.due, feed.key`,
      [now, run, host, ...only],
    )
    return {lease, host, feeds: feeds.map(({state}) => JSON.parse(String(state)))}
  }
  return undefined
}

/** What is known of all feeds, or of one: the wait that its host asked for, by what it told others, is its own as well. */
export async function readStates(sql: Query, feed?: string): Promise<readonly FeedState[]> {
  const rows = await sql.query(
    `select feed.state, host.not_before from feed left join host on host.name = feed.host
     ${feed === undefined ? '' : 'where feed.key = $1'} order by feed.key`,
    feed === undefined ? [] : [feed],
  )
  return rows.map(({state, not_before}) => withWait(JSON.parse(String(state)), String(not_before ?? '')))
}

function withWait(state: FeedState, until: string): FeedState {
  const {due, visit} = state
  if (until <= (visit.notBefore ?? '')) return state
  const waiting = {...visit, notBefore: until}
  return until <= due
    ? {...state, visit: waiting}
    : {...state, due: until, visit: {...waiting, dueBecause: 'Its host asked for a wait'}}
}

/** Keep what is known of a feed after a visit under this lease. */
export async function saveState(sql: Query, state: FeedState, lease: string): Promise<void> {
  await addHost(sql, hostOf(state.url))
  await sql.query('update feed set host = $2, due = $3, not_before = $4, run = $5, state = $6 where key = $1', [
    state.feed,
    hostOf(state.url),
    state.due,
    state.visit.notBefore ?? '',
    lease.slice(0, lease.indexOf(' ')),
    JSON.stringify(state),
  ])
}

function latest(...times: readonly unknown[]): string {
  return times.map(String).sort().at(-1)!
}

function placeholders(count: number, first: number): string {
  return Array.from({length: count}, (_, index) => `$${first + index}`).join()
}
