/** How much there is to read. */

/** Languages that put no blanks between words. */
const unspaced = /^(?:ja|zh|yue|th|lo|km|my)\b/i

/** Letters of scripts without blanks; each counts as a word. */
const alone =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu

/** Where those scripts lie, and much else: most texts have none of it and need not be looked at twice. */
const beyond = /[\u0e00-\u109f\u1780-\u19ff\u2e80-\uffff]/

/** The number of words in a text; where a script puts no blanks between them, of its letters. */
export function countWords(text: string): number {
  if (!beyond.test(text)) return countSpaced(text)
  return (text.match(alone)?.length ?? 0) + countSpaced(text.replace(alone, ' '))
}

function countSpaced(text: string): number {
  return text.match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0
}

/** Minutes that reading so many words takes, one at least: 230 a minute or, in languages without blanks, 500 letters. */
export function minutesFor(words: number, language: string): number {
  return Math.max(1, Math.round(words / (unspaced.test(language) ? 500 : 230)))
}
