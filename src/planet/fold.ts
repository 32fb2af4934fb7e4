/** Fairness: of one feed's many posts among its neighbours some fold under another (merge rule 7). */
import type {Story} from '../types.ts'

type Unfolded = Omit<Story, 'folded'>

/**
 * The stories, newest first, with those folded that would crowd others out: a story folds under the last one shown of
 * its feed when `max` of the feed stand among the `window` stories that end with it. Nothing is lost, and where no
 * other feed is near, nothing folds.
 */
export function foldStories(
  stories: readonly Unfolded[],
  {max, window}: {readonly max: number; readonly window: number},
): readonly Story[] {
  if (!(max > 0 && window > 0)) return stories.map((story) => ({...story, folded: []}))
  const crowds = crowding(stories, window)
  const shown: (Unfolded & {readonly folded: Story['entry'][]})[] = []
  const places = new Map<string, {at: number[]; last: {readonly folded: Story['entry'][]}}>()
  for (const [index, story] of stories.entries()) {
    const feed = story.entry.feed
    const before = places.get(feed)
    const near = before?.at.filter((at) => at > index - window) ?? []
    if (before && near.length >= max && crowds[index]) {
      before.last.folded.push(story.entry)
      before.at = near
      continue
    }
    const open = {...story, folded: []}
    shown.push(open)
    places.set(feed, {at: [...near, index].slice(-max), last: open})
  }
  return shown
}

/** For each story, whether one of another feed stands less than `window` places away. */
function crowding(stories: readonly Unfolded[], window: number): readonly boolean[] {
  const crowded = stories.map(() => false)
  let other = -Infinity
  for (let index = 1; index < stories.length; index++) {
    if (stories[index - 1]!.entry.feed !== stories[index]!.entry.feed) other = index - 1
    if (index - other < window) crowded[index] = true
  }
  other = Infinity
  for (let index = stories.length - 2; index >= 0; index--) {
    if (stories[index + 1]!.entry.feed !== stories[index]!.entry.feed) other = index + 1
    if (other - index < window) crowded[index] = true
  }
  return crowded
}
