/** What makes an RSS feed a podcast: the elements of iTunes and of Podcasting 2.0. */
import type {Episode, Settings} from '../../types.ts'
import {absolute} from '../format.ts'
import type {PodcastAbout} from './channel.ts'
import {createSlots, type Slots} from './slots.ts'

/** Elements by name, as the package `feed` takes them. */
export type Elements = Readonly<Record<string, unknown>>

const namespaces: Readonly<Record<string, string>> = {
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  podcast: 'https://podcastindex.org/namespace/1.0',
}

/** The podcast that the config makes of the blog; undefined where it makes none. */
export function podcastOf({site, blog: {podcast}}: Settings): PodcastAbout | undefined {
  if (!podcast) return undefined
  return {
    ...podcast,
    image: absolute(site, podcast.image.startsWith('/') ? site.base + podcast.image : podcast.image),
    author: podcast.author ?? (site.authors.map(({name}) => name).join(', ') || site.title),
  }
}

/** Elements of the channel. */
export function channelElements(about: PodcastAbout, slots: Slots): Elements {
  const {author, image, category, explicit = false, kind, owner, locked, funding, guid} = about
  const [main, sub] = typeof category === 'string' ? [category] : category
  return {
    'itunes:author': slots.text(author),
    'itunes:image': {_attributes: {href: slots.text(image)}},
    'itunes:category': {
      _attributes: {text: slots.text(main)},
      ...(sub && {'itunes:category': {_attributes: {text: slots.text(sub)}}}),
    },
    'itunes:explicit': String(explicit),
    ...(kind && {'itunes:type': kind}),
    ...(owner && {
      'itunes:owner': {'itunes:name': slots.text(owner.name ?? author), 'itunes:email': slots.text(owner.email)},
    }),
    'podcast:guid': slots.text(guid),
    ...(locked && {'podcast:locked': owner ? {_attributes: {owner: slots.text(owner.email)}, _text: 'yes'} : 'yes'}),
    ...(funding && {'podcast:funding': {_attributes: {url: slots.text(funding.url)}, _text: slots.text(funding.text)}}),
  }
}

/** Elements of an item with such a file. */
export function episodeElements(file: Episode | undefined, slots: Slots): Elements {
  if (!file) return {}
  const {duration, season, episode, explicit, kind, transcript, chapters} = file
  return {
    ...(duration !== undefined && {'itunes:duration': slots.text(String(duration))}),
    ...(season !== undefined && {
      'itunes:season': slots.text(String(season)),
      'podcast:season': slots.text(String(season)),
    }),
    ...(episode !== undefined && {
      'itunes:episode': slots.text(String(episode)),
      'podcast:episode': slots.text(String(episode)),
    }),
    ...(explicit !== undefined && {'itunes:explicit': String(explicit)}),
    ...(kind && {'itunes:episodeType': kind}),
    ...(transcript && {
      'podcast:transcript': {_attributes: {url: slots.text(transcript.url), type: slots.text(transcript.type)}},
    }),
    ...(chapters && {
      'podcast:chapters': {_attributes: {url: slots.text(chapters), type: 'application/json+chapters'}},
    }),
  }
}

/** Names of all elements that items with such files have. */
export function episodeNames(files: readonly Episode[]): string[] {
  return [...new Set(files.flatMap((file) => Object.keys(episodeElements(file, createSlots()))))]
}

/** The document with those namespaces declared that it uses, or will when it has elements of these names. */
export function namePodcast(skeleton: string, names: readonly string[]): string {
  return Object.entries(namespaces)
    .filter(([prefix]) => skeleton.includes(`<${prefix}:`) || names.some((name) => name.startsWith(`${prefix}:`)))
    .reduce(
      (text, [prefix, uri]) => text.replace('<rss version="2.0"', `<rss version="2.0" xmlns:${prefix}="${uri}"`),
      skeleton,
    )
}
