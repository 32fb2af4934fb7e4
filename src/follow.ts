/** Looking at a feed before it is followed. One that is found is remembered, so it is not asked again within its hour. */
import {setTimeout as timer} from 'node:timers/promises'
import {subscriptionsOf} from './config/subscriptions.ts'
import {type Discovery, discover} from './planet/discover.ts'
import {hostOf} from './planet/host.ts'
import {createReader} from './planet/reader.ts'
import {refresh} from './planet/refresh.ts'
import type {Store} from './planet/store.ts'
import {subscribe} from './planet/subscriptions/subscribe.ts'
import {pause} from './planet/visit-hosts.ts'
import {createFetcherFor} from './refresh.ts'
import type {Settings} from './types.ts'

export type {Discovery} from './planet/discover.ts'

/**
 * Find the feed at an address or on the page there. A feed that is found is taken into the store as by a first visit, so
 * its hour counts from here, and it can be shown as soon as the config names it.
 */
export async function lookAt(settings: Settings, store: Store, address: string, now: () => string): Promise<Discovery> {
  const subscriptions = subscriptionsOf(settings)
  const fetcher = createFetcherFor(settings, subscriptions)
  const reader = createReader()
  const {maxBytes} = settings.refresh
  try {
    const discovery = await discover(address, {
      fetch: (url) => fetcher.fetch(url, {maxBytes}),
      read: reader.read,
      pause: async (page, feed) => hostOf(page) === hostOf(feed) && timer(pause),
    })
    if (discovery.status === 'found') await remember(store, subscriptions, discovery, now)
    return discovery
  } finally {
    await Promise.all([fetcher.close(), reader.close()])
  }
}

async function remember(
  store: Store,
  known: ReturnType<typeof subscriptionsOf>,
  {url, answer, document}: Extract<Discovery, {status: 'found'}>,
  now: () => string,
): Promise<void> {
  const feed = subscribe(url)
  const {movedTo, ...here} = answer
  if (known.some(({key}) => key === feed.key)) return
  await refresh({
    store,
    subscriptions: [...known, feed],
    only: [feed.key],
    fetch: async () => here,
    read: async () => document,
    now,
  })
}
