/** Reads fields of front matter by kind; every wrong one becomes a Problem at its place in the file. */
import {type Place, Problem} from '../problem.ts'
import type {FrontMatter} from './front-matter.ts'

/** The fields of one file. Each reader returns undefined for a field that is absent, empty or wrong. */
export interface Fields {
  text(name: string): string | undefined
  /** A list of texts, or one text with commas between its parts; repeated ones are dropped. */
  texts(name: string): readonly string[]
  flag(name: string): boolean
  /** The value as it is. */
  value(name: string): unknown
  /** Whether the field is there, though it may be empty. */
  has(name: string): boolean
  /** Whether a reader above asked for a field by this name. */
  known(name: string): boolean
  /** Note a mistake in a field, shown where the field stands, or where one of its values was written. */
  complain(name: string, message: string, hint?: string, written?: string): void
  /** Note what a field means that may be another than its author thinks. */
  warn(name: string, message: string, hint: string): void
  /**
   * Fields that nobody asked for by name; with `warn`, one that looks like a slip of the pen gets a warning. `Draft` is a
   * mistake in any case: what is published by a slip cannot be taken back.
   */
  rest(warn: boolean): Readonly<Record<string, unknown>>
  problems(): readonly Problem[]
}

/** Other engines' names for the same field. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  tags: ['tag'],
  categories: ['category'],
  authors: ['author'],
  aliases: ['alias'],
  language: ['lang'],
}

/** Fields that mean something else than a way of sorting of the site's own, by every name they have. */
export const ownFields: readonly string[] = [
  ...['title', 'date', 'updated', 'expires', 'draft', 'slug', 'permalink', 'aliases', 'description', 'id', 'guid'],
  ...['language', 'translationKey', 'part', 'image', 'enclosure', 'menu', 'toc'],
  ...Object.values(synonyms).flat(),
]

/** Names that are a letter away from a field of ours, yet mean something else to themes. */
const innocent = new Set(['data', 'dates', 'link', 'slugs'])

/** Open the fields of a file; `file` names it in messages. */
export function createFields(front: FrontMatter, file: string): Fields {
  const problems: Problem[] = []
  const asked = new Set<string>()

  const find = (name: string) => {
    const names = [name, ...(synonyms[name] ?? [])]
    for (const each of names) asked.add(each)
    return names.find((each) => Object.hasOwn(front.data, each))
  }
  const value = (name: string) => {
    const found = find(name)
    const content = found === undefined ? undefined : front.data[found]
    return content === null || (typeof content === 'string' && content.trim() === '') ? undefined : content
  }
  const complain = (name: string, message: string, hint?: string, written?: string) => {
    problems.push(new Problem(message, {...placeOfField(front, find(name) ?? name, written), file, hint}))
  }
  const warn: Fields['warn'] = (name, message, hint) => {
    problems.push(new Problem(message, {...placeOfField(front, name), file, hint, warning: true}))
  }
  const text = (name: string) => {
    const content = value(name)
    if (content === undefined || typeof content === 'string') return content?.trim() || undefined
    if (typeof content === 'number') return asWritten(front, find(name)!, content)
    complain(name, `\`${name}\` must be text, not ${kindOf(content)}.`, 'Put it in quotes.')
    return undefined
  }
  const texts = (name: string) => {
    const content = value(name)
    if (content === undefined) return []
    const parts = Array.isArray(content) ? content : typeof content === 'string' ? content.split(',') : [content]
    const found = new Set<string>()
    for (const part of parts) {
      if (typeof part === 'string' || typeof part === 'number') found.add(String(part).normalize('NFC').trim())
      else
        complain(
          name,
          `\`${name}\` must be a list of texts, but holds ${kindOf(part)}.`,
          'Put every one of them in quotes.',
        )
    }
    found.delete('')
    return [...found]
  }
  const flag = (name: string) => {
    const found = find(name)
    const content = found === undefined ? false : front.data[found]
    if (typeof content === 'boolean') return content
    // An empty one may be a `true` that was never written: what is published by a slip cannot be taken back.
    const what = content === '' ? 'nothing' : kindOf(content)
    complain(name, `\`${name}\` must be true or false, not ${what}.`)
    return false
  }
  const rest = (warn: boolean) => {
    const extra: Record<string, unknown> = {}
    for (const [name, content] of Object.entries(front.data)) {
      if (asked.has(name)) continue
      extra[name] = content
      const grave = name.toLowerCase() === 'draft'
      const meant = (warn || grave) && !innocent.has(name) ? meantBy(name, asked) : undefined
      if (meant === undefined) continue
      const message = `\`${name}\` means nothing to Almagest; did you mean \`${meant}\`?`
      const how = grave ? {hint: `Write \`${meant}\`: without it, the text would be published.`} : {warning: true}
      problems.push(new Problem(message, {...placeOfName(front, name), file, ...how}))
    }
    return extra
  }
  return {
    text,
    texts,
    flag,
    value,
    has: (name) => find(name) !== undefined,
    known: (name) => asked.has(name),
    complain,
    warn,
    rest,
    problems: () => problems,
  }
}

/**
 * Where a field stands: its line, shown, and the column of its value, or of the value in it that was `written` so; the first
 * line when it is not there.
 */
export function placeOfField({lines}: Pick<FrontMatter, 'lines'>, name: string, written?: string): Place {
  const found = findField(lines, name)
  if (!found) return {line: 1, source: lines[0]}
  const {line, column} = (written && findText(lines, written, found)) || found
  return {line, column, source: lines[line - 1]}
}

/** Where the name of a field stands. */
function placeOfName({lines}: Pick<FrontMatter, 'lines'>, name: string): Place {
  const found = findField(lines, name)
  return found ? {line: found.line, column: found.from, source: lines[found.line - 1]} : {line: 1, source: lines[0]}
}

function findText(lines: readonly string[], text: string, from: {line: number; column: number}) {
  for (let line = from.line; line <= lines.length; line++) {
    const at = lines[line - 1]!.indexOf(text, line === from.line ? from.column - 1 : 0)
    if (at >= 0) return {line, column: at + 1}
  }
  return undefined
}

/** The field that a name was probably meant to be. */
function meantBy(name: string, fields: Iterable<string>): string | undefined {
  const known = Array.from(fields)
  return known.find((each) => each.toLowerCase() === name.toLowerCase()) ?? known.find((each) => isSlip(name, each))
}

/** Whether two names are one slip apart: a letter more, less or other, or two swapped. Themes' own names often come near. */
function isSlip(a: string, b: string): boolean {
  let [start, end] = [0, 0]
  while (start < a.length && a[start] === b[start]) start++
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const swapped = left.length === 2 && left[0] === right[1] && left[1] === right[0]
  return swapped || (left.length <= 1 && right.length <= 1)
}

function findField(lines: readonly string[], name: string) {
  const key = name.replace(/[^\w]/g, '\\$&')
  const pattern = new RegExp(`^(\\s*[{,]?\\s*)((?:"${key}"|'${key}'|${key})\\s*[:=]\\s*)(.*)$`)
  for (const [index, line] of lines.entries()) {
    const match = index > 0 ? pattern.exec(line) : null
    if (match) return toFound(index, match[1]!, match[2]!, match[3]!.replace(/\s+#.*$/, ''))
  }
  return findInside(lines, key)
}

/** A field that does not begin its line, as in JSON. */
function findInside(lines: readonly string[], key: string) {
  const pattern = new RegExp(`^(.*?)(["']${key}["']\\s*:\\s*)([^,}]*)`)
  for (const [index, line] of lines.entries()) {
    const match = index > 0 ? pattern.exec(line) : null
    if (match) return toFound(index, match[1]!, match[2]!, match[3]!)
  }
  return undefined
}

/** A field with the columns of its name and of its value. */
function toFound(index: number, before: string, name: string, value: string) {
  const from = before.length + 1
  return {line: index + 1, from, column: from + name.length, value: value.trim()}
}

/** A number meant as text keeps its zeros: `title: 1.10`. */
function asWritten({lines}: FrontMatter, name: string, number: number): string {
  const value = findField(lines, name)?.value
  return value !== undefined && Number(value) === number ? value : String(number)
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'names with values'
  return typeof value === 'string' ? `the text “${value.slice(0, 40)}”` : String(value)
}
