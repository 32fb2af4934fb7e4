/** The entries of a river, one by one. */
import type {Entry, Story} from '../types.ts'

/** All entries of the stories in their order; what is folded follows what it is folded under. */
export function entriesOf(stories: readonly Story[]): readonly Entry[] {
  return stories.flatMap(({entry, folded}) => [entry, ...folded])
}
