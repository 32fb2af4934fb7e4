/** A tolerant XML reader: any text becomes a tree, with names, bases and languages already worked out. */
import {decodeHTMLStrict} from 'entities'
import {Parser} from 'htmlparser2'
import {knownPrefixes, shortNames} from './namespaces.ts'
import {absoluteUrl} from './urls.ts'

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

/** A tree with what was wrong in the text, worded for its owner. */
export interface Tree {
  readonly root: Element
  readonly warnings: readonly string[]
}

type Scope = ReadonlyMap<string, string>

/** Deeper elements leave their text where they stand; no feed that means well goes beyond twenty. */
const maximumDepth = 200
const endless = new Error('Elements without end')
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Read XML, or what was meant to be. Nothing is thrown away that a reader could want; nothing is ever fetched. */
export function parseTree(xml: string, base: string): Tree {
  const warnings = new Set<string>()
  const start = beginning(xml)
  if (xml.slice(0, start).trim()) warnings.add('Something stands before the first tag.')
  const text = start ? xml.slice(start) : xml
  const entities = internalEntities(text.slice(0, 16_384))
  const root: Element = {name: '', local: '', attributes: new Map(), children: [], base}
  const open: Element[] = [root]
  const scopes: Scope[] = [new Map()]
  let tooDeep = 0
  let literal = false

  const clean = (data: string): string => {
    const good = data.replace(controls, '')
    if (good.length !== data.length) warnings.add('The document holds control characters, which XML forbids.')
    return good.toWellFormed()
  }
  const decode = (data: string): string => clean(data.includes('&') ? decodeHTMLStrict(expand(data, entities)) : data)

  const parser = new Parser(
    {
      onopentag(name, written) {
        if (open.length > maximumDepth) {
          // The parser's own stack takes quadratic time.
          if (++tooDeep > 5000) throw endless
          return
        }
        const parent = open.at(-1)!
        const {element, scope} = createElement(name, written, parent, scopes.at(-1)!, decode)
        parent.children.push(element)
        open.push(element)
        scopes.push(scope)
      },
      onclosetag(name, implied) {
        // An empty element counts as implied as well.
        if (implied && text[parser.endIndex - 1] !== '/') warnings.add(`<${name}> is not closed.`)
        if (tooDeep) {
          tooDeep--
          return
        }
        open.pop()
        scopes.pop()
      },
      ontext(data) {
        const {children} = open.at(-1)!
        const value = literal ? clean(data) : decode(data)
        if (typeof children.at(-1) === 'string') children.push(children.pop() + value)
        else children.push(value)
      },
      oncdatastart() {
        literal = true
      },
      oncdataend() {
        literal = false
      },
    },
    {xmlMode: true, decodeEntities: false},
  )
  try {
    parser.end(text)
  } catch (error) {
    if (error !== endless) throw error
    warnings.add('Elements nest thousands deep. What follows was not read.')
  }
  return {root, warnings: [...warnings].slice(0, 8)}
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

/** The elements directly in another one, or those with a name. */
export function elementsIn(element: Element, ...names: readonly string[]): readonly Element[] {
  return element.children.filter(
    (child) => typeof child !== 'string' && (names.length === 0 || names.includes(child.name)),
  ) as Element[]
}

/** An attribute's value without space around it, whatever the case of its name; undefined when missing or empty. */
export function attributeOf({attributes}: Element, name: string): string | undefined {
  const value = attributes.get(name) ?? [...attributes].find(([key]) => key.toLowerCase() === name)?.[1]
  return value?.trim() || undefined
}

const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

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

/** Text with the characters escaped that mean something in HTML and XML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&${{'&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot'}[character]};`)
}

function beginning(xml: string): number {
  const found = xml.search(/<(?:\?xml|!DOCTYPE|!--|(?:[a-z][\w.-]{0,40}:)?(?:rss|feed|rdf|channel|html)[\s>])/i)
  return Math.max(0, found)
}

function createElement(
  written: string,
  attributes: Readonly<Record<string, string>>,
  parent: Element,
  outer: Scope,
  decode: (text: string) => string,
): {element: Element; scope: Scope} {
  let scope = outer
  for (const name in attributes) {
    if (!/^xmlns(?::|$)/i.test(name) || scope.size >= 100) continue
    if (scope === outer) scope = new Map(outer)
    ;(scope as Map<string, string>).set(name.slice(6), shortName(attributes[name]!))
  }
  const values = new Map<string, string>()
  for (const name in attributes) values.set(nameIn(scope, name), decode(attributes[name]!))
  if (parent.name === '') scope = rootScope(scope, written)
  const base = values.get('xml:base')
  const local = written.slice(written.indexOf(':') + 1)
  const element = {
    name: elementName(scope, written),
    local,
    attributes: values,
    children: [],
    base: base ? (absoluteUrl(base, parent.base) ?? parent.base) : parent.base,
    language: values.get('xml:lang')?.trim() || parent.language,
  }
  return {element, scope}
}

/** A feed whose namespace is missing or unknown means that of its format. */
function rootScope(scope: Scope, written: string): Scope {
  const known = !(scope.get('') ?? '?').startsWith('?') && scope.get('') !== ''
  const format = {feed: 'atom', rss: '', rdf: ''}[written.toLowerCase()]
  return known || format === undefined ? scope : new Map(scope).set('', format)
}

function elementName(scope: Scope, written: string): string {
  const colon = written.indexOf(':')
  const local = written.slice(colon + 1).toLowerCase()
  const short = colon < 0 ? (scope.get('') ?? '') : shortOf(scope, written.slice(0, colon))
  return short ? `${short}:${local}` : local
}

/** Attributes without a prefix belong to their element. */
function nameIn(scope: Scope, written: string): string {
  const colon = written.indexOf(':')
  if (colon < 0 || written.startsWith('xmlns')) return written
  const short = shortOf(scope, written.slice(0, colon))
  return short === 'xhtml' ? written.slice(colon + 1) : `${short}:${written.slice(colon + 1)}`
}

function shortOf(scope: Scope, prefix: string): string {
  const lower = prefix.toLowerCase()
  return scope.get(prefix) ?? (knownPrefixes.has(lower) ? lower : `?${lower}`)
}

function shortName(namespace: string): string {
  const uri = namespace
    .trim()
    .toLowerCase()
    .replace(/[/#]{1,3}$/, '')
  return shortNames.get(uri) ?? (uri ? `?${uri}` : '')
}

/** Entities that the document declares itself, one level deep: enough for names of people, too little for a bomb. */
function internalEntities(head: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>()
  if (!/<!DOCTYPE[^>]{0,1000}\[/i.test(head)) return entities
  for (const [, name, single, double] of head.matchAll(
    /<!ENTITY\s{1,9}([\w.-]{1,60})\s{1,9}(?:'([^']{0,500})'|"([^"]{0,500})")/g,
  ))
    if (entities.size < 100) entities.set(name!, single ?? double ?? '')
  return entities
}

function expand(text: string, entities: ReadonlyMap<string, string>): string {
  if (entities.size === 0) return text
  return text.replace(/&([\w.-]{1,60});/g, (whole, name) => entities.get(name) ?? whole)
}
