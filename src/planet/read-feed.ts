/** Bytes from anywhere to a feed in normal form. */
import type {FeedDocument} from '../types.ts'
import {type DecodeOptions, decodeText} from './charset.ts'
import type {FeedFormat} from './read/format.ts'
import {hFeedFormat} from './read/h-feed.ts'
import {jsonFormat} from './read/json.ts'
import {webUrl} from './read/urls.ts'
import {xmlFormat} from './read/xml.ts'

/** The formats, in the order in which they are tried. A new one is a file and a line here. */
export const formats: readonly FeedFormat[] = [jsonFormat, xmlFormat, hFeedFormat]

/** What is known of a document besides its bytes. */
export interface FeedOrigin extends DecodeOptions {
  /** Where it came from, after redirects: relative URLs in it are relative to this. Default: unknown. */
  readonly url?: string | undefined
  /** Headers of the answer; their names may be in any case. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Thrown when a document holds no feed. The message is a sentence for the feed's owner. */
export class UnreadableFeedError extends Error {
  override readonly name = 'UnreadableFeedError'
}

/**
 * Read a feed in any format: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed, and pages marked up as h-feed.
 *
 * What can be read is kept, however broken the document; `warnings` say what was wrong. URLs come out absolute and
 * dates as ISO 8601 in UTC; bodies are raw and must pass `sanitizeHtml`. Throws `UnreadableFeedError` when there is no
 * feed.
 */
export async function readFeed(
  bytes: Uint8Array,
  {url = '', headers = {}, ...encoding}: FeedOrigin = {},
): Promise<FeedDocument> {
  const {text, warnings} = decodeText(bytes, encoding)
  const base = (url && webUrl(header(headers, 'content-location'), url)) || url
  for (const format of formats) {
    if (!format.recognises(text)) continue
    const feed = await format.read({text, url: base})
    const language = feed?.language ?? header(headers, 'content-language')?.split(',')[0]?.trim()
    if (feed) return {...feed, ...(language && {language}), warnings: [...warnings, ...feed.warnings]}
  }
  throw new UnreadableFeedError(whyNot(text))
}

function whyNot(text: string): string {
  if (!text.trim()) return 'The document is empty.'
  if (/<html[\s>]|<!doctype html/i.test(text.slice(0, 4096))) return 'This is an HTML page, not a feed.'
  if (/^\s*[{[]/.test(text)) return 'This is JSON, but no JSON Feed that could be read.'
  if (/^\s*<\?xml|^\s*</.test(text)) return 'This is XML, but no feed: there is no rss, feed or rdf:RDF element in it.'
  return 'This is no feed: it begins with neither XML nor JSON.'
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
}
