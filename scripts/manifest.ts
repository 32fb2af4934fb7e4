/** The published package.json: what users need of the repository's, with the dependencies that are not bundled. */
import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs'

type Versions = Readonly<Record<string, string>>

interface Manifest {
  readonly dependencies: Versions
  readonly optionalDependencies?: Versions
  readonly peerDependencies?: Versions
  readonly [field: string]: unknown
}

/** Speaks to the network: its security fixes should reach every site with `npm update`, without waiting for ours. */
const apart = ['undici']

const file = 'package.json'
const saved = '.package.json'

/** Packages that the bundle leaves to npm: those apart, and those a site may do without. */
export function externalPackages(): readonly string[] {
  const {optionalDependencies, peerDependencies} = readManifest()
  return [...apart, ...Object.keys({...optionalDependencies, ...peerDependencies})]
}

/** Put the manifest for users in the place of the repository's, which is kept aside until `restoreManifest`. */
export function publishManifest(): void {
  const {scripts, devDependencies, allowScripts, dependencies, ...rest} = readManifest()
  renameSync(file, saved)
  const kept = Object.fromEntries(apart.map((name) => [name, dependencies[name]]))
  writeFileSync(file, `${JSON.stringify({...rest, dependencies: kept}, null, 2)}\n`)
}

/** Undo `publishManifest`, now or after a run that was cut short. */
export function restoreManifest(): void {
  if (existsSync(saved)) renameSync(saved, file)
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest
}
