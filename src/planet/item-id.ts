/** The names of an item: in the feeds that we write, and among all that is remembered. */
import type {Entry} from '../types.ts'
import {uuidOf} from '../uuid.ts'
import {isGlobalId} from './identity.ts'

/**
 * The id that the item has in our own feeds: the one it had before, else the feed's own if it is a URI that means
 * something everywhere, else a name made from feed and key.
 */
export function itemId({publicId, id, rawId, feed, key}: Entry): string {
  if (publicId !== undefined) return publicId
  const written = rawId?.trim() ?? ''
  return isGlobalId(id) && isUri(written) ? written : madeId({feed, key})
}

/** The entry with this id in our own feeds, whatever it would be called by itself. */
export function calledBy<Kind extends Entry>(id: string, entry: Kind): Kind {
  return itemId(entry) === id ? entry : {...entry, publicId: id}
}

/** A name that no feed gives. */
export function madeId({feed, key}: Pick<Entry, 'feed' | 'key'>): string {
  return `urn:uuid:${uuidOf(urlNamespace, `${feed}\n${key}`)}`
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
