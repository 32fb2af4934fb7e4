/** The archive: all posts on one page, and the posts of each year and each month. */
import type {Site, Summary} from '../../types.ts'
import {zonedDay} from '../format.ts'
import {type Page, type PageKind, page} from '../page.ts'
import {perPosts} from '../per-posts.ts'
import type {Period} from '../props.ts'

/** `/archive/`, and `/2026/` and `/2026/11/` where no page of the author stands. */
export const archivePages: PageKind = (site) => {
  if (site.posts.length === 0) return []
  return [page('archive', '/archive/', {posts: site.posts}), ...periodPages(site)]
}

const periodPages = perPosts((site): readonly Page[] => {
  const {base} = site.settings.site
  const taken = new Set([...site.pages, ...site.posts].map(({url}) => url))
  // A page that the author put at the address of a year takes its place.
  return (['year', 'month'] as const)
    .flatMap((unit) => pagesFor(periodsOf(site, unit), base))
    .filter(({url}) => !taken.has(base + url))
})

function pagesFor(list: readonly Part[], base: string): readonly Page[] {
  return list.map(({period, posts}, index) => {
    const [newer, older] = [list[index - 1]?.period, list[index + 1]?.period]
    const props = {posts, period, ...(newer && {newer}), ...(older && {older})}
    return page('archive', period.url.slice(base.length), props)
  })
}

interface Part {
  readonly period: Period
  readonly posts: readonly Summary[]
}

/** The periods in which posts were written, in the time zone of the site, newest first. */
function periodsOf({posts, settings: {site}}: Pick<Site, 'posts' | 'settings'>, unit: Period['unit']): readonly Part[] {
  const parts = Map.groupBy(posts, ({date}) => zonedDay(site, date).slice(0, unit === 'year' ? 4 : 7))
  return Array.from(parts, ([name, list]) => ({
    period: {
      unit,
      url: `${site.base}/${name.replace('-', '/')}/`,
      date: unit === 'year' ? `${name}-07-01T12:00:00Z` : `${name}-15T12:00:00Z`,
    },
    posts: list,
  }))
}
