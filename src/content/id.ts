/** Feed ids that outlive every move. */
import {uuidOf} from '../uuid.ts'

/** Names the ids that Almagest gives; never to change, or all readers see all posts again. */
const namespace = 'b0a1c9c6-c8f4-4f0f-9c5a-7f3d0d1e6a42'

/**
 * The id of a post or page whose front matter names none: a UUID made from its path and the day and time its author
 * wrote (RFC 9562 section 5.5), as a URN. Neither scheme, host, permalink, title nor text go into it, so none of them
 * can change it. A tag URI (RFC 4151) would need a domain or mail address as its authority: just what changes in a
 * move. The path counts without its extension and without `/index`, so a post may grow a folder for its pictures.
 */
export function makeId(path: string, written: string): string {
  const name = path.normalize('NFC').replace(/\.[^./]+$/, '')
  return `urn:uuid:${uuidOf(namespace, `${name.replace(/\/index$/, '')} ${written}`)}`
}
