/** Packages that users install: a theme, and extras that a site does without where they are not there. */
import {existsSync, readFileSync} from 'node:fs'
import {createRequire, findPackageJSON} from 'node:module'
import {dirname, join} from 'node:path'
import {pathToFileURL} from 'node:url'

/** The file that `import` of a package would load in the file `from`; undefined where it is not installed. */
export function findPackage(name: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(name)
  } catch {
    return moduleDoor(name, from)
  }
}

/**
 * The URL from which to import a package that a site may have besides: that of the project in the folder `root`, else one that
 * stands beside the engine. Without `root` the latter alone. Looking loads nothing: most builds have nothing to do for it.
 */
export function findExtra(name: string, root?: string): string | undefined {
  const found = (root && findPackage(name, join(root, 'package.json'))) || findPackage(name, import.meta.filename)
  return found && pathToFileURL(found).href
}

/** Names what a project has of these extras: another version may come to another result. */
export function nameExtras(names: readonly string[], root: string): string {
  return names.map((name) => `${name} ${manifestOf(findExtra(name, root))}`).join('\n')
}

function manifestOf(url: string | undefined): string {
  const file = url && findPackageJSON(url)
  return file ? readFileSync(file, 'utf8') : ''
}

/** What a package exports to `import` alone, which `require` does not find. */
function moduleDoor(name: string, from: string): string | undefined {
  const places = createRequire(from).resolve.paths(name) ?? []
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
