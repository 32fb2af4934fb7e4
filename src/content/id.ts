/** Feed ids that outlive every move. */
import {hash} from 'node:crypto'

/** Names the ids that Almagest gives; never to change, or all readers see all posts again. */
const namespace = Buffer.from('b0a1c9c6c8f44f0f9c5a7f3d0d1e6a42', 'hex')

/**
 * The id of a post or page whose front matter names none: a UUID made from its path and the day and time its author
 * wrote (RFC 9562 section 5.5), as a URN. Neither scheme, host, permalink, title nor text go into it, so none of them
 * can change it. A tag URI (RFC 4151) would need a domain or mail address as its authority: just what changes in a
 * move. The path counts without its extension and without `/index`, so a post may grow a folder for its pictures.
 */
export function makeId(path: string, written: string): string {
  const name = `${path
    .normalize('NFC')
    .replace(/\.[^./]+$/, '')
    .replace(/\/index$/, '')} ${written}`
  const bytes = Buffer.from(hash('sha1', Buffer.concat([namespace, Buffer.from(name)]), 'hex').slice(0, 32), 'hex')
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return `urn:uuid:${groups.join('-')}`
}
