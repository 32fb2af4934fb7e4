/** Hosts visited with manners: one run at a time, one feed after another, with a pause between. */
import {releaseMemory} from '../release-memory.ts'
import {day, isoOf, minute, timeAfter} from '../time.ts'
import type {FeedState, Subscription} from '../types.ts'
import {floor, type VisitResult} from './due.ts'
import {skipForward} from './freshness.ts'
import {moveAdvice} from './moves.ts'
import type {Room, Seat} from './room.ts'
import type {LeaseTerms, Loan, Store} from './store.ts'
import {type Turned, turned} from './turned.ts'
import {type VisitMeans, visit} from './visit.ts'

/** What all visits of a run share. */
export interface HostRun extends VisitMeans {
  /** Names the run in the store. */
  readonly name: string
  readonly store: Store
  /** The clock: ISO 8601 in UTC. */
  readonly now: () => string
  readonly sleep: (ms: number) => Promise<unknown>
  /** Ask even within an hour that the feed asks to skip. Default: false. */
  readonly force?: boolean | undefined
  /** No visit begins any more. */
  readonly signal?: AbortSignal | undefined
  /** Aborts when visits under way are left. */
  readonly cut: AbortSignal
  /** Where large bodies wait for each other. */
  readonly room: Room
  readonly byKey: ReadonlyMap<string, Subscription>
  /** When each feed is asked next, as far as the run knows. */
  readonly due: Map<string, string>
  done(report: VisitReport): void
}

/** One visit, as one line. */
export interface VisitReport {
  readonly feed: string
  readonly name: string
  readonly status: VisitResult['status']
  readonly note: string
  /** Items that were not known before; those that wait in quarantine do not count. */
  readonly added: number
  /** Set when its keeper should look: at this visit it went into quarantine, or said that it is gone for good. */
  readonly turned?: Turned
  /** What its keeper should write or know: the feed has moved. */
  readonly advice?: string
  /** When it is asked next. */
  readonly due: string
}

/** Milliseconds between the starts of two requests to one registrable domain. */
export const pause = 2_000

/** A loan outlives the longest visit; each visit renews it. */
const loanMs = 5 * minute

/** Borrow one host after another and visit its feeds, until none is to be had or the run is told to stop. */
export async function visitHosts(run: HostRun, terms: Pick<LeaseTerms, 'force' | 'only'>): Promise<void> {
  while (!run.signal?.aborted) {
    const now = run.now()
    const loan = await run.store.lease({...terms, run: run.name, now, until: timeAfter(now, loanMs)})
    if (!loan) return
    await visitHost(run, loan)
  }
}

async function visitHost(run: HostRun, {lease, feeds}: Loan): Promise<void> {
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
      const {hold, ...visited} = await visit(seated(run, seat), subscription, state, isoOf(last))
      // A failure that we caused ourselves says nothing of the feed.
      if (run.cut.aborted && mayBeOurFault(visited.state)) break
      const more = index < feeds.length - 1 && hold === undefined && !signal?.aborted
      const kept = await store.record({...visited, lease, hold, until: more ? timeAfter(now(), loanMs) : undefined})
      if (!kept) return
      run.done(reportOf(subscription, state, visited.state))
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
function seated(run: HostRun, seat: Seat): VisitMeans {
  return {...run, fetch: (url, options) => run.fetch(url, {...options, makeRoom: seat.take, signal: run.cut})}
}

function mayBeOurFault({visit}: FeedState): boolean {
  return ['failed', 'unreadable'].includes(visit.history[0]!.status)
}

async function takeTurn({sleep, now}: HostRun, last: number): Promise<void> {
  const wait = last + pause - Date.parse(now())
  if (wait > 0) await sleep(wait)
}

/**
 * What is written before the request: should the process die during it, the hour still counts from here. A run that
 * comes late, in an hour that the feed asks to skip, does not ask at all.
 */
function beforehand(state: FeedState, now: string, force = false): {state: FeedState; open: boolean} {
  const {hints = {}} = state.visit
  const opens = isoOf(skipForward(Date.parse(now), hints))
  // A hint holds for a day at most: when no hour of the coming day is open, the feed has waited long enough.
  if (opens > now && opens < timeAfter(now, day) && !force) return {state: {...state, due: opens}, open: false}
  const due = isoOf(skipForward(Date.parse(now) + floor, hints))
  return {state: {...state, due, visit: {...state.visit, lastRequest: now}}, open: true}
}

function reportOf(subscription: Subscription, before: FeedState, after: FeedState): VisitReport {
  const {key, name} = subscription
  const {about, due, visit} = after
  const {status, note, newItems = 0} = visit.history[0]!
  const turn = turned(before, after)
  const advice = moveAdvice(subscription, after)
  return {
    feed: key,
    name: name ?? about.title ?? key,
    status,
    note,
    added: newItems,
    ...(turn && {turned: turn}),
    ...(advice && {advice}),
    due,
  }
}
