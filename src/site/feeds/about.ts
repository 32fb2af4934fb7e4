/** What the feeds of a site say of themselves. */
import {isExample} from '../../ledger.ts'
import {encodePath} from '../../text.ts'
import type {Settings, SiteSettings} from '../../types.ts'
import {uuidOf} from '../../uuid.ts'
import type {Channel} from './channel.ts'
import {feedStylePath} from './style.ts'

/** Names the ids of feeds; never to change. */
const namespace = 'e2b7b1d6-5a6f-4a0e-9c43-9f0a6d1b7c58'

/** The id of a feed that has none of its own, made from what names it for ever. */
export function feedId(...names: readonly string[]): string {
  return `urn:uuid:${uuidOf(namespace, JSON.stringify(names))}`
}

/**
 * The id of the blog's feed: as it was published first, else made from the address. Examples are many people's address; the
 * title tells them apart.
 */
export function blogFeedId({feed, url, title}: SiteSettings): string {
  return feed ?? feedId(url.replace(/^https?:\/\//, ''), ...(isExample(url) ? [title] : []))
}

/** A feed of the site for the page at `path`, which has slashes at both ends. Its id is made from the blog's and the path. */
export function aboutFeed({site}: Settings, path: string, title = site.title, description = site.description) {
  return {
    id: path === '/' ? blogFeedId(site) : feedId(blogFeedId(site), path),
    title,
    description,
    url: site.url + encodePath(path),
    language: site.language,
    authors: site.authors,
    hubs: site.hubs ?? [],
    stylesheet: `${site.base}/${feedStylePath}`,
  } satisfies Omit<Channel, 'self' | 'items'>
}
