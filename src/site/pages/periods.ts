/** The archive: all posts on one page, and the posts of each year and each month. */
import type {Site} from '../../types.ts'
import {type Page, type PageKind, page} from '../page.ts'
import {perPosts} from '../per-posts.ts'
import type {Period} from '../props.ts'
import {neighbours, partsOf} from './calendar.ts'
import {monthsOf} from './months.ts'

/** `/archive/`, and `/2026/` and `/2026/11/` where no page of the author and no month of a planet stands. */
export const archivePages: PageKind = (site) => {
  if (site.posts.length === 0) return []
  const others = new Set(site.rivers.filter(isRoot).flatMap((river) => monthsOf(river, site).map(({url}) => url)))
  const {base} = site.settings.site
  const periods = periodPages(site).filter(({url}) => !others.has(base + url))
  return [page('archive', '/archive/', {posts: site.posts}), ...periods]
}

/** Such a planet may have the months of the blog in its own. */
function isRoot({settings}: Site['rivers'][number]): boolean {
  return settings.path === '/'
}

const periodPages = perPosts((site): readonly Page[] => {
  const {base} = site.settings.site
  const taken = new Set([...site.pages, ...site.posts].map(({url}) => url))
  // A page that the author put at the address of a year takes its place.
  return (['year', 'month'] as const).flatMap((unit) => pagesFor(site, unit)).filter(({url}) => !taken.has(base + url))
})

function pagesFor({posts, settings: {site}}: Pick<Site, 'posts' | 'settings'>, unit: Period['unit']): readonly Page[] {
  const parts = partsOf(posts, {unit, below: `${site.base}/`, timeOf: ({date}) => date, settings: site})
  const periods = parts.map(({url, date}): Period => ({unit, url, date}))
  return parts.map(({url, values}, index) =>
    page('archive', url.slice(site.base.length), {
      posts: values,
      period: periods[index]!,
      ...neighbours(periods, index),
    }),
  )
}
