/** Views and parts of the default theme as files of a site's own theme, to be changed there. */
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join, posix} from 'node:path'
import {type Written, writeMissing} from './write.ts'

/** A view or part of the default theme. */
export interface Piece {
  readonly kind: 'view' | 'part'
  readonly name: string
  /** What it draws, in a few words. */
  readonly about: string
  /** Its file below the folder of a theme: `views/post.ts`. */
  readonly path: string
}

/** What became of a wish to change pieces of the theme. */
export interface Ejected extends Written {
  /** Lines that the theme's own index still needs: one that was written by hand is left alone. */
  readonly missing: readonly string[]
}

// The sources of the default theme stand two folders up in the repository as well as from the bundle of the package.
const home = new URL('../../themes/default/', import.meta.url)
const folders = {view: 'views', part: 'parts'} as const
const index = 'index.ts'

/** Every view and part, by kind and name. */
export function listPieces(): readonly Piece[] {
  return (['view', 'part'] as const).flatMap((kind) => {
    const files = readdirSync(new URL(folders[kind], home)).sort()
    return files.flatMap((file) => {
      const path = `${folders[kind]}/${file}`
      const text = readSource(path)
      const name = /^export const (\w+): (?:View|Part)</m.exec(text)?.[1]
      const about = /^\/\*\* (.*) \*\/$/m.exec(text)?.[1] ?? ''
      return name ? [{kind, name, about, path}] : []
    })
  })
}

/**
 * Put these pieces into `folder`, with the files they are made with. What is there already stays as it is. An `index.ts` that
 * wires them is written, or extended where nobody has changed it.
 */
export function eject(pieces: readonly Piece[], folder: string): Ejected {
  const paths = withHelpers(pieces.map(({path}) => path))
  const result = writeMissing(
    folder,
    paths.map((path) => ({path, text: readSource(path)})),
  )
  const byHand = ['index.js', 'index.mjs'].some((name) => existsSync(join(folder, name)))
  const text = existsSync(join(folder, index)) ? readFileSync(join(folder, index), 'utf8') : undefined
  const wired = listPieces().filter(({name, path}) => text?.includes(importLine(name, path)))
  if (byHand || (text !== undefined && text !== indexText(wired)))
    return {
      ...result,
      missing: pieces.filter((piece) => !wired.includes(piece)).map(({name, path}) => importLine(name, path)),
    }
  const all = listPieces().filter(({path}) => [...wired, ...pieces].some((piece) => piece.path === path))
  if (text === indexText(all)) return {...result, missing: []}
  writeFileSync(join(folder, index), indexText(all))
  return {...result, written: [...result.written, index], missing: []}
}

/** A file of the default theme as a site may have it: what it imports of the engine comes from the package. */
function readSource(path: string): string {
  const text = readFileSync(new URL(path, home), 'utf8')
  return text.replace(/from '(?:\.\.\/)+src\/site\/theme\.ts'/g, "from 'almagest/theme'")
}

/** These files and all that they import of the theme. */
function withHelpers(paths: readonly string[]): readonly string[] {
  const all = new Set(paths)
  for (const path of all)
    for (const [, target] of readSource(path).matchAll(/from '(\.[^']+)'/g))
      all.add(posix.join(posix.dirname(path), target!))
  return [...all]
}

function indexText(pieces: readonly Piece[]): string {
  const imports = pieces.map(({name, path}) => importLine(name, path)).sort()
  const lists = (['view', 'part'] as const).flatMap((kind) => {
    const names = pieces.filter((piece) => piece.kind === kind).map(({name}) => name)
    return names.length > 0 ? [`  ${folders[kind]}: {${names.join(', ')}},`] : []
  })
  return `/** The theme of this site. What it leaves out is the default theme's. */
import {contract, defineTheme} from 'almagest/theme'
${imports.join('\n')}

export default defineTheme({
  contract,
${lists.join('\n')}
})
`
}

function importLine(name: string, path: string): string {
  return `import {${name}} from './${path}'`
}
