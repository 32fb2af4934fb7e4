/** RSS 2.0, with the elements of Dublin Core, `content` and Atom that readers know. */
import {type Extension, Feed, type Item} from 'feed'
import type {Enclosure, Person} from '../../types.ts'
import {type Channel, type ChannelItem, type FeedFormat, updatedOf} from './channel.ts'
import {channelElements, type Elements, episodeElements, namePodcast} from './podcast.ts'
import {createSlots, type Slots} from './slots.ts'
import {addStylesheet} from './style.ts'
import {countElements} from './verify.ts'

/** `rss.xml`, as the RSS Advisory Board's specification and best practices have it. */
export const rss: FeedFormat = {
  name: 'RSS',
  file: 'rss.xml',
  type: 'application/rss+xml',
  write(channel) {
    const slots = createSlots()
    const feed = new Feed({
      title: slots.text(channel.title),
      link: slots.text(channel.url),
      description: slots.text(channel.description || channel.title),
      updated: updatedOf(channel),
      generator: 'Almagest',
      ...(channel.language && {language: slots.text(channel.language)}),
    })
    feed.addExtension({name: 'atom:link', objects: linksOf(channel, slots) as unknown as Extension['objects']})
    if (channel.podcast)
      for (const element of toExtensions(channelElements(channel.podcast, slots))) feed.addExtension(element)
    for (const item of channel.items) feed.addItem(toItem(item, slots))
    return `${slots.fill(addStylesheet(namePodcast(nameAtom(feed.rss2())), channel))}\n`
  },
  count: (text) => countElements(text, ['rss', 'channel', 'item']),
}

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
  const published = new Date(item.published)
  return {
    title: item.title && slots.text(item.title),
    id: slots.text(item.id),
    link: slots.text(item.url),
    date: published,
    content: slots.html(item.html),
    ...(item.summary && {description: slots.html(asHtml(item.summary))}),
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
    ...(updated && updated !== published && {'atom:updated': updated}),
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
  return {_attributes: {url: slots.text(url), length: length ?? 0, type: slots.text(type!)}}
}

/** The text as HTML. Quotes stay, so that who looks at the bare text can read it, too. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
