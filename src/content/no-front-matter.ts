/** What is told of a post or page in which no front matter was found. */
import {Problem} from '../problem.ts'
import {dateInName} from './address.ts'
import {conflictHint, conflictMessage, findConflict} from './conflicts.ts'
import {kindOfSource} from './kinds.ts'

/** A line that was meant to open front matter, or to be the first of its fields. */
const mostlyFrontMatter = /^\s*(?:-{3,}|\+{3,}|[–—]+|(?:title|date|tags|draft)\s*:.*)\s*$/i

/** What to tell of a text that just begins, and with what it should. */
export function withoutFrontMatter(path: string, text: string, file: string): Problem {
  const kind = kindOfSource(path) ?? 'post'
  if (/[\uFFFD\0]/.test(text))
    return new Problem(`The ${kind} cannot be read: it is not UTF-8.`, {file, hint: 'Save the file as UTF-8.'})
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, 6)
  const conflict = findConflict(lines)
  if (conflict)
    return new Problem(conflictMessage, {file, line: conflict, source: lines[conflict - 1], hint: conflictHint})
  const misplaced = lines.findIndex((line) => mostlyFrontMatter.test(line))
  if (misplaced >= 0)
    return new Problem(`The front matter of the ${kind} must begin with \`---\` in the first line.`, {
      file,
      line: misplaced + 1,
      source: lines[misplaced],
      hint: 'Write `---` alone in the first line, without a blank before it, and again below the last field.',
    })
  const [lacks, ...more] = kind === 'post' && !dateInName(path) ? ['title and no date', 'date: 2025-01-31'] : ['title']
  const block = ['---', 'title: Some words', ...more, '---'].map((line) => `    ${line}`)
  const hint = ['Begin the file with these lines:', ...block].join('\n')
  return new Problem(`The ${kind} has no ${lacks}: it has no front matter.`, {
    file,
    line: 1,
    source: lines[0],
    hint,
  })
}
