/** From the feeds in a config to subscriptions: lists are read, files found, doubles refused. */
import {existsSync, readFileSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import {digest} from '../digest.ts'
import {type Marks, markOf} from '../marks.ts'
import {subscribe} from '../planet/subscriptions/subscribe.ts'
import type {Problem} from '../problem.ts'
import type {Subscription} from '../types.ts'
import type {Mistake} from './mistakes.ts'
import {planetPath, planetsOf} from './settings.ts'
import type {Config, FeedConfig} from './written.ts'

/** The feeds of a config with its lists read. */
export interface ResolvedFeeds {
  /** Subscriptions of each planet, in the order of `planetsOf`. */
  readonly byPlanet: readonly (readonly Subscription[])[]
  readonly mistakes: readonly Mistake[]
  readonly problems: readonly Problem[]
  /** The lists that were read, and the digest of their text. */
  readonly files: Marks
  readonly digest: string
}

/** Resolve the feeds of every planet. A feed that a list names twice is followed once; one that the config names twice is a mistake. */
export async function resolveFeeds(root: string, config: Config): Promise<ResolvedFeeds> {
  const found: Found = {mistakes: [], problems: [], lists: new Map()}
  const byPlanet: (readonly Subscription[])[] = []
  const places = new Set<string>()
  for (const [index, planet] of planetsOf(config).entries()) {
    const at = config.planet && index === 0 ? ['planet'] : ['planets', index - (config.planet ? 1 : 0)]
    const place = planetPath(planet, index)
    if (places.has(place)) found.mistakes.push(sharedPlace(place, [...at, 'path']))
    places.add(place)
    byPlanet.push(await resolvePlanet(root, planet.feeds ?? [], [...at, 'feeds'], found))
  }
  const {mistakes, problems, lists} = found
  const files = new Map(Array.from(lists, ([file, {mark}]) => [file, mark]))
  return {byPlanet, mistakes, problems, files, digest: digest(Array.from(lists.values(), ({text}) => text))}
}

/** What is met on the way. */
interface Found {
  readonly mistakes: Mistake[]
  readonly problems: Problem[]
  /** Lists by the absolute paths of their files. */
  readonly lists: Map<string, {readonly mark: string; readonly text: string}>
}

async function resolvePlanet(
  root: string,
  feeds: readonly FeedConfig[],
  at: Mistake['path'],
  found: Found,
): Promise<readonly Subscription[]> {
  const known = new Map<string, Subscription>()
  for (const [place, feed] of feeds.entries()) {
    const path = [...at, place]
    for (const subscription of await resolveFeed(root, feed, path, found))
      if (!known.has(subscription.key)) known.set(subscription.key, subscription)
      else if (typeof feed === 'string' || !('opml' in feed)) found.mistakes.push(twice(subscription, path))
  }
  return [...known.values()]
}

async function resolveFeed(
  root: string,
  feed: FeedConfig,
  path: Mistake['path'],
  {mistakes, problems, lists}: Found,
): Promise<readonly Subscription[]> {
  if (typeof feed === 'string' || 'url' in feed) return [subscribe(feed)]
  const [field, name] = 'opml' in feed ? ['opml', feed.opml] : ['file', feed.file]
  const file = resolve(root, name)
  if (!existsSync(file)) {
    mistakes.push({message: `There is no file ${name}.`, path: [...path, field]})
    return []
  }
  // The key of a feed on disk must not tell where the project lies.
  if ('file' in feed) return [subscribe({...feed, file, key: `file:${relative(root, file).replaceAll('\\', '/')}`})]
  const mark = markOf(file)
  const text = readFileSync(file, 'utf8')
  lists.set(file, {mark, text})
  const {readSubscriptions} = await import('../planet/subscriptions/index.ts')
  const list = readSubscriptions(text, relative(root, file))
  problems.push(...list.problems.filter(({warning}) => !warning))
  return list.subscriptions
}

function sharedPlace(place: string, path: Mistake['path']): Mistake {
  return {message: `Two planets stand at ${place}.`, hint: 'Give one of them another `path`.', path}
}

function twice({url}: Subscription, path: Mistake['path']): Mistake {
  return {message: `${url} is followed twice.`, hint: 'Remove one of the two.', path}
}
