/** How Node loads the site's own code: fresh in every run, with a note of each file as it was. */
import {readFileSync} from 'node:fs'
import {createRequire, registerHooks} from 'node:module'
import {extname} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {markOf} from './marks.ts'
import {isWithin} from './within.ts'

/** A file as it was just before Node read it. */
export interface Noted {
  readonly mark: string
  /** Its bytes, one a character. */
  readonly text: string
}

/** One loading of a module with all that it imports. */
export interface Run {
  /** Its files outside `node_modules`, by absolute paths. */
  readonly files: ReadonlyMap<string, Noted>
  load(file: string): Promise<Readonly<Record<string, unknown>>>
}

const query = 'almagest'
const runs = new Map<string, Map<string, Noted>>()
const require = createRequire(import.meta.url)
/** CommonJS files that are kept by Node under their bare paths. */
const common = new Set<string>()
/** Files of the run in which `require` is at work. */
let requiring: Map<string, Noted> | undefined
let hooked = false

/** Begin a run. `import … from 'almagest'` in it means the engine that is running, installed beside the site or not. */
export function startRun(): Run {
  hook()
  const name = String(runs.size + 1)
  const files = new Map<string, Noted>()
  runs.set(name, files)
  for (const path of common) delete require.cache[path]
  common.clear()
  return {
    files,
    load(file) {
      note(files, file)
      return import(`${pathToFileURL(file)}?${query}=${name}`)
    },
  }
}

/** Note a file as it is now, unless the run knows it. */
export function note(files: Map<string, Noted>, path: string): void {
  if (!files.has(path)) files.set(path, {mark: markOf(path), text: readFileSync(path, 'latin1')})
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
      if (!isLocal(found.url)) return found
      const path = fileURLToPath(found.url)
      if (isEngine(path)) return found
      if (requiring) {
        note(requiring, path)
        common.add(path)
        return found
      }
      const run = runOf(found.url) ?? runOf(context.parentURL)
      if (!run) return found
      note(runs.get(run)!, path)
      return {...found, url: `${pathToFileURL(path)}?${query}=${run}`, format: formatOf(path, found.format)}
    },
    load(url, context, next) {
      const run = runOf(url)
      if (!run || context.format !== 'commonjs' || !isLocal(url)) return next(url, context)
      return {format: 'module', source: bridgeTo(fileURLToPath(url), runs.get(run)!), shortCircuit: true}
    },
  })
}

/** A module that gives what a CommonJS file exports: of those Node keeps one for all runs, unless they are required. */
function bridgeTo(path: string, files: Map<string, Noted>): string {
  const before = requiring
  requiring = files
  common.add(path)
  try {
    const exports: unknown = require(path)
    const names = typeof exports === 'object' && exports !== null ? Object.keys(exports) : []
    const lines = names
      .filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default')
      .map((name, index) => `const e${index} = it[${JSON.stringify(name)}]\nexport {e${index} as ${name}}`)
    const required = `createRequire(import.meta.url)(${JSON.stringify(path)})`
    return ["import {createRequire} from 'node:module'", `const it = ${required}`, 'export default it', ...lines].join(
      '\n',
    )
  } finally {
    requiring = before
  }
}

function isLocal(url: string): boolean {
  return url.startsWith('file:') && !url.includes('/node_modules/')
}

function runOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : (URL.parse(url)?.searchParams.get(query) ?? undefined)
}

/** Configs and themes are ES modules, whether a package.json says so or not. */
function formatOf(path: string, found: string | null | undefined): string | undefined {
  if (/\.m?ts$/.test(path)) return 'module-typescript'
  if (path.endsWith('.js') && found !== 'commonjs') return 'module'
  return found ?? undefined
}

/** The engine's own modules stay one copy: themes in this repository import them by path. */
function isEngine(path: string): boolean {
  return isWithin(path, import.meta.dirname)
}
