/** Any RSS, RDF or Atom as one canonical RSS 2.0 document: well-formed, absolute URLs, ISO dates, bodies set apart. */
import {escapeMarkup} from '../../escape.ts'
import type {Person} from '../../types.ts'
import {type RawBody, readBody, readText} from './body.ts'
import {readEnclosures, readImage} from './media.ts'
import {categories, child, dateOf, first, idOf, languageOf, linksOf, people, webLink} from './select.ts'
import {attributeOf, type Element, elementsIn, lineOf, named} from './tree.ts'
import {webUrl} from './urls.ts'

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
  const editors = people(channel, true)
  const namespaces = ['x', 'content', 'dc', 'atom'].map((name) => ` xmlns:${name}="urn:${name}"`).join('')
  const xml = [
    `<rss version="2.0"${namespaces}><channel>`,
    channelFields(channel, editors, document, url),
    ...items.map((item) => `<item>${itemFields(item, editors, keep)}</item>`),
    '</channel></rss>',
  ]
  return {xml: xml.join(''), bodies}
}

function channelFields(channel: Element, editors: readonly Person[], document: Element, url: string): string {
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
      .map(({rel, href}) => tag('atom:link', '', {rel, href: webUrl(href, url)})),
    ...editors.map(personTag),
    ...hints(channel),
    ...named(channel, 'at:deleted-entry')
      .concat(named(document, 'at:deleted-entry'))
      .map((element) => tag('x:deleted', attributeOf(element, 'ref'))),
  ].join('')
}

function itemFields(
  item: Element,
  editors: readonly Person[],
  keep: (body: RawBody | undefined) => number | undefined,
): string {
  const enclosures = readEnclosures(item)
  const links = linksOf(item)
  const replies = links.find(({rel}) => rel === 'replies')?.href
  // With a summary beside it, a description is the whole text.
  const whole = child(item, 'summary') && child(item, 'description')
  return [
    tag('title', first(item, 'title', readText)),
    identity(item, webLink(item, links), enclosures[0]?.url),
    tag('x:original', webUrl(first(item, 'original', lineOf), item.base)),
    tag('pubDate', first(item, 'published', dateOf)),
    tag('x:updated', first(item, 'updated', dateOf)),
    tag('content:encoded', keep(first(item, 'content', readBody) ?? (whole && readBody(whole)))),
    tag('description', keep(first(item, 'summary', readBody))),
    tag('dc:language', languageOf(item)),
    tag('comments', webUrl(first(item, 'comments', lineOf) ?? replies, item.base)),
    tag('x:image', readImage(item)),
    ...authorsOf(item, editors).map(personTag),
    ...categories(item).map((name) => tag('category', name)),
    ...enclosures.map((enclosure) => tag('x:enclosure', '', {...enclosure})),
    ...named(item, 'source').slice(0, 1).map(sourceTag),
  ].join('')
}

/** The id with what RSS says of it, and the best page: a link, an id that is one, a resource, an enclosure. */
function identity(item: Element, link: string | undefined, enclosure: string | undefined): string {
  const id = idOf(item)
  const guid = child(item, 'guid')
  const isPermalink = guid && attributeOf(guid, 'ispermalink')?.toLowerCase() !== 'false' && /^https?:/i.test(id ?? '')
  const resource = webUrl(attributeOf(item, 'rdf:about'), item.base)
  return (
    tag('link', link ?? (isPermalink ? webUrl(id) : undefined) ?? resource ?? enclosure) +
    tag('guid', id, guid && {isPermaLink: String(isPermalink)})
  )
}

/** An entry without an author has that of its source, else of its feed (RFC 4287 section 4.2.1). */
function authorsOf(item: Element, editors: readonly Person[]): readonly Person[] {
  const source = child(item, 'source')
  const candidates = [people(item, false), source ? people(source, true) : [], editors]
  return candidates.find((found) => found.length > 0) ?? []
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
