/** Items that their publisher took back (merge rule 10). Absence alone is no deletion. */
import type {Entry} from '../types.ts'
import type {Claim, Claims} from './claims.ts'

/** So many documents in a row must lack an item that should stand in them. */
const documents = 2

/**
 * The absent entries that the document passes over: older items still stand in it. They are counted, and withdrawn at
 * the second time.
 */
export function withdrawMissing(absent: readonly Entry[], claims: Claims, now: string): readonly Entry[] {
  const floor = listedFloor(claims.entries)
  if (floor === undefined) return []
  return absent
    .filter(({published, withdrawn}) => !withdrawn && published !== undefined && Date.parse(published) > floor)
    .map((entry) => {
      const missing = entry.missing + 1
      if (missing < documents) return {...entry, missing}
      const why = 'It is gone from its feed, where older items still stand.'
      return {...entry, missing, withdrawn: {at: now, why}}
    })
}

/** The entries that the feed says it deleted (RFC 6721). */
export function withdrawDeleted(
  entries: readonly Entry[],
  ids: ReadonlySet<string | undefined>,
  now: string,
): readonly Entry[] {
  if (ids.size === 0) return []
  return entries
    .filter(({id, withdrawn}) => id !== undefined && ids.has(id) && !withdrawn)
    .map((entry) => ({...entry, withdrawn: {at: now, why: 'Its feed says that it was deleted.'}}))
}

/**
 * The date down to which the document lists everything. Only entries that stand in their order count, so a post pinned
 * on top or brought up by an edit is no proof, and one old post at the end of a longer document is none either.
 */
function listedFloor(entries: readonly Claim[]): number | undefined {
  const proof: number[] = []
  let newest = -Infinity
  for (const {published} of entries.toSorted((a, b) => b.place - a.place)) {
    if (published === undefined || published < newest) continue
    newest = published
    proof.push(published)
  }
  return proof[entries.length > 5 ? 1 : 0]
}
