/** Headings get an id to link to, and a link to it. */
import type {Element} from 'hast'
import {toString as textOf} from 'hast-util-to-string'
import type {Feature} from './feature.ts'

/** `## Words {#own-id}` sets an id by hand; otherwise it is made from the words, as GitHub does. */
export const headings: Feature = {
  tags: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  visit(element, {slugger, headings}) {
    if (element.properties.id === 'footnote-label') return
    const own = takeOwnId(element)
    const text = textOf(element).trim()
    const id = String(element.properties.id ?? own ?? slugger.slug(text || 'section'))
    element.properties.id = id
    headings.push({depth: Number(element.tagName[1]), id, text})
    const properties = {className: ['anchor'], href: `#${id}`, ariaHidden: 'true', tabIndex: -1}
    element.children.push({type: 'element', tagName: 'a', properties, children: []})
  },
}

function takeOwnId(element: Element): string | undefined {
  const last = element.children.at(-1)
  const match = last?.type === 'text' ? /\s*\{#([\p{L}\p{N}_.:-]+)\}\s*$/u.exec(last.value) : null
  if (!match || last?.type !== 'text') return undefined
  last.value = last.value.slice(0, match.index)
  return match[1]
}
