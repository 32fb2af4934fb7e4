/** Loading the site's own code: its config, its theme, and whatever local files those import, fresh each time. */
import {spawnSync} from 'node:child_process'
import {readFileSync, statSync} from 'node:fs'
import {registerHooks} from 'node:module'
import {basename, extname, relative} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {digest} from './digest.ts'
import {Problem, ProblemsError} from './problem.ts'

/** What a module of the site exports, and what it was made of. */
export interface Loaded {
  readonly exports: Readonly<Record<string, unknown>>
  /** Absolute paths of the module and of every file it imports outside `node_modules`. */
  readonly files: readonly string[]
  /** Digest of the text of `files`. */
  readonly digest: string
}

const mark = 'almagest'
const runs = new Map<string, Set<string>>()
let hooked = false

/** Modules as they were last loaded, with the stamp of their files. A process never lets go of a module it has loaded. */
const loaded = new Map<string, {readonly stamp: string; readonly result: Loaded}>()

/**
 * Import a module of the site: anew, with all its local imports, when one of them has changed, so that a changed helper is
 * never stale.
 * `import … from 'almagest'` in it means the engine that is running, installed beside the site or not.
 * @throws {ProblemsError} when it cannot be read or throws, with the place in the site's own code
 */
export async function loadModule(file: string, root: string): Promise<Loaded> {
  const known = loaded.get(file)
  if (known && known.stamp === stampOf(known.result.files)) return known.result
  hook()
  const run = String(runs.size + 1)
  const files = new Set([file])
  runs.set(run, files)
  try {
    const exports = (await import(`${pathToFileURL(file)}?${mark}=${run}`)) as Record<string, unknown>
    const sorted = Array.from(files).sort()
    const stamp = stampOf(sorted)
    const result = {exports, files: sorted, digest: digest(sorted.map((path) => readFileSync(path, 'utf8')))}
    loaded.set(file, {stamp, result})
    return result
  } catch (error) {
    throw new ProblemsError([toProblem(error as Error, files, root)], {cause: error})
  }
}

function stampOf(files: readonly string[]): string {
  const stamps = files.map((file) => statSync(file, {throwIfNoEntry: false}))
  return stamps.map((stat) => (stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : '')).join()
}

function hook(): void {
  if (hooked) return
  hooked = true
  // In the repository the engine is TypeScript, in the published package JavaScript: as this file is.
  const own = extname(import.meta.url)
  const doors: Record<string, string> = {
    almagest: new URL(`./index${own}`, import.meta.url).href,
    'almagest/theme': new URL(`./site/theme${own}`, import.meta.url).href,
  }
  registerHooks({
    resolve(specifier, context, next) {
      const door = doors[specifier]
      if (door) return {url: door, shortCircuit: true}
      const found = next(specifier, context)
      const run = runOf(found.url) ?? runOf(context.parentURL)
      if (!run || !found.url.startsWith('file:') || found.url.includes('/node_modules/')) return found
      const path = fileURLToPath(found.url)
      if (isEngine(path)) return found
      runs.get(run)?.add(path)
      return {...found, url: `${pathToFileURL(path)}?${mark}=${run}`, format: formatOf(path, found.format)}
    },
  })
}

function runOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : (URL.parse(url)?.searchParams.get(mark) ?? undefined)
}

/** Configs and themes are ES modules, whether a package.json says so or not. */
function formatOf(path: string, found: string | null | undefined): string | undefined {
  if (/\.m?ts$/.test(path)) return 'module-typescript'
  if (path.endsWith('.js') && found !== 'commonjs') return 'module'
  return found ?? undefined
}

/** The engine's own modules stay one copy: themes in this repository import them by path. */
function isEngine(path: string): boolean {
  return !relative(import.meta.dirname, path).startsWith('..')
}

/** The place in the site's own code that an error of the module loader or of the code itself points at. */
function toProblem(error: Error, files: ReadonlySet<string>, root: string): Problem {
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
