/** Refreshing a project's planets: its subscriptions, our manners, its memory. */
import {readFileSync} from 'node:fs'
import {digest} from './digest.ts'
import {createFetcher, type Fetcher} from './planet/fetch.ts'
import {ingest} from './planet/ingest.ts'
import {createReader} from './planet/reader.ts'
import {type RefreshOptions, type RefreshReport, refresh} from './planet/refresh.ts'
import type {Store} from './planet/store.ts'
import type {Settings, Subscription} from './types.ts'
import {version} from './version.ts'

export type {RefreshReport, VisitReport} from './planet/refresh.ts'

/** What a caller may wish of one run. */
export interface RefreshWishes extends Pick<RefreshOptions, 'force' | 'only' | 'onProgress' | 'signal'> {
  readonly now: () => string
}

/** Visit the feeds of every planet that are due. Several planets share what is fetched. */
export async function refreshPlanets(settings: Settings, store: Store, wishes: RefreshWishes): Promise<RefreshReport> {
  const subscriptions = subscriptionsOf(settings)
  const fetcher = createFetcherFor(settings, subscriptions)
  const reader = createReader()
  const {maxBytes, concurrency} = settings.refresh
  try {
    return await refresh({
      ...wishes,
      store,
      subscriptions,
      concurrency,
      fetch: (url, options) => fetcher.fetch(url, {maxBytes, ...options}),
      read: reader.read,
      ingest,
    })
  } finally {
    await Promise.all([fetcher.close(), reader.close()])
  }
}

/** Take in feeds on disk that changed since they were read last. Asks no network; does nothing when none changed. */
export async function takeInFiles(settings: Settings, store: Store, now: () => string): Promise<void> {
  const files = subscriptionsOf(settings).filter(({file}) => file !== undefined)
  if (files.length === 0) return
  const known = new Map((await store.read()).feeds.map((state) => [state.feed, state.visit.bodyDigest]))
  const only = files.filter(({key, file}) => known.get(key) !== digest(readFileSync(file!))).map(({key}) => key)
  if (only.length) await refreshPlanets(settings, store, {now, only})
}

/** The subscriptions of all planets, each feed once. */
export function subscriptionsOf({planets}: Settings): readonly Subscription[] {
  const all = new Map<string, Subscription>()
  for (const {feeds} of planets) for (const feed of feeds) if (!all.has(feed.key)) all.set(feed.key, feed)
  return [...all.values()]
}

function createFetcherFor({site, refresh: {allow}}: Settings, subscriptions: readonly Subscription[]): Fetcher {
  const count = subscriptions.filter(({file}) => file === undefined).length
  return createFetcher({
    allow,
    userAgent: `Almagest/${version()} (+${site.url}/; ${count} feed${count === 1 ? '' : 's'})`,
  })
}
