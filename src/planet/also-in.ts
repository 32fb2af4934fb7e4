/** Where a story can be read, and where else. */
import type {Entry, FeedHead, Item, Story} from '../types.ts'
import {wholeWebUrl} from './safe-text.ts'
import {withoutTracking} from './tracking.ts'

/** The "also in" list of a story: each other feed once, with its own link to the story. */
export function alsoIn({also}: Story, feeds: ReadonlyMap<string, FeedHead>): Item['also'] {
  return also.flatMap((entry) => {
    const feed = feeds.get(entry.feed)
    return feed ? [{name: feed.name, url: linkOf(entry, feed)}] : []
  })
}

/** The link of an item: its own, else its feed's home page, else the page we made for the feed. */
export function linkOf({url, rawId}: Entry, feed: FeedHead): string {
  return withoutTracking(wholeWebUrl(url) ?? wholeWebUrl(rawId) ?? feed.url ?? feed.page)
}
