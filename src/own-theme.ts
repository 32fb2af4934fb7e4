/** A site's own theme: a folder of the project, or a package from npm. */
import {existsSync} from 'node:fs'
import {isAbsolute, join} from 'node:path'
import {type Loaded, loadModule} from './modules.ts'
import {findPackage} from './packages.ts'
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
  const found = findPackage(from, join(root, 'package.json'))
  if (found) return found
  throw new ProblemsError([new Problem(`The theme ${from} is not installed.`, {hint: `Try \`npm install ${from}\`.`})])
}
