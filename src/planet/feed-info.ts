/** What pages may know of the feeds of a planet: their names, pages, faces and health. */
import {digest} from '../digest.ts'
import {encodePath, languageTag, slugify} from '../text.ts'
import type {Entry, FeedInfo, FeedState, PlanetSettings, Subscription} from '../types.ts'
import {ownFeed} from './flow.ts'
import {isUri} from './item-id.ts'
import {moveAdvice, withoutLogin} from './moves.ts'
import {plain, wholeWebUrl} from './safe-text.ts'
import {afterColon, toSentence} from './sentence.ts'

/** What the sources of a planet are told from. */
export interface Sources {
  readonly settings: PlanetSettings
  readonly states: readonly FeedState[]
  /** Path of the site: empty, or `/blog`. */
  readonly base: string
  /** Paths of pictures on this site by the key of their feed. Default: none. */
  readonly faces?: ReadonlyMap<string, string>
  /** The live entries of a feed, newest first. */
  entriesOf(feed: string): readonly Entry[]
  /** Title, home and language of the site, when its own posts stand in the planet. */
  readonly own?: {
    readonly title: string
    readonly url: string
    readonly language: string
    readonly description?: string
  }
}

/** All sources of a planet in the order of their names. Each has a page of its own, whatever it calls itself. */
export function feedInfos({settings, states, base, faces, entriesOf, own}: Sources): readonly FeedInfo[] {
  const byKey = new Map(states.map((state) => [state.feed, state]))
  const followed = settings.feeds.filter(({disabled}) => !disabled)
  const slugs = slugsOf(followed)
  const infos = followed.map((feed) =>
    infoOf(
      feed,
      byKey.get(feed.key),
      entriesOf(feed.key),
      pageOf(base, settings, slugs.get(feed.key)!),
      faces?.get(feed.key),
    ),
  )
  if (own) infos.push(ownInfo(own, entriesOf(ownFeed), pageOf(base, settings, ownSlug)))
  const collator = new Intl.Collator('en', {sensitivity: 'base', numeric: true})
  return infos.sort((a, b) => collator.compare(a.name, b.name) || (a.key < b.key ? -1 : 1))
}

/** The sources that the config disables: listed where it says how sources are doing, and nowhere else. */
export function disabledInfos({
  settings,
  states,
  base,
}: Pick<Sources, 'settings' | 'states' | 'base'>): readonly FeedInfo[] {
  const byKey = new Map(states.map((state) => [state.feed, state]))
  const page = `${base}${settings.path}sources/`
  return settings.feeds
    .filter(({disabled}) => disabled)
    .map((feed) => {
      const {advice, newest, ...info} = infoOf(feed, byKey.get(feed.key), [], page, undefined)
      return {...info, health: 'off', note: 'It is disabled in the config.'}
    })
}

/** The subscriptions with the name and the home page that the feeds themselves have told, where the config gives none. */
export function withWhatTheySay(
  subscriptions: readonly Subscription[],
  states: readonly FeedState[],
): readonly Subscription[] {
  const about = new Map(states.map((state) => [state.feed, state.about]))
  return subscriptions.map((feed) => {
    const {title, link} = about.get(feed.key) ?? {}
    const name = feed.name ?? plain(title ?? '', 200)
    const site = feed.site ?? wholeWebUrl(link)
    return {...feed, ...(name && {name}), ...(site !== undefined && {site})}
  })
}

/** Why a feed has the health it has, in one sentence for people. */
export function healthOf(state: FeedState | undefined): Pick<FeedInfo, 'health' | 'note'> {
  if (!state) return {health: 'new', note: 'It has not been read yet.'}
  const {visit, merge} = state
  const last = visit.history[0]
  if (merge.quarantine) return {health: 'quarantined', note: merge.quarantine.why}
  if (visit.gone) return {health: 'gone', note: 'It says that it is gone for good; its items stay.'}
  if (visit.failures > 0) {
    // The number of failures would change the pages of a dead feed with every visit; the status page tells it.
    const which = visit.failures === 1 ? 'The last visit failed' : 'The last visits failed'
    return {health: 'failing', note: last ? toSentence(`${which}: ${afterColon(last.note)}`) : `${which}.`}
  }
  if (!visit.lastGood && !merge.lastGood) return {health: 'new', note: 'It has not been read yet.'}
  return {health: 'good', note: toSentence(last?.note ?? merge.note ?? 'It was read.')}
}

/** Where the own posts have their page. */
const ownSlug = 'own'

function infoOf(
  feed: Subscription,
  state: FeedState | undefined,
  entries: readonly Entry[],
  page: string,
  face: string | undefined,
): FeedInfo {
  const about = state?.about ?? {}
  const url = wholeWebUrl(feed.site) ?? wholeWebUrl(about.link)
  const language = feed.language ?? languageTag(about.language)
  const lastGood = state?.visit.lastGood ?? state?.merge.lastGood
  const advice = state && moveAdvice(feed, state)
  return {
    key: feed.key,
    ...(about.id && isUri(about.id) && {id: about.id}),
    name: nameOf(feed, state),
    ...(url !== undefined && {url}),
    ...(!feed.file && {feedUrl: withoutLogin(state?.url ?? feed.url)}),
    ...(about.description && {description: plain(about.description, 500)}),
    ...(language !== undefined && {language}),
    ...(face !== undefined && {face}),
    ...(feed.group !== undefined && {group: feed.group}),
    tags: feed.tags ?? [],
    page,
    own: false,
    ...healthOf(state),
    ...(advice !== undefined && {advice}),
    items: entries.length,
    ...(entries[0] && {newest: entries[0].river}),
    ...(lastGood !== undefined && {lastGood}),
  }
}

function ownInfo(
  {title, url, language, description}: NonNullable<Sources['own']>,
  entries: readonly Entry[],
  page: string,
): FeedInfo {
  return {
    key: ownFeed,
    name: title,
    url,
    ...(description && {description}),
    language,
    tags: [],
    page,
    own: true,
    health: 'good',
    note: 'These are the posts of this site.',
    items: entries.length,
    ...(entries[0] && {newest: entries[0].river}),
  }
}

/** What a source is called: by the config, else by itself, else by its address. */
function nameOf({name, key}: Subscription, state: FeedState | undefined): string {
  return plain(name ?? '', 200) || plain(state?.about.title ?? '', 200) || addressOf(key)
}

/**
 * A folder name for every feed. It is made from the config alone: a feed must not move by renaming itself, nor take the
 * page of another. Feeds with one name get the start of a digest each, so none depends on who else is there first.
 */
function slugsOf(feeds: readonly Subscription[]): ReadonlyMap<string, string> {
  const wanted = feeds.map(
    ({key, name}) => [key, slugify(name ?? '').slice(0, 80) || slugify(addressOf(key)).slice(0, 80)] as const,
  )
  const counts = new Map<string, number>([[ownSlug, 1]])
  for (const [, slug] of wanted) counts.set(slug, (counts.get(slug) ?? 0) + 1)
  return new Map(
    wanted.map(([key, slug]) => [
      key,
      counts.get(slug) === 1 && slug
        ? slug
        : `${slug}-${digest(key)
            .replace(/[^a-z0-9]/gi, '')
            .slice(0, 6)
            .toLowerCase()}`,
    ]),
  )
}

function pageOf(base: string, {path}: PlanetSettings, slug: string): string {
  return `${base}${path}sources/${encodePath(slug)}/`
}

/** The telling part of a key: the name of a file, or host and path without the words that only say "feed". */
function addressOf(key: string): string {
  const path = key.replace(/[?#].*$/s, '').replace(/\.(?:xml|rss|atom|json|rdf)$/i, '')
  if (key.startsWith('file:')) return path.slice(Math.max(path.lastIndexOf('/'), 4) + 1) || key
  return path.replace(/\/(?:feed|rss|atom|index)?\/?$/i, '') || path
}
