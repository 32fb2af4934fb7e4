/** The river of a planet: what all sources wrote, newest first, what is too much of one source folded. */
import type {FeedHead, FeedInfo, Item, River, Story} from '../../types.ts'
import {latePage, type PageKind} from '../page.ts'
import {paginate} from '../paginate.ts'
import type {PlanetItem} from '../theme.ts'

export const planetPages: PageKind = (site, {planets, settings: {base}}) =>
  site.rivers.flatMap((river, index) => {
    const sources = river.feeds.map(toHead)
    const {path, perPage} = river.settings
    return paginate(base, path, river.stories, perPage).map(({url, values, pagination}) => {
      const known = {planet: planets[index]!, sources, pagination}
      const inputs = values.map(({entry, folded}) => [entry, ...folded].map((each) => river.item(each)))
      return latePage('planet', url, [known, inputs], async () => ({...known, items: await planetItems(river, values)}))
    })
  })

/** The source without what changes with every visit to its feed. */
function toHead({description, health, note, items, newest, lastGood, ...head}: FeedInfo): FeedHead {
  return head
}

async function planetItems(river: River, stories: readonly Story[]): Promise<readonly PlanetItem[]> {
  const found = await Promise.all(
    stories.map(async ({entry, folded}) => {
      const [item, ...rest] = await Promise.all([entry, ...folded].map((each) => river.item(each).value()))
      return item && {item, folded: rest.filter((other): other is Item => other !== undefined)}
    }),
  )
  return found.filter((each) => each !== undefined)
}
