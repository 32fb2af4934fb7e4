/** What is made of the posts and pages of a site, made once for the same ones. */
import type {Site} from '../types.ts'

/**
 * The function, with a memory: its answer stands as long as posts, pages and settings are the same objects. Everything else of
 * the site it may not look at.
 */
export function perPosts<Value>(
  make: (site: Pick<Site, 'posts' | 'pages' | 'settings'>) => Value,
): (site: Pick<Site, 'posts' | 'pages' | 'settings'>) => Value {
  const known = new WeakMap<Site['posts'], {pages: Site['pages']; settings: Site['settings']; value: Value}>()
  return (site) => {
    const {posts, pages, settings} = site
    const last = known.get(posts)
    if (last?.pages === pages && last.settings === settings) return last.value
    const value = make(site)
    known.set(posts, {pages, settings, value})
    return value
  }
}
