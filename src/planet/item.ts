/** An entry made safe, filtered and ready for a theme. */
import {Problem, ProblemsError} from '../problem.ts'
import {byExtension, soundAndFilm} from '../sound-and-film.ts'
import type {Body, Enclosure, Entry, FeedHead, Item, PlanetSettings, Subscription} from '../types.ts'
import type {Allowed} from './address.ts'
import {linkOf} from './also-in.ts'
import {droppedBy, languageOf} from './filter.ts'
import {isUri, itemId} from './item-id.ts'
import {plain, wholeWebUrl} from './safe-text.ts'
import {sanitizeHtml, shorten, toPlainText} from './sanitize.ts'

/** What an item is made with besides its entry. */
export interface ItemContext {
  readonly feed: FeedHead
  /** Other feeds that carry the story. Default: none. */
  readonly also?: Item['also']
  /** The feed's overrides and filters. Default: none. */
  readonly subscription?: Subscription
  /** The planet's filters. Default: none. */
  readonly settings?: Pick<PlanetSettings, 'keep' | 'drop' | 'filter'>
  /** Where to show a picture from instead, given its URL. Default: from where it is. */
  readonly picture?: (url: string) => string
  /** Hosts inside somebody's network that pictures may lie on. Default: none. */
  readonly allowed?: Allowed
  /** When the site is built: filters by age count from here. */
  readonly now: string
}

/** Words after which a long body is cut for the planet's page. */
const wordsShown = 300

/** The entry as an item; undefined when a filter drops it. Whatever the feed says, the result is safe to show. */
export function toItem(entry: Entry, body: Body | undefined, context: ItemContext): Item | undefined {
  const {feed, also = [], subscription, settings, picture, allowed, now} = context
  const base = subscription?.base ?? body?.base
  const html = body ? sanitizeHtml(body.html, {base, page: linkOf(entry, feed), picture, allowed}) : ''
  const language = languageOf(entry, subscription, feed.language)
  const judged = {...entry, ...(language !== undefined && {language}), text: textFor(html, subscription, settings)}
  if (droppedBy(subscription ?? {}, judged, now) ?? droppedBy(settings ?? {}, judged, now)) return undefined
  const short = shorten(html, wordsShown)
  const remote = wholeWebUrl(entry.image)
  const image = remote && picture ? picture(remote) : remote
  const item: Item = {
    ...headOf(entry, feed),
    html,
    ...(short !== undefined && short !== html && {shortened: short}),
    ...(language !== undefined && {language}),
    ...(image !== undefined && {image}),
    also,
  }
  return filtered(item, [subscription?.filter, settings?.filter])
}

/** A post of the site itself as an item of its planet. Its HTML is the author's and stays as it is. */
export function ownItem(entry: Entry, html: string, {feed, also = []}: Pick<ItemContext, 'feed' | 'also'>): Item {
  const short = shorten(html, wordsShown)
  const language = entry.language ?? feed.language
  return {
    ...headOf(entry, feed),
    html,
    ...(short !== undefined && short !== html && {shortened: short}),
    ...(language !== undefined && {language}),
    also,
  }
}

function headOf(entry: Entry, feed: FeedHead) {
  const {published, updated, source, river} = entry
  return {
    id: itemId(entry),
    feed,
    url: linkOf(entry, feed),
    title: plain(entry.title, 300),
    date: river,
    ...(published !== undefined && {published}),
    ...(updated !== undefined && {updated}),
    authors: entry.authors.map(({name, email, url}) => {
      const home = wholeWebUrl(url)
      return {
        ...(name !== undefined && {name: plain(name, 200)}),
        ...(email !== undefined && {email: plain(email, 200)}),
        ...(home !== undefined && {url: home}),
      }
    }),
    categories: [...new Set(entry.categories.map((category) => plain(category, 100)))].filter(Boolean),
    enclosures: entry.enclosures.flatMap(cleanEnclosure),
    ...(source !== undefined && {source: cleanSource(source)}),
  }
}

function cleanEnclosure({url, type, title, ...counts}: Enclosure): readonly Enclosure[] {
  if (wholeWebUrl(url) === undefined) return []
  const media = /^[\w.+-]{1,100}\/[\w.+-]{1,100}/.exec(type ?? '')?.[0] ?? byExtension(soundAndFilm, url)
  return [{url, ...(media && {type: media}), ...(title !== undefined && {title: plain(title, 300)}), ...counts}]
}

function cleanSource({id, title, ...links}: NonNullable<Entry['source']>): NonNullable<Item['source']> {
  const [url, feedUrl] = [wholeWebUrl(links.url), wholeWebUrl(links.feedUrl)]
  return {
    ...(id !== undefined && isUri(id) && {id}),
    ...(title !== undefined && {title: plain(title, 200)}),
    ...(url !== undefined && {url}),
    ...(feedUrl !== undefined && {feedUrl}),
  }
}

function textFor(html: string, ...rules: readonly (Pick<Subscription, 'keep' | 'drop'> | undefined)[]): string {
  return rules.some((rule) => rule?.keep?.words || rule?.drop?.words) ? toPlainText(html) : ''
}

function filtered(item: Item, filters: readonly (Subscription['filter'] | undefined)[]): Item | undefined {
  let kept: Item | undefined = item
  for (const filter of filters) kept = kept && filter ? called(filter, kept) : kept
  return kept
}

/** The answer of a filter. It is the site's own code: what it throws is told with the item that it failed on. */
function called(filter: NonNullable<Subscription['filter']>, item: Item): Item | undefined {
  try {
    return filter(item)
  } catch (error) {
    const problem = new Problem(
      `A filter failed on “${item.title}” of ${item.feed.name}: ${(error as Error)?.message ?? error}`,
      {hint: 'Mend the `filter` in the config; some fields of an item may be missing.'},
    )
    throw new ProblemsError([problem], {cause: error})
  }
}
