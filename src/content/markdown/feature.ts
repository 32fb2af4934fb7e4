/** The shape of a feature of rendered Markdown. */
import GithubSlugger from 'github-slugger'
import type {Element, ElementContent, Nodes} from 'hast'
import type {Heading, MarkdownSettings, Reference} from '../../types.ts'
import type {Words} from './words.ts'

declare module 'hast' {
  interface Data {
    /** The words in raw HTML that was made here. */
    text?: string
  }
}

/** Looks at certain elements and may change them in place. */
export interface Feature {
  readonly tags: readonly string[]
  /** Before the children are looked at. */
  enter?(element: Element, context: Context): void
  /** After the children were looked at. */
  leave?(element: Element, context: Context): void
}

/** Changes text that is neither code nor markup of another kind. */
export type TextFeature = (text: string, context: Context) => string

/** From a formula in TeX to MathML, in a line of its own where it is wished. Throws where it cannot be read. */
export type SetMaths = (source: string, display: boolean) => string

/** What a body is rendered with. */
export interface About {
  /** Line of the file at which the body begins. */
  readonly line: number
  /** BCP 47 tag. */
  readonly language: string
  readonly words: Words
  /** What the body calls the languages of its code, in lower case. */
  readonly languages: ReadonlySet<string>
  /** Where the body may have formulas that are wanted. */
  readonly setMaths?: SetMaths | undefined
  readonly settings: Omit<MarkdownSettings, 'remarkPlugins' | 'rehypePlugins'>
}

/** What the features of one body share. */
export interface Context extends About {
  /** Makes ids that are unique in the body. */
  readonly slugger: GithubSlugger
  readonly headings: Heading[]
  readonly references: Reference[]
  /** Pieces of text in reading order. */
  readonly text: string[]
  /** What a person should mend. */
  readonly problems: {readonly message: string; readonly line: number | undefined}[]
  /** Pictures so far. */
  pictures: number
  /** The last character before the text at hand, in the same block; empty at its beginning. */
  before: string
  /** Quote marks that are open in this block. */
  quotes: string[]
}

/** A fresh context. */
export function createContext(about: About): Context {
  const found = {headings: [], references: [], text: [], problems: []}
  return {...about, ...found, slugger: new GithubSlugger(), pictures: 0, before: '', quotes: []}
}

/** The line of the file on which an element begins; undefined when it was made rather than written. */
export function lineOf(element: Element, context: About): number | undefined {
  return element.position && element.position.start.line + context.line - 1
}

/** The classes of an element. */
export function classesOf(element: Element): readonly string[] {
  const {className} = element.properties
  return Array.isArray(className) ? className.map(String) : []
}

/** The text within a node. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type === 'raw') return node.data?.text ?? ''
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

/** A new element. */
export function element(tagName: string, className: string, children: ElementContent[]): Element {
  return {type: 'element', tagName, properties: {className: className.split(' ')}, children}
}
