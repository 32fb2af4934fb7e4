/** The planet's memory: refreshing writes it, building reads it, and nothing is ever lost from it. */
import {getDomain} from 'tldts'
import type {Body, Entry, EntryWithBody, FeedState, Subscription} from '../types.ts'
import {migrate} from './migrations.ts'
import type {Sql, SqlRow} from './sql.ts'

/** Entries as they are found again: heads without bodies. */
export interface Memory {
  readonly feeds: readonly FeedState[]
  readonly entries: readonly Entry[]
}

/** What a run wants to borrow. */
export interface LeaseTerms {
  /** Names the run: it is lent no feed that it has recorded already. */
  readonly run: string
  readonly now: string
  /** Until then nobody else is lent the host. */
  readonly until: string
  /** Lend feeds that are not due as well. A wait that their publisher asked for is kept even so. Default: false. */
  readonly force?: boolean | undefined
  /** Keys of the only feeds to lend. Default: all that are followed. */
  readonly only?: readonly string[] | undefined
}

/** A host on loan, with the feeds of it to visit. */
export interface Loan {
  /** Proves who holds the host. */
  readonly lease: string
  /** A registrable domain, an address, or `file:` for all feeds on disk. */
  readonly host: string
  readonly feeds: readonly FeedState[]
}

/** What becomes of a loan. */
export interface Outcome {
  readonly lease: string
  readonly state?: FeedState
  /** Entries to add or replace; bodies are written where they are given. */
  readonly entries?: readonly (Entry | EntryWithBody)[]
  /** Keep the host on loan until then. Default: it is given back. */
  readonly until?: string | undefined
  /** Nobody asks any feed of this host before then. */
  readonly hold?: string | undefined
}

/** Where the planet is kept. Every implementation runs the same suite of tests. */
export interface Store {
  /**
   * Follow exactly these feeds, new ones being due now. What is known of others stays, but they are not lent any more.
   * Gives the time at which each is due, by its key.
   */
  follow(subscriptions: readonly Subscription[], now: string): Promise<ReadonlyMap<string, string>>
  /** Borrow the host that has waited longest, with all its due feeds; undefined when nothing is due. */
  lease(terms: LeaseTerms): Promise<Loan | undefined>
  /** Keep the outcome of a visit, whole or not at all. False, with nothing kept, when the loan had passed to another. */
  record(outcome: Outcome): Promise<boolean>
  /** All that is remembered, or what is remembered of one feed. Order: feed, then key. */
  read(feed?: string): Promise<Memory>
  /** The bodies of these entries, in their order. */
  bodies(entries: readonly Pick<Entry, 'feed' | 'key'>[]): Promise<readonly (Body | undefined)[]>
  close(): Promise<void>
}

type Query = Pick<Sql, 'query'>

/** The store in a database, brought up to date first. Throws `ProblemsError` when a newer Almagest has written it. */
export async function openStore(sql: Sql): Promise<Store> {
  await migrate(sql)
  return {
    follow: (subscriptions, now) => sql.transaction((sql) => follow(sql, subscriptions, now)),
    lease: (terms) => sql.transaction((sql) => lease(sql, terms)),
    record: (outcome) => sql.transaction((sql) => record(sql, outcome)),
    read: (feed) => read(sql, feed),
    bodies: (entries) => bodies(sql, entries),
    close: () => sql.close(),
  }
}

/** Who answers for a URL: its registrable domain, else its host; all feeds on disk are one host. */
export function hostOf(url: string): string {
  if (url.startsWith('file:')) return 'file:'
  return getDomain(url) ?? URL.parse(url)?.hostname ?? url
}

async function follow(sql: Query, subscriptions: readonly Subscription[], now: string): Promise<Map<string, string>> {
  const rows = await sql.query('select key, configured, followed, due from feed')
  const known = new Map(rows.map((row) => [String(row.key), row]))
  const due = new Map<string, string>()
  for (const {key, url} of subscriptions) {
    const row = known.get(key)
    due.set(key, String(row?.due ?? now))
    if (!row) await addFeed(sql, newState(key, url, now))
    else if (row.configured !== url) due.set(key, await pointFeed(sql, key, url, now))
    else if (row.followed !== 1) await sql.query('update feed set followed = 1 where key = $1', [key])
  }
  for (const [key, {followed}] of known)
    if (followed === 1 && !due.has(key)) await sql.query('update feed set followed = 0 where key = $1', [key])
  return due
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

async function addHost(sql: Query, host: string): Promise<void> {
  await sql.query(
    "insert into host (name, not_before, lease, leased_until) values ($1, '', '', '') on conflict (name) do nothing",
    [host],
  )
}

/** The configured address changed: what was learned of the old one, moves and validators, is no guide to the new. */
async function pointFeed(sql: Query, key: string, url: string, now: string): Promise<string> {
  const [row] = await sql.query('select state from feed where key = $1', [key])
  const state = JSON.parse(String(row!.state)) as FeedState
  const {etag, lastModified, moving, gone, ...visit} = state.visit
  const due = gone ? now : state.due
  await addHost(sql, hostOf(url))
  await sql.query('update feed set followed = 1, configured = $2, host = $3, due = $4, state = $5 where key = $1', [
    key,
    url,
    hostOf(url),
    due,
    JSON.stringify({...state, url, due, visit}),
  ])
  return due
}

/** What a feed must be to be lent. */
function lendable({force, only}: LeaseTerms, first: number): string {
  const due = force ? '' : 'and feed.due <= $1'
  const chosen = only ? `and feed.key in (${placeholders(only.length, first)})` : ''
  return `feed.followed = 1 and feed.not_before <= $1 and feed.run <> $2 ${due} ${chosen}`
}

async function lease(sql: Query, terms: LeaseTerms): Promise<Loan | undefined> {
  const {run, now, until, only = []} = terms
  if (terms.only?.length === 0) return undefined
  // Another process may take the host in between; then there are others.
  for (let attempt = 0; attempt < 50; attempt++) {
    const [candidate] = await sql.query(
      `select feed.host from feed join host on host.name = feed.host
       where ${lendable(terms, 3)} and host.not_before <= $1 and host.leased_until <= $1
       order by feed.due, feed.key limit 1`,
      [now, run, ...only],
    )
    if (!candidate) return undefined
    const host = String(candidate.host)
    const lease = `${run} ${host} ${now}`
    const taken = await sql.query(
      'update host set lease = $2, leased_until = $3 where name = $1 and leased_until <= $4 and not_before <= $4 returning name',
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

async function record(sql: Query, {lease, state, entries = [], until = '', hold = ''}: Outcome): Promise<boolean> {
  const held = await sql.query(
    `update host set leased_until = $2, lease = $3, not_before = case when $4 > not_before then $4 else not_before end
     where lease = $1 returning name`,
    [lease, until, until && lease, hold],
  )
  if (held.length === 0) return false
  if (state) await saveState(sql, state, lease)
  for (const entry of entries) await saveEntry(sql, entry)
  return true
}

async function saveState(sql: Query, state: FeedState, lease: string): Promise<void> {
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

async function saveEntry(sql: Query, entry: Entry | EntryWithBody): Promise<void> {
  const {body, ...head} = entry as Entry & {readonly body?: Body}
  await sql.query(
    `insert into entry (feed, key, head) values ($1, $2, $3)
     on conflict (feed, key) do update set head = excluded.head`,
    [entry.feed, entry.key, JSON.stringify(head)],
  )
  if (!body) return
  await sql.query(
    `insert into body (feed, key, html, base) values ($1, $2, $3, $4)
     on conflict (feed, key) do update set html = excluded.html, base = excluded.base`,
    [entry.feed, entry.key, body.html, body.base],
  )
}

async function read(sql: Query, feed?: string): Promise<Memory> {
  const [which, values] = feed === undefined ? ['', []] : ['where %s = $1', [feed]]
  const feeds = await sql.query(`select state from feed ${which.replace('%s', 'key')} order by key`, values)
  const heads = await sql.query(`select head from entry ${which.replace('%s', 'feed')} order by feed, key`, values)
  return {
    feeds: feeds.map(({state}) => JSON.parse(String(state))),
    entries: heads.map(({head}) => JSON.parse(String(head))),
  }
}

const bodiesAtOnce = 100

async function bodies(sql: Query, wanted: readonly Pick<Entry, 'feed' | 'key'>[]): Promise<(Body | undefined)[]> {
  const found = new Map<string, Body>()
  for (let start = 0; start < wanted.length; start += bodiesAtOnce) {
    const some = wanted.slice(start, start + bodiesAtOnce)
    const pairs = some.map((_, index) => `($${2 * index + 1}, $${2 * index + 2})`).join()
    const rows = await sql.query(
      `select feed, key, html, base from body where (feed, key) in (values ${pairs})`,
      some.flatMap(({feed, key}) => [feed, key]),
    )
    for (const row of rows) found.set(nameOf(row), {html: row.html, base: row.base} as Body)
  }
  return wanted.map((entry) => found.get(nameOf(entry)))
}

function nameOf({feed, key}: SqlRow | Pick<Entry, 'feed' | 'key'>): string {
  return `${feed}\n${key}`
}

function placeholders(count: number, first: number): string {
  return Array.from({length: count}, (_, index) => `$${first + index}`).join()
}
