/** A small planet in memory for tests of merging: documents go in by time, the river comes out. */
import type {Ingested} from '../../src/planet/admit.ts'
import {type Flow, flow} from '../../src/planet/flow.ts'
import {type Arrival, ingest} from '../../src/planet/ingest.ts'
import {subscribe} from '../../src/planet/subscriptions/subscribe.ts'
import {strange} from '../../src/strange.ts'
import type {
  Body,
  Entry,
  FeedDocument,
  FeedEntry,
  FeedState,
  MergeMemory,
  PlanetSettings,
  Subscription,
} from '../../src/types.ts'
import {planetFor} from '../helpers/settings.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
/** The present of all these tests. */
export const now = Date.parse('2026-01-31T12:00:00Z')

/** Milliseconds as the ISO time that the planet speaks in. */
export function iso(time: number): string {
  return new Date(time).toISOString()
}

/** Some markup from a feed. */
export function bodyOf(html: string, base = 'https://a.example/'): Body {
  return {html: strange(html), base}
}

/** What a test says of an entry; times in milliseconds, text as plain words. */
export interface Written extends Partial<Omit<FeedEntry, 'published' | 'updated' | 'content'>> {
  readonly published?: number | undefined
  readonly updated?: number | undefined
  readonly text?: string
}

/** An entry of a feed. */
export function written({published, updated, text, ...rest}: Written): FeedEntry {
  return {
    authors: [],
    categories: [],
    enclosures: [],
    ...rest,
    ...(published !== undefined && {published: iso(published)}),
    ...(updated !== undefined && {updated: iso(updated)}),
    ...(text !== undefined && {content: bodyOf(`<p>${text}</p>`)}),
  }
}

/** The `n`th post of a host, a day older for each number below 100. */
export function post(n: number, host = 'a.example', more: Written = {}): Written {
  return {
    id: `https://${host}/p/${n}`,
    url: `https://${host}/p/${n}`,
    title: `Post number ${n} about things`,
    text: `The words of post ${n}`,
    published: now - (100 - n) * day,
    ...more,
  }
}

/** The posts from `last` down to `first`, newest first as feeds have them. */
export function posts(first: number, last: number, host?: string, change: (post: Written) => Written = (p) => p) {
  return Array.from({length: last - first + 1}, (_, index) => change(post(last - index, host)))
}

/** A feed's document. */
export function documentOf(entries: readonly Written[], more: Partial<FeedDocument> = {}): FeedDocument {
  return {
    format: 'rss',
    hubs: [],
    authors: [],
    hints: {},
    deleted: [],
    warnings: [],
    ...more,
    entries: entries.map(written),
  }
}

/** A planet that remembers what it was given. */
export interface TestPlanet {
  /** A document of the feed arrives. */
  read(feed: string, entries: readonly Written[], at?: number, more?: Partial<FeedDocument>): Ingested
  /** Everything remembered of one feed, or of all. */
  entries(feed?: string): readonly Entry[]
  merge(feed: string): MergeMemory
  /** Put a memory in place of the one there is. */
  remember(feed: string, merge: MergeMemory, changed: readonly Entry[]): void
  flow(at?: number, more?: {readonly own?: readonly Entry[]; readonly settings?: Partial<PlanetSettings>}): Flow
  /** The first stories of the river: `feed title`. */
  top(count: number, at?: number): readonly string[]
}

/** A planet of feeds, given as hosts (`a.example`) or as subscriptions. Folding is off unless asked for. */
export function createPlanet(...feeds: readonly (string | Subscription)[]): TestPlanet {
  const subscriptions = feeds.map((feed) => (typeof feed === 'string' ? subscribe(`https://${feed}/feed`) : feed))
  const keyOf = (feed: string) => subscriptions.find(({key}) => key === feed || key === `${feed}/feed`)?.key ?? feed
  const states = new Map<string, FeedState>()
  const memory = new Map<string, Map<string, Entry>>()

  function stateOf(key: string): FeedState {
    const url = subscriptions.find((subscription) => subscription.key === key)?.url ?? key
    return states.get(key) ?? {feed: key, url, due: '', about: {}, visit: {failures: 0, history: []}, merge: {}}
  }
  function remember(key: string, merge: MergeMemory, changed: readonly Entry[]): void {
    states.set(key, {...stateOf(key), merge})
    const own = memory.get(key) ?? new Map<string, Entry>()
    for (const {body, ...entry} of changed as readonly (Entry & {body?: Body})[]) own.set(entry.key, entry)
    memory.set(key, own)
  }
  const entries = (feed?: string) =>
    feed === undefined
      ? [...memory.values()].flatMap((own) => [...own.values()])
      : [...(memory.get(keyOf(feed))?.values() ?? [])]

  const planet: TestPlanet = {
    read(feed, written, at = now, more) {
      const key = keyOf(feed)
      const {merge} = stateOf(key)
      const {site, dates} = subscriptions.find((subscription) => subscription.key === key) ?? {}
      const arrival: Arrival = {
        feed: key,
        site,
        dates,
        merge,
        entries: entries(key),
        document: documentOf(written, more),
        now: iso(at),
      }
      const result = ingest(arrival)
      remember(key, result.merge, result.changed)
      return result
    },
    entries,
    merge: (feed) => stateOf(keyOf(feed)).merge,
    remember: (feed, merge, changed) => remember(keyOf(feed), merge, changed),
    flow: (at = now, {own, settings} = {}) =>
      flow({
        settings: {...settingsOf(subscriptions), ...settings},
        states: [...states.values()],
        entries: entries(),
        ...(own && {own}),
        now: iso(at),
      }),
    top: (count, at) =>
      planet
        .flow(at)
        .stories.slice(0, count)
        .map(({entry}) => `${entry.feed.replace(/\/feed$/, '')} ${entry.title}`),
  }
  return planet
}

/** Settings of a planet with these feeds. */
export function settingsOf(feeds: readonly Subscription[]): PlanetSettings {
  return planetFor({title: 'A planet', fold: {max: 0, window: 0}}, feeds)
}
