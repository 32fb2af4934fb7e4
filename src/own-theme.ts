/** A site's own theme: a folder of the project, or a package from npm. */
import {existsSync} from 'node:fs'
import {isAbsolute, join, resolve} from 'node:path'
import {type Loaded, loadModule} from './modules.ts'
import {findPackage} from './packages.ts'
import {Problem, ProblemsError} from './problem.ts'
import {isWithin} from './within.ts'

/**
 * Load what the setting `theme` names. A folder counts as a whole, unless others have their place in it: the site, and what
 * it is made of.
 * @throws {ProblemsError} when there is no such folder or package, or it does not run
 */
export function loadOwnTheme(root: string, from: string, others: readonly string[]): Promise<Loaded> {
  if (!isFolder(root, from)) return loadModule(packageOf(root, from), root)
  const folder = resolve(root, from)
  const shared = others.some((other) => isWithin(other, folder))
  return loadModule(indexOf(folder, from), root, shared ? undefined : folder)
}

/** Whether the setting names a folder of the project rather than a package. */
export function isFolder(root: string, from: string): boolean {
  return from.startsWith('.') || isAbsolute(from) || existsSync(join(root, from))
}

function indexOf(folder: string, from: string): string {
  const found = ['index.ts', 'index.js', 'index.mjs'].map((name) => join(folder, name)).find(existsSync)
  if (found) return found
  throw new ProblemsError([
    new Problem(`There is no theme in ${from}: it has no index.ts or index.js.`, {
      hint: 'Look at `theme` in the config.',
    }),
  ])
}

function packageOf(root: string, from: string): string {
  const found = findPackage(from, join(root, 'package.json'))
  if (found) return found
  throw new ProblemsError([new Problem(`The theme ${from} is not installed.`, {hint: `Try \`npm install ${from}\`.`})])
}
