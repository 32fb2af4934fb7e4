/** Links into the site are collected and marked, to be pointed at their targets once those have a place. */
import type {Element} from 'hast'
import {decodePath} from '../../text.ts'
import type {Reference} from '../../types.ts'
import {type Context, type Feature, lineOf} from './feature.ts'
import {wikiScheme} from './wiki.ts'

/** Attributes that hold one URL, by element. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  img: ['src', 'srcSet'],
  source: ['src', 'srcSet'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  embed: ['src'],
  iframe: ['src'],
  object: ['data'],
}

/** The mark of reference `n`. Characters that no text may hold enclose it, so nothing else looks like one. */
function markOf(n: number): string {
  return `\uFDD0${n}\uFDD1`
}

/** Finds marks in HTML; the quote is there when the mark ends its attribute. */
export const markPattern = /\uFDD0(\d+)\uFDD1("?)/g

/** Marks links and pictures that lead into the site, for `links.ts` to point at their targets. */
export const references: Feature = {
  tags: Object.keys(attributes),
  enter(element, context) {
    for (const name of attributes[element.tagName]!) {
      const value = element.properties[name]
      if (typeof value !== 'string' || value === '') continue
      if (name === 'srcSet') element.properties[name] = markSet(value, element, context)
      else element.properties[name] = mark(value, kindOf(element, name), element, context)
    }
  },
}

function kindOf(element: Element, name: string): Reference['kind'] {
  if (element.tagName === 'a' || element.tagName === 'area') return 'link'
  if (element.tagName !== 'img' || name !== 'src') return 'media'
  return 'width' in element.properties || 'height' in element.properties ? 'media' : 'image'
}

/** Note a reference that is made rather than written; what comes is its mark. */
export function refer(reference: Reference, references: Reference[]): string {
  references.push(reference)
  return markOf(references.length - 1)
}

function mark(href: string, kind: Reference['kind'], element: Element, context: Context): string {
  const trimmed = href.trim()
  const line = lineOf(element, context)
  const place = line === undefined ? {} : {line}
  if (trimmed.startsWith(wikiScheme)) {
    const name = decodePath(trimmed.slice(wikiScheme.length)) ?? trimmed
    return refer({href: name, kind: 'wiki', ...place}, context.references)
  }
  if (!isInternal(trimmed)) return href
  return refer({href: trimmed, kind, ...place}, context.references)
}

/** `a.png 1x, b.png 2x`: URLs with what they are good for. */
function markSet(value: string, element: Element, context: Context): string {
  return value.replace(/(^|,)(\s*)([^\s,]\S*)/g, (_, comma: string, blank: string, href: string) => {
    const end = /,+$/.exec(href)?.[0] ?? ''
    return comma + blank + mark(href.slice(0, href.length - end.length), 'media', element, context) + end
  })
}

/** Relative, or absolute on this host; neither another site nor a part of the same page. */
function isInternal(href: string): boolean {
  return href !== '' && !href.startsWith('#') && !href.startsWith('//') && !/^[a-z][a-z\d+.-]*:/i.test(href)
}
