/** YAML, TOML and JSON as plain data, within limits. None of them can run anything. */
import {load, YAMLException} from 'js-yaml'
import {parse as parseToml, TomlDate, TomlError} from 'smol-toml'
import {Problem} from '../problem.ts'
import {conflictHint, conflictMessage, findConflict} from './conflicts.ts'

/** How much data may be in one text. */
export interface DataLimits {
  /** Levels of lists and records in each other. */
  readonly depth: number
  /** Values in all, counting again what YAML's aliases repeat. */
  readonly values: number
}

const mostAliases = 100

const languages: Readonly<Record<string, (text: string, limits: DataLimits) => unknown>> = {
  yaml: (text, {depth}) => (isEmpty(text) ? null : load(text, {maxDepth: depth, maxAliases: mostAliases})),
  toml: (text, {depth}) => parseToml(text, {maxDepth: depth, unsafeKeyBehaviour: 'throw'}),
  json: (text) => JSON.parse(text),
}

/** Nothing but blank lines and comments. */
function isEmpty(yaml: string): boolean {
  return yaml.split('\n').every((line) => /^\s*(?:#|$)/.test(line))
}

/** Whether a language is one of those read here: `yaml`, `toml` or `json`. */
export function isDataLanguage(language: string): boolean {
  return Object.hasOwn(languages, language)
}

/**
 * The data in a text, made of text, numbers, true, false, null, lists and records only; dates stay text. What cannot
 * be read is thrown, to be told by `explainData`.
 */
export function parseData(language: string, text: string, limits: DataLimits): unknown {
  const value = languages[language]!(text, limits)
  let count = 0
  const copy = (value: unknown, depth: number): unknown => {
    if (++count > limits.values) throw new Problem(`There are more than ${limits.values} values.`)
    if (depth > limits.depth) throw new Problem(`Values are nested more than ${limits.depth} deep.`)
    if (value instanceof TomlDate) return value.toISOString()
    if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1))
    if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
    if (typeof value !== 'object' || value === null) return value ?? null
    const record: Record<string, unknown> = {}
    for (const [key, item] of Object.entries(value)) {
      if (key === '__proto__') throw new Problem('`__proto__` is no name for a value.')
      record[key] = copy(item, depth + 1)
    }
    return record
  }
  return copy(value, 0)
}

/** What `parseData` threw, as a Problem in `file`. `lines` are those of the file; the data began after `skipped` of them. */
export function explainData(error: unknown, file: string, lines: readonly string[], skipped: number): Problem {
  const conflict = findConflict(lines)
  if (conflict)
    return new Problem(conflictMessage, {file, line: conflict, source: lines[conflict - 1], hint: conflictHint})
  const {line, column} = placeOf(error, lines.slice(skipped))
  const source = lines[line + skipped - 1]
  const place = {file, line: line + skipped, column, source}
  if (error instanceof Problem) {
    const {message, line = 1, column, hint} = error
    return new Problem(message, {file, line, column, source: lines[line - 1], hint})
  }
  const hint = error instanceof YAMLException ? adviseYaml(source ?? '', error.reason) : undefined
  return new Problem(`The data cannot be read: ${reasonOf(error)}.`, {...place, hint})
}

/** What is behind most mistakes in YAML. */
function adviseYaml(line: string, reason: string): string | undefined {
  if (/^\s*\t/.test(line)) return 'YAML wants blanks, not tabs, at the start of a line.'
  if (reason === 'deficient indentation') return 'A quote or bracket in a line above is not closed.'
  if (/^unexpected end .* quoted scalar$/.test(reason)) return 'A quote is not closed.'
  if (/^unexpected end .* flow collection$/.test(reason)) {
    const comment = / #/.test(line) ? ', or behind ` #`, where a comment begins' : ''
    return `A bracket is not closed${comment}.`
  }
  const [, name, value] = /^\s*([\w-]+):\s+(\S.*)$/.exec(line) ?? []
  if (!value || value.length > 100 || !/^["'@`%&*!|>[{]|: | #/.test(value)) return undefined
  if (/^["']/.test(value)) return 'Nothing may follow the closing quote.'
  return adviseList(value, reason) ?? `Put the text in quotes: \`${name}: ${JSON.stringify(value)}\`.`
}

/** What is wrong with a value in brackets, where it was meant to be one. */
function adviseList(value: string, reason: string): string | undefined {
  if (!/^[[{]/.test(value)) return undefined
  if (reason.endsWith("but found ','")) return 'Nothing stands before a comma: take the comma out.'
  if (reason.startsWith('missed comma'))
    return 'Put commas between the values, and quotes around one that holds signs such as `: ` or begins with one such as `@`.'
  const count = (bracket: RegExp) => value.match(bracket)?.length ?? 0
  const closedTwice = /[\]}]\s*$/.test(value) && count(/[\]}]/g) > count(/[[{]/g)
  return closedTwice ? 'There is a closing bracket too many.' : undefined
}

function placeOf(error: unknown, lines: readonly string[]): {line: number; column?: number} {
  if (error instanceof YAMLException && error.mark) return {line: error.mark.line + 1, column: error.mark.column + 1}
  if (error instanceof TomlError) return {line: error.line, column: error.column}
  const position = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined
  if (position === undefined) return {line: 1}
  const before = lines.join('\n').slice(0, Number(position)).split('\n')
  return {line: before.length, column: before.at(-1)!.length + 1}
}

function reasonOf(error: unknown): string {
  if (error instanceof YAMLException) return error.reason
  if (error instanceof SyntaxError)
    return error.message.replace(/ in JSON at position.*| \(line.*/s, '').replace(/\s+/g, ' ')
  const [first] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
  return first!.replace(/^Invalid TOML document: /, '')
}
