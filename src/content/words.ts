/** How much there is to read. */

/** Languages that put no blanks between words. */
const unspaced = /^(?:ja|zh|yue|th|lo|km|my)\b/i

/** Letters of scripts without blanks; each counts as a word. */
const alone =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu

/** The number of words in a text; where a script puts no blanks between them, of its letters. */
export function countWords(text: string): number {
  const letters = text.match(alone)?.length ?? 0
  return letters + (text.replace(alone, ' ').match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0)
}

/** Minutes that reading takes, one at least: at 230 words a minute or, in languages without blanks, 500 letters. */
export function minutesFor(text: string, language: string): number {
  return Math.max(1, Math.round(countWords(text) / (unspaced.test(language) ? 500 : 230)))
}
