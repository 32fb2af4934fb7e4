/** What is done to the HTML of a body after parsing: one list of features, applied in one walk over the tree. */
import type {Element, Nodes, Root} from 'hast'
import type {Rendered} from '../../types.ts'
import {code} from './code.ts'
import {type Context, createContext, type Feature} from './feature.ts'
import {headings} from './headings.ts'
import {pictures} from './pictures.ts'
import {references} from './references.ts'
import {tables} from './tables.ts'
import {tasks} from './tasks.ts'

/** Every feature, in the order in which they see an element. */
const features: readonly Feature[] = [headings, code, tables, tasks, pictures, references]

const byTag = new Map<string, Feature[]>()
for (const feature of features) {
  for (const tag of feature.tags) byTag.set(tag, [...(byTag.get(tag) ?? []), feature])
}

const blocks = new Set(
  'address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section summary table td th tr ul br'.split(
    ' ',
  ),
)
const unread = new Set(['script', 'style', 'template', 'noscript'])

/** Apply the features to the tree, in place, and tell what was found in it. */
export function decorate(
  tree: Root,
  about: Pick<Context, 'line' | 'words'>,
): Pick<Context, 'headings' | 'references'> & Pick<Rendered, 'text'> {
  const context = createContext(about)
  walk(tree, context)
  const text = context.text
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
  return {headings: context.headings, references: context.references, text}
}

function walk(node: Nodes, context: Context): void {
  if (node.type === 'text') context.text.push(node.value)
  if (!('children' in node)) return
  const silent = node.type === 'element' && isUnread(node)
  const length = context.text.length
  if (node.type === 'element') visit(node, context)
  for (const child of node.children) walk(child, context)
  if (silent) context.text.length = length
  else if (node.type === 'element' && blocks.has(node.tagName)) context.text.push('\n')
}

/** Not part of the words: code for the browser, and what footnotes add by themselves. */
function isUnread({tagName, properties}: Element): boolean {
  if (unread.has(tagName) || properties.id === 'footnote-label') return true
  return 'dataFootnoteRef' in properties || 'dataFootnoteBackref' in properties
}

function visit(element: Element, context: Context): void {
  for (const feature of byTag.get(element.tagName) ?? []) feature.visit(element, context)
}
