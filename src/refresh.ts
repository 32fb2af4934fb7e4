/** Refreshing a project's planets: its subscriptions, our manners, its memory. */
import {subscriptionsOf} from './config/subscriptions.ts'
import {createFetcher, type Fetcher} from './planet/fetch.ts'
import type {TimeLimits} from './planet/fetch-failure.ts'
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
  const hurried = createFetcherFor(settings, subscriptions, {connectMs: 2_000, firstByteMs: 4_000, totalMs: 15_000})
  const reader = createReader()
  const {maxBytes, concurrency} = settings.refresh
  try {
    return await refresh({
      ...wishes,
      store,
      subscriptions,
      concurrency,
      fetch: (url, options) => fetcher.fetch(url, {maxBytes, ...options}),
      hurried: (url, options) => hurried.fetch(url, {maxBytes, ...options}),
      read: reader.read,
      ingest,
    })
  } finally {
    await Promise.all([fetcher.close(), hurried.close(), reader.close()])
  }
}

/** Ask for things outside under the name of the site, with its guards. */
export function createFetcherFor(
  {site, refresh: {allow}}: Settings,
  subscriptions: readonly Subscription[],
  limits: TimeLimits = {},
): Fetcher {
  const count = subscriptions.filter(({file}) => file === undefined).length
  return createFetcher({
    ...limits,
    allow,
    userAgent: `Almagest/${version()} (+${site.url}/; ${count} feed${count === 1 ? '' : 's'})`,
  })
}
