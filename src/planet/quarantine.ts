/** What happens to a source that changed altogether: it waits, until it is itself again or its owner has looked. */
import type {Entry, MergeMemory} from '../types.ts'
import {admit, firstItems, type Ingested, type Newcomers} from './admit.ts'
import {quarantineHold} from './alarm.ts'

/** Take a suspect document in: nothing known is touched, and what is new waits out of sight. */
export function hold(newcomers: Newcomers, quarantine: NonNullable<MergeMemory['quarantine']>): Ingested {
  const {merge, now} = newcomers
  const {admitted} = admit({...newcomers, held: quarantineHold})
  const note = `${quarantine.why} New items wait until you release them.`
  return {merge: {...merge, lastGood: now, quarantine, note}, changed: admitted, added: admitted.length, note}
}

/**
 * End a quarantine at the owner's word: the source is trusted as it is now, and what waited may be shown, the newest five
 * items in the river at the places that they would have had.
 */
export function release(
  merge: MergeMemory,
  entries: readonly Entry[],
): {readonly merge: MergeMemory; readonly changed: readonly Entry[]} {
  const {quarantine, known, ...rest} = merge
  const waiting = entries
    .filter(({held}) => held === quarantineHold)
    .toSorted((a, b) => (a.river < b.river ? 1 : a.river > b.river ? -1 : a.position - b.position))
  const changed = waiting.map(({held, ...entry}, index) =>
    index < firstItems ? entry : {...entry, held: 'It is one of the older items that were released from quarantine.'},
  )
  return {merge: {...rest, note: 'Released from quarantine.'}, changed}
}
