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
    const match = text?.type === 'text' ? /^\[!([a-z]+)\][^\S\n]*([^\n]*)\n?/i.exec(text.value) : null
    const kind = match?.[1]?.toLowerCase()
    if (!match || text?.type !== 'text' || !isAlert(kind, words)) return
    text.value = text.value.slice(match[0].length)
    const rest =
      first!.children.length > 1 || text.value ? quote.children : quote.children.filter((child) => child !== first)
    makeAlert(quote, kind, [{type: 'text', value: match[2]!.trim() || words.alerts[kind]}], rest)
  },
}

/** Whether a word names a kind of alert. */
export function isAlert(kind: string | undefined, words: Words): kind is AlertKind {
  return kind !== undefined && Object.hasOwn(words.alerts, kind)
}

/** Turn an element into an alert with a title above its content. */
function makeAlert(target: Element, kind: string, title: ElementContent[], content: ElementContent[]): void {
  const children = [element('p', 'alert-title', title), ...content]
  Object.assign(target, {tagName: 'div', properties: {className: ['alert', `alert-${kind}`], role: 'note'}, children})
}
