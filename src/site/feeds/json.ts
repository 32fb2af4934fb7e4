/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
import {type Extension, Feed, type Item} from 'feed'
import type {Enclosure, Person} from '../../types.ts'
import type {Channel, ChannelItem, FeedFormat} from './channel.ts'

/** `feed.json`. The package writes version 1.0; what 1.1 and planets add goes in as extensions. */
export const json: FeedFormat = {
  name: 'JSON Feed',
  file: 'feed.json',
  type: 'application/feed+json',
  write(channel, items) {
    const feed = new Feed({
      title: channel.title,
      link: channel.url,
      feedLinks: {json: channel.self},
      ...(channel.description && {description: channel.description}),
    })
    for (const extension of extensionsOf(channel)) feed.addExtension(extension)
    const text = feed.json1()
    if (!items.length) return {text: `${text}\n`, form: forms.empty}
    return {text: `${text.slice(0, -empty.length)}${start}${items.join()}${end}\n`, form: forms.feed}
  },
  writeItem(item) {
    const feed = new Feed({title: ''})
    feed.addItem(toItem(item))
    const text = feed.json1()
    return {text: text.slice(text.indexOf(start) + start.length, -end.length), form: forms.item}
  },
  count: (text) => JSON.parse(text).items.length,
}

/** Values never decide how JSON is written: it has one form wherever we write it. */
const forms = {item: {}, feed: {}, empty: {}}

/** How the package ends a document without items. */
const empty = '"items": []\n}'

/** What it writes before the first item and after the last. */
const [start, end] = ['"items": [', '\n    ]\n}']

function toItem(item: ChannelItem): Item {
  return {
    title: item.title,
    id: item.id,
    link: item.url,
    date: new Date(item.updated ?? item.published),
    published: new Date(item.published),
    content: item.html,
    ...(item.summary && {description: item.summary}),
    ...(item.image && {image: item.image}),
    extensions: itemExtensions(item),
  }
}

function extensionsOf({language, authors, hubs = []}: Channel): Extension[] {
  return toExtensions({
    version: 'https://jsonfeed.org/version/1.1',
    language: language || undefined,
    authors: authors.length ? authors.map(toAuthor) : undefined,
    hubs: hubs.length ? hubs.map((url) => ({type: 'WebSub', url})) : undefined,
  })
}

function itemExtensions({authors, categories, enclosures, language, source}: ChannelItem): Extension[] {
  return toExtensions({
    authors: authors.length ? authors.map(toAuthor) : undefined,
    tags: categories.length ? categories : undefined,
    attachments: enclosures.length ? enclosures.map(toAttachment) : undefined,
    language,
    _source: source && {id: source.id, title: source.title, url: source.url, feed_url: source.feedUrl},
  })
}

function toAuthor({name, url}: Person) {
  return {name, url}
}

function toAttachment({url, type, length, title, duration}: Enclosure) {
  return {url, mime_type: type, title, size_in_bytes: length, duration_in_seconds: duration}
}

function toExtensions(fields: Record<string, unknown>): Extension[] {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return given.map(([name, objects]) => ({name, objects: objects as Extension['objects']}))
}
