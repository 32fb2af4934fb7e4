/** A planet's river as a channel: every item names the feed it comes from. */
import type {Entry, FeedInfo, Item, Later, River, Settings} from '../../types.ts'
import {absolute} from '../format.ts'
import type {ChannelItem, ItemSource} from './channel.ts'
import type {Plan} from './plan.ts'
import {beginning, textOf} from './summary.ts'

/** The feed of one planet. Its items are safe and absolute since the river; what folds on the page is whole here. */
export function planPlanet(river: River, {site}: Settings): Plan {
  const {title, description, path, feedLimit} = river.settings
  const items = entriesOf(river)
    .slice(0, feedLimit)
    .map((entry) => river.item(entry))
  return {
    about: {
      id: site.url + path,
      title,
      description,
      url: site.url + path,
      language: site.language,
      authors: [],
    },
    folder: path.slice(1),
    inputs: items,
    items: () => toItems(items, site),
  }
}

function entriesOf({stories}: River): readonly Entry[] {
  return stories.flatMap(({entry, folded}) => [entry, ...folded])
}

async function toItems(items: readonly Later<Item | undefined>[], site: Settings['site']): Promise<ChannelItem[]> {
  const made = await Promise.all(items.map((item) => item.value()))
  return made.filter((item) => item !== undefined).map((item) => toItem(item, site))
}

function toItem(item: Item, site: Settings['site']): ChannelItem {
  const {id, title, html, updated, categories, enclosures, image, language, feed} = item
  return {
    id,
    url: absolute(site, item.url),
    title,
    html,
    summary: beginning(textOf(html)),
    published: item.published ?? item.date,
    updated,
    authors: item.authors.length ? item.authors : [{name: feed.name, ...(feed.url && {url: feed.url})}],
    categories,
    enclosures,
    image,
    language,
    source: toSource(feed, item.source, site),
  }
}

/** A planet read as a feed names the writer's own feed; else the source is the feed we read. */
function toSource(feed: FeedInfo, first: Item['source'], site: Settings['site']): ItemSource {
  const url = feed.own ? `${site.url}/` : (feed.url && absolute(site, feed.url)) || undefined
  const feedUrl = feed.own ? `${site.url}/atom.xml` : feed.feedUrl
  const {id = first?.feedUrl ?? first?.url, title} = first ?? {}
  if (first && id && title) return {id, title, url: first.url, feedUrl: first.feedUrl}
  return {
    id: (feed.own ? url : undefined) ?? feedUrl ?? url ?? `urn:almagest:${feed.key}`,
    title: feed.name,
    url,
    feedUrl,
  }
}
