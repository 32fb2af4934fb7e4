/** Code blocks are coloured while building: a reader's page needs no script for it. */
import type {Element, ElementContent} from 'hast'
import type {createLowlight} from 'lowlight'
import {readWishes, takeSigns, wrapLines} from './code-lines.ts'
import {classesOf, element, type Feature} from './feature.ts'

/** Longer code stays plain: nobody reads its colours, and some grammars get slow. */
const longest = 100_000

let highlighter: ReturnType<typeof createLowlight> | undefined
let learnAll: (() => void) | undefined

/** Load the highlighter, once; until then code stays plain. */
export async function loadHighlighter(): Promise<void> {
  if (highlighter) return
  const {all, common, createLowlight} = await import('lowlight')
  highlighter ??= createLowlight(common)
  learnAll ??= () => highlighter!.register(all)
}

/** Whether the language has a grammar. The rare ones, most of them, are learned when somebody writes in one. */
function knows(language: string): boolean {
  if (highlighter?.registered(language)) return true
  learnAll?.()
  learnAll = () => {}
  return highlighter?.registered(language) ?? false
}

/** Fenced code with a known language becomes spans with highlight.js's classes; lines are set apart when asked for. */
export const code: Feature = {
  tags: ['pre'],
  enter(block) {
    const [inner] = block.children
    if (inner?.type !== 'element' || inner.tagName !== 'code') return
    block.properties.tabIndex = 0
    const [text] = inner.children
    if (text?.type !== 'text' || inner.children.length !== 1) return
    const meta = (inner.data as {meta?: string} | undefined)?.meta
    delete inner.data
    if (meta) drawWithWishes(block, inner, text.value, meta)
    else inner.children = draw(highlight(inner, text.value), text.value)
  },
}

function drawWithWishes(block: Element, inner: Element, value: string, meta: string): void {
  const wishes = readWishes(meta)
  const {code, signs} = wishes.diff ? takeSigns(value) : {code: value}
  inner.children = highlight(inner, code)
  if (wishes.start !== undefined || wishes.marked.size > 0 || signs) {
    inner.children = wrapLines(inner.children, wishes, signs)
  }
  if (wishes.start !== undefined) block.properties.className = ['numbered']
  if (wishes.title === undefined) return
  const caption: Element = {
    type: 'element',
    tagName: 'figcaption',
    properties: {},
    children: [{type: 'text', value: wishes.title}],
  }
  const {properties, children} = block
  Object.assign(block, element('figure', 'code', [caption, {type: 'element', tagName: 'pre', properties, children}]))
}

function highlight(inner: Element, value: string): ElementContent[] {
  const language = languageOf(inner)
  if (language === undefined || value.length > longest || !highlighter || !knows(language))
    return [{type: 'text', value}]
  return highlighter.highlight(language, value).children as ElementContent[]
}

/** Coloured code as HTML: it has most of the elements of many a body, and nothing looks at them any more. */
function draw(nodes: ElementContent[], text: string): ElementContent[] {
  return nodes.some(({type}) => type === 'element') ? [{type: 'raw', value: write(nodes), data: {text}}] : nodes
}

/** HTML of nodes from the highlighter, to the byte as rehype-stringify would write it. */
function write(nodes: readonly ElementContent[]): string {
  let html = ''
  for (const node of nodes) {
    if (node.type === 'element') html += `<span class="${classesOf(node).join(' ')}">${write(node.children)}</span>`
    else if (node.type === 'text') html += node.value.replace(/[&<]/g, (sign) => (sign === '<' ? '&#x3C;' : '&#x26;'))
  }
  return html
}

function languageOf(inner: Element): string | undefined {
  return classesOf(inner)
    .find((name) => name.startsWith('language-'))
    ?.slice('language-'.length)
    .toLowerCase()
}
