/** The program that is measured: the one that npm would install of this working copy. */
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {install, pack} from '../scripts/packed.ts'

/** Pack Almagest and install it below `folder`. Comes back with the path of its program, for Node to run. */
export function installProgram(folder: string): string {
  const project = join(folder, 'installed')
  mkdirSync(project)
  return install(pack(folder), project)
}
