/** How much there is to read. */
import {kind, kindsOf} from './signs.ts'

/** Languages that put no blanks between words. */
const unspaced = /^(?:ja|zh|yue|th|lo|km|my)\b/i

/** The number of words in a text: what stands between blanks and has a letter or number in it; of scripts without blanks, letters. */
export function countWords(text: string): number {
  let words = 0
  let within = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!
    const kinds = kindsOf(code)
    if (kinds & (kind.alone | kind.blank)) {
      words += within + (kinds & kind.alone ? 1 : 0)
      within = 0
    } else if (kinds & (kind.letter | kind.number)) within = 1
    if (code > 0xffff) at++
  }
  return words + within
}

/** Minutes that reading so many words takes, one at least: 230 a minute or, in languages without blanks, 500 letters. */
export function minutesFor(words: number, language: string): number {
  return Math.max(1, Math.round(words / (unspaced.test(language) ? 500 : 230)))
}
