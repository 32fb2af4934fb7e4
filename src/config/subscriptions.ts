/** What a project follows. */
import type {Settings, Subscription} from '../types.ts'

/** The subscriptions of all planets, each feed once. */
export function subscriptionsOf({planets}: Settings): readonly Subscription[] {
  const all = new Map<string, Subscription>()
  for (const {feeds} of planets) for (const feed of feeds) if (!all.has(feed.key)) all.set(feed.key, feed)
  return [...all.values()]
}
