/** A tolerant XML reader: any text becomes a tree, with names, bases and languages already worked out. */
import {decodeHTMLStrict} from 'entities'
import {Parser} from 'htmlparser2'
import {maximumItems, tooManyItems} from './format.ts'
import {attributeName, elementName, rootScope, type Scope, shortName} from './namespaces.ts'
import type {Element} from './tree.ts'
import {absoluteUrl} from './urls.ts'

/** A tree with what was wrong in the text, worded for its owner. */
export interface Tree {
  readonly root: Element
  readonly warnings: readonly string[]
}

/** Deeper elements leave their text where they stand; no feed that means well goes beyond twenty. */
const maximumDepth = 200
/** An item has a dozen elements, and one of a podcast two dozen. */
const maximumElements = 300_000
const enough = new Error('Enough')
const noAttributes: ReadonlyMap<string, string> = new Map()
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
  let [elements, items, tooDeep] = [0, 0, 0]
  let literal = false
  let stopped: string | undefined

  const clean = (data: string): string => {
    const good = data.replace(controls, '')
    if (good.length !== data.length) warnings.add('The document holds control characters, which XML forbids.')
    return good.toWellFormed()
  }
  const decode = (data: string): string => clean(data.includes('&') ? decodeHTMLStrict(expand(data, entities)) : data)

  const stop = (why: string): never => {
    stopped = why
    throw enough
  }

  const parser = new Parser(
    {
      onopentag(name, written) {
        if (open.length > maximumDepth) {
          // The parser's own stack takes quadratic time.
          if (++tooDeep > 5000) stop('Elements nest thousands deep. What follows was not read.')
          return
        }
        if (++elements > maximumElements) stop(`Only the first ${maximumElements} elements were read.`)
        if (isItem(name) && ++items > maximumItems) stop(tooManyItems)
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
    if (error !== enough) throw error
  }
  return {root, warnings: [...(stopped ? [stopped] : []), ...warnings].slice(0, 8)}
}

/** Whether an element of this name, with or without a prefix, is an item of a feed. */
export function isItem(name: string): boolean {
  return /^(?:[^:]{0,100}:)?(?:item|entry)$/i.test(name)
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
  const values = attributesIn(attributes, scope, decode)
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

/** Most elements have no attributes, and a map that is empty takes as much memory as their text. */
function attributesIn(
  attributes: Readonly<Record<string, string>>,
  scope: Scope,
  decode: (text: string) => string,
): ReadonlyMap<string, string> {
  let values: Map<string, string> | undefined
  for (const name in attributes) {
    values ??= new Map()
    values.set(attributeName(scope, name), decode(attributes[name]!))
  }
  return values ?? noAttributes
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
