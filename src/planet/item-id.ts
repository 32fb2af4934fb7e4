/** The names of an item: in the feeds that we write, and among all that is remembered. */
import type {Entry} from '../types.ts'
import {uuidOf} from '../uuid.ts'
import {isGlobalId} from './identity.ts'

/**
 * The id that the item has in our own feeds: the feed's own if it is a URI that means something everywhere, else a name
 * made from feed and key.
 */
export function itemId({id, rawId, feed, key, bornIn = feed}: Entry): string {
  const written = rawId?.trim() ?? ''
  if (isGlobalId(id) && isUri(written)) return written
  return `urn:uuid:${uuidOf(urlNamespace, `${bornIn}\n${key}`)}`
}

/** The name of an entry among all that are remembered: its key alone is its own in its feed only. */
export function entryName({feed, key}: Pick<Entry, 'feed' | 'key'>): string {
  return `${feed}\n${key}`
}

/** Whether the text is an absolute URI as feeds may carry it (RFC 3986), of a length that somebody would write. */
export function isUri(text: string): boolean {
  return URL.canParse(text) && /^[!#-;=?-[\]_a-z~]{1,2000}$/.test(text)
}

/** Namespace of URLs (RFC 9562 section 6.6). */
const urlNamespace = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'
