/** HTML from outside to markup that a page may show: the tree a browser would build, through an allow-list. */
import type {Root} from 'hast'
import {fromParse5} from 'hast-util-from-parse5'
import {type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment} from 'parse5'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'
import type {Strange} from '../types.ts'
import {toPlainText} from './plain-text.ts'
import {escapeMarkup} from './read/tree.ts'
import {decorate, prepare, type RuleOptions} from './sanitize-rules.ts'
import {schema} from './sanitize-schema.ts'

export {toPlainText} from './plain-text.ts'
export {shorten} from './shorten.ts'

/** How to make HTML safe. */
export type SanitizeOptions = RuleOptions

/** Longer HTML is cut: the longest post of a hundred blogs has a tenth of this. In characters. */
const maximumLength = 2_000_000
/** Trees of more elements than this are no posts, and neither are those that nest deeper. */
const maximumElements = 100_000
const maximumDepth = 256

class TooLargeError extends Error {}

const pipeline = unified()
  .use(() => prepare)
  .use(rehypeSanitize, schema)
  .use(() => decorate)
  .use(rehypeStringify)
  .freeze()

/**
 * HTML without anything that could act, spy or break out of its place; its text is kept.
 *
 * Scripts, styles, forms and frames go, an embedded video becomes a link to it, pictures that count readers vanish. Links
 * are absolute, without tracking parameters, and marked `nofollow ugc noopener`; pictures load late and without referrer;
 * ids are prefixed with `item-`. Takes linear time; what no post would hold (256 levels, 100,000 elements) comes out as
 * text.
 */
export function sanitizeHtml(html: Strange | string, options: SanitizeOptions = {}): string {
  if (!/[<&\0]/.test(html)) return html
  try {
    const tree = fromParse5(parse(html.slice(0, maximumLength))) as Root
    tree.data = {options} as never
    return pipeline.stringify(pipeline.runSync(tree) as Root)
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error
    return `<p>${escapeMarkup(toPlainText(html.slice(0, maximumLength)))}</p>`
  }
}

/** Elements are counted while they are made, since misnested ones multiply in the parser. */
function parse(html: string): DefaultTreeAdapterTypes.DocumentFragment {
  let elements = 0
  const depths = new WeakMap<object, number>()
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(...element) {
      if (++elements > maximumElements) throw new TooLargeError()
      return defaultTreeAdapter.createElement(...element)
    },
    appendChild(parent, node) {
      if ('tagName' in node) {
        const depth = (depths.get(parent) ?? 0) + 1
        if (depth > maximumDepth) throw new TooLargeError()
        depths.set(node, depth)
      }
      defaultTreeAdapter.appendChild(parent, node)
    },
  }
  return parseFragment(html, {treeAdapter, scriptingEnabled: false})
}
