/** How the feeds of each planet are doing: the one page of a planet that every visit to a feed may change. */
import {type PageKind, page} from '../page.ts'

/** `/planet/status/`, unless the config wants none. */
export const statusPages: PageKind = (site, {planets, settings: {base}}) =>
  site.rivers.flatMap((river, index) => {
    const planet = planets[index]!
    return planet.status ? [page('status', planet.status.slice(base.length), {planet, feeds: river.status()})] : []
  })
