/** What was written on each day of the year, through all years: a page that is the same on every day. */
import type {Site, Summary} from '../../types.ts'
import {zonedDay} from '../format.ts'
import {type PageKind, page} from '../page.ts'
import {perPosts} from '../per-posts.ts'
import type {Day} from '../props.ts'

/** Where the page is, below the root of the site. */
export const daysPath = '/on-this-day/'

interface Days {
  readonly days: readonly Day[]
  /** Ids of days on which something was written in several years. */
  readonly shared: ReadonlySet<string>
}

/** `/on-this-day/`, once something was written on one day in several years. */
export const daysPage: PageKind = (site) => (hasDays(site) ? [page('days', daysPath, {days: daysOf(site).days})] : [])

/** Whether there is such a page: something was written on one day of several years, and no page of the author stands there. */
export function hasDays(site: Site): boolean {
  return daysOf(site).shared.size > 0
}

/** Where on the page a post has company; undefined when nothing else was written on its day. */
export function onThisDay(site: Site, {date}: Summary): string | undefined {
  const {base} = site.settings.site
  const id = idOf(site, date)
  return daysOf(site).shared.has(id) ? `${base}${daysPath}#${id}` : undefined
}

const daysOf = perPosts((site): Days => {
  const {settings, posts, pages} = site
  if (pages.some(({url}) => url === settings.site.base + daysPath)) return {days: [], shared: new Set()}
  const groups = Array.from(Map.groupBy(posts, ({date}) => idOf(site, date))).sort(([a], [b]) => (a < b ? -1 : 1))
  const yearOf = ({date}: Summary) => zonedDay(settings.site, date).slice(0, 4)
  const shared = groups.filter(([, list]) => new Set(list.map(yearOf)).size > 1)
  return {
    days: groups.map(([id, list]) => ({id, date: list[0]!.date, posts: list})),
    shared: new Set(shared.map(([id]) => id)),
  }
})

/** `d01-31`. */
function idOf({settings}: Pick<Site, 'settings'>, date: string): string {
  return `d${zonedDay(settings.site, date).slice(5)}`
}
