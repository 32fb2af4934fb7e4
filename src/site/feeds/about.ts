/** What the feeds of a site say of themselves. */
import {encodePath} from '../../text.ts'
import type {Settings} from '../../types.ts'
import {uuidOf} from '../../uuid.ts'
import type {Channel} from './channel.ts'
import {feedStylePath} from './style.ts'

/** Names the ids of feeds; never to change. */
const namespace = 'e2b7b1d6-5a6f-4a0e-9c43-9f0a6d1b7c58'

/** The id of a feed that has none of its own, made from what names it for ever. */
export function feedId(...names: readonly string[]): string {
  return `urn:uuid:${uuidOf(namespace, JSON.stringify(names))}`
}

/** A feed of the site for the page at `path`, which has slashes at both ends. Its id is made from the blog's and the path. */
export function aboutFeed({site}: Settings, path: string, title = site.title, description = site.description) {
  return {
    id: path === '/' ? site.feed : feedId(site.feed, path),
    title,
    description,
    url: site.url + encodePath(path),
    language: site.language,
    authors: site.authors,
    hubs: site.hubs ?? [],
    stylesheet: `${site.base}/${feedStylePath}`,
  } satisfies Omit<Channel, 'self' | 'items'>
}
