/** Data files: `content/data/**` for themes to read. */
import {Problem} from '../problem.ts'
import type {Checked} from '../types.ts'
import {dataLanguages} from './kinds.ts'
import {explainData, parseData} from './languages.ts'

const limits = {characters: 10_000_000, depth: 32, values: 500_000}

/** The plain data in a file. A CSV file is a list of records, named by its first line; its values are text. */
export function parseDataFile(path: string, text: string, folder: string): Checked<unknown> {
  const file = `${folder}/${path}`
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const language = dataLanguages[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'json'
  if (clean.length > limits.characters) {
    return {problems: [new Problem(`The data file is longer than ${limits.characters} characters.`, {file})]}
  }
  try {
    return {value: language === 'csv' ? parseCsv(clean) : parseData(language, clean, limits), problems: []}
  } catch (error) {
    return {problems: [explainData(error, file, clean.split('\n'), 0)]}
  }
}

/** Records of a CSV text (RFC 4180). Rows may be shorter than the first; what is longer has no name and is left out. */
function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = splitCsv(text)
  if (names.includes('__proto__')) throw new Problem('`__proto__` is no name for a value.')
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name.trim(), row[index] ?? ''])))
}

function splitCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = /"([^"]*(?:""[^"]*)*)"(,|\n|$)|([^,\n]*)(,|\n|$)/y
  while (cell.lastIndex < text.length) {
    const from = cell.lastIndex
    const [whole, quoted, quotedEnd, bare, bareEnd] = cell.exec(text)!
    if (bare?.startsWith('"') && bare.split('"').length % 2 === 0) throw unclosed(text.slice(0, from).split('\n'))
    row.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'))
    if ((quotedEnd ?? bareEnd) !== ',') {
      if (row.length > 1 || row[0] !== '') rows.push(row)
      row = []
    } else if (cell.lastIndex === text.length) row.push('')
    if (whole === '') break
  }
  if (row.length > 0) rows.push(row)
  return rows
}

/** The problem of a quote that is opened after these lines, of which the last one is a part. */
function unclosed(before: readonly string[]): Problem {
  const hint = 'Close it, and write a quote inside of quotes twice: `"5"" of snow"`.'
  return new Problem('A quote is not closed.', {line: before.length, column: before.at(-1)!.length + 1, hint})
}
