/** What the feeds of a site say of themselves. */
import {encodePath} from '../../text.ts'
import type {Settings} from '../../types.ts'
import {feedId} from '../../uuid.ts'
import type {Channel} from './channel.ts'
import {feedStylePath} from './style.ts'

/** A feed of the site for the page at `path`, which has slashes at both ends. Its id is made from the blog's and the path. */
export function aboutFeed({site}: Settings, path: string, title = site.title, description = site.description) {
  return {
    id: path === '/' ? site.feed : feedId(site.feed, path),
    title,
    description,
    url: site.url + encodePath(path),
    language: site.language,
    authors: site.authors,
    hubs: site.hubs,
    stylesheet: `${site.base}/${feedStylePath}`,
  } satisfies Omit<Channel, 'self' | 'items'>
}
