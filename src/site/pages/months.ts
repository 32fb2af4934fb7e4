/** The archive of a planet: a page for each month with the titles of all its items, and one that lists the months. */
import type {Entry, River} from '../../types.ts'
import {zonedDay} from '../format.ts'
import {latePage, type Page, type PageKind, page} from '../page.ts'
import type {Month, PlanetLink} from '../props.ts'
import type {SiteInfo} from '../theme.ts'

/** `/planet/months/`, and `/planet/2026/11/` for each month. */
export const monthPages: PageKind = (site, info) =>
  site.rivers.flatMap((river, index) => {
    const planet = info.planets[index]!
    const months = monthsOf(river, planet, info)
    const {base} = info.settings
    const list = page('months', planet.archive.slice(base.length), {planet, months: months.map(({month}) => month)})
    return [list, ...months.map((_, at) => monthPage(river, planet, months, at, base))]
  })

interface MonthEntries {
  readonly month: Month
  readonly entries: readonly Entry[]
}

/** The months of the river in the time zone of the site, newest first, with what is folded on the planet's own page. */
function monthsOf({stories}: River, {url}: PlanetLink, {settings}: SiteInfo): readonly MonthEntries[] {
  const entries = stories.flatMap(({entry, folded}) => [entry, ...folded]).sort(newestFirst)
  const months = Map.groupBy(entries, ({river}) => zonedDay(settings, river).slice(0, 7))
  return Array.from(months, ([name, list]) => ({
    month: {url: `${url}${name.replace('-', '/')}/`, date: `${name}-15T12:00:00Z`},
    entries: list,
  }))
}

function newestFirst(a: Entry, b: Entry): number {
  return a.river < b.river ? 1 : a.river > b.river ? -1 : 0
}

function monthPage(river: River, planet: PlanetLink, months: readonly MonthEntries[], at: number, base: string): Page {
  const {month, entries} = months[at]!
  const [newer, older] = [months[at - 1]?.month, months[at + 1]?.month]
  const known = {planet, month, ...(newer && {newer}), ...(older && {older})}
  const items = () => entries.map((entry) => river.item(entry))
  return latePage('month', month.url.slice(base.length), {
    inputs: () => [known, items()],
    props: async () => {
      const made = await Promise.all(items().map((item) => item.value()))
      return {...known, items: made.filter((item) => item !== undefined)}
    },
  })
}
