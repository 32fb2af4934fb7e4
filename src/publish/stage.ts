/** Drawing what changed, and putting it where nobody sees it yet. */
import {readdirSync, readFileSync, type Stats, statSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {setImmediate as breath} from 'node:timers/promises'
import {digest} from '../digest.ts'
import {Problem, ProblemsError} from '../problem.ts'
import type {Output} from '../types.ts'
import type {Disk} from './disk.ts'
import {type Journal, makeRoom, type Staging} from './journal.ts'
import type {Made, Manifest} from './place.ts'

export interface StageOptions {
  readonly disk: Disk
  /** Folder of the site as readers see it now. */
  readonly root: string
  /** What earlier builds put there. */
  readonly before: Manifest
  /** Makes the folder to stage in, when there is something to stage. */
  readonly openStaging: () => Staging
  /** Names what stands in no output's inputs. */
  readonly epoch: string
  readonly outputs: readonly Output[]
  /** There is no site yet: what has no old file to protect is written straight into place. */
  readonly straight: boolean
  readonly signal?: AbortSignal | undefined
}

/** A site that is drawn as far as it changed. */
export interface Staged {
  readonly journal: Journal
  /** Folder of the staged files; undefined when there are none. */
  readonly folder: string | undefined
  /** The manifest when the journal is carried out. */
  readonly after: Manifest
  readonly written: readonly string[]
  /** Files drawn again that came out the same. */
  readonly same: number
  /** Files whose inputs had not changed: neither drawn nor touched. */
  readonly left: number
}

/** Outputs drawn between two looks at what else the process should do, such as a wish to stop. */
const drawnAtOnce = 64

/** Draw what changed. Throws before anything that readers see has changed, unless writing straight into place. */
export async function stage(options: StageOptions): Promise<Staged> {
  const {disk, root, before, epoch, outputs, straight, signal} = options
  const after = new Map<string, Made>()
  const written: string[] = []
  const moves: {readonly staged: string; readonly output: Output}[] = []
  const stale = staleIn(before, outputs)
  const obstacles = createObstacles(root, stale)
  const folders = new Set<string>()
  let staging: Staging | undefined
  let [same, left] = [0, 0]

  for (const output of outputs) {
    const file = join(root, output.path)
    const from = digest([epoch, ...output.inputs])
    const stat = statSync(file, {throwIfNoEntry: false})
    const last = untouched(stat, before.get(output.path))
    if (last?.[0] === from) {
      after.set(output.path, last)
      left++
      continue
    }
    signal?.throwIfAborted()
    if ((written.length + same) % drawnAtOnce === drawnAtOnce - 1) await breath()
    const drawn = await output.draw()
    const body = typeof drawn === 'string' ? Buffer.from(drawn) : drawn
    const bytes = digest(body)
    let target = file
    if (last ? last[1] === bytes : holds(file, stat, body)) same++
    else {
      obstacles.check(output, stat)
      if (straight && !stat) makeRoom(disk, root, output.path, stale, folders)
      else {
        staging ??= options.openStaging()
        const staged = String(moves.length)
        target = join(staging.folder, staged)
        moves.push({staged, output})
      }
      disk.write(target, body)
      written.push(output.path)
    }
    const {size, mtimeMs} = statSync(target)
    after.set(output.path, [from, bytes, size, mtimeMs])
  }
  const inOrder = moves.toSorted((a, b) => rankOf(a.output) - rankOf(b.output))
  return {
    journal: {
      moves: inOrder.map(({staged, output}) => [staged, output.path]),
      removals: [...stale],
      inside: staging?.inside ?? false,
    },
    folder: staging?.folder,
    after,
    written,
    same,
    left,
  }
}

/** Paths of an earlier build that no output wants any more. */
export function staleIn(before: Manifest, outputs: readonly Output[]): Set<string> {
  const stale = new Set(before.keys())
  for (const {path} of outputs) stale.delete(path)
  return stale
}

/**
 * What goes into place first is what others lead to: files with fixed names such as styles and pictures, then pages
 * made from a source, then pages that list them, then feeds and what else is read by programs.
 */
function rankOf({path, from}: Output): number {
  if (/\.[\w-]{8,}\.\w+$/.test(path)) return 0
  if (/(?:\.(?:xml|json|jsonl|txt|opml|prom)|(?:^|\/)[^./]+)$/.test(path)) return 3
  if (!path.endsWith('.html')) return 0
  return from === undefined ? 2 : 1
}

/** What the file was made from, when it stands as it was written. */
export function untouched(stat: Stats | undefined, made: Made | undefined): Made | undefined {
  return made && stat?.isFile() && stat.size === made[2] && stat.mtimeMs === made[3] ? made : undefined
}

/** Whether the file holds these bytes already, though no manifest says so: its time should stay. */
function holds(file: string, stat: Stats | undefined, body: Uint8Array): boolean {
  return stat?.isFile() === true && stat.size === body.length && readFileSync(file).equals(body)
}

/** Looks for what others put where the site wants to write: a publication that cannot end must not begin. */
function createObstacles(root: string, stale: ReadonlySet<string>) {
  const clear = new Set(['.'])
  return {
    check({path, from}: Output, stat: Stats | undefined): void {
      if (stat?.isDirectory() && !isOurs(join(root, path), path)) throw inTheWay(path, from)
      for (let folder = dirname(path); !clear.has(folder); folder = dirname(folder)) {
        const stat = statSync(join(root, folder), {throwIfNoEntry: false})
        if (stat && !stat.isDirectory() && !stale.has(folder)) throw inTheWay(folder, from)
        clear.add(folder)
      }
    },
  }

  function isOurs(folder: string, path: string): boolean {
    const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => !entry.isDirectory())
    return files.every((entry) => stale.has(path + join(entry.parentPath, entry.name).slice(folder.length)))
  }

  function inTheWay(path: string, from: string | undefined): ProblemsError {
    const name = join(basename(root), path)
    return new ProblemsError([
      new Problem(`${name} was not made by Almagest and stands where the site wants to write.`, {
        file: from,
        hint: `Move ${name} elsewhere.`,
      }),
    ])
  }
}
