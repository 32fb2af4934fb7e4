/** What a visit brought that the keeper of a planet should look at: a feed that is another all at once, or gone for good. */
import {quoteForShell} from '../escape.ts'
import {Problem} from '../problem.ts'
import type {FeedState} from '../types.ts'

/** What became of a feed at a visit, and was not so before. */
export type Turned = 'quarantined' | 'gone'

/** What a visit made of a feed; undefined when it is as it was. */
export function turned(before: FeedState, after: FeedState): Turned | undefined {
  if (after.merge.quarantine && !before.merge.quarantine) return 'quarantined'
  return after.visit.gone && !before.visit.gone ? 'gone' : undefined
}

/** A visit at which a feed turned, as far as it must be known to tell of it. */
interface Visit {
  readonly feed: string
  readonly name: string
  readonly note: string
  readonly turned?: Turned | undefined
}

/** A warning for every feed that turned, with what its keeper may do. */
export function warnOfTurned(visits: readonly Visit[]): readonly Problem[] {
  return visits.flatMap(({feed, name, note, turned}) => {
    if (turned === undefined) return []
    if (turned === 'gone')
      return new Problem(`${name} (${feed}) says that it is gone for good. Its items stay.`, {
        hint: 'Take it out of `planet.feeds`, or write where it is now.',
        warning: true,
      })
    const hint = `Look at it, and if it is right: almagest planet release ${quoteForShell(feed)}`
    return new Problem(`${name} (${feed}) is in quarantine: ${note}`, {hint, warning: true})
  })
}
