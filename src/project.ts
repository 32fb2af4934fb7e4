/** A project opened for work: its settings, theme, cache and memory. */
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {extname, join, relative} from 'node:path'
import {type Cache, openCache} from './cache.ts'
import type {Overrides} from './config/written.ts'
import {readConfig} from './config.ts'
import {digest} from './digest.ts'
import {faultOf, isBusy, tellsOfDamage} from './faults.ts'
import type {Marks} from './marks.ts'
import {openMemory} from './memory/open.ts'
import {loadModule} from './modules.ts'
import {loadOwnTheme} from './own-theme.ts'
import {nameExtras} from './packages.ts'
import type {Store} from './planet/store.ts'
import {type Problem, showProblem} from './problem.ts'
import {type LoadedTheme, loadTheme, type WholeTheme} from './site/load-theme.ts'
import {databaseFiles, stateFiles} from './state-files.ts'
import type {Settings, Tell} from './types.ts'

/** What every command works with. Close it in the end. */
export interface Project {
  readonly settings: Settings
  /** What the caller wished in place of what the config says. */
  readonly overrides: Overrides
  readonly theme: LoadedTheme
  readonly cache: Cache
  /** The planet's memory; opened when first asked for. */
  store(): Promise<Store>
  /** Names everything that decides about the site and stands in no step's inputs. */
  readonly epoch: string
  /** Config, theme and all local files they import, as they were read: what the site depends on besides its content. */
  readonly files: Marks
  readonly now: () => string
  close(): Promise<void>
}

/**
 * Open the project in the folder `root`.
 * @throws {ProblemsError} when its config or theme has mistakes
 */
export async function openProject(root: string, overrides: Overrides, now: () => string): Promise<Project> {
  const {settings, files, digest: configDigest} = await readConfig(root, overrides)
  const own =
    settings.theme.from === undefined
      ? undefined
      : await loadOwnTheme(root, settings.theme.from, [settings.content, settings.out, settings.state])
  const base = await loadModule(engineFile('../themes/default/index'), root)
  const theme = loadTheme(
    base.exports.default as WholeTheme,
    own && {exported: own.exports.default, digest: own.digest, file: relative(root, own.file)},
    settings.theme.options,
    settings.markdown.math,
  )
  const epoch = digest([engineDigest(), configDigest, base.digest, theme.digest, lockfile(root), extrasOf(settings)])
  mkdirSync(settings.state, {recursive: true})
  let store: Promise<Store> | undefined
  const cache = openCacheFile(stateFiles(settings).cache, epoch)
  return {
    settings,
    overrides,
    theme,
    cache,
    store: () => (store ??= openPlanetStore(settings)),
    epoch,
    files: new Map([...files, ...(own?.files ?? [])]),
    now,
    async close() {
      cache.close()
      await (await store)?.close()
    },
  }
}

/** Open the planet's memory of a project: the one precious file of the state folder. */
export function openPlanetStore(settings: Settings, tell: Tell = warn): Promise<Store> {
  mkdirSync(settings.state, {recursive: true})
  return openMemory(stateFiles(settings).memory, tell)
}

/** A loss is said in every case, whatever else a command prints. */
function warn(problem: Problem): void {
  process.stderr.write(`${showProblem(problem)}\n`)
}

/** The cache, a new one in place of a file that cannot be read: it costs a cold build and nothing else. */
function openCacheFile(file: string, epoch: string): Cache {
  try {
    return openCache(file, epoch)
  } catch (error) {
    // Another process builds the same project, or nothing can be written here: this one does without.
    if (isBusy(error) || (faultOf(error) && !tellsOfDamage(error))) return openCache(undefined, epoch)
    for (const each of databaseFiles(file)) rmSync(each, {force: true})
    return openCache(file, epoch)
  }
}

function engineFile(path: string): string {
  return join(import.meta.dirname, path + extname(import.meta.filename))
}

/** The engine by its version; in the repository by its text, which changes between versions. */
function engineDigest(): string {
  if (extname(import.meta.filename) === '.js')
    return readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')
  const files = readdirSync(import.meta.dirname, {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.ts'))
    .sort()
  return digest(files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')))
}

/** The packages besides that have a say in the site: the lockfile does not know of all places where they may stand. */
function extrasOf({root, markdown, images, cards}: Settings): string {
  const wanted = {temml: markdown.math, sharp: images, '@resvg/resvg-js': cards}
  const names = Object.entries(wanted).flatMap(([name, wish]) => (wish ? [name] : []))
  return nameExtras(names, root)
}

function lockfile(root: string): string {
  const file = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock']
    .map((name) => join(root, name))
    .find(existsSync)
  return file ? readFileSync(file, 'utf8') : ''
}
