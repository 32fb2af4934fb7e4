/** The home page: the newest posts, below what the author wrote as its introduction, and older ones on further pages. */
import {latePage, type PageKind} from '../page.ts'
import {paginate} from '../paginate.ts'
import {teaserInputs, teasers} from '../teasers.ts'

export const homePages: PageKind = (site, {home, settings: {base}}) => {
  // A planet may take the root of the site for itself.
  if (site.rivers.some(({settings}) => settings.path === '/')) return []
  const summary = site.pages.find(({url}) => url === home)
  return paginate(base, '/', site.posts, site.settings.blog.perPage).map(({url, values, pagination}) => {
    const intro = summary && url === '/' ? site.article(summary) : undefined
    return latePage('home', url, [intro, teaserInputs(site, values), pagination], async () => ({
      ...(intro && {intro: await intro.value()}),
      posts: await teasers(site, values),
      pagination,
    }))
  })
}
