/** Ids made from names. */
import {hash} from 'node:crypto'

/** Names the ids of feeds; never to change. */
const feeds = 'e2b7b1d6-5a6f-4a0e-9c43-9f0a6d1b7c58'

/** The id of a feed that has none of its own, as a URN, made from what names it for ever. */
export function feedId(...names: readonly string[]): string {
  return `urn:uuid:${uuidOf(feeds, JSON.stringify(names))}`
}

/** The UUID of a name within a namespace, which is a UUID too; the same for ever (RFC 9562 section 5.5). */
export function uuidOf(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex')
  const bytes = Buffer.from(hash('sha1', Buffer.concat([space, Buffer.from(name)]), 'hex').slice(0, 32), 'hex')
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
