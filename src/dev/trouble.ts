/** Problems as a page shows them: with the lines around. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Problem, ProblemsError} from '../problem.ts'

/** What is wrong, for people who look at a page. */
export interface Trouble {
  readonly message: string
  /** `content/posts/a.md:3:7`, where it has a place. */
  readonly place?: string
  /** The lines around, the offending one marked. */
  readonly excerpt?: string
  readonly hint?: string
  /** Worth saying, but nothing that holds the page back. */
  readonly warning?: boolean
}

/** Lines shown above and below the offending one. */
const around = 2

/** What went wrong in a build, whatever was thrown: mistakes of the site, or of a theme, a plugin or the engine. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof ProblemsError) return error.problems
  return [{message: error instanceof Error ? (error.stack ?? error.message) : String(error)}]
}

/** A problem of the project in `root` as a page shows it. */
export function toTrouble(root: string, {message, file, line, column, hint, warning}: Problem): Trouble {
  const place = [file, line, line && column].filter((part) => part !== undefined).join(':')
  const excerpt = file !== undefined && line !== undefined ? readExcerpt(join(root, file), line) : undefined
  return {message, ...(place && {place}), ...(excerpt && {excerpt}), ...(hint && {hint}), ...(warning && {warning})}
}

function readExcerpt(file: string, line: number): string | undefined {
  try {
    const lines = readFileSync(file, 'utf8').split(/\r?\n/)
    const first = Math.max(1, line - around)
    return lines
      .slice(first - 1, line + around)
      .map((text, index) => `${first + index === line ? '>' : ' '} ${String(first + index).padStart(4)} | ${text}`)
      .join('\n')
  } catch {
    return undefined
  }
}
