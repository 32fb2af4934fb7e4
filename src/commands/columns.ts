/** Names in columns: cut and filled to one width, as terminals show it. */

/** Signs that take two cells of a terminal. */
const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u

/** Cells of a terminal that a text takes. */
export function cells(text: string): number {
  return [...text].reduce((sum, sign) => sum + cellsOf(sign), 0)
}

/** The width of a column for these texts: of the longest, 40 cells at most. */
export function columnWidth(texts: readonly string[]): number {
  return Math.min(40, Math.max(0, ...texts.map(cells)))
}

/** A text in a column: filled with blanks; cut where it is too long, which an ellipsis tells. */
export function inColumn(text: string, width: number): string {
  const taken = cells(text)
  if (taken <= width) return text + ' '.repeat(width - taken)
  let kept = ''
  let used = 0
  for (const sign of text) {
    if (used + cellsOf(sign) >= width) break
    kept += sign
    used += cellsOf(sign)
  }
  return `${kept}…${' '.repeat(width - used - 1)}`
}

function cellsOf(sign: string): number {
  if (/\p{M}|\p{Cf}/u.test(sign)) return 0
  return wide.test(sign) ? 2 : 1
}
