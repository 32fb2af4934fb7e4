/** All sources of a planet, with their health. */
import {lasting} from '../lasting.ts'
import {type PageKind, page} from '../page.ts'

/** `/planet/sources/`. */
export const sourcesPage: PageKind = (site, {planets, settings: {base}}) =>
  site.rivers.map(({feeds}, index) => {
    const planet = planets[index]!
    return page('sources', planet.sources.slice(base.length), {planet, feeds: feeds.map(lasting)})
  })
