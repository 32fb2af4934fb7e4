/** What is done to the HTML of a body after parsing: lists of features, applied in one walk over the tree. */
import type {Element, Root, Text} from 'hast'
import type {Rendered} from '../../types.ts'
import {alerts} from './alerts.ts'
import {code} from './code.ts'
import {emoji} from './emoji.ts'
import {type About, type Context, createContext, type Feature, type TextFeature} from './feature.ts'
import {figures} from './figures.ts'
import {headings} from './headings.ts'
import {math} from './math.ts'
import {pictures} from './pictures.ts'
import {punctuation} from './punctuation.ts'
import {references} from './references.ts'
import {tables} from './tables.ts'
import {tasks} from './tasks.ts'

/** What is done to elements, in the order in which they are seen. */
const features: readonly Feature[] = [headings, alerts, math, code, tables, tasks, figures, pictures, references]

/** What is done to text outside of code. */
const textFeatures: readonly TextFeature[] = [emoji, punctuation]

const entering = indexBy('enter')
const leaving = indexBy('leave')

/** Elements that end a run of words. */
const blocks = new Set(
  'address article aside blockquote br dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section summary table td th tr ul'.split(
    ' ',
  ),
)
/** Elements whose text nobody reads. */
const unread = new Set(['script', 'style', 'template', 'noscript'])
/** Elements whose text means what it says, sign by sign. */
const literal = new Set(['code', 'kbd', 'math', 'pre', 'samp', 'svg', 'textarea', 'tt', 'var'])

/** Apply the features to the tree, in place, and tell what was found in it. */
export function decorate(
  tree: Root,
  about: About,
): Pick<Context, 'headings' | 'references' | 'problems'> & Pick<Rendered, 'text'> {
  const context = createContext(about)
  for (const child of tree.children) {
    if (child.type === 'element') walk(child, context, false)
    else if (child.type === 'text') read(child, context, false)
  }
  const text = context.text
    .join('')
    .replace(/[ \t\r\f]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
  return {headings: context.headings, references: context.references, problems: context.problems, text}
}

function walk(element: Element, context: Context, within: boolean): void {
  const {tagName} = element
  const verbatim = within || literal.has(tagName) || unread.has(tagName) || isAddress(element)
  const silent = isUnread(element)
  const length = context.text.length
  if (blocks.has(tagName)) startBlock(context)
  for (const feature of entering.get(tagName) ?? []) feature.enter!(element, context)
  for (const child of element.children) {
    if (child.type === 'element') walk(child, context, verbatim)
    else if (child.type === 'text') read(child, context, verbatim)
  }
  for (const feature of leaving.get(tagName) ?? []) feature.leave!(element, context)
  if (silent) context.text.length = length
  else if (blocks.has(tagName)) context.text.push('\n')
  if (blocks.has(tagName)) startBlock(context)
}

function read(node: Text, context: Context, verbatim: boolean): void {
  if (!verbatim) for (const feature of textFeatures) node.value = feature(node.value, context)
  context.before = node.value.at(-1) ?? context.before
  context.text.push(node.value)
}

function startBlock(context: Context): void {
  context.before = ''
  context.quotes = []
}

/** Not part of the words: code for the browser, and what footnotes add by themselves. */
function isUnread({tagName, properties}: Element): boolean {
  if (unread.has(tagName) || properties.id === 'footnote-label') return true
  return 'dataFootnoteRef' in properties || 'dataFootnoteBackref' in properties
}

/** A link that shows the address it leads to. */
function isAddress({tagName, properties, children}: Element): boolean {
  const [text] = children
  return tagName === 'a' && text?.type === 'text' && String(properties.href).endsWith(text.value)
}

function indexBy(moment: 'enter' | 'leave'): ReadonlyMap<string, readonly Feature[]> {
  const byTag = new Map<string, Feature[]>()
  for (const feature of features.filter((each) => each[moment])) {
    for (const tag of feature.tags) byTag.set(tag, [...(byTag.get(tag) ?? []), feature])
  }
  return byTag
}
