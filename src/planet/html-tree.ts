/** HTML to the tree a browser would build, within bounds. */
import {type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment} from 'parse5'

/** A piece of HTML as a tree. */
export type HtmlFragment = DefaultTreeAdapterTypes.DocumentFragment
/** An element of it. */
export type HtmlElement = DefaultTreeAdapterTypes.Element
/** What an element may hold. */
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode

/** Thrown for HTML that no author writes: it nests deeper than 256 elements, or becomes more than 100,000 of them. */
export class UnboundedHtmlError extends Error {
  override readonly name = 'UnboundedHtmlError'
}

/** A node that knows how far down it stands. */
type Deep<Node> = Node & {depth?: number}

const maximumElements = 100_000
const maximumDepth = 256

/**
 * The tree of some HTML, or of a whole page, whose `html`, `head` and `body` are then left out. Elements are counted while
 * they are made, since misnested ones multiply in the parser. `keeps` says which attributes are of interest. Default: all.
 * Throws `UnboundedHtmlError`.
 */
export function parseHtml(html: string, keeps?: (tag: string, attribute: string) => boolean): HtmlFragment {
  let elements = 0
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(tag, namespace, attributes) {
      if (++elements > maximumElements) throw new UnboundedHtmlError()
      const kept = keeps ? attributes.filter(({name}) => keeps(tag, name)) : attributes
      return defaultTreeAdapter.createElement(tag, namespace, kept)
    },
    appendChild(parent: Deep<HtmlElement>, node: Deep<HtmlNode>) {
      if ('tagName' in node) {
        node.depth = (parent.depth ?? 0) + 1
        if (node.depth > maximumDepth) throw new UnboundedHtmlError()
      }
      defaultTreeAdapter.appendChild(parent, node)
    },
  }
  return parseFragment(html, {treeAdapter, scriptingEnabled: false})
}
