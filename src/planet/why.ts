/** Why every item and feed is where it is, in plain sentences (merge rule 12). */
import {count} from '../count.ts'
import {pageOf} from '../pages.ts'
import {never} from '../time.ts'
import type {Entry, FeedInfo, FeedState, PlanetSettings, Story} from '../types.ts'
import {quarantineHold} from './alarm.ts'
import {healthOf} from './feed-info.ts'
import {type Flow, ownFeed} from './flow.ts'
import {authorityOf, canonicalId, canonicalUrl, normalText} from './identity.ts'
import {entryName} from './item-id.ts'
import {byRiver} from './order.ts'
import {plain} from './safe-text.ts'
import {afterColon} from './sentence.ts'
import {feedKey, feedUrl} from './subscriptions/subscribe.ts'

/** All that answers are read from. */
export interface Knowledge {
  readonly settings: PlanetSettings
  readonly feeds: readonly FeedInfo[]
  /** Sources that the config disables. */
  readonly disabled: readonly FeedInfo[]
  readonly states: readonly FeedState[]
  /** Everything remembered, the site's own posts included. */
  readonly entries: readonly Entry[]
  readonly flow: Flow
}

/** One answer. */
export interface Answer {
  /** `none`: nothing that is known was meant. */
  readonly about: 'item' | 'feed' | 'none'
  /** One plain sentence. */
  readonly sentence: string
  /** Further lines: for a feed its next visit and its last ten, newest first. */
  readonly details: readonly string[]
}

/** The voice of a planet. */
export interface Why {
  /** Why an entry stands on the page of its feed only: it is held, or another feed tells its story. */
  apart(entry: Entry): string | undefined
  /** Answers to a URL, an id or some words: feeds first, then at most twenty items, newest first. */
  ask(query: string): readonly Answer[]
}

const most = 20

/** Prepare to answer. What is asked for often is looked up once. */
export function createWhy(knowledge: Knowledge): Why {
  const {settings, feeds, disabled, states, entries, flow} = knowledge
  const infos = new Map(feeds.map((feed) => [feed.key, feed]))
  const off = new Map(disabled.map((feed) => [feed.key, feed]))
  const byKey = new Map(states.map((state) => [state.feed, state]))
  const places = placesOf(flow.stories)

  function entryAnswer(entry: Entry): string {
    const title = `“${plain(entry.title, 120) || entry.url || entry.key}”`
    const info = infos.get(entry.feed)
    if (!info)
      return `${title} is not shown: its feed, ${entry.feed}, is ${off.has(entry.feed) ? 'disabled in the config' : 'not followed'}.`
    const {withdrawn, held} = entry
    if (withdrawn) return `${title} was withdrawn on ${dayOf(withdrawn.at)}: ${afterColon(withdrawn.why)}`
    const dropped = flow.droppedBecause(entry)
    if (dropped) return `${title} is left out by a filter: it ${dropped}.`
    const retired = flow.retiredBecause(entry)
    if (retired) return `${title} is remembered and not shown any more: ${retired}.`
    const teller = flow.toldBy(entry)
    if (teller) return `${title} of ${info.name} is merged: ${toldBy(teller, infos)} tells the same story.`
    const place = places.get(entryName(entry))
    if (held === quarantineHold) return `${title} waits in quarantine: ${afterColon(held)}`
    if (place?.kind === 'folded') return `${title} is folded under ${foldedUnder(place.story, info, settings)}`
    if (!place)
      return `${title} is held: ${afterColon(flow.heldBecause(entry) ?? 'it is not in the river.')} It stands on the page of ${info.name}.`
    const page = pageOf(place.index, flow.stories.length, settings.perPage)
    const where = `number ${place.index + 1} of the river, on ${page === undefined ? 'its first page' : `page ${page}`}`
    return `${title} is shown as ${where}, ${dateReason(place.story.entry)}${mayFilter(entry, settings)}.`
  }

  function feedAnswer(key: string): Answer {
    const info = infos.get(key)
    if (!info) {
      const left = entries.filter(({feed}) => feed === key).length
      return {
        about: 'feed',
        sentence: `${off.get(key)?.name ?? key} is ${off.has(key) ? 'disabled in the config' : 'not followed'}; ${count(left, 'item')} of it are still remembered.`,
        details: [],
      }
    }
    const details = [...(info.advice ? [info.advice] : []), ...visitsOf(byKey.get(key))]
    return {about: 'feed', sentence: feedSentence(info, byKey.get(key)), details}
  }

  function ask(query: string): readonly Answer[] {
    const found = isAddress(query) ? findByAddress(query, knowledge) : findByWords(query, knowledge)
    const items = found.entries.toSorted(byRiver)
    const answers: Answer[] = [
      ...found.feeds.map(feedAnswer),
      ...items.slice(0, most).map((entry) => ({about: 'item' as const, sentence: entryAnswer(entry), details: []})),
    ]
    if (items.length > most)
      answers.push({
        about: 'none',
        sentence: `${items.length - most} more items match; ask with more words.`,
        details: [],
      })
    return answers.length > 0 ? answers : [{about: 'none', sentence: absence(query, knowledge), details: []}]
  }

  function apart(entry: Entry): string | undefined {
    const teller = flow.toldBy(entry)
    if (teller) return `${toldBy(teller, infos)} tells the same story.`
    return places.has(entryName(entry)) ? undefined : flow.heldBecause(entry)
  }

  return {apart, ask}
}

type Place = {readonly kind: 'shown' | 'folded'; readonly story: Story; readonly index: number}

function placesOf(stories: readonly Story[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  for (const [index, story] of stories.entries()) {
    places.set(entryName(story.entry), {kind: 'shown', story, index})
    for (const entry of story.folded) places.set(entryName(entry), {kind: 'folded', story, index})
  }
  return places
}

function toldBy({feed, title}: Entry, infos: ReadonlyMap<string, FeedInfo>): string {
  return `${infos.get(feed)?.name ?? feed}, with “${plain(title, 120)}”,`
}

function foldedUnder({entry}: Story, {name}: FeedInfo, {fold}: PlanetSettings): string {
  return `“${plain(entry.title, 120)}”: ${name} has more than ${fold.max} items among ${fold.window} neighbours.`
}

function dateReason({feed, river, published, firstSeen}: Entry): string {
  // A date that lies ahead becomes the time of the visit that brought it.
  if (river === published && published === firstSeen && feed !== ownFeed)
    return `at the time it was first seen, ${dayOf(river)}, because its date had not come yet`
  if (river === published) return `at the date it gives, ${dayOf(river)}`
  if (river === firstSeen)
    return `at the time it was first seen, ${dayOf(river)}${published ? '' : ', because it has no date'}`
  const late = published ? ` because it came late for its date, ${dayOf(published)}` : ''
  return `at ${dayOf(river)}, just after what readers had seen,${late}`.replace(/,$/, '')
}

function mayFilter(entry: Entry, {feeds, filter, keep, drop}: PlanetSettings): string {
  const feed = feeds.find(({key}) => key === entry.feed)
  const asked = filter || feed?.filter || [keep, drop, feed?.keep, feed?.drop].some((rule) => rule?.words)
  return asked ? ', unless a filter of its words leaves it out' : ''
}

function feedSentence(info: FeedInfo, state: FeedState | undefined): string {
  const items = `${count(info.items, 'item')}${info.newest ? `, the newest of ${dayOf(info.newest)}` : ''}`
  const {health, note} = state ? healthOf(state) : info
  return `${info.name} (${info.feedUrl ?? info.url ?? info.key}) is ${words[health]}: ${plain(afterColon(note), 400)} It has ${items}.`
}

const words: Readonly<Record<FeedInfo['health'], string>> = {
  good: 'well',
  new: 'new',
  failing: 'failing',
  gone: 'gone',
  quarantined: 'in quarantine',
  off: 'disabled',
}

function visitsOf(state: FeedState | undefined): readonly string[] {
  if (!state) return []
  const {due, visit} = state
  const next =
    due && due < never ? [`Next visit: ${minuteOf(due)}${visit.dueBecause ? ` (${visit.dueBecause})` : ''}.`] : []
  return [...next, ...visit.history.map(({at, status, note}) => `${minuteOf(at)} ${status}: ${plain(note, 400)}`)]
}

function isAddress(query: string): boolean {
  return canonicalUrl(query.trim()) !== undefined || /^(?:tag|urn):\S+$|^feed:\S+$/i.test(query.trim())
}

function findByAddress(query: string, {feeds, disabled, entries}: Knowledge) {
  const url = canonicalUrl(query.trim())
  const id = canonicalId(query)
  const address = feedUrl(query)
  const key = address && feedKey(address)
  return {
    feeds: [...feeds, ...disabled]
      .filter((feed) => feed.key === key || (url && canonicalUrl(feed.url) === url))
      .map((feed) => feed.key),
    entries: entries.filter(
      (entry) => (id && entry.id === id) || (url && (entry.permalink === url || canonicalUrl(entry.url) === url)),
    ),
  }
}

/** What holds all the words; if nothing does, what holds them as parts of words. */
function findByWords(query: string, {feeds, disabled, entries}: Knowledge) {
  const wanted = normalText(query).split(' ').filter(Boolean)
  const whole = (text: string) => wanted.every((word) => ` ${text} `.includes(` ${word} `))
  const partly = (text: string) => wanted.every((word) => text.includes(word))
  const find = (has: (text: string) => boolean) => ({
    feeds: [...feeds, ...disabled]
      .filter(({name, key}) => key === query.trim() || has(normalText(`${name} ${key}`)))
      .map(({key}) => key),
    entries: entries.filter(({titleKey}) => has(titleKey)),
  })
  if (wanted.length === 0) return {feeds: [], entries: []}
  const found = find(whole)
  return found.feeds.length + found.entries.length > 0 ? found : find(partly)
}

/** Why nothing was found, as far as it can be told. */
function absence(query: string, {feeds, states, entries}: Knowledge): string {
  const asked = `“${plain(query, 200)}”`
  const host = authorityOf(canonicalUrl(query.trim()))
  const source =
    host && feeds.find((feed) => [feed.url, feed.feedUrl].some((url) => authorityOf(canonicalUrl(url)) === host))
  if (!source)
    return `Nothing is known of ${asked} among ${count(entries.length, 'item')} of ${count(feeds.length, 'feed')}.`
  const lastGood = states.find(({feed}) => feed === source.key)?.visit.lastGood ?? source.lastGood
  const unlisted = `${asked} is not there: ${source.name}, which is followed, has never listed it up to now`
  return lastGood
    ? `${unlisted} and did not when it was last read, ${minuteOf(lastGood)}.`
    : `${unlisted}, because it has never been read.`
}

function dayOf(time: string): string {
  return time.slice(0, 10)
}

function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`
}
