/** Feed ids that outlive every move. */
import {uuidOf} from '../uuid.ts'
import type {Fields} from './fields.ts'

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

/** The id of a post in feeds, and the one that `:id` in the pattern of its address stands for. */
export interface ReadId {
  readonly id: string
  readonly word: string
}

/**
 * The id that front matter names, letter for letter; else `made`. Exports of other engines have the number of their database as
 * `id` and what feeds had as `guid`: an `id` that is no address gives way to a `guid`.
 */
export function readId(fields: Fields, kind: 'post' | 'page', made: string): ReadId {
  const [id, guid] = [fields.text('id'), fields.text('guid')]
  const bare = id !== undefined && !isAddress(id)
  if (bare && guid === undefined && kind === 'post') {
    const hint =
      'Delete the line when feeds never had it: an id is made of path and date. When they had it, write `guid` in place of `id`.'
    fields.warn('id', `The id “${id.slice(0, 60)}” is no address, which ids in feeds have to be.`, hint)
  }
  return {id: (bare ? guid : id) ?? id ?? guid ?? made, word: id ?? guid ?? made}
}

/** Whether an id is one that Atom takes: an absolute IRI (RFC 4287 section 4.2.6), such as `https:`, `tag:` and `urn:` begin. */
export function isAddress(id: string): boolean {
  return /^[a-z][a-z\d+.-]*:\S+$/i.test(id)
}
