/** What a person can mend: what happened, where, and what to try. */
import {blankOut} from './cells.ts'

/** Where a problem stands, and what would mend it. */
export interface Place {
  /** Path as the reader knows it, relative to the project. */
  readonly file?: string | undefined
  /** First line is 1. */
  readonly line?: number | undefined
  /** First column is 1. */
  readonly column?: number | undefined
  /** The offending line, as written. */
  readonly source?: string | undefined
  /** What to try, as one sentence; where lines are to be written, they follow it. */
  readonly hint?: string | undefined
  /** Worth saying, but no reason to hold the site back. */
  readonly warning?: boolean | undefined
}

/**
 * Something the reader of the message can fix. A plain value: it survives JSON, so a cached step repeats its problems.
 * The message is written to the reader: "Two pages want /about/."
 */
export class Problem implements Place {
  readonly message: string
  declare readonly file?: string | undefined
  declare readonly line?: number | undefined
  declare readonly column?: number | undefined
  declare readonly source?: string | undefined
  declare readonly hint?: string | undefined
  declare readonly warning?: boolean | undefined

  constructor(message: string, place: Place = {}) {
    this.message = message
    Object.assign(this, place)
  }
}

/** Thrown when a run cannot go on: all its problems at once. */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(({message}) => message).join('\n'), options)
    this.problems = problems
  }
}

/** The problem as lines of text: message with its place, the line shown with a marker below, and the hint. */
export function showProblem({message, file, line, column, source, hint}: Problem): string {
  const place = [file, line, line && column].filter((part) => part !== undefined).join(':')
  const lines = [place ? `${place}: ${message}` : message]
  if (source !== undefined) {
    const gutter = `  ${line ?? ''} | `
    const {text, before} = cutAround(source, Math.max(0, (column ?? 1) - 1))
    lines.push(gutter + text)
    if (column !== undefined) lines.push(`${' '.repeat(gutter.length)}${blankOut(before)}^`)
  }
  if (hint) lines.push(`  → ${hint}`)
  return lines.join('\n')
}

/** Characters of a line that are shown. A paragraph may be one line. */
const shownWidth = 160

/** The part of a line around an offset, and what of it stands before that. */
function cutAround(source: string, offset: number): {text: string; before: string} {
  if (source.length <= shownWidth) return {text: source, before: source.slice(0, offset).padEnd(offset)}
  const from = Math.max(0, Math.min(offset - shownWidth / 2, source.length - shownWidth))
  const [left, right] = [from > 0 ? '…' : '', from + shownWidth < source.length ? '…' : '']
  const part = source.slice(from, from + shownWidth).toWellFormed()
  return {text: left + part + right, before: left + source.slice(from, offset)}
}

/**
 * The word among `known` that `word` was probably meant to be: at most a third of its letters differ
 * (Damerau–Levenshtein distance); undefined when nothing is near.
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** A hint for who wrote a name that nobody knows: the one that was probably meant, or all there are. */
export function nearest(word: string, known: readonly string[]): string {
  const near = didYouMean(word, known)
  return near ? `Did you mean \`${near}\`?` : `Known here: ${known.join(', ')}.`
}

function editDistance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({length: b.length + 1}, (_, index) => index)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1)
      next.push(least)
    }
    ;[before, row] = [row, next]
  }
  return row[b.length]!
}
