/** Refreshing a project's planets: its subscriptions, our manners, its memory. */
import {setTimeout as timer} from 'node:timers/promises'
import {subscriptionsOf} from './config/subscriptions.ts'
import {count} from './count.ts'
import {faceWishes} from './planet/faces.ts'
import {createFetcher, type Fetch, type Fetcher} from './planet/fetch.ts'
import type {TimeLimits} from './planet/fetch-failure.ts'
import {ingest} from './planet/ingest.ts'
import {mirrorWishes} from './planet/mirror.ts'
import {fetchPictures} from './planet/pictures.ts'
import {type RefreshOptions, type RefreshReport, refresh} from './planet/refresh.ts'
import type {Store} from './planet/store.ts'
import {stateFiles} from './state-files.ts'
import type {Settings, Subscription} from './types.ts'
import {version} from './version.ts'

export type {RefreshReport} from './planet/refresh.ts'
export type {VisitReport} from './planet/visit-hosts.ts'

/** What a caller may wish of one run. */
export interface RefreshWishes extends Pick<RefreshOptions, 'force' | 'only' | 'onProgress' | 'signal'> {
  readonly now: () => string
  /** Told each picture before it is asked for. */
  readonly onPicture?: ((url: string) => void) | undefined
}

/** Visit the feeds of every planet that are due. Several planets share what is fetched. */
export async function refreshPlanets(settings: Settings, store: Store, wishes: RefreshWishes): Promise<RefreshReport> {
  const subscriptions = subscriptionsOf(settings)
  const fetcher = createFetcherFor(settings, subscriptions)
  const hurried = createFetcherFor(settings, subscriptions, {connectMs: 2_000, firstByteMs: 4_000, totalMs: 15_000})
  const {maxBytes, concurrency} = settings.refresh
  try {
    const report = await refresh({
      ...wishes,
      store,
      subscriptions,
      concurrency,
      fetch: (url, options) => fetcher.fetch(url, {maxBytes, ...options}),
      hurried: (url, options) => hurried.fetch(url, {maxBytes, ...options}),
      ingest,
    })
    // Whoever names feeds wants those alone.
    if (wishes.only || report.stopped) return report
    const fetch: Fetch = (url, options) => fetcher.fetch(url, {...options, signal: wishes.signal})
    return {...report, pictures: await refreshPictures(settings, store, fetch, wishes)}
  } finally {
    await Promise.all([fetcher.close(), hurried.close()])
  }
}

/**
 * Fetch the faces of feeds, and the pictures in the items of planets that show them from their own site. Gives how many were
 * had.
 */
async function refreshPictures(
  settings: Settings,
  store: Store,
  fetch: Fetch,
  {now, signal, onPicture}: Pick<RefreshWishes, 'now' | 'signal' | 'onPicture'>,
): Promise<number> {
  const mirrored = settings.planets.filter(({mirrorImages}) => mirrorImages).flatMap(({feeds}) => feeds)
  const faces = settings.refresh.faces ? subscriptionsOf(settings) : []
  const wishes = [
    ...(faces.length > 0 ? faceWishes(faces, await store.states()) : []),
    ...(mirrored.length > 0 ? await mirrorWishes(store, mirrored) : []),
  ]
  if (wishes.length === 0) return 0
  return fetchPictures(wishes, {
    pictures: store.pictures,
    fetch,
    folder: stateFiles(settings).pictures,
    now,
    signal,
    onPicture,
    sleep: (ms) => timer(ms, undefined, {signal}).catch(() => {}),
    concurrency: settings.refresh.concurrency,
  })
}

/** Ask for things outside under the name of the site, with its guards. */
export function createFetcherFor(
  {site, refresh: {allow}}: Settings,
  subscriptions: readonly Subscription[],
  limits: TimeLimits = {},
): Fetcher {
  const feeds = subscriptions.filter(({file}) => file === undefined).length
  return createFetcher({
    ...limits,
    allow,
    userAgent: `Almagest/${version()} (+${site.url}/; ${count(feeds, 'feed')})`,
  })
}
