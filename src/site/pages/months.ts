/** The archive of a planet: a page for each month with the titles of all its items, and one that lists the months. */
import type {Entry, River, Site} from '../../types.ts'
import {entriesOf} from '../entries.ts'
import {latePage, type Page, type PageKind, page} from '../page.ts'
import type {Month, Views} from '../props.ts'
import {neighbours, type Part, partsOf} from './calendar.ts'

/** `/planet/months/`, and `/planet/2026/11/` for each month. */
export const monthPages: PageKind = (site, info) =>
  site.rivers.flatMap((river, index) => {
    const planet = info.planets[index]!
    const parts = monthsOf(river, site)
    const months = parts.map(({url, date}): Month => ({url, date}))
    const {base} = info.settings
    const list = page('months', planet.archive.slice(base.length), {planet, months})
    const known = (at: number) => ({planet, month: months[at]!, ...neighbours(months, at)})
    return [list, ...parts.map((part, at) => monthPage(river, part, known(at), base))]
  })

/** The months of the river, newest first, with what is folded on the planet's own page. */
export function monthsOf({stories, settings: {path}}: River, {settings: {site}}: Site): readonly Part<Entry>[] {
  const entries = entriesOf(stories).toSorted(newestFirst)
  return partsOf(entries, {
    unit: 'month',
    below: site.base + path,
    timeOf: ({river}) => river,
    settings: site,
  })
}

/** Those of one time stay in the order of their stories. */
function newestFirst(a: Entry, b: Entry): number {
  return a.river < b.river ? 1 : a.river > b.river ? -1 : 0
}

type Known = Omit<Views['month'], 'items'>

function monthPage(river: River, {url, values}: Part<Entry>, known: Known, base: string): Page {
  const items = () => values.map((entry) => river.item(entry))
  return latePage('month', url.slice(base.length), {
    inputs: () => [known, items()],
    props: async () => {
      const made = await Promise.all(items().map((item) => item.value()))
      return {...known, items: made.filter((item) => item !== undefined)}
    },
  })
}
