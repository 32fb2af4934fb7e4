/** A planet's river as a channel: every item names the feed it comes from. */
import {decodePath} from '../../text.ts'
import type {FeedHead, Item, River, Settings} from '../../types.ts'
import {feedId} from '../../uuid.ts'
import {newestEntries} from '../entries.ts'
import {makeAbsolute} from '../portable.ts'
import type {Selection} from '../selections.ts'
import {aboutFeed} from './about.ts'
import type {ChannelItem, ItemSource} from './channel.ts'
import type {Plan} from './plan.ts'
import {beginning, textOf} from './summary.ts'

/** The feed of one planet, or of one of its groups and tags. Its items are safe and absolute since the river; what folds on the page is whole here, as far as it leaves room for others. */
export function planPlanet(river: River, settings: Settings, selection?: Selection): Plan {
  const {description, feedLimit} = river.settings
  const path = selection ? decodePath(selection.url.slice(settings.site.base.length))! : river.settings.path
  const title = selection ? `${selection.title} – ${river.settings.title}` : river.settings.title
  const blog = aboutFeed(settings, '/')
  const own = {id: blog.id, title: blog.title, url: blog.url, feedUrl: `${settings.site.url}/atom.xml`}
  const stories = river.stories.filter(({entry}) => !selection || selection.keys.has(entry.feed))
  const items = newestEntries(stories, feedLimit).map((entry) => river.item(entry))
  return {
    about: {...aboutFeed(settings, path, title, description), authors: []},
    folder: path.slice(1),
    inputs: [own, ...items],
    items: (recent) => recent(items, (item) => item && toItem(item, own)),
  }
}

function toItem(item: Item, own: ItemSource): ChannelItem {
  const {id, url, title, updated, categories, enclosures, image, language, feed} = item
  // Items of others are absolute since the river, but for pictures of theirs that stand on this site.
  const page = URL.parse(url, own.url)?.href ?? ''
  const html = feed.own || item.html.includes('="/') ? makeAbsolute(item.html, feed.own ? page : own.url!) : item.html
  const source = feed.own ? own : sourceOf(feed, item.source)
  return {
    id,
    url: page,
    title,
    html,
    summary: beginning(textOf(html)),
    published: item.published ?? item.date,
    updated,
    authors: item.authors.length ? item.authors : [{name: feed.name, ...(source.url && {url: source.url})}],
    categories,
    enclosures,
    image: image === undefined ? undefined : URL.parse(image, own.url)?.href,
    language,
    source,
  }
}

/** The feed we read; when that is a planet itself, the one it names. */
function sourceOf({id, key, name, url, feedUrl}: FeedHead, first: Item['source']): ItemSource {
  const firstId = first?.id ?? first?.feedUrl ?? first?.url
  if (first?.title && firstId) return {...first, title: first.title, id: firstId}
  return {id: id ?? feedUrl ?? url ?? feedId(key), title: name, url, feedUrl}
}
