/** Safe HTML cut to a number of words, with every tag closed. */
import {voids} from './read/tree.ts'

/**
 * The first words of safe HTML (as `sanitizeHtml` gives it) with an ellipsis, or undefined when it has no more than that.
 * A text a fifth longer than asked for is left whole: a fold that hides two sentences is no help.
 */
export function shorten(html: string, words: number): string | undefined {
  const cut = placeOf(html, words)
  if (cut === undefined || placeOf(html, Math.ceil(words * 1.2)) === undefined) return undefined
  return `${html.slice(0, cut.end).trimEnd()}…${cut.open
    .map((tag) => `</${tag}>`)
    .reverse()
    .join('')}`
}

const tokens = /<(\/?)([a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'">])*>|[^\s<]+/g

/** Where the last of so many words ends and which elements are open there; undefined when no more words follow. */
function placeOf(html: string, words: number): {readonly end: number; readonly open: readonly string[]} | undefined {
  const open: string[] = []
  let place: {end: number; open: readonly string[]} | undefined
  let count = 0
  for (const {0: token, 1: slash, 2: tag, index} of html.matchAll(tokens)) {
    if (tag === undefined) {
      if (place) return place
      if (++count >= words) place = {end: index + token.length, open: [...open]}
    } else if (slash) open.splice(Math.max(0, open.lastIndexOf(tag)))
    else if (!voids.has(tag)) open.push(tag)
  }
  return undefined
}
