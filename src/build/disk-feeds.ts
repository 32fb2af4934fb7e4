/** Feeds on disk are content: a build takes them into the planet's memory. */
import {readFileSync} from 'node:fs'
import {relative} from 'node:path'
import {subscriptionsOf} from '../config/subscriptions.ts'
import {digest} from '../digest.ts'
import type {Store} from '../planet/store.ts'
import {Problem} from '../problem.ts'
import type {FeedState, Settings} from '../types.ts'

/** Take in feeds on disk that changed since they were read last. Asks no network; does nothing when none changed. */
export async function takeInFiles(settings: Settings, store: Store, now: () => string): Promise<void> {
  const files = subscriptionsOf(settings).filter(({file}) => file !== undefined)
  if (files.length === 0) return
  const known = new Map((await store.states()).map(({feed, visit}) => [feed, lastSeen(visit)]))
  const only = files.filter(({key, file}) => known.get(key) !== digest(readFileSync(file!))).map(({key}) => key)
  if (only.length === 0) return
  const {refreshPlanets} = await import('../refresh.ts')
  await refreshPlanets(settings, store, {now, only})
}

/** Digest of the file as it was at the last visit, whether it could be read or not; undefined when there was no file. */
function lastSeen({failures, bodyDigest, unread}: FeedState['visit']): string | undefined {
  return failures === 0 ? bodyDigest : unread
}

/** Warnings for feeds on disk that could not be read the last time. */
export function warnOfFiles(settings: Settings, states: readonly FeedState[]): readonly Problem[] {
  const last = new Map(states.map(({feed, visit}) => [feed, visit.history[0]]))
  return subscriptionsOf(settings).flatMap(({key, file}) => {
    const visit = last.get(key)
    if (file === undefined || (visit?.status !== 'unreadable' && visit?.status !== 'failed')) return []
    const hint = 'Look at `planet.feeds` in the config. Items read earlier stay.'
    return new Problem(visit.note, {file: relative(settings.root, file), hint, warning: true})
  })
}
