/** Values made fit for every format before they are written: what XML forbids is gone, dates and links are real. */
import {cleanText} from '../../escape.ts'
import {languageTag} from '../../text.ts'
import type {Enclosure, Episode, Person} from '../../types.ts'
import type {Channel, ChannelItem, ItemSource} from './channel.ts'

/** The web address in its normal form, or undefined when it is none. */
function cleanUrl(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(cleanText(url))
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined
}

/** The date in ISO form with a year of four digits (RFC 3339 knows no other), or undefined. */
function cleanDate(date: string | undefined): string | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date)
  if (Number.isNaN(time)) return undefined
  const iso = new Date(time).toISOString()
  return /^\d{4}-/.test(iso) ? iso : undefined
}

/** The channel with every value fit for every format. No item is left out: what one lacks, its channel lends it. */
export function cleanChannel(channel: Channel): Channel {
  return {
    id: cleanText(channel.id),
    title: cleanText(channel.title),
    description: cleanText(channel.description),
    url: channel.url,
    self: channel.self,
    language: languageTag(channel.language) ?? '',
    authors: channel.authors.flatMap(cleanPerson),
    hubs: (channel.hubs ?? []).flatMap((hub) => cleanUrl(hub) ?? []),
    ...(channel.stylesheet && {stylesheet: channel.stylesheet}),
    ...(channel.podcast && {podcast: channel.podcast}),
    ...(channel.older && {older: channel.older}),
    ...(channel.current && {current: channel.current}),
    items: channel.items.map((item) => cleanItem(item, channel)),
  }
}

/** Items that were cleaned: the formats of a feed share them. */
const cleaned = new WeakMap<ChannelItem, ChannelItem>()

function cleanItem(item: ChannelItem, channel: Channel): ChannelItem {
  const known = cleaned.get(item)
  if (known) return known
  const url = cleanUrl(item.url) ?? cleanUrl(item.source?.url)
  const made = cleanValues(item, url ?? channel.url)
  // What its channel lends it is not its own.
  if (url !== undefined) cleaned.set(item, made)
  return made
}

function cleanValues(item: ChannelItem, url: string): ChannelItem {
  const updated = cleanDate(item.updated)
  return {
    id: cleanText(item.id).trim() || url,
    url,
    title: cleanText(item.title),
    html: cleanText(item.html),
    summary: item.summary === undefined ? undefined : cleanText(item.summary),
    published: cleanDate(item.published) ?? updated ?? new Date(0).toISOString(),
    updated,
    authors: item.authors.flatMap(cleanPerson),
    categories: [...new Set(item.categories.map((name) => cleanText(name).trim()))].filter(Boolean),
    enclosures: item.enclosures.flatMap(cleanEnclosure),
    image: cleanUrl(item.image),
    language: languageTag(item.language),
    source: item.source && cleanSource(item.source),
  }
}

function cleanPerson({name, email, url}: Person): Person[] {
  const known = cleanText(name ?? '').trim() || cleanText(email ?? '').replace(/@.*/s, '')
  if (!known) return []
  const address = cleanText(email ?? '').trim()
  const home = cleanUrl(url)
  return [{name: known, ...(/^[^\s@]+@[^\s@]+$/.test(address) && {email: address}), ...(home && {url: home})}]
}

function cleanEnclosure({url, type, length, title, duration, ...episode}: Episode): Episode[] {
  const home = cleanUrl(url)
  if (!home) return []
  const known = cleanText(type ?? '').trim()
  return [
    {
      url: home,
      type: /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(known) ? known : 'application/octet-stream',
      ...(isCount(length) && {length}),
      ...(title && {title: cleanText(title)}),
      ...(isCount(duration) && {duration}),
      ...cleanEpisode(episode),
    },
  ]
}

function cleanEpisode({transcript, chapters, ...rest}: Omit<Episode, keyof Enclosure>): Omit<Episode, keyof Enclosure> {
  const [text, list] = [cleanUrl(transcript?.url), cleanUrl(chapters)]
  return {...rest, ...(transcript && text && {transcript: {...transcript, url: text}}), ...(list && {chapters: list})}
}

function cleanSource({id, title, url, feedUrl}: ItemSource): ItemSource {
  return {id: cleanText(id), title: cleanText(title), url: cleanUrl(url), feedUrl: cleanUrl(feedUrl)}
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0
}
