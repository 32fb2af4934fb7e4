/** The orders in which entries stand. Both are total: no two entries share a place. */
import type {Entry} from '../types.ts'

/** Reading order: river date with the newest first, feed, position, hash, key (rule 8). */
export function byRiver(a: Entry, b: Entry): number {
  return (
    compare(b.river, a.river) ||
    compare(a.feed, b.feed) ||
    a.position - b.position ||
    compare(a.hash, b.hash) ||
    compare(a.key, b.key)
  )
}

/** Who was seen first, whatever date it claims: time, feed, position, key. */
export function bySeniority(a: Entry, b: Entry): number {
  return (
    compare(a.firstSeen, b.firstSeen) || compare(a.feed, b.feed) || a.position - b.position || compare(a.key, b.key)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
