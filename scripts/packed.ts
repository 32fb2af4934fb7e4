/** The package as npm makes and installs it: what tests and benchmarks of the published program run. */
import {execFileSync} from 'node:child_process'
import {cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'

/** What of the published manifest others want to know. */
export interface PublishedManifest {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** A package in a file. */
export interface Packed {
  readonly tarball: string
  readonly manifest: PublishedManifest
  /** The copy of the repository it was made from. */
  readonly clone: string
}

const repository = join(import.meta.dirname, '..')

/** What a clone has that packing needs. */
const needed = [
  ...['bin', 'src', 'themes', 'scripts', 'templates', 'LICENSE', 'README.md'],
  ...['package.json', 'tsconfig.json', 'tsconfig.publish.json'],
]

/**
 * Pack a copy of the repository, as it is now, somewhere in `folder`.
 * @throws {Error} when npm cannot pack it
 */
export function pack(folder: string): Packed {
  const place = mkdtempSync(join(folder, 'pack-'))
  const clone = join(place, 'clone')
  for (const name of needed) cpSync(join(repository, name), join(clone, name), {recursive: true})
  symlinkSync(join(repository, 'node_modules'), join(clone, 'node_modules'))
  execFileSync('npm', ['pack', '--silent', '--pack-destination', place], {cwd: clone, stdio: 'pipe'})
  const tarball = join(place, readdirSync(place).find((name) => name.endsWith('.tgz'))!)
  const manifest = execFileSync('tar', ['xzOf', tarball, 'package/package.json'], {encoding: 'utf8'})
  return {tarball, manifest: JSON.parse(manifest), clone}
}

/**
 * Put a package into `project` as npm would, with the packages it asks for and nothing else. Comes back with its program.
 * @param optional - also with those it can do without
 */
export function install({tarball, manifest}: Packed, project: string, {optional = true} = {}): string {
  const home = join(project, 'node_modules/almagest')
  mkdirSync(home, {recursive: true})
  execFileSync('tar', ['xzf', tarball, '-C', home, '--strip-components=1'])
  for (const name of Object.keys({...manifest.dependencies, ...(optional && manifest.optionalDependencies)}))
    symlinkSync(join(repository, 'node_modules', name), join(project, 'node_modules', name))
  return join(home, 'bin/almagest.cjs')
}
