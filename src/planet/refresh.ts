/** Visit every feed that is due and remember what it said. */
import {randomUUID} from 'node:crypto'
import {setTimeout as timer} from 'node:timers/promises'
import {minute, never, timeAfter} from '../time.ts'
import type {Subscription} from '../types.ts'
import {cutAfter} from './cut.ts'
import type {Fetch} from './fetch.ts'
import {createPatience} from './patience.ts'
import {createReader} from './reader.ts'
import {createRoom} from './room.ts'
import type {Store} from './store.ts'
import type {VisitMeans} from './visit.ts'
import {type HostRun, type VisitReport, visitHosts} from './visit-hosts.ts'

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
  const lanes = (count: number) => settleAll(Array.from({length: count}, () => visitHosts(run, {force, only})))
  try {
    if (files.length > 0) await visitHosts(run, {force: true, only: files})
    const hurry = patience.lost.then((lost) => lanes(lost ? concurrency * 3 : 0))
    await settleAll([lanes(concurrency).finally(patience.end), hurry])
  } finally {
    cut.end()
    await reader?.close()
  }
  return reportRun(run, chosen)
}

/** A run, and what it has to tell at its end. */
interface Run extends HostRun {
  readonly subscriptions: readonly Subscription[]
  readonly visits: Map<string, VisitReport>
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

/** All of them end before the first failure is passed on: nobody writes into a store that its owner has closed. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  const failure = (await Promise.allSettled(work)).find(({status}) => status === 'rejected')
  if (failure) throw (failure as PromiseRejectedResult).reason
}
