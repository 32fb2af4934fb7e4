/** What a rendered body leads to by itself, and what in it can be led to. */
import {decodeHTML} from 'entities'

/** Found in HTML that was made from a tree, where every value of an attribute stands in double quotes. */
export interface Anchors {
  /** Ids of elements, and names of old anchors. */
  readonly ids: readonly string[]
  /** Links to parts of the same page, and addresses of links and pictures elsewhere; each once. */
  readonly hrefs: readonly string[]
}

/** A tag that opens an element. Code and prose may hold all that stands in tags, but for the sign they begin with. */
const tag = /<[a-z][^">]*(?:"[^"]*"[^">]*)*>/g

/** Comments, and what stands in the elements whose text is written as it is. */
const unread = /<!--.*?-->|(<(script|style)\b[^>]*>).*?(?=<\/\2)/gs

/** Found by its equals sign and quote, which are rarer than blanks: that takes a third of the time. */
const attribute = /(?<=\s(id|name|href|src))="([^"]*)"/g

/** The anchors of a body. Links into the site are not among them: those are references until they have a place. */
export function findAnchors(html: string): Anchors {
  const ids = new Set<string>()
  const hrefs = new Set<string>()
  const tags = html.replace(unread, '$1').match(tag) ?? []
  for (const [, name, written] of tags.join('').matchAll(attribute)) {
    const value = written!.includes('&') ? decodeHTML(written!) : written!
    if (name === 'id' || name === 'name') ids.add(value)
    else if (/^(?:#|https?:\/\/|\/\/)/i.test(value)) hrefs.add(value)
  }
  return {ids: [...ids], hrefs: [...hrefs]}
}
