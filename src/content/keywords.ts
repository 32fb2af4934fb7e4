/** The words that a text repeats. Made for speed: every body is read for them, and most of its words stand in it once. */
import {insert} from './best.ts'
import {kind, kindsOf} from './signs.ts'

/** Where a word stood first, and how often it has been met. */
interface Word {
  readonly start: number
  readonly end: number
  count: number
}

/** A word with how often it stands in the text. */
type Counted = readonly [word: string, count: number]

/** Places for words, by hash: several times as many as a long text has words, and a power of two. */
const places = 4096

/** The words of a text that stand in it most often, up to `most`: of four letters or more, in lower case. */
export function keywords(text: string, most = 20): readonly string[] {
  const best: Counted[] = []
  for (const counted of findRepeated(text.toLowerCase())) insert(best, counted, moreOften, most)
  return best.map(([word]) => word)
}

function moreOften([a, left]: Counted, [b, right]: Counted): number {
  return right - left || (a < b ? -1 : 1)
}

/**
 * The words that stand in a text more than once. A word has the place of its hash, and no string is made of it unless it
 * comes again; where another word was first, it is counted in a map: no text is slow, whatever the hashes of its words.
 */
function findRepeated(text: string): readonly Counted[] {
  const words: Word[] = []
  const taken = new Uint16Array(places)
  const others = new Map<string, number>()
  eachWord(text, (start, end, hash) => {
    const place = hash & (places - 1)
    const first = words[taken[place]! - 1]
    if (!first) taken[place] = words.push({start, end, count: 1})
    else if (isSame(text, first, start, end)) first.count++
    else {
      const word = text.slice(start, end)
      others.set(word, (others.get(word) ?? 0) + 1)
    }
  })
  const counted: Counted[] = []
  for (const {start, end, count} of words) if (count > 1) counted.push([text.slice(start, end), count])
  for (const other of others) if (other[1] > 1) counted.push(other)
  return counted
}

/** Find the words of four letters or more; after the thirtieth letter another begins. */
function eachWord(text: string, found: (start: number, end: number, hash: number) => void): void {
  let at = 0
  while (at < text.length) {
    const start = at
    let [length, hash] = [0, 0]
    let wanted: number = kind.letter
    while (at < text.length && length < 30) {
      const code = text.codePointAt(at)!
      if (!(kindsOf(code) & wanted)) break
      wanted = kind.letter | kind.mark
      hash = (Math.imul(hash, 31) + code) | 0
      length++
      at += code > 0xffff ? 2 : 1
    }
    if (length >= 4) found(start, at, hash)
    else if (length === 0) at++
  }
}

function isSame(text: string, word: Word, start: number, end: number): boolean {
  if (word.end - word.start !== end - start) return false
  for (let at = word.start; at < word.end; at++) if (text.charCodeAt(at) !== text.charCodeAt(start++)) return false
  return true
}
