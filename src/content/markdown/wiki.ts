/** `[[Title]]`: links to posts and pages by their name. */
import type {Link, Nodes, PhrasingContent, Root, Text} from 'mdast'

/** Begins the URL of such a link until it is resolved. No reader ever meets it. */
export const wikiScheme = 'wiki:'

const pattern = /\[\[([^[\]|\n]{1,200})(?:\|([^[\]\n]{1,200}))?\]\]/g

/** Make links of `[[Title]]`, `[[Title#part]]` and `[[Title|words]]`, in place. Code and links are left alone. */
export function linkWiki(tree: Root): void {
  const visit = (node: Nodes) => {
    if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') return
    if (node.children.some((child) => child.type === 'text' && child.value.includes('[['))) {
      node.children = node.children.flatMap((child) =>
        child.type === 'text' ? split(child) : [child as PhrasingContent],
      ) as []
    }
    for (const child of node.children) visit(child)
  }
  visit(tree)
}

function split(text: Text): PhrasingContent[] {
  const parts: PhrasingContent[] = []
  let end = 0
  for (const match of text.value.matchAll(pattern)) {
    const [written, name, words] = match
    if (match.index > end) parts.push({...text, value: text.value.slice(end, match.index)})
    parts.push(link(name!.trim(), (words ?? name!).trim(), text))
    end = match.index + written.length
  }
  return [...parts, {...text, value: text.value.slice(end)}]
}

function link(name: string, value: string, {position}: Text): Link {
  const place = position && {position}
  return {type: 'link', url: wikiScheme + name, children: [{type: 'text', value}], ...place}
}
