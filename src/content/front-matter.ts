/** Front matter as checked plain data. The only file that knows gray-matter. */
import matter from 'gray-matter'
import {Problem} from '../problem.ts'
import {explainData, isDataLanguage, parseData} from './languages.ts'

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

const limits = {characters: 100_000, lines: 2_000, depth: 16, values: 5_000}

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
    return {data: {}, ...rest, problems: [explainData(error, file, lines, 1)]}
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
  if (!isDataLanguage(language)) {
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

/** Noncharacters: gray-matter would take any line of the data that merely begins like a fence for its end. */
const fence = '\uFDD0\uFDD1'

/** Only the block goes to gray-matter, and always with options: without them it forgets errors and shares results. */
function parseBlock({language, text}: Block): Readonly<Record<string, unknown>> {
  const never = () => {
    throw new Problem('Front matter is never run.')
  }
  const read = (block: string) => parseData(language, block.replace(/^\n/, ''), limits) ?? {}
  const engines = {yaml: never, json: never, toml: never, javascript: never, js: never, coffee: never, [language]: read}
  const {data} = matter(`${fence}${text}\n${fence}\n`, {language, engines, delimiters: fence})
  if (typeof data !== 'object' || Array.isArray(data)) {
    throw new Problem('Front matter must be names with values, such as `title: Hello`.')
  }
  return data
}
