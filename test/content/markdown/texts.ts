/** Endless texts to try Markdown parsers on: heaps of signs, documents, and what becomes of both when hands slip. */
import * as pieces from './pieces.ts'

/** Gives whole numbers from 0 up to but not including `below`. */
export type Random = (below: number) => number

/** Heaps of signs, paragraphs, documents, what is broken over lines, and texts with a few slips in them. */
export const kinds = ['heap', 'line', 'document', 'broken', 'slip'] as const

/** A kind of text. */
export type Kind = (typeof kinds)[number]

/** A source of texts. Slips are made in `seeds` as well as in documents of its own. */
export function createTexts(random: Random, seeds: readonly string[] = []): (kind: Kind) => string {
  /** Percentage of the unusual in the text at hand. */
  let wildness = 100
  const pick = <Value>(list: readonly Value[]): Value => list[random(list.length)]!
  const chance = (percent: number) => random(100) < percent
  const wild = () => chance(wildness)
  const some = <Value>({tame, wild: unusual}: {tame: readonly Value[]; wild: readonly Value[]}): Value =>
    pick(wild() ? unusual : tame)
  const times = (most: number, make: (index: number) => string, between: string | (() => string) = ''): string => {
    let text = make(0)
    for (let index = 1, count = random(most); index <= count; index++)
      text += (typeof between === 'string' ? between : between()) + make(index)
    return text
  }

  const heap = () => times(pick([4, 8, 16, 40]), () => (chance(20) ? some(pieces.words) : pick(pieces.signs)))

  const bracketed = (inner: () => string) =>
    wild() ? inner() : pick([some(pieces.words), `*${some(pieces.words)}*`, `![${some(pieces.words)}](a.png)`, '`a`'])
  const inlines: readonly ((inner: () => string) => string)[] = [
    (inner) => `*${inner()}*`,
    (inner) => `**${inner()}**`,
    (inner) => `_${inner()}_`,
    (inner) => `~~${inner()}~~`,
    (inner) => (wild() ? `__${inner()}__` : `**${inner()}**`),
    (inner) => (wild() ? `~${inner()}~` : `*${inner()}*`),
    (inner) => (wild() ? `***${inner()}***` : `\`${some(pieces.words)}\``),
    (inner) => `\`${wild() ? inner() : some(pieces.codeLines).replaceAll('\n', ' ')}\``,
    () => (wild() ? pick(['`` a`b ``', '` a `', '``` x', '`a', '`|`', '`a\nb`', '`\\`', '` `', '``']) : '`a b`'),
    (inner) => `[${bracketed(inner)}](${some(pieces.urls)}${some(pieces.titles)})`,
    (inner) => `[${bracketed(inner)}](${some(pieces.urls)}${some(pieces.titles)})`,
    (inner) => `![${bracketed(inner)}](${some(pieces.urls)}${some(pieces.titles)})`,
    (inner) => `[${bracketed(inner)}][${some(pieces.labels)}]`,
    () => `[${some(pieces.labels)}]${wild() ? pick(['(', '{', ':', '!', '[]', '[', '()']) : pick(['', '[]'])}`,
    () => `![${some(pieces.labels)}]${pick(['', '[]', `[${some(pieces.labels)}]`])}`,
    () => `[^${some(pieces.notes)}]`,
    () => some(pieces.addresses),
    () => `<${some(pieces.addresses)}>`,
    () => some(pieces.entities),
    () => (wild() ? `\\${pick([...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ab \n'])}` : pick(['\\#', '\\>', '1\\.', '\\!'])),
    () => some(pieces.tags),
    () => some(pieces.lineEnds),
    () => (wild() ? pick(pieces.signs) : some(pieces.words)),
    () => (wild() ? `\n${pick(pieces.signs)}` : '\n'),
  ]
  const phrase = (depth: number): string =>
    times(
      7,
      () =>
        chance(60) ? some(pieces.words) : pick(inlines)(() => (depth > 0 ? phrase(depth - 1) : some(pieces.words))),
      () => (wild() ? pick(['', '\n', '  ']) : pick([' ', ' ', ' ', ' ', '\n'])),
    )
  const inOneLine = (depth: number) => phrase(depth).replace(/[\r\n]+/g, ' ')

  const heading = () => {
    if (wild()) return `${phrase(1)}\n${pick(['===', '---', '=', '-', '  ===', '--- ', '= =', '   --'])}`
    const [indent, end] = wild()
      ? [pick([' ', '   ', '    ']), pick([' #', ' ##  ', '#', ' \\#', '#\\'])]
      : ['', pick(['', '', ' {#id}'])]
    return `${indent}${'#'.repeat(random(wild() ? 8 : 4) + 1)}${wild() ? pick(['\t', '', '  ']) : ' '}${inOneLine(1)}${end}`
  }
  const fence = () => {
    const sign = wild() ? pick(['~~~', '````', '~~~~', '``']) : '```'
    const close = wild() ? pick([`${sign}\``, ` ${sign}`, '', `${sign} x`, `${sign}  `]) : sign
    return `${wild() ? pick([' ', '   ']) : ''}${sign}${some(pieces.fences)}\n${times(4, () => some(pieces.codeLines), '\n')}\n${close}`
  }
  const indented = () =>
    times(3, () => `${pick(['    ', '    ', '\t', '     ', '  \t'])}${some(pieces.codeLines)}`, '\n')
  const table = () => {
    const edge = wild() ? pick(['', ' |', '||']) : '|'
    const columns = random(4) + 1
    const cells = (make: () => string, count = columns) =>
      edge + Array.from({length: Math.max(1, count)}, make).join('|') + edge
    const cell = () => ` ${chance(10) ? '' : chance(80) ? some(pieces.words) : inOneLine(1)} `
    const rule = () =>
      wild() ? pick([':-:', ' --- ', ' :-- ', '--:', '-', ':', '=']) : pick(['---', ':---', '---:', ' - '])
    const rows = Array.from({length: random(4)}, () => cells(cell, columns + (wild() ? random(5) - 2 : 0)))
    return [cells(cell), cells(rule), ...rows].join('\n')
  }
  const html = () => {
    const [open, close] = some(pieces.boxes)
    const gap = () => pick(['', '\n', '\n\n'])
    return `${wild() ? pick([' ', '   ', '    ']) : ''}${open}${gap()}${chance(60) ? phrase(1) : ''}${gap()}${wild() && chance(30) ? '' : close}`
  }
  const definition = () => {
    const gap = wild() ? pick(['', '\n', '\t', '  ']) : ' '
    return `${wild() ? pick([' ', '   ']) : ''}[${some(pieces.labels)}]:${gap}${some(pieces.urls)}${some(pieces.titles)}${wild() ? ' x' : ''}`
  }
  const note = (depth: number) => {
    const content = wild() || (depth > 0 && chance(30)) ? document(depth - 1) : phrase(1)
    return `[^${some(pieces.notes)}]:${wild() ? pick(['', '\n', '\t', '  ']) : ' '}${indent(content, wild() ? some(pieces.indents) : '    ')}`
  }
  const list = (depth: number) => {
    const marker = some(pieces.markers)
    const gap = some(pieces.gaps)
    const width = ' '.repeat(wild() ? random(7) : marker.length + gap.length)
    const boxed = chance(15)
    const item = (index: number) => {
      const sign = marker === '1.' ? `${index + 1}.` : wild() && chance(10) ? pick(['-', '*', '1.']) : marker
      const content = wild() && chance(10) ? '' : depth > 0 && chance(40) ? document(depth - 1) : phrase(1)
      return `${sign}${gap}${boxed ? some(pieces.boxMarks) : ''}${indent(content, width)}`
    }
    return times(4, item, wild() ? pick(['\n\n\n', '\n<!-- -->\n', '\n \n']) : pick(['\n', '\n', '\n\n']))
  }
  const quote = (depth: number) => {
    const lazy = wild() && chance(50)
    const kind = chance(20) ? pick(['[!NOTE]\n', '[!tip] T\n', '[!X]\n', '[!WARNING]\n']) : ''
    const content = kind + (depth > 0 && chance(60) ? document(depth - 1) : phrase(1))
    const lines = content
      .split('\n')
      .map((line, index) => (index > 0 && lazy && chance(50) ? line : some(pieces.quoteSigns) + line))
    return lines.join('\n')
  }
  const blocks: readonly ((depth: number) => string)[] = [
    ...[heading, heading, fence, table, html, () => some(pieces.rules)],
    ...[definition, definition, note, list, list, list, quote, quote],
    () => (wild() ? indented() : phrase(2)),
    () => phrase(2),
    () => phrase(2),
    () => phrase(2),
  ]
  const document = (depth: number): string =>
    times(
      depth > 1 ? 7 : 3,
      () => pick(blocks)(depth),
      () => (wild() ? pick(['\n', '\n', '\n\n\n', ' \n\n', '\n  \n']) : '\n\n'),
    )

  /** Links, code and lists that go on in the next line, labels before colons, and emoji before signs. */
  const broken = () => {
    const [first, next] = some(pieces.frames)
    const word = () => (chance(80) ? pick(['a', 'b c', 'd,', '*e*', 'f.']) : some(pieces.words))
    const turn = () => (chance(50) ? `\n${wild() ? some(pieces.frames)[1] : next}` : ' ')
    const mark = () => (wild() ? pick(['"', "'", '(', ')', '']) : '"')
    const label = () => (wild() ? some(pieces.labels) : pick(['1', '2', 'a']))
    const parts: readonly (() => string)[] = [
      word,
      () => `[${word()}${turn()}${word()}](${some(pieces.urls)}${turn()}${mark()}${word()}${turn()}${word()}${mark()})`,
      () => `[${word()}](${some(pieces.addresses)} ${mark()}${word()}${turn()}${word()}${mark()})`,
      () => `\`${word()}${wild() ? turn() : ' '}${word()}${turn()}${word()}\``,
      () => `[${word()}${turn()}${word()}][${label()}]${wild() ? pick(['(', '[', ': [', ':', '']) : ':'}`,
      () => `${some(pieces.emoji)}${some(pieces.afterEmoji)}${chance(50) ? pick(inlines)(word) : ''}`,
      () => `${chance(wildness) ? '' : word()}\n${next}${' '.repeat(random(10))}${some(pieces.markers)} ${word()}`,
      () => pick(inlines)(word),
    ]
    const text = () => first + times(4, () => pick(parts)(), turn)
    const definitions = chance(60) ? pick(['\n\n[1]: /a\n[2]: /b "c"', '\n\n[2]: /b', '\n\n[a]: /c\n[^1]: d']) : ''
    const whole = times(3, text, pick(['\n', '\n\n'])) + definitions
    return chance(5) ? whole.replaceAll('\n', '\r\n') : whole
  }

  const slips: readonly ((text: string, at: number, lines: string[], row: number) => string)[] = [
    (text, at) => text.slice(0, at) + text.slice(at + random(8)),
    (text, at) => text.slice(0, at) + pick(pieces.signs) + text.slice(at),
    (text, at) => text.slice(0, at) + pick(pieces.signs) + text.slice(at),
    (text, at) => text.slice(0, at) + phrase(1) + text.slice(at),
    (text, at) => text.slice(0, at) + text.slice(at, at + random(8)) + text.slice(at),
    (_text, _at, lines, row) => lines.toSpliced(row, 1).join('\n'),
    (_text, _at, lines, row) => lines.toSpliced(row, 0, pick(blocks)(1)).join('\n'),
    (_text, _at, lines, row) => lines.toSpliced(row, 0, pick(blocks)(1), '').join('\n'),
    (_text, _at, lines, row) =>
      lines.with(row, pick(['  ', '    ', '\t', '> ', '- ', '1. ', '# ', ' ']) + lines[row]).join('\n'),
    (_text, _at, lines, row) => lines.with(row, lines[row]!.trimStart()).join('\n'),
    (_text, _at, lines, row) =>
      lines.with(row, lines[row]! + pick(['  ', '\\', ' ', '\r', '\t', '*', '|', '`'])).join('\n'),
    (_text, _at, lines, row) =>
      [...lines.slice(0, row), indent(`\n${lines.slice(row).join('\n')}`, some(pieces.indents)).slice(1)].join('\n'),
    (text) => (chance(20) ? text.replaceAll('\n', pick(['\r\n', '\r'])) : text),
  ]
  const slip = () => {
    let text = seeds.length > 0 && chance(60) ? cut(pick(seeds)) : chance(50) ? broken() : document(2)
    if (seeds.length > 0 && chance(25)) text += pick(['\n\n', '\n', '']) + cut(pick(seeds))
    for (let count = random(4) + 1; count > 0; count--) {
      const lines = text.split('\n')
      text = pick(slips)(text, random(text.length + 1), lines, random(lines.length))
    }
    return text
  }
  /** Some lines of a long text. */
  const cut = (text: string) => {
    const lines = text.split('\n')
    if (lines.length < 16) return text
    const from = random(lines.length - 4)
    return lines.slice(from, from + 4 + random(12)).join('\n')
  }

  return (kind) => {
    wildness = pick([0, 0, 1, 3, 10, 40])
    if (kind === 'heap') return heap()
    if (kind === 'line') return phrase(2)
    if (kind === 'document') return document(2)
    if (kind === 'broken') return broken()
    return slip()
  }
}

/** All lines but the first with something before them. */
function indent(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`)
}
