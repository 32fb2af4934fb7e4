/** RSS 2.0, with the elements of Dublin Core, `content` and Atom that readers know. */
import {type Extension, Feed, type FeedOptions, type Item} from 'feed'
import {escapeText} from '../../escape.ts'
import type {Enclosure, Person} from '../../types.ts'
import {type Channel, type ChannelItem, type FeedFormat, updatedOf} from './channel.ts'
import {channelElements, type Elements, episodeElements, episodeNames, namePodcast} from './podcast.ts'
import {createForms, createSlots, type Slots} from './slots.ts'
import {addStylesheet} from './style.ts'
import {countElements} from './verify.ts'

/** A channel with names in place of values. */
interface ChannelShape {
  readonly options: FeedOptions
  readonly extensions: readonly Extension[]
  readonly stylesheet: string | undefined
  /** Name of the items; undefined when there are none. */
  readonly items: string | undefined
  /** Names of the elements by which these are episodes of a podcast. */
  readonly episodes: readonly string[]
}

const channelForm = createForms(writeChannel)
const itemForm = createForms(writeItem)

/** `rss.xml`, as the RSS Advisory Board's specification and best practices have it. */
export const rss: FeedFormat = {
  name: 'RSS',
  file: 'rss.xml',
  type: 'application/rss+xml',
  write(channel, items) {
    const slots = createSlots()
    const form = channelForm(channelShape(channel, items, slots))
    return {text: slots.fill(form), form}
  },
  writeItem(item) {
    const slots = createSlots()
    const form = itemForm(toItem(item, slots))
    return {text: slots.fill(form), form}
  },
  count: (text) => countElements(text, ['rss', 'channel', 'item']),
}

function channelShape(channel: Channel, items: readonly string[], slots: Slots): ChannelShape {
  const podcast = channel.podcast && toExtensions(channelElements(channel.podcast, slots))
  return {
    options: {
      title: slots.text(channel.title),
      link: slots.text(channel.url),
      description: slots.text(channel.description || channel.title),
      updated: slots.date(new Date(updatedOf(channel)).toUTCString()),
      generator: 'Almagest',
      ...(channel.language && {language: slots.text(channel.language)}),
    },
    extensions: [...toExtensions({'atom:link': linksOf(channel, slots)}), ...(podcast ?? [])],
    stylesheet: channel.stylesheet && slots.text(channel.stylesheet),
    items: items.length ? slots.markup(items.join('')) : undefined,
    episodes: episodeNames(channel.items.flatMap(({enclosures}) => enclosures.slice(0, 1))),
  }
}

function writeChannel({options, extensions, stylesheet, items, episodes}: ChannelShape): string {
  const feed = new Feed(options)
  for (const extension of extensions) feed.addExtension(extension)
  // The package puts items before extensions, and names what they need: one shows it.
  if (items) feed.addItem({title: '', link: '', date: new Date(0), content: 'almagest'})
  const skeleton = feed.rss2().replace(oneItem, items ?? '')
  return `${addStylesheet(namePodcast(nameAtom(skeleton), episodes), stylesheet)}\n`
}

/** The item, as the package writes it into a channel that says nothing of itself. */
function writeItem(item: Item): string {
  const feed = new Feed({title: '', updated: item.date})
  feed.addItem(item)
  return oneItem.exec(feed.rss2())![0]
}

/** In a document of the package with one item. */
const oneItem = /\s+<item>.*<\/item>/s

/** The feed's own address, and the hubs to subscribe at (WebSub section 4). */
function linksOf({self, hubs = []}: Channel, slots: Slots): Record<string, unknown>[] {
  return [
    {_attributes: {href: slots.text(self), rel: 'self', type: 'application/rss+xml'}},
    ...hubs.map((hub) => ({_attributes: {href: slots.text(hub), rel: 'hub'}})),
  ]
}

/** The package declares Atom's namespace only where it writes the link itself. */
function nameAtom(skeleton: string): string {
  return skeleton.replace('<rss version="2.0"', '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"')
}

function toItem(item: ChannelItem, slots: Slots): Item {
  // RSS 2.0 wants a title or a description of every item.
  const described = item.summary || (item.title ? '' : item.source?.title || item.url)
  const published = slots.date(new Date(item.published).toUTCString())
  return {
    title: item.title && slots.text(item.title),
    id: slots.text(item.id),
    link: slots.text(item.url),
    date: published,
    content: slots.html(item.html),
    ...(described && {description: slots.html(escapeText(described))}),
    ...(isAuthor(item.authors) && {author: item.authors.map((author) => toAuthor(author, slots))}),
    category: item.categories.map((name) => ({name: slots.text(name)})),
    extensions: extensionsOf(item, slots),
  }
}

/** `author` is one person with an e-mail address. Several people, and those without one, are Dublin Core creators. */
function isAuthor(authors: readonly Person[]): boolean {
  return authors.length === 1 && authors[0]!.email !== undefined
}

function toAuthor({name, email}: Person, slots: Slots) {
  return {name: slots.text(name!), email: slots.text(email!)}
}

function extensionsOf(item: ChannelItem, slots: Slots): Extension[] {
  const {authors, enclosures, language, source, updated, published} = item
  const creators = isAuthor(authors) ? [] : authors.map(({name}) => ({_text: slots.text(name!)}))
  const origin = source?.feedUrl ?? source?.url
  const all: Record<string, unknown> = {
    ...(creators.length && {'dc:creator': creators}),
    ...(language && {'dc:language': slots.text(language)}),
    ...(updated && updated !== published && {'atom:updated': slots.text(updated)}),
    ...(enclosures.length && {enclosure: enclosures.map((enclosure) => toEnclosure(enclosure, slots))}),
    ...episodeElements(enclosures[0], slots),
    ...(source && origin && {source: {_attributes: {url: slots.text(origin)}, _text: slots.text(source.title)}}),
  }
  return toExtensions(all)
}

function toExtensions(elements: Elements): Extension[] {
  return Object.entries(elements).map(([name, objects]) => ({name, objects: objects as Extension['objects']}))
}

function toEnclosure({url, type, length}: Enclosure, slots: Slots) {
  return {_attributes: {url: slots.text(url), length: slots.text(String(length ?? 0)), type: slots.text(type!)}}
}
