/** The orders in which posts and pages are listed. */
import type {Summary} from '../types.ts'

/** The newest first; what is of one moment by URL. */
export function newestFirst(a: Summary, b: Summary): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1
  return byUrl(a, b)
}

/** By URL. */
export function byUrl(a: Summary, b: Summary): number {
  return a.url < b.url ? -1 : a.url > b.url ? 1 : 0
}
