/** One page for each followed feed, which leaves nothing out. */
import type {FeedInfo} from '../../types.ts'
import {latePage, type PageKind} from '../page.ts'
import {paginate} from '../paginate.ts'

export const sourcePages: PageKind = (site, {planets, settings: {base}}) =>
  site.rivers.flatMap((river, index) =>
    river.feeds.flatMap((feed) => {
      const url = feed.page.slice(base.length)
      const lasting = withoutVisit(feed)
      return paginate(base, url, river.entries(feed), river.settings.perPage).map(({url, values, pagination}) => {
        const known = {planet: planets[index]!, feed: lasting, pagination}
        const items = values.map((entry) => river.item(entry))
        return latePage('source', url, [known, items], async () => {
          const made = await Promise.all(items.map((item) => item.value()))
          return {...known, items: made.filter((item) => item !== undefined)}
        })
      })
    }),
  )

/** The feed without what every good visit changes, so that its page changes only with its items and its health. */
function withoutVisit({lastGood, ...feed}: FeedInfo): FeedInfo {
  return feed.health === 'good' ? {...feed, note: ''} : feed
}
