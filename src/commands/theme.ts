/** `almagest theme`: what the theme is made of; `theme eject` copies pieces of the default theme to be changed. */
import {isAbsolute, join} from 'node:path'
import type {Piece} from '../init/eject.ts'
import {didYouMean, Problem, ProblemsError} from '../problem.ts'
import type {Settings} from '../types.ts'
import {type Command, type Context, overridesOf, UsageError} from './command.ts'

export const command: Command = {
  name: 'theme',
  usage: 'theme [eject <view or part>…]',
  summary: 'list views and parts; copy those of the default theme into your own',
  options: {all: {type: 'boolean', help: 'eject every view and part'}},
  async run(context) {
    const [word, ...names] = context.words
    if (word !== undefined && word !== 'eject')
      throw new UsageError(`There is no \`almagest theme ${word}\`.`, 'There is: eject.')
    const [{readConfig}, {listPieces}] = await Promise.all([import('../config.ts'), import('../init/eject.ts')])
    const {settings} = await readConfig(context.root, overridesOf(context.flags))
    return word ? copy(context, settings, choose(names, listPieces(), context)) : list(context, settings, listPieces())
  },
}

/** Every piece with what it draws; those of the site's own theme are marked. */
async function list({root, print}: Context, {theme}: Settings, pieces: readonly Piece[]): Promise<number> {
  const own = theme.from === undefined ? undefined : await readOwn(root, theme.from)
  const rows = pieces.map(({kind, name, about}) => {
    const from = own?.[kind]?.includes(name) ? (theme.from ?? 'default') : 'default'
    return {kind, name, about, from}
  })
  print.report({theme: theme.from ?? 'default', pieces: rows})
  print.line(theme.from === undefined ? 'The default theme.' : `${theme.from}, over the default theme.`)
  for (const kind of ['view', 'part'] as const) {
    print.line(kind === 'view' ? '\nviews, each for a kind of page' : '\nparts, of which views are put together')
    for (const {name, about, from} of rows.filter((row) => row.kind === kind))
      print.line(`  ${name.padEnd(10)}${about}${from === 'default' ? '' : `  (${from})`}`)
  }
  return 0
}

async function readOwn(root: string, from: string): Promise<Readonly<Record<Piece['kind'], readonly string[]>>> {
  const {loadOwnTheme} = await import('../own-theme.ts')
  const {default: theme} = (await loadOwnTheme(root, from, [root])).exports as {
    default?: {views?: object; parts?: object}
  }
  return {view: Object.keys(theme?.views ?? {}), part: Object.keys(theme?.parts ?? {})}
}

function choose(names: readonly string[], pieces: readonly Piece[], {flags}: Context): readonly Piece[] {
  if (flags.all) return pieces
  if (names.length === 0) throw new UsageError('Which views or parts?', 'See `almagest theme` for all there are.')
  return names.map((name) => {
    const piece = pieces.find((each) => each.name === name)
    if (piece) return piece
    const known = pieces.map((each) => each.name)
    const near = didYouMean(name, known)
    throw new UsageError(
      `The default theme has no view or part ${name}.`,
      near ? `Did you mean \`${near}\`?` : `There are: ${known.join(', ')}.`,
    )
  })
}

async function copy({root, print}: Context, {theme}: Settings, pieces: readonly Piece[]): Promise<number> {
  const [{eject}, {isFolder}] = await Promise.all([import('../init/eject.ts'), import('../own-theme.ts')])
  const {from = './theme'} = theme
  if (theme.from !== undefined && !isFolder(root, from))
    throw new ProblemsError([
      new Problem(`The theme of this site is the package ${from}, not the default theme.`, {
        hint: `Make a folder with an index.ts that imports ${from} and changes what you want, and name it in the config.`,
      }),
    ])
  const done = eject(pieces, isAbsolute(from) ? from : join(root, from))
  print.report({folder: from, ...done})
  for (const path of done.written) print.line(`wrote ${join(from, path)}`)
  for (const path of done.kept) print.line(`kept  ${join(from, path)}, which was there`)
  if (done.missing.length > 0)
    print.line(`\nAdd to the index of ${from}, and name them among its views or parts:\n${done.missing.join('\n')}`)
  if (theme.from === undefined)
    print.line("\nNow say `theme: './theme'` in the config, or `theme: {from: './theme', …}` beside your wishes.")
  return 0
}
