/** A theme ready to draw: the site's own views, parts, words and styles over the default theme's. */
import {digest} from '../digest.ts'
import {nearest, Problem, ProblemsError} from '../problem.ts'
import type {ThemeOptions} from '../types.ts'
import type {Html} from './html.ts'
import {guarded} from './own-views.ts'
import {
  contract,
  type Frame,
  type PartFunctions,
  type PartName,
  type Theme,
  type View,
  type ViewName,
  type Words,
} from './theme.ts'

/** A theme with nothing left out. */
export interface LoadedTheme {
  /** Names everything a view may depend on besides its props. */
  readonly digest: string
  readonly views: {readonly [Name in ViewName]: View<Name>}
  readonly parts: PartFunctions
  readonly words: (language: string) => Words
  readonly stylesheet: string
  readonly icon: Theme['icon']
  readonly card: NonNullable<Theme['card']>
}

/** A theme whose own part of the contract is whole: the default theme. */
export type WholeTheme = Theme & {
  readonly views: {readonly [Name in ViewName]: View<Name>}
  readonly parts: {readonly [Name in PartName]: NonNullable<NonNullable<Theme['parts']>[Name]>}
  readonly words: (language: string) => Words
  readonly stylesheet: NonNullable<Theme['stylesheet']>
  /** Rules that only sites with maths of their own need. */
  readonly maths: string
  readonly card: NonNullable<Theme['card']>
}

/** What a theme's module exported as `default`, and a digest of its text. */
export interface OwnTheme {
  readonly exported: unknown
  readonly digest: string
  /** Where it is, for messages. */
  readonly file?: string
}

/**
 * Put a site's own theme over the default one. With `math`, the stylesheet has what formulas need.
 * @throws {ProblemsError} when the module exports no theme, one made for another version of the contract, or one with views
 *   or parts that no page asks for
 */
export function loadTheme(
  base: WholeTheme,
  own: OwnTheme | undefined,
  options: ThemeOptions,
  math = false,
): LoadedTheme {
  const theme: Theme = own ? checkTheme(own, base) : {contract}
  const parts = bindParts(guarded('part', theme.parts ?? {}, own?.file), base.parts)
  const style = (math ? base.maths : '') + base.stylesheet(options, '')
  const stylesheet = theme.stylesheet?.(options, style) ?? style
  return {
    digest: digest([own?.digest, stylesheet]),
    views: {...base.views, ...guarded('view', theme.views ?? {}, own?.file)} as LoadedTheme['views'],
    parts,
    words: (language) => ({...base.words(language), ...theme.words?.(language)}) as Words,
    stylesheet,
    icon: theme.icon ?? base.icon,
    card: theme.card ?? base.card,
  }
}

function checkTheme({exported, file}: OwnTheme, base: WholeTheme): Theme {
  const problem = problemOf(exported, file)
  if (problem) throw new ProblemsError([problem])
  const theme = exported as Theme
  const strangers = [
    ...strangersIn('view', theme.views, base.views, file),
    ...strangersIn('part', theme.parts, base.parts, file),
  ]
  if (strangers.length > 0) throw new ProblemsError(strangers)
  return theme
}

function strangersIn(kind: string, own: object = {}, base: object, file: string | undefined): readonly Problem[] {
  const known = Object.keys(base)
  return Object.keys(own)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const message = `No page asks a theme for the ${kind} \`${name}\`.`
      return new Problem(message, {file, hint: nearest(name, known)})
    })
}

function problemOf(exported: unknown, file: string | undefined): Problem | undefined {
  if (exported === null || typeof exported !== 'object' || !('contract' in exported))
    return new Problem('This module exports no theme.', {
      file,
      hint: "Write `export default defineTheme({contract, views: {…}})` with both from 'almagest/theme'.",
    })
  if (exported.contract === contract) return undefined
  return new Problem(
    `This theme was made for version ${String(exported.contract)} of the theme contract; this is version ${contract}.`,
    {file, hint: 'Look for a newer version of the theme, or see docs/themes.md for what changed.'},
  )
}

type Draw = (props: Frame, parts: PartFunctions, base: PartFunctions) => Html

/** The parts in use. Each is given all of them, so what a site replaces is seen by what it keeps. */
function bindParts(own: Theme['parts'] = {}, base: WholeTheme['parts']): PartFunctions {
  const parts: Record<string, (props: Frame) => Html> = {}
  const defaults: Record<string, (props: Frame) => Html> = {}
  const [bound, kept] = [parts as unknown as PartFunctions, defaults as unknown as PartFunctions]
  for (const [name, draw] of Object.entries(base) as [string, Draw][])
    parts[name] = defaults[name] = (props) => draw(props, bound, kept)
  for (const [name, draw] of Object.entries(own) as [string, Draw][]) parts[name] = (props) => draw(props, bound, kept)
  return bound
}
