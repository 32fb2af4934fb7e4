/** The public door: what a config, a script or another program may use. Heavy parts are loaded when first used. */
import {createRequire} from 'node:module'
import {extname, resolve} from 'node:path'
import type {BuildReport, BuildWishes} from './build.ts'
import type {Overrides} from './config/written.ts'
import type {Dev, DevOptions} from './dev/dev.ts'
import type {SanitizeOptions} from './planet/sanitize-options.ts'
import type {RefreshReport, RefreshWishes} from './refresh.ts'
import type {FeedDocument} from './types.ts'

export type {BuildReport, BuildWishes} from './build.ts'
export {type Config, defineConfig, type FeedConfig, type FeedOptions, type PlanetConfig} from './config/written.ts'
export type {Dev, DevOptions, DevReport} from './dev/dev.ts'
export {BusyError} from './lock.ts'
export {Problem, ProblemsError, showProblem} from './problem.ts'
export type {RefreshReport, VisitReport} from './refresh.ts'
export type * from './types.ts'
export {version} from './version.ts'

type Clock = {readonly now?: () => string}

/**
 * Build the project in `root` once.
 * @throws {ProblemsError} with all problems at once; the last good site stays
 * @throws {BusyError} when another build is at work on the same output folder, unless told to wait
 */
export async function build(
  root: string,
  {now = clock, force, wait, signal, ...overrides}: Overrides & Omit<BuildWishes, 'as'> & Clock = {},
): Promise<BuildReport> {
  const [{createBuild}, {openProject}] = await Promise.all([import('./build.ts'), import('./project.ts')])
  const project = await openProject(resolve(root), overrides, now)
  try {
    return await createBuild(project)({force, wait, signal, as: 'build()'})
  } finally {
    await project.close()
  }
}

/** Visit the feeds of the project in `root` that are due. What fails is told in the report and never thrown. */
export async function refresh(
  root: string,
  {now = clock, ...wishes}: Omit<RefreshWishes, 'now'> & Clock = {},
): Promise<RefreshReport> {
  const [{readConfig}, {openPlanetStore}, {refreshPlanets}] = await Promise.all([
    import('./config.ts'),
    import('./project.ts'),
    import('./refresh.ts'),
  ])
  const {settings} = await readConfig(resolve(root))
  const store = await openPlanetStore(settings)
  try {
    return await refreshPlanets(settings, store, {...wishes, now})
  } finally {
    await store.close()
  }
}

/** Serve the project in `root` and follow its changes until `close`. */
export async function dev(root: string, options: Partial<DevOptions> = {}): Promise<Dev> {
  const {dev} = await import('./dev/dev.ts')
  return dev(resolve(root), {now: clock, onBuild: () => {}, onTrouble: () => {}, ...options})
}

/**
 * Read a feed of any format into one normal form: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, h-feed.
 * `url` is where it came from; relative URLs in it count from there.
 * Rejects with an Error of the name `UnreadableFeedError` when the bytes hold no feed.
 */
export async function readFeed(
  bytes: Uint8Array,
  about: {url: string; contentType?: string; headers?: Readonly<Record<string, string>>},
): Promise<FeedDocument> {
  const {readFeed} = await import('./planet/read-feed.ts')
  return readFeed(bytes, about)
}

/** HTML from a stranger made safe to show: no script, style, form, frame or tracking pixel, its text always kept. */
export function sanitizeHtml(html: string, options?: SanitizeOptions): string {
  const load = createRequire(import.meta.url)
  return (load(`./planet/sanitize${extname(import.meta.url)}`) as typeof import('./planet/sanitize.ts')).sanitizeHtml(
    html,
    options,
  )
}

function clock(): string {
  return new Date().toISOString()
}
