/** All entries as one river: what is shown, in which order, under whose name (merge rules 7, 8 and 11). */
import type {Entry, FeedState, PlanetSettings, Story} from '../types.ts'
import {quarantineHold} from './alarm.ts'
import {clusterEntries, type Teller, tellerOf} from './cluster.ts'
import {droppedBy, languageOf} from './filter.ts'
import {foldStories} from './fold.ts'
import {calledBy, itemId} from './item-id.ts'
import {byRiver, bySeniority} from './order.ts'
import {retire} from './retain.ts'

/** What a river is made of. */
export interface Springs {
  readonly settings: PlanetSettings
  readonly states: readonly FeedState[]
  /** All entries that are remembered; those of feeds that the planet does not follow are left out. */
  readonly entries: readonly Entry[]
  /** The site's own posts, when they stand in the planet. */
  readonly own?: readonly Entry[]
  /** When the site is built: filters by age count from here. */
  readonly now: string
}

/** A river in its order. */
export interface Flow {
  /** Newest first. */
  readonly stories: readonly Story[]
  /** Every live entry of a feed, newest first, with those that the river holds back. */
  entriesOf(feed: string): readonly Entry[]
  /** The entry of another feed that tells this one's story. */
  toldBy(entry: Entry): Entry | undefined
  /** Why an entry stands on the page of its feed and not in the river, in words. */
  heldBecause(entry: Entry): string | undefined
  /** Why a filter leaves this entry out, as the end of a sentence. */
  droppedBecause(entry: Entry): string | undefined
  /** Why an entry is remembered and not shown any more, as the end of a sentence. */
  retiredBecause(entry: Entry): string | undefined
}

/** Key of the feed that the site's own posts are entries of. */
export const ownFeed = 'own'

/** Order the entries of a planet. Takes time in proportion to their number, but for the sorting. */
export function flow({settings, states, entries, own = [], now}: Springs): Flow {
  const byKey = new Map(states.map((state) => [state.feed, state]))
  const feeds = new Map(settings.feeds.filter(({disabled}) => !disabled).map((feed) => [feed.key, feed]))
  const tellers = new Map<string, Teller>([...feeds].map(([key, feed]) => [key, tellerOf(feed, byKey.get(key))]))
  tellers.set(ownFeed, {weight: Infinity, own: true, homes: [], claimed: undefined, badIds: false, authors: []})

  function droppedBecause(entry: Entry): string | undefined {
    const feed = feeds.get(entry.feed)
    if (!feed || !(feed.keep || feed.drop || settings.keep || settings.drop)) return undefined
    const language = languageOf(entry, feed, byKey.get(entry.feed)?.about.language)
    const item = language === undefined ? entry : {...entry, language}
    return droppedBy(feed, item, now) ?? droppedBy(settings, item, now)
  }

  const kept = [...entries, ...own].filter(
    (entry) => tellers.has(entry.feed) && isLive(entry) && !droppedBecause(entry),
  )
  const known = Map.groupBy(kept.toSorted(byRiver), ({feed}) => feed)
  const retired = retire(known, settings, now, ownFeed)
  const live = kept.filter((entry) => !retired.has(entry))
  const byFeed = retired.size === 0 ? known : Map.groupBy(live.toSorted(byRiver), ({feed}) => feed)
  const beyond = new Set([...feeds.values()].flatMap(({key, limit}) => beyondLimit(byFeed.get(key), limit)))
  const heldBecause = (entry: Entry) => entry.held ?? (beyond.has(entry) ? limitHold : undefined)
  const clusters = clusterEntries(live, tellers)
  const toldBy = new Map(clusters.flatMap(({primary, also}) => also.map((entry) => [entry, primary] as const)))
  const stories = clusters.flatMap(({primary, also}) => {
    const entry = placed(primary, also, heldBecause)
    return entry ? [{entry, also}] : []
  })
  return {
    stories: foldStories(
      stories.toSorted((a, b) => byRiver(a.entry, b.entry)),
      settings.fold,
    ),
    entriesOf: (feed) => byFeed.get(feed) ?? [],
    toldBy: (entry) => toldBy.get(entry),
    heldBecause,
    droppedBecause,
    retiredBecause: (entry) => retired.get(entry),
  }
}

/** Whether an entry is part of the planet at all: on the page of its feed, if not in the river. */
function isLive({withdrawn, held}: Entry): boolean {
  return withdrawn === undefined && held !== quarantineHold
}

const limitHold = 'Newer items of its feed fill the number that its owner allows in the river.'

function beyondLimit(entries: readonly Entry[] = [], limit = Infinity): readonly Entry[] {
  return limit === Infinity ? [] : entries.filter(({held}) => held === undefined).slice(Math.max(0, limit))
}

/** The entry as the river shows it. One that is held stands where another feed brought its story in, if one did. */
function placed(
  primary: Entry,
  also: readonly Entry[],
  heldBecause: (entry: Entry) => string | undefined,
): Entry | undefined {
  const called = also.length > 0 && primary.feed !== ownFeed ? asFirstTold(primary, also) : primary
  if (heldBecause(primary) === undefined) return called
  const bearer = also
    .filter((entry) => heldBecause(entry) === undefined)
    .toSorted(byRiver)
    .at(-1)
  if (!bearer) return undefined
  const {held, ...entry} = called
  return {...entry, river: bearer.river}
}

/** The entry under the id of the feed that brought its story in first: readers may know it by that. */
function asFirstTold(primary: Entry, also: readonly Entry[]): Entry {
  const [first = primary] = [primary, ...also].filter(({held}) => held === undefined).toSorted(bySeniority)
  return calledBy(itemId(first), primary)
}
