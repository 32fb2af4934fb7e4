/** Visit every feed that is due and remember what it said. */

import {randomUUID} from 'node:crypto'
import {setTimeout as timer} from 'node:timers/promises'
import {releaseMemory} from '../release-memory.ts'
import {day, minute, never, timeAfter} from '../time.ts'
import type {FeedState, Subscription} from '../types.ts'
import {cutAfter} from './cut.ts'
import {floor, type VisitResult} from './due.ts'
import type {Fetch} from './fetch.ts'
import {skipForward} from './freshness.ts'
import {createPatience} from './patience.ts'
import {createReader} from './reader.ts'
import {createRoom, type Room, type Seat} from './room.ts'
import type {LeaseTerms, Loan, Store} from './store.ts'
import {type VisitMeans, visit} from './visit.ts'

/** What a run of visits needs. */
export interface RefreshOptions extends Omit<VisitMeans, 'store' | 'read'> {
  readonly store: Store
  readonly subscriptions: readonly Subscription[]
  /** Default: `readFeed` in a thread of its own, with 10 s for a document. */
  readonly read?: VisitMeans['read'] | undefined
  /** The clock: ISO 8601 in UTC. */
  readonly now: () => string
  /** Ask feeds that are not due as well, even within the hour. Default: false. */
  readonly force?: boolean | undefined
  /** Keys of the only feeds to visit. Default: all. */
  readonly only?: readonly string[] | undefined
  /** Registrable domains visited at once. Default: 8. */
  readonly concurrency?: number | undefined
  /** A fetch that waits less, used when it looks as if nobody can be reached. Default: the same. */
  readonly hurried?: Fetch | undefined
  /** Told each visit when it is over, with how many of how many are done. */
  readonly onProgress?: ((visit: VisitReport, done: number, total: number) => void) | undefined
  /** Stops the run: no visit begins any more, and those under way have a moment to end. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds of that moment. What comes later is not kept. Default: 2 s. */
  readonly graceMs?: number | undefined
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
  /** Items that were not known before. */
  readonly added: number
  /** When it is asked next. */
  readonly due: string
}

/** What a run of visits did. */
export interface RefreshReport {
  /** In the order of the subscriptions. */
  readonly visits: readonly VisitReport[]
  /** Feeds that were not due, or whose host is being visited by another run. */
  readonly waiting: number
  /** When the next run has something to do, a minute from now at the earliest; undefined when it never has. */
  readonly next?: string
  /** The run was told to stop before it was through. */
  readonly stopped: boolean
  /** Pictures that were fetched after the feeds, when any were wanted. */
  readonly pictures?: number
}

/** Milliseconds between the starts of two requests to one registrable domain. */
export const pause = 2_000

/** A loan outlives the longest visit; each visit renews it. */
const loanMs = 5 * minute

/**
 * Visit the feeds that are due, one after another in a registrable domain and several domains at once; feeds on disk
 * always. Each visit is written down before its request is sent, and again with all it brought when it is over, so
 * several processes, and killed ones, keep the manners together. A feed that fails changes nothing for the others.
 */
export async function refresh(options: RefreshOptions): Promise<RefreshReport> {
  const {store, now, force, only, concurrency = 8} = options
  const subscriptions = options.subscriptions.filter(({disabled}) => !disabled)
  const due = new Map(await store.follow(subscriptions, now()))
  const chosen = only ? subscriptions.filter(({key}) => only.includes(key)) : subscriptions
  const files = chosen.filter(({file}) => file !== undefined).map(({key}) => key)
  const total = chosen.filter(({key, file}) => force || file !== undefined || due.get(key)! <= now()).length
  const reader = options.read ? undefined : createReader({takes: true})
  const cut = cutAfter(options.signal, options.graceMs ?? 2_000, () => reader?.close())
  const patience = createPatience(options.fetch, options.hurried)
  const means = {fetch: patience.fetch, read: options.read ?? reader!.read}
  const run = createRun({...options, ...means, subscriptions, cut: cut.signal}, due, total)
  const lanes = (count: number) => settleAll(Array.from({length: count}, () => visitAll(run, {force, only})))
  try {
    if (files.length > 0) await visitAll(run, {force: true, only: files})
    const hurry = patience.lost.then((lost) => lanes(lost ? concurrency * 3 : 0))
    await settleAll([lanes(concurrency).finally(patience.end), hurry])
  } finally {
    cut.end()
    await reader?.close()
  }
  return reportRun(run, chosen)
}

function createRun(options: RefreshOptions & Pick<Run, 'read' | 'cut'>, due: Map<string, string>, total: number): Run {
  const {run: name = randomUUID(), subscriptions, signal, onProgress} = options
  const visits = new Map<string, VisitReport>()
  return {
    ...options,
    name,
    due,
    visits,
    room: createRoom(),
    byKey: new Map(subscriptions.map((subscription) => [subscription.key, subscription])),
    sleep: options.sleep ?? ((ms) => timer(ms, undefined, {signal}).catch(() => {})),
    done(report) {
      visits.set(report.feed, report)
      due.set(report.feed, report.due)
      onProgress?.(report, visits.size, Math.max(total, visits.size))
    },
  }
}

function reportRun({now, subscriptions, due, visits, signal}: Run, chosen: readonly Subscription[]): RefreshReport {
  const remote = subscriptions.filter(({file}) => file === undefined)
  const [next = never] = remote.map(({key}) => due.get(key)!).sort()
  // A feed may be due and yet not free, its host being visited by another run: that is no reason to hurry.
  const soonest = timeAfter(now(), minute)
  return {
    visits: chosen.flatMap(({key}) => visits.get(key) ?? []),
    waiting: chosen.length - visits.size,
    ...(next < never && {next: next < soonest ? soonest : next}),
    stopped: signal?.aborted ?? false,
  }
}

interface Run extends RefreshOptions, VisitMeans {
  /** Aborts when visits under way are left. */
  readonly cut: AbortSignal
  readonly store: Store
  readonly read: VisitMeans['read']
  readonly name: string
  /** Where large bodies wait for each other. */
  readonly room: Room
  readonly byKey: ReadonlyMap<string, Subscription>
  readonly sleep: (ms: number) => Promise<unknown>
  /** When each feed is asked next, as far as the run knows. */
  readonly due: Map<string, string>
  readonly visits: Map<string, VisitReport>
  done(report: VisitReport): void
}

/** All of them end before the first failure is passed on: nobody writes into a store that its owner has closed. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  const failure = (await Promise.allSettled(work)).find(({status}) => status === 'rejected')
  if (failure) throw (failure as PromiseRejectedResult).reason
}

async function visitAll(run: Run, terms: Pick<LeaseTerms, 'force' | 'only'>): Promise<void> {
  while (!run.signal?.aborted) {
    const now = run.now()
    const loan = await run.store.lease({...terms, run: run.name, now, until: timeAfter(now, loanMs)})
    if (!loan) return
    await visitHost(run, loan)
  }
}

async function visitHost(run: Run, {lease, feeds}: Loan): Promise<void> {
  const {store, now, signal} = run
  let last = Number.NEGATIVE_INFINITY
  for (const [index, state] of feeds.entries()) {
    const subscription = run.byKey.get(state.feed) ?? {key: state.feed, url: state.url}
    if (subscription.file === undefined) await takeTurn(run, last)
    if (signal?.aborted) break
    const before = beforehand(state, now(), run.force)
    if (!(await store.record({lease, state: before.state, until: timeAfter(now(), loanMs)}))) return
    run.due.set(state.feed, before.state.due)
    if (!before.open) continue
    last = Date.parse(now())
    const seat = run.room.seat()
    try {
      const {hold, ...visited} = await visit(seated(run, seat), subscription, state, toTime(last))
      // A failure that we caused ourselves says nothing of the feed.
      if (run.cut.aborted && hasFailed(visited.state)) break
      const more = index < feeds.length - 1 && hold === undefined && !signal?.aborted
      const kept = await store.record({...visited, lease, hold, until: more ? timeAfter(now(), loanMs) : undefined})
      if (!kept) return
      run.done(reportOf(subscription, visited.state))
      if (hold !== undefined) for (const {feed} of feeds.slice(index + 1)) run.due.set(feed, hold)
      if (!more) return
    } finally {
      // The next large body finds the memory of this one free.
      if (seat.leave()) releaseMemory()
    }
  }
  await store.record({lease})
}

/** The run's means for a visit whose body takes room from its coming until it is kept. */
function seated(run: Run, seat: Seat): VisitMeans {
  return {...run, fetch: (url, options) => run.fetch(url, {...options, makeRoom: seat.take, signal: run.cut})}
}

function hasFailed({visit}: FeedState): boolean {
  return ['failed', 'unreadable'].includes(visit.history[0]!.status)
}

async function takeTurn({sleep, now}: Run, last: number): Promise<void> {
  const wait = last + pause - Date.parse(now())
  if (wait > 0) await sleep(wait)
}

/**
 * What is written before the request: should the process die during it, the hour still counts from here. A run that
 * comes late, in an hour that the feed asks to skip, does not ask at all.
 */
function beforehand(state: FeedState, now: string, force = false): {state: FeedState; open: boolean} {
  const {hints = {}} = state.visit
  const opens = toTime(skipForward(Date.parse(now), hints))
  // A hint holds for a day at most: when no hour of the coming day is open, the feed has waited long enough.
  if (opens > now && opens < timeAfter(now, day) && !force) return {state: {...state, due: opens}, open: false}
  const due = toTime(skipForward(Date.parse(now) + floor, hints))
  return {state: {...state, due, visit: {...state.visit, lastRequest: now}}, open: true}
}

function reportOf({key, name}: Subscription, {about, due, visit}: FeedState): VisitReport {
  const {status, note, newItems = 0} = visit.history[0]!
  return {feed: key, name: name ?? about.title ?? key, status, note, added: newItems, due}
}

function toTime(ms: number): string {
  return new Date(ms).toISOString()
}
