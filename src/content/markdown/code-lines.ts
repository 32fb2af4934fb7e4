/** What the words after a code block's language ask for: a title, numbered, marked and changed lines. */
import type {Element, ElementContent} from 'hast'

/** Wishes for a code block. */
export interface CodeWishes {
  readonly title?: string
  /** Number of the first line; undefined for no numbers. */
  readonly start?: number
  readonly marked: ReadonlySet<number>
  readonly diff: boolean
}

const mostLines = 10_000

/** Read `title="a.js" {1,4-6} numbers diff`; `numbers=10` begins at ten. What means nothing is passed over. */
export function readWishes(meta: string): CodeWishes {
  const title = /(?:^|\s)title=(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(meta)
  const text = title ? meta.replace(title[0], ' ') : meta
  const numbers = /(?:^|\s)(?:numbers|showLineNumbers|linenos)(?:=(\d{1,6}))?(?=\s|$)/.exec(text)
  const marks = /\{([\d,\s-]*)\}/.exec(text)?.[1] ?? ''
  return {
    ...(title && {title: title[1] ?? title[2] ?? title[3]!}),
    ...(numbers && {start: Number(numbers[1] ?? 1)}),
    marked: new Set(marks.split(',').flatMap(readRange)),
    diff: /(?:^|\s)diff(?=\s|$)/.test(text),
  }
}

function readRange(range: string): readonly number[] {
  const match = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(range)
  if (!match) return []
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])]
  return Array.from({length: Math.max(0, Math.min(to - from + 1, mostLines))}, (_, index) => from + index)
}

/** The code without the signs of a diff, and the sign of each line: `+`, `-` or a blank. */
export function takeSigns(code: string): {readonly code: string; readonly signs: readonly string[]} {
  const lines = code.split('\n')
  const signs = lines.map((line) => (/^[+-]/.test(line) ? line[0]! : ' '))
  const changed = lines.map((line) => (/^[+-] /.test(line) ? line.slice(2) : line.replace(/^[+-]|^ {2}/, '')))
  return {code: changed.join('\n'), signs}
}

/** Wrap every line in a span, so that CSS can number, mark and colour it. */
export function wrapLines(
  code: readonly ElementContent[],
  {marked, start}: CodeWishes,
  signs?: readonly string[],
): ElementContent[] {
  const lines = splitLines(code)
  if (lines.at(-1)?.length === 0) lines.pop()
  return lines.map((children, index): Element => {
    const sign = signs?.[index] ?? ''
    const className = ['line']
    if (marked.has(index + 1)) className.push('marked')
    if (sign === '+') className.push('added')
    if (sign === '-') className.push('removed')
    const lead: ElementContent[] = sign ? [{type: 'text', value: `${sign} `}] : []
    const content: ElementContent[] = [...lead, ...children, {type: 'text', value: '\n'}]
    // A number in an attribute, not a counter in a style: pages need no inline style.
    const number = start === undefined ? {} : {dataLine: start + index}
    return {type: 'element', tagName: 'span', properties: {className, ...number}, children: content}
  })
}

/** The nodes cut at every line end; an element that spans several lines is cut into as many. */
function splitLines(nodes: readonly ElementContent[]): ElementContent[][] {
  const lines: ElementContent[][] = [[]]
  for (const node of nodes) {
    const parts =
      node.type === 'element' ? splitLines(node.children).map((children) => [{...node, children}]) : splitText(node)
    lines.at(-1)!.push(...parts[0]!)
    for (const part of parts.slice(1)) lines.push(part)
  }
  return lines
}

function splitText(node: ElementContent): ElementContent[][] {
  if (node.type !== 'text') return [[node]]
  return node.value.split('\n').map((value) => (value ? [{type: 'text', value}] : []))
}
