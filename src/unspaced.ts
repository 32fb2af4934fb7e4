/** Scripts that set no blanks between words. The search of readers has them as well, in a text of its own: `site/search/terms.ts`. */

/** A letter of such a script. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
