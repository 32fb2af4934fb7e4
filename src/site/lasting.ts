/** Feeds as pages may show them that should not change with every visit. */
import type {FeedInfo} from '../types.ts'

/** The feed without what every good visit changes, so that its pages change only with its items and its health. */
export function lasting({lastGood, ...feed}: FeedInfo): FeedInfo {
  return feed.health === 'good' ? {...feed, note: ''} : feed
}
