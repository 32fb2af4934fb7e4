/** The engine with its libraries in chunks that are loaded when needed, as the imports in the source have it. */
import {globSync} from 'node:fs'
import {basename} from 'node:path'
import {build} from 'rolldown'
import {writeLicences} from './licences.ts'
import {externalPackages} from './manifest.ts'

/**
 * Modules that are loaded by their path. Threads and all other chunks stand beside `src/index.js`, so that
 * `import.meta.dirname` of a module at the top of `src/` means the same in source and package.
 */
const doors = ['src/cli', 'src/index', 'src/site/theme', 'src/planet/sanitize', 'themes/default/index']
const threads = globSync('src/**/*-{thread,worker}.ts')
const entries = Object.fromEntries([
  ...doors.map((name) => [name, `./${name}.ts`]),
  ...threads.map((file) => [`src/${basename(file, '.ts')}`, `./${file}`]),
])

/** Write the bundle below `folder`. Returns how many files there are and how many packages went into them. */
export async function bundle(folder: string): Promise<{chunks: number; packages: number}> {
  const {output} = await build({
    input: entries,
    platform: 'node',
    external: [...externalPackages()],
    // gray-matter's engine for JavaScript is never called: front matter in a language that runs is refused before.
    checks: {eval: false, ineffectiveDynamicImport: false},
    output: {
      dir: folder,
      entryFileNames: '[name].js',
      chunkFileNames: 'src/[name]-[hash].js',
      comments: {legal: false},
    },
  })
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
  return {chunks: output.length, packages: writeLicences(modules, `${folder}/THIRD-PARTY-LICENSES`)}
}
