/** Code blocks are coloured while building: a reader's page needs no script for it. */
import type {Element} from 'hast'
import type {createLowlight} from 'lowlight'
import {classesOf, type Feature} from './feature.ts'

/** Longer code stays plain: nobody reads its colours, and some grammars get slow. */
const longest = 100_000

let highlighter: ReturnType<typeof createLowlight> | undefined

/** Load the highlighter, once; until then code stays plain. */
export async function loadHighlighter(): Promise<void> {
  if (highlighter) return
  const {common, createLowlight} = await import('lowlight')
  highlighter ??= createLowlight(common)
}

/** Fenced code with a known language becomes spans with highlight.js's classes. */
export const code: Feature = {
  tags: ['pre'],
  visit(element) {
    const [inner] = element.children
    if (inner?.type !== 'element' || inner.tagName !== 'code') return
    element.properties.tabIndex = 0
    const language = languageOf(inner)
    const [text] = inner.children
    if (language === undefined || text?.type !== 'text' || inner.children.length !== 1) return
    if (text.value.length > longest || !highlighter?.registered(language)) return
    inner.children = highlighter.highlight(language, text.value).children as Element['children']
  },
}

function languageOf(inner: Element): string | undefined {
  return classesOf(inner)
    .find((name) => name.startsWith('language-'))
    ?.slice('language-'.length)
    .toLowerCase()
}
