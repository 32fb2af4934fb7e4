/** What a project follows. */
import type {Settings, Subscription} from '../types.ts'

/** The subscriptions of all planets, each feed once. One that a planet disables is still followed for another. */
export function subscriptionsOf(settings: Settings): readonly Subscription[] {
  const all = new Map<string, Subscription>()
  for (const feed of everySubscription(settings)) {
    const known = all.get(feed.key)
    if (!known || (known.disabled && !feed.disabled)) all.set(feed.key, feed)
  }
  return [...all.values()]
}

/** The subscriptions as each planet has them: a feed of two planets stands here twice, maybe under two names. */
export function everySubscription({planets}: Settings): readonly Subscription[] {
  return planets.flatMap(({feeds}) => feeds)
}
