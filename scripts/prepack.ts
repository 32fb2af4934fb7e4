/**
 * What `npm pack` packs: the engine in few JavaScript files with its libraries inside, the types of its two doors, the
 * licences of what is inside, and a manifest that asks for nothing else. `postpack.ts` puts the repository's manifest back.
 */
import {copyFileSync, globSync, rmSync} from 'node:fs'
import {bundle} from './bundle.ts'
import {keepReachable} from './declarations.ts'
import {publishManifest, restoreManifest} from './manifest.ts'

restoreManifest()
for (const file of globSync('lib/**/*.js')) rmSync(file)
const types = keepReachable('lib', ['src/index.d.ts', 'src/site/theme.d.ts'])
const {chunks, packages} = await bundle('lib')
for (const file of globSync('themes/**/*.css')) copyFileSync(file, `lib/${file}`)
publishManifest()
console.error(`lib/: ${chunks} modules with ${packages} packages inside, types in ${types} files.`)
