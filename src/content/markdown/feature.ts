/** The shape of a feature of rendered Markdown. */

import GithubSlugger from 'github-slugger'
import type {Element} from 'hast'
import type {Heading, Reference} from '../../types.ts'
import type {Words} from './words.ts'

/** Looks at certain elements before their children are looked at, and may change them in place. */
export interface Feature {
  readonly tags: readonly string[]
  visit(element: Element, context: Context): void
}

/** What the features of one body share. */
export interface Context {
  /** Line of the file at which the body begins. */
  readonly line: number
  readonly words: Words
  /** Makes ids that are unique in the body. */
  readonly slugger: GithubSlugger
  readonly headings: Heading[]
  readonly references: Reference[]
  readonly pictures: {count: number}
  /** Pieces of text in reading order. */
  readonly text: string[]
}

/** A fresh context. */
export function createContext(about: Pick<Context, 'line' | 'words'>): Context {
  return {...about, slugger: new GithubSlugger(), headings: [], references: [], pictures: {count: 0}, text: []}
}

/** The line of the file on which an element begins; undefined when it was made rather than written. */
export function lineOf(element: Element, context: Context): number | undefined {
  return element.position && element.position.start.line + context.line - 1
}

/** The classes of an element. */
export function classesOf(element: Element): readonly string[] {
  const {className} = element.properties
  return Array.isArray(className) ? className.map(String) : []
}
