/** `planet.config.ts`: read, checked whole, and turned into `Settings` with every default filled in. */
import {existsSync, readFileSync} from 'node:fs'
import {join, relative, resolve} from 'node:path'
import {resolveFeeds} from './config/feeds.ts'
import {findMistakes, type Mistake} from './config/mistakes.ts'
import {misplaced} from './config/out.ts'
import {findPlaces, placeOf} from './config/places.ts'
import {toSettings} from './config/settings.ts'
import type {Config, Overrides} from './config/written.ts'
import {openLedger, readLedger} from './ledger.ts'
import type {Marks} from './marks.ts'
import {type Loaded, loadModule} from './modules.ts'
import {Problem, ProblemsError} from './problem.ts'
import type {Settings} from './types.ts'

/** A config that was read: its settings, and what it was made of. */
export interface LoadedConfig {
  readonly settings: Settings
  /** The config and all local files it was made from. */
  readonly files: Marks
  readonly digest: string
}

const names = ['planet.config.ts', 'planet.config.mts', 'planet.config.js', 'planet.config.mjs']

/**
 * Read and check the config of the project in `root`.
 * @throws {ProblemsError} with every mistake at once, each with its line
 */
export async function readConfig(root: string, overrides: Overrides = {}): Promise<LoadedConfig> {
  const file = findConfig(root, overrides.config)
  const loaded = await loadModule(file, root)
  const config = checkConfig(loaded, file, root)
  const feeds = await resolveFeeds(root, config)
  if (feeds.mistakes.length + feeds.problems.length)
    throw new ProblemsError([...locate(feeds.mistakes, file, root), ...feeds.problems])
  const settings = toSettings(root, config, feeds.byPlanet, overrides, readLedger(openLedger(root)).ledger)
  const problem = misplaced(settings)
  if (problem) throw new ProblemsError([problem])
  return {
    settings,
    files: new Map([...loaded.files, ...feeds.files]),
    digest: `${loaded.digest} ${feeds.digest}`,
  }
}

/**
 * Absolute path of the config of the project in `root`: the one that is `given`, or the first of the usual names.
 * @throws {ProblemsError} when there is none
 */
export function findConfig(root: string, given: string | undefined): string {
  const file = given ? resolve(root, given) : names.map((name) => join(root, name)).find(existsSync)
  if (file && existsSync(file)) return file
  const hint = given ? undefined : 'Begin a site with `almagest init`, or name the folder of yours with --root.'
  throw new ProblemsError([new Problem(`There is no ${given ?? names[0]} in ${root}`, {hint})])
}

function checkConfig(loaded: Loaded, file: string, root: string): Config {
  const name = relative(root, file)
  const {default: value} = loaded.exports
  if (typeof value !== 'object' || value === null) {
    const what = value === undefined ? 'The config exports nothing as default.' : 'The config is not an object.'
    throw new ProblemsError([new Problem(what, {file: name, hint: 'Write `export default defineConfig({…})`.'})])
  }
  const mistakes = findMistakes(value)
  if (mistakes.length) throw new ProblemsError(locate(mistakes, file, root))
  return value as Config
}

/** Mistakes with their lines in the config's text. */
function locate(mistakes: readonly Mistake[], file: string, root: string): Problem[] {
  const source = readFileSync(file, 'utf8')
  const places = findPlaces(source)
  return mistakes
    .map(
      ({message, hint, path}) =>
        new Problem(message, {file: relative(root, file), ...placeOf(source, places, path), hint}),
    )
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
}
