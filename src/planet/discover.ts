/** From the address of a page or feed to the feed that it means: one request for a feed, two for a page. */
import {Parser} from 'htmlparser2'
import type {FeedDocument, FetchResult} from '../types.ts'
import {decodeText} from './charset.ts'
import type {Fetch} from './fetch.ts'
import {webUrl} from './read/urls.ts'
import type {Read} from './reader.ts'

/** A feed that a page names. */
export interface Candidate {
  readonly url: string
  /** Name of its format: `Atom`. */
  readonly format: string
  readonly title?: string
}

/** What an address led to. */
export type Discovery =
  | {
      readonly status: 'found'
      /** Address to follow: the given one, or the one that a page names; where it moved for good. */
      readonly url: string
      readonly document: FeedDocument
      /** The answer it was read from. */
      readonly answer: Extract<FetchResult, {status: 'fresh'}>
      /** Other feeds that the page names. */
      readonly others: readonly Candidate[]
    }
  | {readonly status: 'none'; readonly reason: string; readonly others: readonly Candidate[]}

/** What looking needs of the world. */
export interface DiscoveryMeans {
  readonly fetch: Fetch
  readonly read: Read
  /** Called between the two requests, with their addresses. */
  readonly pause: (page: string, feed: string) => Promise<unknown>
}

/** Look where an address leads. Paths are never guessed. */
export async function discover(address: string, means: DiscoveryMeans): Promise<Discovery> {
  const answer = await means.fetch(address)
  if (answer.status !== 'fresh') return none(reasonOf(answer))
  const page = await readAnswer(means.read, answer)
  if ('document' in page && page.document.format !== 'h-feed') return found(address, page.document, answer, [])
  const {text} = decodeText(answer.body, {contentType: answer.contentType, fallback: 'windows-1252'})
  const [first, ...others] = feedLinks(text, answer.url)
  if (!first && 'document' in page) return found(address, page.document, answer, [])
  if (!first)
    return none(isPage(text, answer.contentType) ? 'it is a page that names no feed.' : (page as Unread).reason)
  await means.pause(answer.url, first.url)
  const second = await means.fetch(first.url)
  if (second.status !== 'fresh') return none(`The page names ${first.url}, but ${reasonOf(second)}.`, others)
  const feed = await readAnswer(means.read, second)
  if ('document' in feed) return found(first.url, feed.document, second, others)
  return none(`The page names ${first.url}, but: ${feed.reason}`, others)
}

function isPage(text: string, contentType: string): boolean {
  return /html/i.test(contentType) || /^\s*<(?:!doctype html|html)/i.test(text)
}

interface Unread {
  readonly reason: string
}

function found(
  url: string,
  document: FeedDocument,
  answer: Extract<FetchResult, {status: 'fresh'}>,
  others: readonly Candidate[],
): Discovery {
  return {status: 'found', url: answer.movedTo ?? url, document, answer, others}
}

function none(reason: string, others: readonly Candidate[] = []): Discovery {
  return {status: 'none', reason, others}
}

function reasonOf(answer: Exclude<FetchResult, {status: 'fresh'}>): string {
  if (answer.status === 'gone') return 'it is gone for good'
  return answer.status === 'unchanged' ? 'the host says that nothing changed' : answer.reason
}

async function readAnswer(
  read: Read,
  {body, url, contentType, headers}: Extract<FetchResult, {status: 'fresh'}>,
): Promise<{readonly document: FeedDocument} | Unread> {
  try {
    return {document: await read(body, {url, contentType, headers})}
  } catch (error) {
    return {reason: error instanceof Error ? error.message : String(error)}
  }
}

/** Formats by media type, the best first. `application/json` is no feed's: programs put other things there. */
const types: readonly (readonly [type: RegExp, format: string])[] = [
  [/^application\/atom\+xml$/, 'Atom'],
  [/^(?:application|text)\/(?:rss|rdf)(?:\+xml)?$/, 'RSS'],
  [/^(?:application|text)\/xml$/, 'XML'],
  [/^application\/feed\+json$/, 'JSON Feed'],
]

/** Characters of a page in which links to feeds are looked for. */
const readable = 1_000_000
/** Elements deeper than this are an attack, at which reading stops: the parser takes quadratic time over them. */
const bottom = 1000
/** Characters between two looks at the depth. */
const chunk = 10_000

/** The feeds that a page names, those of its comments last; then Atom, RSS, JSON Feed; then as the page has them. */
export function feedLinks(html: string, url: string): readonly Candidate[] {
  const found = new Map<string, Candidate & {readonly rank: number}>()
  let base = url
  let depth = 0
  const parser = new Parser({
    onclosetag: () => depth--,
    onopentag(name, {rel = '', type = '', href, title}) {
      depth++
      if (name === 'base' && href && base === url) base = webUrl(href, url) ?? url
      if ((name !== 'link' && name !== 'a') || !href) return
      const rels = rel.toLowerCase().split(/\s+/)
      const place = types.findIndex(([pattern]) => pattern.test(type.split(';')[0]!.trim().toLowerCase()))
      const named = name === 'link' && rels.includes('feed')
      if (!(named || (rels.includes('alternate') && place >= 0))) return
      const address = webUrl(href.trim(), base)
      if (!address || found.has(address)) return
      const aside = /comment|kommentar|commentaire|comentario/i.test(`${href} ${title ?? ''}`) ? types.length + 1 : 0
      const rank = aside + (place < 0 ? types.length : place)
      found.set(address, {url: address, format: types[place]?.[1] ?? 'feed', ...(title && {title}), rank})
    },
  })
  const end = Math.min(html.length, readable)
  for (let at = 0; at < end && depth < bottom; at += chunk) parser.write(html.slice(at, Math.min(end, at + chunk)))
  return [...found.values()].sort((a, b) => a.rank - b.rank).map(({rank, ...candidate}) => candidate)
}
