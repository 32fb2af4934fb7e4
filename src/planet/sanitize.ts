/** HTML from outside to markup that a page may show: the tree a browser would build, through an allow-list. */
import type {Element, Root} from 'hast'
import {fromParse5} from 'hast-util-from-parse5'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'
import {escapeMarkup} from '../escape.ts'
import {asWritten} from '../strange.ts'
import type {Strange} from '../types.ts'
import {parseHtml, UnboundedHtmlError} from './html-tree.ts'
import {toPlainText} from './plain-text.ts'
import type {SanitizeOptions} from './sanitize-options.ts'
import {decorate, prepare} from './sanitize-rules.ts'
import {mayMatter, schema} from './sanitize-schema.ts'

export {toPlainText} from './plain-text.ts'
export {shorten} from './shorten.ts'

/** Longer HTML is cut, in characters: a novel has a million. */
const maximumLength = 2_000_000

const pipeline = unified()
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
export function sanitizeHtml(markup: Strange | string, options: SanitizeOptions = {}): string {
  const html = typeof markup === 'string' ? markup : asWritten(markup)
  if (!/[<&\0]/.test(html)) return html
  try {
    const tree = fromParse5(parseHtml(html.slice(0, maximumLength), mayMatter)) as Root
    prepare(tree, options)
    const count = countElements(tree)
    const safe = pipeline.runSync(tree) as Root
    const text = pipeline.stringify(safe)
    return countElements(safe) < count ? settle(text) : text
  } catch (error) {
    if (!(error instanceof UnboundedHtmlError)) throw error
    return `<p>${escapeMarkup(toPlainText(html.slice(0, maximumLength)))}</p>`
  }
}

/**
 * Safe HTML as a browser would write it again. Where an element was taken away, what stood in it may now stand where
 * the rules of HTML put it elsewhere: this puts it there, so that every reader sees the same tree.
 */
function settle(html: string): string {
  let [written, read] = [html, rewrite(html)]
  for (let rounds = 0; read !== written && rounds < 3; rounds++) [written, read] = [read, rewrite(read)]
  return read
}

function rewrite(html: string): string {
  const tree = fromParse5(parseHtml(html)) as Root
  decorate(tree)
  return pipeline.stringify(tree)
}

function countElements({children}: Root | Element): number {
  return children.reduce((sum, child) => (child.type === 'element' ? sum + 1 + countElements(child) : sum), 0)
}
