/** The engine with its libraries in chunks that are loaded when needed, as the imports in the source have it. */
import {build} from 'rolldown'
import {writeLicences} from './licences.ts'
import {externalPackages} from './manifest.ts'

/**
 * Modules that are loaded by their path. All other chunks stand beside `src/index.js`, so that `import.meta.dirname` of a
 * module at the top of `src/` means the same in source and package.
 */
const entries = {
  'src/cli': './src/cli.ts',
  'src/index': './src/index.ts',
  'src/site/theme': './src/site/theme.ts',
  'src/planet/sanitize': './src/planet/sanitize.ts',
  'src/reader-thread': './src/planet/reader-thread.ts',
  'themes/default/index': './themes/default/index.ts',
}

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
