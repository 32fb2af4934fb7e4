/** HTML to the tree a browser would build, within bounds. */
import {type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment} from 'parse5'

export type HtmlFragment = DefaultTreeAdapterTypes.DocumentFragment
export type HtmlElement = DefaultTreeAdapterTypes.Element
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode

/** Thrown for HTML that no author writes: it nests deeper than 256 elements, or becomes more than 100,000 of them. */
export class UnboundedHtmlError extends Error {
  override readonly name = 'UnboundedHtmlError'
}

const maximumElements = 100_000
const maximumDepth = 256

/**
 * The tree of some HTML, or of a whole page, whose `html`, `head` and `body` are then left out. Elements are counted while
 * they are made, since misnested ones multiply in the parser. Throws `UnboundedHtmlError`.
 */
export function parseHtml(html: string): HtmlFragment {
  let elements = 0
  const depths = new WeakMap<object, number>()
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(...element) {
      if (++elements > maximumElements) throw new UnboundedHtmlError()
      return defaultTreeAdapter.createElement(...element)
    },
    appendChild(parent, node) {
      if ('tagName' in node) {
        const depth = (depths.get(parent) ?? 0) + 1
        if (depth > maximumDepth) throw new UnboundedHtmlError()
        depths.set(node, depth)
      }
      defaultTreeAdapter.appendChild(parent, node)
    },
  }
  return parseFragment(html, {treeAdapter, scriptingEnabled: false})
}
