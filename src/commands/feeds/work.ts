/** The shape of what `almagest feeds` can do. */
import type {Context} from '../command.ts'

/** One thing to do with feeds. The words that follow its name stand in `words`. */
export type Work = (context: Context) => Promise<number>
