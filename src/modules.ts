/** Loading the site's own code: its config, its theme, and whatever local files those import, fresh each time. */
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {digest} from './digest.ts'
import {haveChanged, type Marks} from './marks.ts'
import {type Noted, note, startRun} from './module-hooks.ts'
import {explainModule} from './module-trouble.ts'
import {ProblemsError} from './problem.ts'

/** What a module of the site exports, and what it was made of. */
export interface Loaded {
  readonly exports: Readonly<Record<string, unknown>>
  /** Absolute path of the module. */
  readonly file: string
  /** The module, every file that it imports outside `node_modules`, and those of its folder, where it has one. */
  readonly files: Marks
  /** Digest of the text of `files`. */
  readonly digest: string
}

/** Modules as they were last loaded. A process never lets go of a module it has loaded. */
const loaded = new Map<string, Loaded>()

/** So often a module is loaded anew when its files change meanwhile. */
const mostAttempts = 5

/**
 * Import a module of the site: anew, with all its local imports, when one of them has changed, so that a changed helper is
 * never stale. Whatever lies in `folder` counts as one of them: a theme reads its styles as it likes. Default: nothing else.
 * @throws {ProblemsError} when it cannot be read or throws, with the place in the site's own code
 */
export async function loadModule(file: string, root: string, folder?: string): Promise<Loaded> {
  const known = loaded.get(file)
  const isWhole = ({files}: Loaded) => folder === undefined || filesIn(folder).every((path) => files.has(path))
  if (known && !haveChanged(known.files) && isWhole(known)) return known
  for (let attempt = 1; ; attempt++) {
    const result = await loadOnce(file, root, folder)
    loaded.set(file, result)
    // What ran must be what its digest names.
    if (!haveChanged(result.files) || attempt === mostAttempts) return result
  }
}

/** Load every module anew when it is asked for again. */
export function forgetModules(): void {
  loaded.clear()
}

async function loadOnce(file: string, root: string, folder: string | undefined): Promise<Loaded> {
  const run = startRun()
  const beside = new Map<string, Noted>()
  for (const path of folder === undefined ? [] : filesIn(folder)) note(beside, path)
  try {
    const exports = await run.load(file)
    const noted = Array.from(new Map([...run.files, ...beside])).sort(([a], [b]) => (a < b ? -1 : 1))
    return {
      exports,
      file,
      files: new Map(noted.map(([path, {mark}]) => [path, mark])),
      digest: digest(noted.map(([, {text}]) => text)),
    }
  } catch (error) {
    throw new ProblemsError([explainModule(error as Error, new Set(run.files.keys()), root)], {cause: error})
  }
}

/** The files of a folder and those below it, without what programs keep for themselves. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    if (/^\.|~$|^node_modules$/.test(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : []
  })
}
