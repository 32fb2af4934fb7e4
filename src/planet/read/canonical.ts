/** Any RSS, RDF or Atom as one canonical RSS 2.0 document: well-formed, absolute URLs, ISO dates, bodies set apart. */

import type {Person} from '../../types.ts'
import {type RawBody, readBody, readText} from './body.ts'
import {parseDate} from './dates.ts'
import {readEnclosures, readImage} from './media.ts'
import {personOf, readPerson, uniquePeople} from './people.ts'
import {attributeOf, type Element, elementsIn, escapeMarkup, lineOf, textOf} from './tree.ts'
import {absoluteUrl, webUrl} from './urls.ts'
import {type Field, vocabulary} from './vocabulary.ts'

/** The document, and the bodies it refers to by their place in the list. */
export interface Canonical {
  readonly xml: string
  readonly bodies: readonly RawBody[]
}

/** The parts of a feed, wherever its format puts them. */
export interface Parts {
  readonly channel: Element
  readonly items: readonly Element[]
  /** `rss`, `rdf` or `feed`. */
  readonly document: Element
}

/** A document for rss-parser. Lists whose order counts stand in elements of our own, prefixed `x:`. */
export function writeCanonical({channel, items, document}: Parts, url: string): Canonical {
  const bodies: RawBody[] = []
  const keep = (body: RawBody | undefined) => (body ? bodies.push(body) - 1 : undefined)
  const namespaces = ['x', 'content', 'dc', 'atom'].map((name) => ` xmlns:${name}="urn:${name}"`).join('')
  const xml = [
    `<rss version="2.0"${namespaces}><channel>`,
    channelFields(channel, document, url),
    ...items.map((item) => `<item>${itemFields(item, channel, keep)}</item>`),
    '</channel></rss>',
  ]
  return {xml: xml.join(''), bodies}
}

function channelFields(channel: Element, document: Element, url: string): string {
  const links = linksOf(channel)
  return [
    tag('title', first(channel, 'title', readText)),
    tag('description', first(channel, 'summary', readText)),
    tag('link', webLink(channel, links)),
    tag('language', languageOf(channel) ?? document.language),
    tag('lastBuildDate', first(channel, 'updated', dateOf) ?? first(channel, 'published', dateOf)),
    tag('x:id', idOf(channel)),
    tag('x:image', readImage(channel)),
    tag('x:icon', webUrl(lineOf(child(channel, 'icon')), channel.base)),
    ...links
      .filter(({rel}) => rel === 'self' || rel === 'hub')
      .map(({rel, href}) => tag('atom:link', '', {rel, href: absoluteUrl(href, url)})),
    ...people(channel, true).map(personTag),
    ...hints(channel),
    ...named(channel, 'at:deleted-entry')
      .concat(named(document, 'at:deleted-entry'))
      .map((element) => tag('x:deleted', attributeOf(element, 'ref'))),
  ].join('')
}

function itemFields(item: Element, channel: Element, keep: (body: RawBody | undefined) => number | undefined): string {
  const links = linksOf(item)
  const id = idOf(item)
  const guid = child(item, 'guid')
  const isPermalink = guid && attributeOf(guid, 'ispermalink')?.toLowerCase() !== 'false' && /^https?:/i.test(id ?? '')
  const source = child(item, 'source')
  const authors = people(item, false)
  const inherited = authors.length ? authors : source && people(source, true)
  const whole = child(item, 'summary') && child(item, 'description')
  return [
    tag('title', first(item, 'title', readText)),
    tag(
      'link',
      webLink(item, links) ??
        (isPermalink ? webUrl(id) : undefined) ??
        webUrl(attributeOf(item, 'rdf:about'), item.base),
    ),
    tag('guid', id, guid && {isPermaLink: String(isPermalink)}),
    tag('x:original', webUrl(first(item, 'original', lineOf), item.base)),
    tag('pubDate', first(item, 'published', dateOf)),
    tag('x:updated', first(item, 'updated', dateOf)),
    tag('content:encoded', keep(first(item, 'content', readBody) ?? (whole && readBody(whole)))),
    tag('description', keep(first(item, 'summary', readBody))),
    tag('dc:language', languageOf(item)),
    tag(
      'comments',
      webUrl(first(item, 'comments', lineOf), item.base) ?? links.find(({rel}) => rel === 'replies')?.href,
    ),
    tag('x:image', readImage(item)),
    ...(inherited?.length ? inherited : people(channel, true)).map(personTag),
    ...categories(item).map((name) => tag('category', name)),
    ...readEnclosures(item).map((enclosure) => tag('x:enclosure', '', {...enclosure})),
    source ? sourceTag(source) : '',
  ].join('')
}

/** The first element of a field that has a value. */
function first<Value>(parent: Element, field: Field, read: (element: Element) => Value | undefined): Value | undefined {
  for (const name of vocabulary[field])
    for (const element of named(parent, name)) {
      const value = read(element)
      if (value !== undefined) return value
    }
  return undefined
}

/** Elements by their name in the vocabulary: Atom's and RSS's own need no prefix, `/` goes into an element. */
function named(parent: Element, name: string): readonly Element[] {
  const [outer, inner] = name.split('/')
  const found = elementsIn(parent, outer!, `atom:${outer}`)
  return inner === undefined ? found : found.flatMap((element) => elementsIn(element, inner))
}

function child(parent: Element, name: string): Element | undefined {
  return named(parent, name)[0]
}

/** BCP 47 writes `en-US` where some write `en_US`. */
function languageOf(element: Element): string | undefined {
  return (first(element, 'language', lineOf) ?? element.language)?.replace('_', '-')
}

function dateOf(element: Element): string | undefined {
  return parseDate(textOf(element))
}

interface Link {
  readonly rel: string
  readonly href: string
  readonly type: string
}

function linksOf(parent: Element): readonly Link[] {
  return named(parent, 'link').flatMap((element) => {
    const href = absoluteUrl(attributeOf(element, 'href'), element.base) ?? attributeOf(element, 'href')
    const rel = (attributeOf(element, 'rel') ?? 'alternate').replace('http://www.iana.org/assignments/relation/', '')
    return href ? [{rel, href, type: attributeOf(element, 'type') ?? ''}] : []
  })
}

/** The page to send readers to: RSS's link, else Atom's alternate that is a page, else what the entry is about. */
function webLink(parent: Element, links: readonly Link[]): string | undefined {
  const alternates = links.filter(({rel}) => rel === 'alternate')
  const page = alternates.find(({type}) => !type || /html/i.test(type)) ?? alternates[0]
  return (
    rssLink(parent, 'link') ??
    webUrl(page?.href) ??
    rssLink(parent, 'atom:link') ??
    webUrl(links.find(({rel}) => /^(?:related|via|enclosure)$/.test(rel))?.href)
  )
}

/** A link as RSS writes it, in the text of the element. Of several the last one counts, as in most readers. */
function rssLink(parent: Element, name: string): string | undefined {
  return elementsIn(parent, name)
    .filter((element) => (attributeOf(element, 'rel') ?? 'alternate') === 'alternate')
    .flatMap((element) => webUrl(lineOf(element) ?? attributeOf(element, 'href'), element.base) ?? [])
    .at(-1)
}

function idOf(element: Element): string | undefined {
  return first(element, 'id', lineOf) ?? attributeOf(element, 'rdf:about') ?? lineOf(child(element, 'dc:identifier'))
}

function people(parent: Element, feed: boolean): readonly Person[] {
  const named = peopleBy(parent, 'authors')
  return named.length || !feed ? named : peopleBy(parent, 'editors')
}

function peopleBy(parent: Element, field: 'authors' | 'editors'): readonly Person[] {
  const names: readonly string[] = vocabulary[field]
  return uniquePeople(
    elementsIn(parent)
      .filter(({name}) => names.includes(name.replace('atom:', '')))
      .map(personIn),
  )
}

/** Atom's name, email and uri; iTunes' owner; everything else is one string. */
function personIn(element: Element): Person | undefined {
  const part = (name: string) => lineOf(elementsIn(element).find((inner) => inner.local.toLowerCase() === name))
  if (elementsIn(element).length === 0) return readPerson(textOf(element))
  const url = webUrl(part('uri') ?? part('url') ?? part('homepage'), element.base)
  return personOf(part('name'), part('email'), url) ?? readPerson(textOf(element))
}

function categories(item: Element): readonly string[] {
  const names = [
    ...named(item, 'category').map(
      (element) => attributeOf(element, 'term') ?? lineOf(element) ?? attributeOf(element, 'label'),
    ),
    ...named(item, 'dc:subject').map(lineOf),
    ...['media:category', 'media:group/media:category'].flatMap((name) => named(item, name).map(lineOf)),
    ...named(item, 'itunes:category').flatMap(nestedCategories),
  ]
  return names.filter((name) => name !== undefined)
}

function nestedCategories(element: Element): readonly (string | undefined)[] {
  return [attributeOf(element, 'text'), ...named(element, 'itunes:category').flatMap(nestedCategories)]
}

function sourceTag(source: Element): string {
  const links = linksOf(source)
  return tag('x:source', '', {
    title: first(source, 'title', readText) ?? (elementsIn(source).length ? undefined : lineOf(source)),
    url: webLink(
      source,
      links.filter(({rel}) => rel === 'alternate'),
    ),
    id: idOf(source),
    feedUrl: webUrl(attributeOf(source, 'url'), source.base) ?? webUrl(links.find(({rel}) => rel === 'self')?.href),
  })
}

function hints(channel: Element): readonly string[] {
  const lines = (name: string, part: string) =>
    elementsIn(child(channel, name) ?? channel, part).map((element) => tag(`x:${part}`, lineOf(element)))
  return [
    tag('ttl', lineOf(child(channel, 'ttl'))),
    ...lines('skiphours', 'hour'),
    ...lines('skipdays', 'day'),
    tag('x:period', lineOf(child(channel, 'sy:updateperiod'))),
    tag('x:frequency', lineOf(child(channel, 'sy:updatefrequency'))),
  ]
}

function personTag({name, email, url}: Person): string {
  return tag('x:person', '', {name, email, url})
}

function tag(name: string, value: string | number | undefined, attributes: Record<string, unknown> = {}): string {
  if (value === undefined) return ''
  let xml = `<${name}`
  for (const key in attributes)
    if (attributes[key] !== undefined) xml += ` ${key}="${escapeMarkup(String(attributes[key]))}"`
  return `${xml}>${escapeMarkup(String(value))}</${name}>`
}
