/** How a list that grows at its head is cut into pages that stay as they are. */

/** The front page holds the newest `front` values; behind it `numbered` full pages, the highest number first. */
export interface Pages {
  readonly front: number
  readonly numbered: number
}

/**
 * Pages for so many values. Numbered pages are counted from the oldest, so that page 3 shows the same for ever, and the
 * front page holds between half a page and one and a half.
 */
export function cutPages(count: number, size: number): Pages {
  const full = Math.floor(count / size)
  const numbered = (count % size) * 2 < size ? Math.max(0, full - 1) : full
  return {front: count - numbered * size, numbered}
}

/** The number of the page that shows the value at `index`, 0 being the newest; undefined for the front page. */
export function pageOf(index: number, count: number, size: number): number | undefined {
  const {front, numbered} = cutPages(count, size)
  return index < front ? undefined : numbered - Math.floor((index - front) / size)
}
