/** What is done to the HTML of a body after parsing: lists of features, applied in one walk over the tree. */
import type {Element, Root, Text} from 'hast'
import type {Rendered} from '../../types.ts'
import {addresses} from './addresses.ts'
import {alerts} from './alerts.ts'
import {code} from './code.ts'
import {emoji} from './emoji.ts'
import {type About, type Context, createContext, type Feature, type TextFeature, textOf} from './feature.ts'
import {figures} from './figures.ts'
import {headings} from './headings.ts'
import {math} from './math.ts'
import {pictures} from './pictures.ts'
import {punctuation} from './punctuation.ts'
import {references} from './references.ts'
import {tables} from './tables.ts'
import {tasks} from './tasks.ts'

/** What is done to elements, in the order in which they are seen. */
const features: readonly Feature[] = [
  headings,
  alerts,
  math,
  code,
  tables,
  tasks,
  figures,
  pictures,
  addresses,
  references,
]

/** What is done to text outside of code. */
const textFeatures: readonly TextFeature[] = [emoji, punctuation]

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

/** What the walk has to know of an element, by its name. */
interface Tag {
  readonly block: boolean
  readonly unread: boolean
  /** Neither code nor markup of another kind. */
  readonly prose: boolean
  readonly entering: readonly Feature[]
  readonly leaving: readonly Feature[]
}

const tags = new Map<string, Tag>()

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
  // Blanks that stay as they are go unmatched: most do.
  const text = context.text
    .join('')
    .replace(/[ \t\r\f]{2,}|[\t\r\f]/g, ' ')
    .replace(/ \n\s*|\n\s+/g, '\n')
    .trim()
  return {headings: context.headings, references: context.references, problems: context.problems, text}
}

function walk(element: Element, context: Context, within: boolean): void {
  const tag = tagOf(element.tagName)
  const verbatim = within || !tag.prose || isAddress(element)
  const silent = tag.unread || isAddedByFootnotes(element)
  const length = context.text.length
  if (tag.block) startBlock(context)
  for (const feature of tag.entering) feature.enter!(element, context)
  for (const child of element.children) {
    if (child.type === 'element') walk(child, context, verbatim)
    else if (child.type === 'text') read(child, context, verbatim)
    else if (child.type === 'raw') context.text.push(textOf(child))
  }
  for (const feature of tag.leaving) feature.leave!(element, context)
  if (silent) context.text.length = length
  else if (tag.block) context.text.push('\n')
  if (tag.block) startBlock(context)
}

function tagOf(name: string): Tag {
  const known = tags.get(name)
  if (known) return known
  const own = features.filter((feature) => feature.tags.includes(name))
  const tag: Tag = {
    block: blocks.has(name),
    unread: unread.has(name),
    prose: !literal.has(name) && !unread.has(name),
    entering: own.filter(({enter}) => enter),
    leaving: own.filter(({leave}) => leave),
  }
  tags.set(name, tag)
  return tag
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

/** Not part of the words. */
function isAddedByFootnotes({properties}: Element): boolean {
  return properties.id === 'footnote-label' || 'dataFootnoteRef' in properties || 'dataFootnoteBackref' in properties
}

/** A link that shows the address it leads to. */
function isAddress({tagName, properties, children}: Element): boolean {
  const [text] = children
  return tagName === 'a' && text?.type === 'text' && String(properties.href).endsWith(text.value)
}
