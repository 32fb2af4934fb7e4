/** Front matter as checked plain data. The only file that knows gray-matter and the languages behind it. */
import matter from 'gray-matter'
import {load, YAMLException} from 'js-yaml'
import {parse as parseToml, TomlDate, TomlError} from 'smol-toml'
import {Problem} from '../problem.ts'

/** The data above a body, and where it stands in its file. */
export interface FrontMatter {
  readonly data: Readonly<Record<string, unknown>>
  /** What follows, with line ends as `\n`. */
  readonly body: string
  /** Line of the file at which `body` begins. */
  readonly line: number
  /** Lines of the file from its first up to the body, for messages. */
  readonly lines: readonly string[]
  readonly problems: readonly Problem[]
}

const limits = {characters: 100_000, lines: 2_000, depth: 16, values: 5_000, aliases: 100}

/** A language of front matter: text to data; a mistake is thrown with its place. */
const languages: Readonly<Record<string, (text: string) => unknown>> = {
  yaml: (text) => load(text, {maxDepth: limits.depth, maxAliases: limits.aliases}),
  toml: (text) => parseToml(text, {maxDepth: limits.depth, unsafeKeyBehaviour: 'throw'}),
  json: (text) => JSON.parse(text),
}

const synonyms: Readonly<Record<string, string>> = {'': 'yaml', yml: 'yaml'}

/**
 * Read the front matter of a file: YAML or JSON between `---` lines, TOML between `+++` lines, or any of them named in
 * the first line (`---toml`). Languages that would run code are refused. Dates stay text; size, depth and the number
 * of values are limited. With problems, `data` is empty. `file` names the file in messages.
 */
export function readFrontMatter(text: string, file: string): FrontMatter {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const block = findBlock(clean)
  if (!block) return {data: {}, body: clean, line: 1, lines: [], problems: []}
  const lines = clean.slice(0, block.end).split('\n')
  const rest = {body: clean.slice(block.end), line: lines.length, lines}
  const refusal = refuse(block, lines.length)
  if (refusal)
    return {
      data: {},
      ...rest,
      problems: [new Problem(refusal.message, {file, line: 1, source: lines[0], hint: refusal.hint})],
    }
  try {
    return {data: parseBlock(block), ...rest, problems: []}
  } catch (error) {
    return {data: {}, ...rest, problems: [explain(error, file, lines)]}
  }
}

interface Block {
  readonly language: string
  /** What stands between the fences, with the line end before each. */
  readonly text: string
  readonly closed: boolean
  /** Where the body begins. */
  readonly end: number
}

function findBlock(text: string): Block | undefined {
  const fence = text.slice(0, 3)
  if ((fence !== '---' && fence !== '+++') || text[3] === fence[0]) return undefined
  const firstEnd = text.indexOf('\n')
  const first = text
    .slice(3, firstEnd < 0 ? undefined : firstEnd)
    .trim()
    .toLowerCase()
  const language = fence === '+++' ? 'toml' : (synonyms[first] ?? first)
  if (!/^[\w+-]*$/.test(language)) return undefined
  const closing = new RegExp(`\\n${fence === '+++' ? '\\+{3}' : '-{3}'}[ \\t]*(?:\\n|$)`, 'g')
  closing.lastIndex = Math.max(0, firstEnd)
  const close = closing.exec(text)
  const end = close ? closing.lastIndex : text.length
  return {
    language,
    text: text.slice(firstEnd < 0 ? text.length : firstEnd, close?.index ?? text.length),
    closed: close !== null,
    end,
  }
}

function refuse({language, text, closed}: Block, lines: number): {message: string; hint: string} | undefined {
  if (!Object.hasOwn(languages, language)) {
    const hint = 'Write it as YAML between `---` lines, as TOML between `+++` lines, or as JSON after `---json`.'
    return {message: `Front matter in “${language.slice(0, 40)}” is not read, and never run.`, hint}
  }
  if (!closed) return {message: 'The front matter has no end.', hint: 'Close it with a line like its first one.'}
  if (text.length > limits.characters || lines > limits.lines) {
    const hint = `Keep it below ${limits.lines} lines and ${limits.characters} characters.`
    return {message: 'The front matter is too long.', hint}
  }
  return undefined
}

/** Only the block goes to gray-matter, and always with options: without them it forgets errors and shares results. */
function parseBlock({language, text}: Block): Readonly<Record<string, unknown>> {
  const never = () => {
    throw new Problem('Front matter is never run.')
  }
  const read = (block: string) => toPlain(languages[language]!(block.replace(/^\n/, '')))
  const engines = {yaml: never, json: never, toml: never, javascript: never, js: never, coffee: never, [language]: read}
  const {data} = matter(`---${text}\n---\n`, {language, engines})
  if (Array.isArray(data)) throw new Problem('Front matter must be names with values, not a list.')
  return data
}

/** A copy made of text, numbers, true, false, null, lists and records only; counts what aliases repeat. */
function toPlain(value: unknown): Record<string, unknown> {
  let count = 0
  const copy = (value: unknown, depth: number): unknown => {
    if (++count > limits.values) throw new Problem(`The front matter holds more than ${limits.values} values.`)
    if (depth > limits.depth) throw new Problem(`The front matter is nested more than ${limits.depth} deep.`)
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
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object') throw new Problem('Front matter must be names with values, such as `title: Hello`.')
  return copy(value, 0) as Record<string, unknown>
}

function explain(error: unknown, file: string, lines: readonly string[]): Problem {
  const place = placeOf(error, lines)
  const shown = {file, line: place.line, column: place.column, source: lines[place.line - 1]}
  if (error instanceof Problem) return new Problem(error.message, {...shown, hint: error.hint})
  const tab = /^\s*\t/.test(shown.source ?? '')
  const hint = tab ? 'YAML wants blanks, not tabs, at the start of a line.' : undefined
  return new Problem(`The front matter cannot be read: ${reasonOf(error)}.`, {...shown, hint})
}

/** Line and column in the file; parsers count from the line after the fence. */
function placeOf(error: unknown, lines: readonly string[]): {line: number; column?: number} {
  if (error instanceof YAMLException && error.mark) return {line: error.mark.line + 2, column: error.mark.column + 1}
  if (error instanceof TomlError) return {line: error.line + 1, column: error.column}
  const position = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined
  if (position === undefined) return {line: 1}
  const before = lines.slice(1).join('\n').slice(0, Number(position)).split('\n')
  return {line: before.length + 1, column: before.at(-1)!.length + 1}
}

function reasonOf(error: unknown): string {
  if (error instanceof YAMLException) return error.reason
  if (error instanceof SyntaxError) return error.message.replace(/ in JSON at position.*| \(line.*/s, '')
  return (error instanceof Error ? error.message : String(error))
    .split('\n', 1)[0]!
    .replace(/^Invalid TOML document: /, '')
}
