/** The list of posts: the newest, below what the author wrote as its introduction, and older ones on further pages. */
import type {Site} from '../../types.ts'
import {latePage, type Page, type PageKind} from '../page.ts'
import {paginate} from '../paginate.ts'
import {teaserInputs, teasers, teasersName} from '../teasers.ts'

/** Where the list stands elsewhere, the home page is the author's own, or the first page of the list as well. */
export const homePages: PageKind = (site, {home, blog}) => {
  const {path} = site.settings.blog
  const taken = new Set(site.rivers.map(({settings}) => settings.path))
  const free = !taken.has('/') && !site.pages.some(({url}) => url === home)
  // A planet may take the place for itself.
  const list = taken.has(path) ? [] : listAt(site, path)
  return blog !== home && free ? [...list, ...list.slice(0, 1).map((first) => ({...first, url: '/'}))] : list
}

function listAt(site: Site, path: string): readonly Page[] {
  const {base} = site.settings.site
  const summary = site.pages.find(({url}) => url === base + path)
  return paginate(base, path, site.posts, site.settings.blog.perPage).map(({url, values, pagination}) => {
    const intro = summary && url === path ? site.article(summary) : undefined
    return latePage('home', url, {
      origin: () => [intro, teasersName(site)],
      inputs: () => [intro, teaserInputs(site, values), pagination],
      props: async () => ({
        ...(intro && {intro: await intro.value()}),
        posts: await teasers(site, values),
        pagination,
      }),
    })
  })
}
