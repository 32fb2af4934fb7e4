/** Parts of a file, for players that seek in it (RFC 9110 section 14). */

/** Where a part begins and ends, both counted in. */
export interface Part {
  readonly first: number
  readonly last: number
}

/**
 * The one part that a `Range` field asks for: `bytes=0-99`, `bytes=100-` or `bytes=-100`. `none` when the file has no such
 * part; undefined when the whole file should be sent, as for several parts at once.
 */
export function readRange(field: string | undefined, size: number): Part | 'none' | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(field?.trim() ?? '') ?? []
  if (from === undefined || (from === '' && to === '')) return undefined
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  return first > last ? 'none' : {first, last}
}
