/** The feed that somebody means. */
import {didYouMean} from '../problem.ts'
import type {FeedState, Subscription} from '../types.ts'
import {UsageError} from './command.ts'

/** The subscription that a word names: by its name, its URL or its key, or by the title that the feed gives itself. */
export function findFeed(
  word: string,
  subscriptions: readonly Subscription[],
  states: readonly FeedState[] = [],
): Subscription {
  const wanted = plain(word)
  const titles = new Map(states.map(({feed, about}) => [feed, about.title]))
  const namesOf = ({name, url, key}: Subscription) =>
    [name, url, key, titles.get(key)].filter((text) => text !== undefined)
  const found = subscriptions.find((feed) => namesOf(feed).some((text) => plain(text) === wanted))
  if (found) return found
  const near = didYouMean(
    word,
    subscriptions.map((feed) => feed.name ?? titles.get(feed.key) ?? feed.url),
  )
  throw new UsageError(
    `No feed is called ${word}.`,
    near ? `Did you mean “${near}”?` : 'Give its name or URL as the config has it.',
  )
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')
}
