/** Headings get an id to link to, and a link to it. */
import {slug} from 'github-slugger'
import type {Element, Nodes} from 'hast'
import {type Feature, textOf} from './feature.ts'

/** `## Words {#own-id}` sets an id by hand; otherwise it is made from the words, as GitHub does. */
export const headings: Feature = {
  tags: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  enter(element, {slugger}) {
    const own = element.properties.id ?? takeOwnId(element)
    const text = textOf(element)
    const made = slugger.slug(String(own ?? (slug(text) ? text : 'section')))
    element.properties.id = own ?? made
  },
  leave(element, {headings}) {
    const id = String(element.properties.id)
    if (id === 'footnote-label') return
    headings.push({depth: Number(element.tagName[1]), id, text: withoutNotes(element).trim()})
    const properties = {className: ['anchor'], href: `#${id}`, ariaHidden: 'true', tabIndex: -1}
    element.children.push({type: 'element', tagName: 'a', properties, children: []})
  },
}

/** The text without the numbers of notes, which mean nothing elsewhere. Ids keep them: they are addresses. */
function withoutNotes(node: Nodes): string {
  if (node.type !== 'element') return textOf(node)
  return 'dataFootnoteRef' in node.properties ? '' : node.children.map(withoutNotes).join('')
}

function takeOwnId(element: Element): string | undefined {
  const last = element.children.at(-1)
  const match = last?.type === 'text' ? /\s*\{#([\p{L}\p{N}_.:-]+)\}\s*$/u.exec(last.value) : null
  if (!match || last?.type !== 'text') return undefined
  last.value = last.value.slice(0, match.index)
  return match[1]
}
