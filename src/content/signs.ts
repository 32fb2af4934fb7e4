/** Kinds of characters, looked up: passes over whole texts that ask a pattern for each word take several times as long. */
import {unspaced} from '../unspaced.ts'

/** Kinds, as bits: a character may be of several. */
export const kind = {letter: 1, mark: 2, number: 4, blank: 8, alone: 16} as const

const patterns: readonly (readonly [number, RegExp])[] = [
  [kind.letter, /\p{L}/u],
  [kind.mark, /\p{M}/u],
  [kind.number, /\p{N}/u],
  [kind.blank, /\s/u],
  [kind.alone, unspaced],
]

/** Kinds of the characters met so far, by code point; with this bit, since most characters are of no kind. */
const known = new Uint8Array(0x110000)
const met = 128

/** The kinds of a character, given its code point; `alone` are letters of scripts that put no blanks between words. */
export function kindsOf(code: number): number {
  return known[code] || lookUp(code)
}

function lookUp(code: number): number {
  const character = String.fromCodePoint(code)
  let kinds = met
  for (const [bit, pattern] of patterns) if (pattern.test(character)) kinds |= bit
  known[code] = kinds
  return kinds
}
