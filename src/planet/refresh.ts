/** Visit every feed that is due and remember what it said. */
import {randomUUID} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {setTimeout as wait} from 'node:timers/promises'
import {digest} from '../digest.ts'
import type {Entry, EntryWithBody, FeedDocument, FeedState, FetchResult, MergeMemory, Subscription} from '../types.ts'
import type {Fetch} from './fetch.ts'
import {conditions, floor, nextVisit, type VisitResult} from './schedule.ts'
import {hostOf, type Loan, type Store} from './store.ts'

/** Bytes to a document; throws when they are no feed. */
export type Read = (
  bytes: Uint8Array,
  about: {contentType: string; url: string; headers: Readonly<Record<string, string>>},
) => Promise<FeedDocument>

/** A document to what changes in the memory of its feed. */
export type Ingest = (arrival: {
  feed: string
  host?: string
  merge: MergeMemory
  entries: readonly Entry[]
  document: FeedDocument
  now: string
}) => {merge: MergeMemory; changed: readonly (Entry | EntryWithBody)[]; added: number; note: string}

export interface RefreshOptions {
  readonly store: Store
  readonly subscriptions: readonly Subscription[]
  readonly fetch: Fetch
  readonly read: Read
  readonly ingest: Ingest
  /** The clock: ISO 8601 in UTC. */
  readonly now: () => string
  /** Ask feeds that are not due as well, even within the hour. Default: false. */
  readonly force?: boolean | undefined
  /** Keys of the only feeds to visit. Default: all. */
  readonly only?: readonly string[] | undefined
  /** Registrable domains visited at once. Default: 8. */
  readonly concurrency?: number | undefined
  /** Told each visit when it is over, with how many of how many are done. */
  readonly onProgress?: ((visit: VisitReport, done: number, total: number) => void) | undefined
  /** Stops the run between two visits. */
  readonly signal?: AbortSignal | undefined
  /** Default: timers. */
  readonly sleep?: ((ms: number) => Promise<unknown>) | undefined
  /** Names this run in the store. Default: random. */
  readonly run?: string | undefined
}

/** One visit, as one line. */
export interface VisitReport {
  readonly feed: string
  readonly name: string
  readonly status: VisitResult['status']
  readonly note: string
  readonly added: number
  /** When it is asked next. */
  readonly due: string
}

export interface RefreshReport {
  /** In the order of the subscriptions. */
  readonly visits: readonly VisitReport[]
  /** Feeds that were not due. */
  readonly waiting: number
  /** The run was told to stop before it was through. */
  readonly stopped: boolean
}

/** Milliseconds between two requests to one registrable domain. */
const pause = 2_000

/** A loan outlives a visit of the longest kind; each visit renews it. */
const loanMs = 5 * 60_000

/**
 * Visit the feeds that are due, one after another in a registrable domain and several domains at once. Each visit is
 * written down before its request is sent and again, with all it brought, when it is over, so several processes and
 * killed ones together still keep the manners. A feed that fails in whatever way changes nothing for the others.
 */
export async function refresh(options: RefreshOptions): Promise<RefreshReport> {
  const {store, subscriptions, now, only, signal, concurrency = 8} = options
  await store.follow(subscriptions, now())
  const chosen = subscriptions.filter(({key}) => only?.includes(key) ?? true)
  const visits = new Map<string, VisitReport>()
  const run: Run = {
    options,
    name: options.run ?? randomUUID(),
    byKey: new Map(subscriptions.map((subscription) => [subscription.key, subscription])),
    sleep: options.sleep ?? ((ms) => wait(ms, undefined, {signal}).catch(() => {})),
    done(visit) {
      visits.set(visit.feed, visit)
      options.onProgress?.(visit, visits.size, chosen.length)
    },
  }
  const files = chosen.filter(({file}) => file !== undefined).map(({key}) => key)
  await visitAll(run, {force: true, only: files})
  await Promise.all(Array.from({length: concurrency}, () => visitAll(run, {force: options.force, only})))
  return {
    visits: chosen.flatMap(({key}) => visits.get(key) ?? []),
    waiting: chosen.length - visits.size,
    stopped: signal?.aborted ?? false,
  }
}

interface Run {
  readonly options: RefreshOptions
  readonly name: string
  readonly byKey: ReadonlyMap<string, Subscription>
  sleep(ms: number): Promise<unknown>
  done(visit: VisitReport): void
}

async function visitAll(
  run: Run,
  terms: {force?: boolean | undefined; only?: readonly string[] | undefined},
): Promise<void> {
  const {store, now, signal} = run.options
  while (!signal?.aborted) {
    const loan = await store.lease({...terms, run: run.name, now: now(), until: later(now(), loanMs)})
    if (!loan) return
    await visitHost(run, loan)
  }
}

async function visitHost(run: Run, {lease, feeds}: Loan): Promise<void> {
  const {store, now, signal} = run.options
  let last: number | undefined
  for (const [index, state] of feeds.entries()) {
    const subscription = run.byKey.get(state.feed)!
    const remote = subscription.file === undefined
    if (remote && last !== undefined) await run.sleep(Math.max(0, last + pause - Date.parse(now())))
    if (signal?.aborted) break
    const started = now()
    last = Date.parse(started)
    // Should the process die during the request, the hour still counts from here.
    const begun = {...state, due: later(started, floor), visit: {...state.visit, lastRequest: started}}
    if (!(await store.record({lease, state: begun, until: later(started, loanMs)}))) return
    const {entries, hold, report, ...visited} = await visit(run, subscription, state, started)
    const more = index < feeds.length - 1 && hold === undefined && !signal?.aborted
    const kept = await store.record({
      lease,
      state: visited.state,
      entries,
      hold,
      until: more ? later(now(), loanMs) : undefined,
    })
    if (!kept) return
    run.done(report)
    if (!more) return
  }
  await store.record({lease})
}

interface Visited {
  readonly state: FeedState
  readonly entries: readonly (Entry | EntryWithBody)[]
  readonly hold?: string | undefined
  readonly report: VisitReport
}

async function visit(run: Run, subscription: Subscription, state: FeedState, now: string): Promise<Visited> {
  const result =
    subscription.file === undefined
      ? await run.options.fetch(state.url, conditions(state, now))
      : await fromDisk(subscription.file)
  const taken =
    result.status === 'fresh'
      ? await takeIn(run.options, state, result, now)
      : {result, facts: {}, state: result.status === 'unchanged' ? confirm(state, now) : state, entries: []}
  const next = nextVisit(taken.state, taken.result, {...taken.facts, now, configured: subscription.url})
  const settled =
    subscription.file === undefined
      ? next
      : {...next, due: now, visit: {...next.visit, dueBecause: 'It is a file, read at every refresh'}}
  const [{status, note, newItems = 0}] = [next.visit.history[0]!]
  return {
    state: settled,
    entries: taken.entries,
    hold: taken.result.status === 'failed' && taken.result.code === 429 ? next.visit.notBefore : undefined,
    report: {
      feed: state.feed,
      name: subscription.name ?? settled.about.title ?? subscription.url,
      status,
      note,
      added: newItems,
      due: settled.due,
    },
  }
}

type Fresh = FetchResult & {readonly status: 'fresh'}

async function takeIn({read, ingest, store}: RefreshOptions, state: FeedState, result: Fresh, now: string) {
  const {feed} = state
  const bodyDigest = digest(result.body)
  // Many hosts send no validators, or ignore them: the same bytes are as good as a 304.
  if (bodyDigest === state.visit.bodyDigest) {
    const {body, contentType, ...same} = result
    return {result: {...same, status: 'unchanged' as const}, facts: {}, state: confirm(state, now), entries: []}
  }
  try {
    const document = await read(result.body, result)
    const {entries} = await store.read(feed)
    const host = hostOf(result.url)
    const {merge, changed, added, note} = ingest({feed, host, merge: state.merge, entries, document, now})
    const newest = newestOf(document, now)
    const facts = {
      bodyDigest,
      note,
      newItems: added,
      hints: document.hints,
      newest,
      known: added < document.entries.length,
    }
    return {result, facts, state: {...state, merge, about: aboutOf(document)}, entries: changed}
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {result: {status: 'unreadable' as const, reason}, facts: {}, state, entries: []}
  }
}

function confirm(state: FeedState, now: string): FeedState {
  return {...state, merge: {...state.merge, lastGood: now}}
}

/** The claims of the document itself, future ones cut to now. */
function newestOf({entries}: FeedDocument, now: string): string[] {
  const dates = entries.flatMap(({published, updated}) => published ?? updated ?? [])
  return dates
    .map((date) => (date > now ? now : date))
    .sort()
    .reverse()
    .slice(0, 10)
}

function aboutOf({
  title,
  link,
  description,
  language,
  image,
  format,
  id,
  authors,
  warnings,
}: FeedDocument): FeedState['about'] {
  return JSON.parse(JSON.stringify({title, link, description, language, image, format, id, authors, warnings}))
}

async function fromDisk(file: string): Promise<FetchResult> {
  try {
    return {status: 'fresh', url: `file:${file}`, body: await readFile(file), contentType: '', headers: {}}
  } catch (error) {
    return {status: 'failed', reason: `the file cannot be read (${(error as NodeJS.ErrnoException).code})`, headers: {}}
  }
}

function later(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString()
}
