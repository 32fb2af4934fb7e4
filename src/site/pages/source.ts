/** One page for each followed feed, which leaves nothing out. */
import type {Item} from '../../types.ts'
import {lasting} from '../lasting.ts'
import {latePage, type PageKind} from '../page.ts'
import {paginate} from '../paginate.ts'

interface SourceItem {
  readonly item: Item
  readonly apart: string | undefined
}

/** `/planet/sources/night-garden/`, and its further pages. */
export const sourcePages: PageKind = (site, {planets, settings: {base}}) =>
  site.rivers.flatMap((river, index) =>
    river.feeds.flatMap((feed) => {
      const url = feed.page.slice(base.length)
      return paginate(base, url, river.entries(feed), river.settings.perPage).map(({url, values, pagination}) => {
        const known = {planet: planets[index]!, feed: lasting(feed), pagination}
        const items = () => values.map((entry) => ({item: river.item(entry), apart: river.apart(entry)}))
        return latePage('source', url, {
          inputs: () => [known, items()],
          props: async () => {
            const made = await Promise.all(items().map(async ({item, apart}) => ({item: await item.value(), apart})))
            const shown = made.filter((each): each is SourceItem => each.item !== undefined)
            const reasons = shown.flatMap(({item, apart}) => (apart ? [[item.id, apart]] : []))
            return {...known, items: shown.map(({item}) => item), reasons: Object.fromEntries(reasons)}
          },
        })
      })
    }),
  )
