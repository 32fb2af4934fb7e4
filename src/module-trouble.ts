/** Where the site's own code went wrong. */
import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {basename, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {Problem} from './problem.ts'

/**
 * An error of the module loader or of the code itself as a Problem, at the place in one of `files` that it points at; the
 * first of them is the one that was asked for.
 */
export function explainModule(error: Error, files: ReadonlySet<string>, root: string): Problem {
  const entry = Array.from(files)[0]!
  const {path, line, column} = placeInStack(error.stack ?? '', files) ??
    placeOfImport(error, files) ??
    placeOfSyntax(error, files) ?? {path: entry}
  const source = line === undefined ? undefined : readFileSync(path, 'utf8').split(/\r?\n/)[line - 1]
  const hint = error.message.includes('strip-only mode')
    ? 'Node runs TypeScript by leaving out the types: write this in plain JavaScript.'
    : undefined
  return new Problem(error.message.replace(/ imported from .*/s, ''), {
    file: relative(root, path),
    line,
    column,
    source,
    hint,
  })
}

interface CodePlace {
  readonly path: string
  readonly line?: number
  readonly column?: number
}

function placeInStack(stack: string, files: ReadonlySet<string>): CodePlace | undefined {
  const frames = stack.matchAll(
    /(file:\/\/\/(?:[A-Za-z]:)?[^\s()?:]+|^(?:[A-Za-z]:)?[/\\][^\n:?]+)(?:\?[^\s():]*)?:(\d+)(?::(\d+))?/gm,
  )
  for (const [, at, line, column] of frames) {
    const path = at!.startsWith('file:') ? fileURLToPath(at!) : at!
    if (files.has(path)) return {path, line: Number(line), ...(column && {column: Number(column)})}
  }
  return undefined
}

/** Where a file imports what cannot be found. */
function placeOfImport(error: Error, files: ReadonlySet<string>): CodePlace | undefined {
  const [, wanted, importer] = /Cannot find (?:module|package) '([^']+)' imported from (\S+)/.exec(error.message) ?? []
  const path = importer?.startsWith('file:')
    ? fileURLToPath(importer.replace(/\?.*/, ''))
    : importer?.replace(/\?.*/, '')
  if (!wanted || !path || !files.has(path)) return undefined
  const name = basename(wanted)
  const line = readFileSync(path, 'utf8')
    .split('\n')
    .findIndex((text) => text.includes(name))
  return line < 0 ? {path} : {path, line: line + 1}
}

/** Node keeps the place of a syntax error to itself, but tells it when asked to check the file. */
function placeOfSyntax(error: Error, files: ReadonlySet<string>): CodePlace | undefined {
  if (!(error instanceof SyntaxError)) return undefined
  for (const file of files) {
    const {status, stderr} = spawnSync(process.execPath, ['--check', file], {encoding: 'utf8'})
    if (status !== 0) return placeInStack(stderr, files)
  }
  return undefined
}
