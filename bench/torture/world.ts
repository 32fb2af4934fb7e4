/** A small site in two states, and ways to start the program on it and to end it badly. */
import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, relative} from 'node:path'

/** What a part of the torture found. */
export interface Verdict {
  readonly part: string
  readonly rounds: number
  /** Rounds in which the harm was really done: a kill that came before the end, a disk that was really full. */
  readonly harmed: number
  /** What went wrong, each in a sentence. */
  readonly faults: readonly string[]
  readonly note?: string
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly err: string
  readonly milliseconds: number
}

/** Files by path. */
export type Tree = ReadonlyMap<string, string>

/** The program that is tortured: that of the working copy. */
export const program = join(import.meta.dirname, '../../bin/almagest.cjs')

/** A temporary folder, removed when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-torture-'))
  if (folders.length === 0)
    process.on('exit', () => {
      for (const folder of folders) rmSync(folder, {recursive: true, force: true})
    })
  folders.push(folder)
  return folder
}

const folders: string[] = []

/** The site in state 0 or 1: posts that are edited, that come and go, a file that becomes a folder and the reverse. */
export function writeSite(content: string, state: number, posts = 40): void {
  rmSync(content, {recursive: true, force: true})
  for (let number = 0; number < posts; number++) {
    const edited = number % 3 === 0 ? state : 0
    const tag = number % 5 === 0 ? `only-${state}` : 'both'
    write(
      join(content, `posts/p${number}.md`),
      `---\ntitle: Post ${number}\ndate: 2025-01-${String(1 + (number % 28)).padStart(2, '0')}\ntags: [${tag}]\n---\n\n${`Text of state ${edited}. `.repeat(60)}\n`,
    )
  }
  for (let number = 0; number < 3; number++)
    write(
      join(content, `posts/state${state}-${number}.md`),
      `---\ntitle: Only in ${state}, ${number}\ndate: 2025-02-01\n---\n\nText.\n`,
    )
  write(join(content, state === 0 ? 'static/turns' : 'static/turns/inside/a'), 'A file, then a folder.')
  write(join(content, state === 1 ? 'static/turned' : 'static/turned/b'), 'A folder, then a file.')
}

/** A project whose content lies in `content`. Addresses come and go here, so none is held on to. */
export function writeProject(root: string, content: string, more = ''): void {
  const config = `export default {site: {title: 'T', url: 'https://example.org', permanence: false}, content: ${JSON.stringify(content)}, ${more}}\n`
  write(join(root, 'planet.config.ts'), config)
}

/** What a clean build of each state gives. */
export function expectedTrees(more = '', posts = 40): readonly [Tree, Tree] {
  const trees = [0, 1].map((state) => {
    const root = temporaryFolder()
    writeSite(join(root, 'content'), state, posts)
    writeProject(root, join(root, 'content'), more)
    const {status, stderr} = spawnSync(process.execPath, [program, 'build'], {cwd: root, encoding: 'utf8'})
    if (status !== 0) throw new Error(stderr)
    return readTree(join(root, 'dist'))
  })
  return trees as [Tree, Tree]
}

/** Start the program; `end` resolves when it is over. */
export function start(
  root: string,
  words: readonly string[],
  via: readonly string[] = [],
): {child: ChildProcess; end: Promise<Ended>} {
  const [command, ...rest] = [...via, process.execPath, program, ...words]
  return watch(spawn(command!, rest, {cwd: root, stdio: ['ignore', 'ignore', 'pipe']}))
}

/** Follow a process to its end. */
export function watch(child: ChildProcess): {child: ChildProcess; end: Promise<Ended>} {
  const begun = performance.now()
  let err = ''
  child.stderr?.on('data', (text) => (err += text))
  const end = new Promise<Ended>((done) =>
    child.on('close', (code, signal) => done({code, signal, err, milliseconds: performance.now() - begun})),
  )
  return {child, end}
}

/**
 * What is wrong with a tree that a run left half way between two states; nothing when every file is whole and none is
 * missing. What is staged in the output folder is shown to nobody.
 */
export function faultsBetween(tree: Tree, before: Tree, after: Tree): string[] {
  const faults = []
  for (const [path, text] of tree)
    if (!path.startsWith('.almagest-staging/') && before.get(path) !== text && after.get(path) !== text)
      faults.push(`${path} is torn or nobody's`)
  for (const path of before.keys()) if (after.has(path) && !tree.has(path)) faults.push(`${path} is missing`)
  return faults
}

/** Paths at which two trees differ, as faults. */
export function faultsAgainst(tree: Tree, wanted: Tree): string[] {
  const paths = new Set([...tree.keys(), ...wanted.keys()])
  return Array.from(paths)
    .filter((path) => tree.get(path) !== wanted.get(path))
    .map((path) => `${path} is not as a clean build makes it`)
}

/** Every file below a folder, by its path there. */
export function readTree(folder: string): Tree {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort()
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'latin1')]))
}

/** A tree of files as another folder has it. */
export function copyFolder(from: string, to: string): void {
  rmSync(to, {recursive: true, force: true})
  cpSync(from, to, {recursive: true, preserveTimestamps: true})
}

/** Write a file with the folders it needs. */
export function write(file: string, text: string): void {
  mkdirSync(dirname(file), {recursive: true})
  writeFileSync(file, text)
}
