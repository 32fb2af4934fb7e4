/** RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0: a tolerant tree, made canonical, read by rss-parser. */
import RssParser from 'rss-parser'
import {strange} from '../../strange.ts'
import type {Body, Enclosure, FeedDocument, FeedEntry, Person, RefreshHints} from '../../types.ts'
import type {RawBody} from './body.ts'
import {type Parts, writeCanonical} from './canonical.ts'
import type {FeedFormat, FeedText} from './format.ts'
import {defined} from './normal.ts'
import {isItem, parseTree} from './parse-tree.ts'
import {attributeOf, type Element, elementsIn, lineOf, rebase} from './tree.ts'
import {absoluteUrl} from './urls.ts'

/** One canonical element without text, as rss-parser hands it over. */
interface Empty<Attributes> {
  readonly $?: Attributes
}

interface RawItem {
  readonly updated?: string
  readonly language?: string
  readonly image?: string
  readonly original?: string
  readonly comments?: string
  readonly guids?: readonly (string | (Empty<{readonly isPermaLink: string}> & {readonly _?: string}))[]
  readonly people?: readonly Empty<Person>[]
  readonly enclosures?: readonly Empty<Readonly<Record<keyof Enclosure, string>>>[]
  readonly sources?: readonly Empty<NonNullable<FeedEntry['source']>>[]
}

interface RawFeed {
  readonly language?: string
  readonly lastBuildDate?: string
  readonly id?: string
  readonly image?: string
  readonly icon?: string
  readonly ttl?: string
  readonly links?: readonly Empty<{readonly rel: string; readonly href: string}>[]
  readonly people?: readonly Empty<Person>[]
  readonly deleted?: readonly string[]
  readonly hours?: readonly string[]
  readonly days?: readonly string[]
  readonly period?: string
  readonly frequency?: string
}

/** Items that are in rss-parser's hands at once: its trees take ten times the memory of what they hold. */
const batch = 250

const all = {keepArray: true}

const parser = new RssParser<RawFeed, RawItem>({
  customFields: {
    feed: [
      ['x:id', 'id'],
      ['x:image', 'image'],
      ['x:icon', 'icon'],
      ['atom:link', 'links', all],
      ['x:person', 'people', all],
      ['x:deleted', 'deleted', all],
      ['x:hour', 'hours', all],
      ['x:day', 'days', all],
      ['x:period', 'period'],
      ['x:frequency', 'frequency'],
    ] as never,
    item: [
      ['x:updated', 'updated'],
      ['x:original', 'original'],
      ['x:image', 'image'],
      ['guid', 'guids', all],
      ['x:person', 'people', all],
      ['x:enclosure', 'enclosures', all],
      ['x:source', 'sources', all],
    ] as never,
  },
})

/** Every feed in XML. */
export const xmlFormat: FeedFormat = {
  name: 'XML',
  recognises: (text) => /<(?:[a-z][\w.-]{0,40}:)?(?:rss|feed|rdf|channel)[\s>]/i.test(text),
  read: readXml,
}

async function readXml({text, url}: FeedText): Promise<FeedDocument | undefined> {
  const {root, warnings} = parseTree(text, url)
  const parts = findParts(root)
  if (!parts) return undefined
  rebase(root, url, baseOf(parts, url))
  const {feed, entries} = await readParts(parts, url)
  const links = (feed.links ?? []).flatMap(({$}) => ($?.href ? [$] : []))
  return {
    ...formatOf(parts.document),
    ...defined({
      id: feed.id,
      title: feed.title,
      description: feed.description,
      link: feed.link,
      self: links.find(({rel}) => rel === 'self')?.href,
      language: feed.language,
      updated: feed.lastBuildDate,
      image: feed.image,
      icon: feed.icon,
    }),
    hubs: links.filter(({rel}) => rel === 'hub').map(({href}) => href),
    authors: peopleOf(feed.people),
    hints: hintsOf(feed),
    entries,
    deleted: [...new Set(feed.deleted)],
    warnings,
  }
}

type ParsedFeed = Awaited<ReturnType<typeof parser.parseString>>

async function readParts(
  parts: Parts,
  url: string,
): Promise<{readonly feed: ParsedFeed; readonly entries: readonly FeedEntry[]}> {
  const entries: FeedEntry[] = []
  const readSome = async (start: number) => {
    const {xml, bodies} = writeCanonical({...parts, items: parts.items.slice(start, start + batch)}, url)
    const feed = await parser.parseString(xml)
    for (const item of feed.items) entries.push(entryOf(item, bodies))
    return feed
  }
  const feed = await readSome(0)
  for (let start = batch; start < parts.items.length; start += batch) await readSome(start)
  return {feed, entries}
}

/** RSS 1.0 puts its items beside the channel, others put them into it, and some feeds forget the channel. */
function findParts(root: Element): Parts | undefined {
  const document = findDocument(root, 3)
  if (!document) return undefined
  const channel = elementsIn(document).find(({local}) => local.toLowerCase() === 'channel') ?? document
  const itemsIn = (parent: Element) => elementsIn(parent).filter(({local}) => isItem(local))
  const items = itemsIn(channel)
  return {document, channel, items: channel === document ? items : [...items, ...itemsIn(document)]}
}

function findDocument(parent: Element, depth: number): Element | undefined {
  for (const element of elementsIn(parent)) {
    if (/^(?:rss|feed|rdf|channel)$/i.test(element.local)) return element
    const found = depth > 0 ? findDocument(element, depth - 1) : undefined
    if (found) return found
  }
  return undefined
}

/**
 * RSS has no word on relative URLs, and its feeds move to other hosts more often than their sites do: the channel's link
 * serves, else the document's own URL. Atom goes by the document (RFC 3986 section 5.1).
 */
function baseOf({document, channel}: Parts, url: string): string {
  const isAtom = document.name.startsWith('atom:')
  const link = isAtom ? undefined : elementsIn(channel, 'link').findLast((element) => lineOf(element))
  const guess = elementsIn(channel, 'atom:link').find(
    (element) => !attributeOf(element, 'rel') || attributeOf(element, 'rel') === 'alternate',
  )
  return absoluteUrl(lineOf(link), channel.base) ?? (url || absoluteUrl(guess && attributeOf(guess, 'href'))) ?? ''
}

function formatOf(document: Element): Pick<FeedDocument, 'format' | 'version'> {
  const format = /feed/i.test(document.local) ? 'atom' : /rdf/i.test(document.local) ? 'rdf' : 'rss'
  return {format, ...defined({version: attributeOf(document, 'version')})}
}

function entryOf(item: RawItem & RssParser.Item, bodies: readonly RawBody[]): FeedEntry {
  const guid = item.guids?.[0]
  const permalink = typeof guid === 'object' ? guid.$?.isPermaLink : undefined
  return {
    ...defined({
      id: item.guid,
      permalinkId: permalink === undefined ? undefined : permalink === 'true',
      url: item.link,
      originalUrl: item.original,
      title: item.title,
      summary: bodyOf(item.content, bodies),
      content: bodyOf((item as {'content:encoded'?: string})['content:encoded'], bodies),
      published: item.isoDate,
      updated: item.updated,
      language: item.language,
      image: item.image,
      comments: item.comments,
      source: item.sources?.[0]?.$,
    }),
    authors: peopleOf(item.people),
    categories: item.categories ?? [],
    enclosures: (item.enclosures ?? []).flatMap(({$}) => ($ ? [enclosureOf($)] : [])),
  }
}

function bodyOf(reference: string | undefined, bodies: readonly RawBody[]): Body | undefined {
  const body = reference === undefined ? undefined : bodies[Number(reference)]
  return body && {html: strange(body.html), base: body.base}
}

function peopleOf(people: readonly Empty<Person>[] = []): readonly Person[] {
  return people.flatMap(({$}) => ($ ? [{...$}] : []))
}

function enclosureOf({length, duration, ...texts}: Readonly<Record<keyof Enclosure, string>>): Enclosure {
  return {...texts, ...(length && {length: Number(length)}), ...(duration && {duration: Number(duration)})}
}

const periods: ReadonlyMap<string, number> = new Map([
  ['hourly', 60],
  ['daily', 1440],
  ['weekly', 10_080],
  ['monthly', 43_200],
  ['yearly', 525_600],
])

function hintsOf({ttl, hours, days, period, frequency}: RawFeed): RefreshHints {
  const minutes = Number(ttl)
  const skipHours = hours?.map(Number).filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24)
  const often = Math.max(1, Number(frequency) || 1)
  const length = periods.get(period?.toLowerCase() ?? '')
  return defined({
    ttl: minutes > 0 ? minutes : undefined,
    // RSS 0.91 counts hours from 1 to 24.
    skipHours: skipHours?.length ? [...new Set(skipHours.map((hour) => hour % 24))] : undefined,
    skipDays: days?.length ? days : undefined,
    period: length && Math.round(length / often),
  })
}
