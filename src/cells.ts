/** How wide a terminal shows a text. */

/** Signs that take two cells. Some of East Asia have a half form, which takes one. */
const wide =
  /(?![\uff61-\uffdc])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u

/** Marks over other signs, and signs that nobody sees. */
const unseen = /\p{M}|\p{Cf}/u

/** Cells of a terminal that a text takes. */
export function cells(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + cellsOf(sign), 0)
}

/** Cells of one sign: 0, 1 or 2. */
export function cellsOf(sign: string): number {
  if (unseen.test(sign)) return 0
  return wide.test(sign) ? 2 : 1
}

/** Blanks as wide as the text, in fonts as well whose wide signs are not quite twice as wide. */
export function blankOut(text: string): string {
  return Array.from(text, (sign) => ['', ' ', '\u3000'][cellsOf(sign)]).join('')
}
