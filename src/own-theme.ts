/** A site's own theme: a folder of the project, or a package from npm. */
import {existsSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, isAbsolute, join} from 'node:path'
import {type Loaded, loadModule} from './modules.ts'
import {Problem, ProblemsError} from './problem.ts'

/**
 * Load what the setting `theme` names.
 * @throws {ProblemsError} when there is no such folder or package, or it does not run
 */
export function loadOwnTheme(root: string, from: string): Promise<Loaded> {
  return loadModule(isFolder(root, from) ? indexOf(root, from) : packageOf(root, from), root)
}

/** Whether the setting names a folder of the project rather than a package. */
export function isFolder(root: string, from: string): boolean {
  return from.startsWith('.') || isAbsolute(from) || existsSync(join(root, from))
}

function indexOf(root: string, from: string): string {
  const folder = isAbsolute(from) ? from : join(root, from)
  const found = ['index.ts', 'index.js', 'index.mjs'].map((name) => join(folder, name)).find(existsSync)
  if (found) return found
  throw new ProblemsError([
    new Problem(`There is no theme in ${from}: it has no index.ts or index.js.`, {
      hint: 'Look at `theme` in the config.',
    }),
  ])
}

function packageOf(root: string, from: string): string {
  const manifest = join(root, 'package.json')
  try {
    return createRequire(manifest).resolve(from)
  } catch (error) {
    const door = moduleDoor(from, manifest)
    if (door) return door
    throw new ProblemsError(
      [new Problem(`The theme ${from} is not installed.`, {hint: `Try \`npm install ${from}\`.`})],
      {cause: error},
    )
  }
}

/** What a package exports to `import` alone, which `require` does not find. */
function moduleDoor(name: string, manifest: string): string | undefined {
  const places = createRequire(manifest).resolve.paths(name) ?? []
  const file = places.map((place) => join(place, name, 'package.json')).find(existsSync)
  if (!file) return undefined
  const {exports} = JSON.parse(readFileSync(file, 'utf8')) as {exports?: unknown}
  const door = underImport((exports as {readonly '.'?: unknown} | undefined)?.['.'] ?? exports)
  return typeof door === 'string' ? join(dirname(file), door) : undefined
}

/** What the conditions of an ES module choose. */
function underImport(exports: unknown): unknown {
  if (exports === null || typeof exports !== 'object') return exports
  const found = Object.entries(exports).find(([condition]) => ['import', 'node', 'default'].includes(condition))
  return found && underImport(found[1])
}
