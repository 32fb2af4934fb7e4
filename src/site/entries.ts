/** The entries of a river, one by one. */
import type {Entry, Story} from '../types.ts'

/** All entries of the stories in their order; what is folded follows what it is folded under. */
export function entriesOf(stories: readonly Story[]): readonly Entry[] {
  return stories.flatMap(({entry, folded}) => [entry, ...folded])
}

/**
 * So many of the newest entries. What folds on the page takes at most half of the places, or those that nobody else
 * wants: a burst of one feed pushes nobody out.
 */
export function newestEntries(stories: readonly Story[], limit: number): readonly Entry[] {
  let room = Math.max(Math.floor(limit / 2), limit - stories.length)
  const chosen: Entry[] = []
  for (const {entry, folded} of stories) {
    const some = folded.slice(0, room)
    room -= some.length
    chosen.push(entry, ...some)
    if (chosen.length >= limit) break
  }
  return chosen.slice(0, limit)
}
