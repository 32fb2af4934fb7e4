/** HTML from outside to markup that a page may show. */
import type {Element, ElementContent, Properties, Root} from 'hast'
import rehypeParse from 'rehype-parse'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'
import type {Strange} from '../types.ts'
import {toPlainText} from './plain-text.ts'
import {schema} from './sanitize-schema.ts'

export {toPlainText} from './plain-text.ts'

/** How to make HTML safe. */
export interface SanitizeOptions {
  /** What relative URLs are relative to. Default: none; links that are relative then stay so. */
  readonly base?: string
}

const parser = unified().use(rehypeParse, {fragment: true}).freeze()
const cleaner = unified().use(rehypeSanitize, schema).use(rehypeStringify).freeze()

/** HTML without anything that could act, spy or break out; its text is always kept. */
export function sanitizeHtml(html: Strange | string, options: SanitizeOptions = {}): string {
  const tree = parser.parse(html)
  const safe = cleaner.runSync(tree) as Root
  return cleaner.stringify(safe)
}
