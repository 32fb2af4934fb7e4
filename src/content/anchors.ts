/** What a rendered body leads to by itself, and what in it can be led to. */
import {decodeHTML} from 'entities'

/** Found in HTML that was made from a tree, where every value of an attribute stands in double quotes. */
export interface Anchors {
  /** Ids of elements, and names of old anchors. */
  readonly ids: readonly string[]
  /** Links to parts of the same page, and addresses of links and pictures elsewhere; each once. */
  readonly hrefs: readonly string[]
}

/** Found by its equals sign and quote, which are rarer than blanks: that takes a third of the time. */
const attribute = /(?<=\s(id|name|href|src))="([^"]*)"/g

/** The anchors of a body. Links into the site are not among them: those are references until they have a place. */
export function findAnchors(html: string): Anchors {
  const ids = new Set<string>()
  const hrefs = new Set<string>()
  for (const [, name, written] of html.matchAll(attribute)) {
    const value = written!.includes('&') ? decodeHTML(written!) : written!
    if (name === 'id' || name === 'name') ids.add(value)
    else if (/^(?:#|https?:\/\/|\/\/)/i.test(value)) hrefs.add(value)
  }
  return {ids: [...ids], hrefs: [...hrefs]}
}
