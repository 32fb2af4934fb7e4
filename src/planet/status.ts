/** How the feeds of a planet are doing: what the status page tells, and programs that watch over it. */
import {never} from '../time.ts'
import type {FeedInfo, FeedState, FeedStatus, VisitRecord} from '../types.ts'
import {plain} from './safe-text.ts'

/** The status of every feed but the site's own posts. What strangers said in it is plain text of bounded length. */
export function statusOf(feeds: readonly FeedInfo[], states: readonly FeedState[]): readonly FeedStatus[] {
  const byKey = new Map(states.map((state) => [state.feed, state]))
  return feeds.filter(({own}) => !own).map((feed) => statusOfFeed(feed, byKey.get(feed.key)))
}

function statusOfFeed(feed: FeedInfo, state: FeedState | undefined): FeedStatus {
  if (!state || feed.health === 'off') return {feed, failures: 0, warnings: [], visits: []}
  const {about, visit, merge, due} = state
  return {
    feed,
    failures: visit.failures,
    ...(merge.quarantine && {quarantine: merge.quarantine}),
    ...(due < never && feed.feedUrl && {due}),
    ...(visit.dueBecause && {dueBecause: plain(visit.dueBecause, 400)}),
    warnings: (about.warnings ?? []).slice(0, 20).map((warning) => plain(warning, 400)),
    visits: visit.history.map(clean),
  }
}

function clean(record: VisitRecord): VisitRecord {
  return {...record, note: plain(record.note, 400)}
}
