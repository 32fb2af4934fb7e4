/** HTML that the author wrote into Markdown, parsed as browsers do. */
import type {Element, ElementContent, Nodes, Root, Text} from 'hast'
import type {VFile} from 'vfile'
import {isMore} from './more.ts'

type ParseRaw = (tree: Root, file: VFile) => Root

let parse: ParseRaw | undefined

/**
 * The tree with raw HTML parsed into it. Trees without any are left alone, which is quicker. Code blocks stay outside
 * meanwhile: the parser would drop their leading blank lines.
 */
export async function parseRawHtml(tree: Root, file: VFile): Promise<Root> {
  if (!hasRaw(tree)) return tree
  parse ??= (await import('rehype-raw')).default() as ParseRaw
  const kept: Element[] = []
  const parsed = parse(stashCode(tree, kept), file)
  return kept.length > 0 ? restoreCode(parsed, kept) : parsed
}

/** Whether raw HTML stands anywhere; the excerpt's mark becomes a comment on the way. */
function hasRaw(node: Nodes): boolean {
  if (node.type === 'raw') return true
  if (!('children' in node)) return false
  let found = false
  for (const [index, child] of node.children.entries()) {
    if (child.type === 'raw' && isMore(child.value)) node.children[index] = {type: 'comment', value: 'more'}
    else if (hasRaw(child)) found = true
  }
  return found
}

function stashCode<Node extends Nodes>(node: Node, kept: Element[]): Node {
  if (!('children' in node)) return node
  node.children = node.children.map((child) => {
    if (child.type !== 'element' || child.tagName !== 'pre') return stashCode(child, kept)
    kept.push(child)
    const mark: Text = {type: 'text', value: String(kept.length - 1)}
    return {type: 'element', tagName: 'pre', properties: {dataKept: ''}, children: [mark]} satisfies Element
  }) as ElementContent[]
  return node
}

function restoreCode<Node extends Nodes>(node: Node, kept: readonly Element[]): Node {
  if (!('children' in node)) return node
  node.children = node.children.map((child) => {
    if (child.type !== 'element' || child.properties.dataKept === undefined) return restoreCode(child, kept)
    const [mark] = child.children
    return (mark?.type === 'text' && kept[Number(mark.value)]) || child
  }) as ElementContent[]
  return node
}
