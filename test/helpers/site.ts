/** The front door for tests: a project in a temporary folder, written as a map from path to text. */
import {spawn} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, relative} from 'node:path'
import type {TestContext} from 'node:test'
import {type BuildReport, createBuild} from '../../src/build.ts'
import type {Overrides} from '../../src/config/written.ts'
import {openProject} from '../../src/project.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

export interface TestSite {
  /** Absolute path of the project. */
  readonly root: string
  write(path: string, content: string | Uint8Array): void
  remove(path: string): void
  read(path: string): string
  /** Build as a new process would: nothing is kept in memory between calls. */
  build(overrides?: Overrides): Promise<BuildReport>
  /** Open once and build many times, as the watch server does. */
  open(overrides?: Overrides): Promise<{build(): Promise<BuildReport>; close(): Promise<void>}>
  /** Every file of a folder by its path there, as text. Default: `dist`. */
  tree(folder?: string): Record<string, string>
  /** Run the program in the project as a process; an object among the words adds to its environment. */
  almagest(...words: (string | Readonly<Record<string, string>>)[]): Promise<Outcome>
}

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The time at which test sites are built unless they say otherwise. */
export const testTime = '2025-06-01T12:00:00.000Z'

/** A config that sets just what is required, with `more` spliced in as source text. */
export function configText(more = '', site = ''): string {
  return `import {defineConfig} from 'almagest'\nexport default defineConfig({\n  site: {title: 'Test', url: 'https://example.org'${site && `, ${site}`}},\n  ${more}\n})\n`
}

/** A post as a file. Front matter as text, one line a field. */
export function post(title: string, date: string, body = 'Text.', more = ''): string {
  return `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}\n${more && `${more}\n`}---\n\n${body}\n`
}

/**
 * Make a project. It is removed when the test ends. A `planet.config.ts` is added where none is given. Builds accept that
 * addresses vanish, unless they are told otherwise: most tests change what they like.
 */
export function createSite(context: TestContext, files: Files, now: () => string = () => testTime): TestSite {
  const root = mkdtempSync(join(tmpdir(), 'almagest-'))
  context.after(() => rmSync(root, {recursive: true, force: true}))
  const write: TestSite['write'] = (path, content) => {
    mkdirSync(dirname(join(root, path)), {recursive: true})
    writeFileSync(join(root, path), content)
  }
  for (const [path, content] of Object.entries({'planet.config.ts': configText(), ...files})) write(path, content)

  async function open(overrides: Overrides = {}) {
    const project = await openProject(root, {accept: true, ...overrides}, now)
    return {build: createBuild(project), close: () => project.close()}
  }

  return {
    root,
    write,
    open,
    remove: (path) => rmSync(join(root, path), {recursive: true}),
    read: (path) => readFileSync(join(root, path), 'utf8'),
    tree: (folder = 'dist') => readTree(join(root, folder)),
    almagest: (...words) => run(root, words),
    async build(overrides) {
      const opened = await open(overrides)
      try {
        return await opened.build()
      } finally {
        await opened.close()
      }
    },
  }
}

/** Every file below a folder by its path there. */
export function readTree(folder: string): Record<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'latin1')]))
}

/** Paths at which two trees differ: short enough to read in a failed test. */
export function differences(one: Record<string, string>, other: Record<string, string>): string[] {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)])
  return Array.from(paths).filter((path) => one[path] !== other[path])
}

/** The program's own file, as an installed package would start it. */
export const program = join(import.meta.dirname, '../../bin/almagest.cjs')

function run(root: string, given: readonly (string | Readonly<Record<string, string>>)[]): Promise<Outcome> {
  const words = given.filter((word) => typeof word === 'string')
  const env = Object.assign({}, process.env, ...given.filter((word) => typeof word !== 'string'))
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, ...words], {cwd: root, env, stdio: ['ignore', 'pipe', 'pipe']})
    let [out, err] = ['', '']
    child.stdout.on('data', (text) => (out += text))
    child.stderr.on('data', (text) => (err += text))
    child.on('error', fail)
    child.on('close', (code) => done({code, out, err}))
  })
}
