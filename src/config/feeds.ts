/** From the feeds in a config to subscriptions: lists are read, files found, doubles refused. */
import {existsSync, readFileSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import type {Config, FeedConfig} from '../config.ts'
import {digest} from '../digest.ts'
import {subscribe} from '../planet/subscriptions/subscribe.ts'
import type {Problem} from '../problem.ts'
import type {Subscription} from '../types.ts'
import type {Mistake} from './mistakes.ts'
import {planetPath, planetsOf} from './settings.ts'

/** The feeds of a config with its lists read. */
export interface ResolvedFeeds {
  /** Subscriptions of each planet, in the order of `planetsOf`. */
  readonly byPlanet: readonly (readonly Subscription[])[]
  readonly mistakes: readonly Mistake[]
  readonly problems: readonly Problem[]
  /** Absolute paths of the lists that were read, and the digest of their text. */
  readonly files: readonly string[]
  readonly digest: string
}

/** Resolve the feeds of every planet. A feed that a list names twice is followed once; one that the config names twice is a mistake. */
export async function resolveFeeds(root: string, config: Config): Promise<ResolvedFeeds> {
  const mistakes: Mistake[] = []
  const problems: Problem[] = []
  const lists = new Map<string, string>()

  const byPlanet: (readonly Subscription[])[] = []
  const taken = new Set<string>()
  for (const [index, planet] of planetsOf(config).entries()) {
    const at = config.planet && index === 0 ? ['planet'] : ['planets', index - (config.planet ? 1 : 0)]
    const stands = planetPath(planet, index)
    if (taken.has(stands))
      mistakes.push({
        message: `Two planets stand at ${stands}.`,
        hint: 'Give one of them another `path`.',
        path: [...at, 'path'],
      })
    taken.add(stands)
    const known = new Map<string, Subscription>()
    for (const [place, feed] of (planet.feeds ?? []).entries()) {
      const path = [...at, 'feeds', place]
      for (const subscription of await resolveFeed(feed, path)) {
        if (!known.has(subscription.key)) known.set(subscription.key, subscription)
        else if (typeof feed === 'string' || !('opml' in feed))
          mistakes.push({message: `${subscription.url} is followed twice.`, hint: 'Remove one of the two.', path})
      }
    }
    byPlanet.push([...known.values()])
  }
  return {byPlanet, mistakes, problems, files: [...lists.keys()], digest: digest([...lists.values()])}

  async function resolveFeed(feed: FeedConfig, path: Mistake['path']): Promise<readonly Subscription[]> {
    if (typeof feed === 'string') return [subscribe({url: feed})]
    if ('url' in feed) return [subscribe(feed)]
    const name = 'opml' in feed ? feed.opml : feed.file
    const file = resolve(root, name)
    if (!existsSync(file)) {
      mistakes.push({message: `There is no file ${name}.`, path: [...path, 'opml' in feed ? 'opml' : 'file']})
      return []
    }
    // The key of a feed on disk must not tell where the project lies.
    if ('file' in feed) return [subscribe({...feed, file, key: `file:${relative(root, file).replaceAll('\\', '/')}`})]
    const text = readFileSync(file, 'utf8')
    lists.set(file, text)
    const {readSubscriptions} = await import('../planet/subscriptions/index.ts')
    const list = readSubscriptions(text, relative(root, file))
    problems.push(...list.problems.filter(({warning}) => !warning))
    return list.subscriptions
  }
}
