/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Everything in it may be of any type. */
import {escapeMarkup} from '../../escape.ts'
import {isRecord} from '../../record.ts'
import {strange} from '../../strange.ts'
import type {Body, Enclosure, FeedDocument, FeedEntry, Person} from '../../types.ts'
import {parseDate} from './dates.ts'
import {type FeedFormat, type FeedText, maximumItems, tooManyItems} from './format.ts'
import {defined} from './normal.ts'
import {personOf, uniquePeople} from './people.ts'
import {fromPlainText} from './plain.ts'
import {oneLine} from './tree.ts'
import {webUrl} from './urls.ts'

type Fields = Readonly<Record<string, unknown>>

/** JSON Feed. */
export const jsonFormat: FeedFormat = {
  name: 'JSON Feed',
  recognises: (text) => /^\s*\{/.test(text),
  read: readJson,
}

function readJson({text, url}: FeedText): FeedDocument | undefined {
  const feed = fieldsOf(parse(text))
  if (!Array.isArray(feed.items) && !/jsonfeed\.org/.test(lineIn(feed, 'version') ?? '')) return undefined
  const authors = peopleIn(feed)
  const link = webUrl(lineIn(feed, 'home_page_url'), url)
  const all = listOf(feed.items)
  const items = all.slice(0, maximumItems)
  const entries = items.filter((item) => typeof item === 'object' && item !== null)
  return {
    format: 'json',
    ...defined({
      version: /([\d.]+)\/?$/.exec(lineIn(feed, 'version') ?? '')?.[1],
      title: lineIn(feed, 'title'),
      description: lineIn(feed, 'description'),
      link,
      self: webUrl(lineIn(feed, 'feed_url'), url),
      language: lineIn(feed, 'language'),
      image: webUrl(lineIn(feed, 'icon'), url),
      icon: webUrl(lineIn(feed, 'favicon'), url),
    }),
    hubs: listOf(feed.hubs).flatMap((hub) => webUrl(lineIn(fieldsOf(hub), 'url'), url) ?? []),
    authors,
    hints: {},
    entries: entries.map((item) => entryOf(fieldsOf(item), authors, url)),
    deleted: [],
    warnings: [
      ...(items.length < all.length ? [tooManyItems] : []),
      ...(entries.length < items.length ? ['Some items are no objects.'] : []),
    ],
  }
}

function entryOf(item: Fields, authors: readonly Person[], url: string): FeedEntry {
  const own = peopleIn(item)
  const external = webUrl(lineIn(item, 'external_url'), url)
  const plain = stringIn(item, 'content_text')
  const summary = lineIn(item, 'summary')
  return {
    ...defined({
      id: lineIn(item, 'id'),
      url: webUrl(lineIn(item, 'url'), url) ?? external,
      title: lineIn(item, 'title'),
      summary: bodyOf(summary && escapeMarkup(summary), url),
      content: bodyOf(stringIn(item, 'content_html') ?? (plain && fromPlainText(plain)), url),
      published: parseDate(lineIn(item, 'date_published')),
      updated: parseDate(lineIn(item, 'date_modified')),
      language: lineIn(item, 'language'),
      image: webUrl(lineIn(item, 'image') ?? lineIn(item, 'banner_image'), url),
    }),
    authors: own.length ? own : authors,
    categories: [...new Set(listOf(item.tags).flatMap((tag) => lineIn({tag}, 'tag') ?? []))],
    enclosures: listOf(item.attachments).flatMap((attachment) => enclosureOf(fieldsOf(attachment), url) ?? []),
  }
}

function enclosureOf(attachment: Fields, base: string): Enclosure | undefined {
  const url = webUrl(lineIn(attachment, 'url'), base)
  const size = (name: string) => (Number(attachment[name]) > 0 ? Number(attachment[name]) : undefined)
  return url
    ? {
        url,
        ...defined({
          type: lineIn(attachment, 'mime_type'),
          length: size('size_in_bytes'),
          title: lineIn(attachment, 'title'),
          duration: size('duration_in_seconds'),
        }),
      }
    : undefined
}

/** Version 1.1 has `authors`, 1.0 had `author`. */
function peopleIn(fields: Fields): readonly Person[] {
  return uniquePeople(
    [...listOf(fields.authors), fields.author].map((author) => {
      const person = fieldsOf(author)
      const name = typeof author === 'string' ? oneLine(author) : lineIn(person, 'name')
      return personOf(name, undefined, webUrl(lineIn(person, 'url')))
    }),
  )
}

function bodyOf(html: string | undefined, base: string): Body | undefined {
  return html?.trim() ? {html: strange(html), base} : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

function fieldsOf(value: unknown): Fields {
  return isRecord(value) ? value : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function stringIn(fields: Fields, name: string): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return typeof value === 'string' ? value.toWellFormed() : undefined
}

/** A string, or a number where the feed meant one, in one line. */
function lineIn(fields: Fields, name: string): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  const text = typeof value === 'number' ? String(value) : stringIn(fields, name)
  return text && oneLine(text)
}
