/** The elements of a feed and what they hold. */
import {escapeMarkup} from '../../escape.ts'

/** An element of a feed. */
export interface Element {
  /** Name in lower case behind the short name of its namespace: `title`, `atom:title`, `dc:creator`. */
  readonly name: string
  /** Name as written, without prefix. */
  readonly local: string
  /** By name as written, or behind the short name of their namespace: `href`, `xml:lang`, `rdf:about`. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: (Element | string)[]
  /** What relative URLs in it are relative to: nearest `xml:base`, else the document's URL; may be empty. */
  base: string
  readonly language?: string | undefined
}

/** Put another base in the place of one that was only a guess, wherever no `xml:base` has replaced it. */
export function rebase(element: Element, from: string, to: string): void {
  if (element.base !== from) return
  element.base = to
  for (const child of element.children) if (typeof child !== 'string') rebase(child, from, to)
}

/** The text in an element and all below it. */
export function textOf(element: Element): string {
  let text = ''
  for (const child of element.children) text += typeof child === 'string' ? child : textOf(child)
  return text
}

/** The text of an element with single spaces; undefined when there is none. */
export function lineOf(element: Element | undefined): string | undefined {
  return element && oneLine(textOf(element))
}

/**
 * Text in one line of at most 2,000 characters, without the controls that turn the writing direction of what stands after
 * it (Unicode TR 9); undefined when nothing is left.
 */
export function oneLine(text: string): string | undefined {
  const line = text
    .slice(0, 10_000)
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return (line.length > 2000 ? `${line.slice(0, 1999).toWellFormed()}…` : line) || undefined
}

/** The elements directly in another one, or those with one of some names. */
export function elementsIn(parent: Element, ...names: readonly string[]): readonly Element[] {
  if (names.length === 0) return parent.children.filter((child) => typeof child !== 'string')
  return names.flatMap((name) => named(parent, name.replace('atom:', '')).filter((element) => element.name === name))
}

/** Elements by their name in the vocabulary: those of Atom and of RSS need no prefix. */
export function named(parent: Element, name: string): readonly Element[] {
  return (indexes.get(parent) ?? indexOf(parent)).get(name) ?? []
}

/** Every element is asked for dozens of names, few of which it has. */
const indexes = new WeakMap<Element, ReadonlyMap<string, readonly Element[]>>()

function indexOf(parent: Element): ReadonlyMap<string, readonly Element[]> {
  const index = Map.groupBy(elementsIn(parent), ({name}) => (name.startsWith('atom:') ? name.slice(5) : name))
  indexes.set(parent, index)
  return index
}

/** An attribute's value without space around it, whatever the case of its name; undefined when missing or empty. */
export function attributeOf({attributes}: Element, name: string): string | undefined {
  const value = attributes.get(name) ?? [...attributes].find(([key]) => key.toLowerCase() === name)?.[1]
  return value?.trim() || undefined
}

/** Elements of HTML that hold nothing and have no closing tag. */
export const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/** The markup in an element as HTML: XHTML bodies of Atom, tags that somebody forgot to escape. */
export function markupIn(element: Element): string {
  let html = ''
  for (const child of element.children) html += typeof child === 'string' ? escapeMarkup(child) : markupOf(child)
  return html
}

function markupOf(element: Element): string {
  const tag = element.local
  let html = `<${tag}`
  for (const [name, value] of element.attributes)
    if (!name.startsWith('xmlns')) html += ` ${name}="${escapeMarkup(value)}"`
  // An unclosed <br> has swallowed what follows it.
  if (voids.has(tag.toLowerCase())) return `${html}>${markupIn(element)}`
  return `${html}>${markupIn(element)}</${tag}>`
}
