/** `<!--more-->`: what stands above it is the excerpt. */
import type {ElementContent, Nodes, Root, RootContent} from 'hast'
import {classesOf} from './feature.ts'

/** Whether a piece of raw HTML, or the text of a comment, is the mark. */
export function isMore(value: string): boolean {
  return /^\s*(?:<!--)?\s*more\s*(?:-->)?\s*$/i.test(value)
}

/**
 * Take the mark out of the tree; what comes is a tree of all above it, fit to stand on another page: `refer` gives
 * what to write for a link within the page. Undefined when there is no mark, or nothing above it.
 */
export function cutExcerpt(tree: Root, refer: (href: string) => string): Root | undefined {
  const above = takeUntilMark(tree.children)
  if (!above?.some((node) => node.type !== 'text' || node.value.trim() !== '')) return undefined
  return {type: 'root', children: detach(above as ElementContent[], refer)}
}

/** Copies of the nodes up to the mark, which is removed; undefined when there is none. */
function takeUntilMark(nodes: (RootContent | ElementContent)[]): Nodes[] | undefined {
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'comment' && isMore(node.value)) {
      nodes.splice(index, 1)
      return nodes.slice(0, index)
    }
    const within = node.type === 'element' ? takeUntilMark(node.children) : undefined
    if (within) return [...nodes.slice(0, index), {...node, children: within} as Nodes]
  }
  return undefined
}

/**
 * Lists show many excerpts on one page, away from the notes and from what their links within the page lead to: ids,
 * links to headings and references to footnotes stay behind, other links within the page lead to the post's own.
 */
function detach(nodes: readonly ElementContent[], refer: (href: string) => string): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node]
    const {id: _, ...properties} = node.properties
    const [first] = node.children
    if (node.tagName === 'sup' && first?.type === 'element' && 'dataFootnoteRef' in first.properties) return []
    if (classesOf(node).includes('anchor')) return []
    const {href} = properties
    if (typeof href === 'string' && href.startsWith('#')) properties.href = refer(href)
    return [{...node, properties, children: detach(node.children, refer)}]
  })
}
