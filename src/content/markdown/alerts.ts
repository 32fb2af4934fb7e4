/** Alerts: a quote that begins with `[!NOTE]` is a note of the author's. */
import type {Element, ElementContent} from 'hast'
import {element, type Feature} from './feature.ts'
import type {Words} from './words.ts'

/** The five kinds that GitHub knows. */
type AlertKind = keyof Words['alerts']

/** `> [!TIP] Own title` sets the title, too. */
export const alerts: Feature = {
  tags: ['blockquote'],
  enter(quote, {words}) {
    const first = quote.children.find((child): child is Element => child.type === 'element')
    const [text] = first?.tagName === 'p' ? first.children : []
    const match = text?.type === 'text' ? /^\[!([a-z]+)\][^\S\n]*/i.exec(text.value) : null
    const kind = match?.[1]?.toLowerCase()
    if (!match || text?.type !== 'text' || !isAlert(kind, words)) return
    text.value = text.value.slice(match[0].length)
    const [title, left] = splitLine(first!.children)
    first!.children = left
    const rest = left.length > 0 ? quote.children : quote.children.filter((child) => child !== first)
    makeAlert(quote, kind, title.length > 0 ? title : [{type: 'text', value: words.alerts[kind]}], rest)
  },
}

/** Whether a word names a kind of alert. */
export function isAlert(kind: string | undefined, words: Words): kind is AlertKind {
  return kind !== undefined && Object.hasOwn(words.alerts, kind)
}

/** What stands on the first line of a paragraph, and what stands below it. */
function splitLine(children: readonly ElementContent[]): [line: ElementContent[], left: ElementContent[]] {
  const end = children.findIndex((child) => (child.type === 'text' ? child.value.includes('\n') : isBreak(child)))
  if (end < 0) return [children.filter(hasWords), []]
  const [before, last, after] = [children.slice(0, end), children[end]!, children.slice(end + 1)]
  if (last.type !== 'text') return [before.filter(hasWords), after]
  const at = last.value.indexOf('\n')
  const [line, left] = [last.value.slice(0, at).trimEnd(), last.value.slice(at + 1)]
  return [[...before, {...last, value: line}].filter(hasWords), [{...last, value: left}, ...after].filter(hasWords)]
}

function isBreak(child: ElementContent): boolean {
  return child.type === 'element' && child.tagName === 'br'
}

function hasWords(child: ElementContent): boolean {
  return child.type !== 'text' || child.value !== ''
}

/** Turn an element into an alert with a title above its content. */
function makeAlert(target: Element, kind: string, title: ElementContent[], content: ElementContent[]): void {
  const children = [element('p', 'alert-title', title), ...content]
  Object.assign(target, {tagName: 'div', properties: {className: ['alert', `alert-${kind}`], role: 'note'}, children})
}
