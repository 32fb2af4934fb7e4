/** What is made of the posts and pages of a site, made once for the same ones. */
import {digest} from '../digest.ts'
import {sameAgain} from '../same-again.ts'
import type {Site} from '../types.ts'

/** What it may be made of: nothing else of the site. */
export type Shelf = Pick<Site, 'posts' | 'pages' | 'settings'>

/** The function, with its last answer at hand: that stands as long as posts, pages and settings are the same objects. */
export function perPosts<Value>(make: (site: Shelf) => Value): (site: Shelf) => Value {
  const again = sameAgain((posts: Shelf['posts'], pages: Shelf['pages'], settings: Shelf['settings']) =>
    make({posts, pages, settings}),
  )
  return ({posts, pages, settings}) => again(posts, pages, settings)
}

/** A name for what `perPosts` functions are told, and for how lists of posts are cut. Pages are told of the site itself besides. */
export const shelfName = perPosts(({posts, pages, settings: {blog, taxonomies}}) =>
  digest([posts, pages, blog, taxonomies]),
)
