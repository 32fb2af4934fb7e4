/** Drawing what changed, and putting it where nobody sees it yet. */
import {readdirSync, readFileSync, type Stats, statSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {setImmediate as breath} from 'node:timers/promises'
import {digest} from '../digest.ts'
import {Problem, ProblemsError} from '../problem.ts'
import {worthThreads} from '../threads.ts'
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
  /** Draws elsewhere, beside this thread. Asked for when there is much to draw. Default: all is drawn here. */
  readonly openHelper?: (() => Helper) | undefined
}

/** Somebody who draws outputs of the same site. */
export interface Helper {
  /** The bytes of the files at these paths; undefined for each that it cannot draw. Calls may overlap. */
  draw(paths: readonly string[]): Promise<readonly (Uint8Array | undefined)[]>
  end(): Promise<void>
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

/** Draw what changed. Throws before anything that readers see has changed, unless writing straight into place. */
export async function stage(options: StageOptions): Promise<Staged> {
  const {disk, root, before, outputs, straight} = options
  const moves: {readonly staged: string; readonly output: Output}[] = []
  const leaving = staleIn(before, outputs)
  const obstacles = createObstacles(root, leaving)
  const folders = new Set<string>()
  let staging: Staging | undefined
  let same = 0

  const {stale, kept} = look(options)
  const written: string[] = []
  const made = new Map<string, Made>(kept)
  for await (const [{output, from, stat, last}, drawn] of drawAll(stale, options)) {
    const file = join(root, output.path)
    const body = typeof drawn === 'string' ? Buffer.from(drawn) : drawn
    const bytes = digest(body)
    let target = file
    if (last ? last[1] === bytes : holds(file, stat, body)) same++
    else {
      obstacles.check(output, stat)
      if (straight && !stat) makeRoom(disk, root, output.path, leaving, folders)
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
    made.set(output.path, [from, bytes, size, mtimeMs])
  }
  const inOrder = moves.toSorted((a, b) => rankOf(a.output) - rankOf(b.output))
  return {
    journal: {
      moves: inOrder.map(({staged, output}) => [staged, output.path]),
      removals: [...leaving],
      inside: staging?.inside ?? false,
    },
    folder: staging?.folder,
    after: new Map(outputs.map(({path}) => [path, made.get(path)!])),
    written,
    same,
    left: kept.size,
  }
}

/** An output that has to be drawn. */
interface Stale {
  readonly output: Output
  /** Names what it is made from. */
  readonly from: string
  /** The file as it stands. */
  readonly stat: Stats | undefined
  /** What is known of the file, when it stands as it was written. */
  readonly last: Made | undefined
}

/** Look for what has to be drawn, and for what stands as it should. */
function look({root, before, epoch, outputs}: StageOptions) {
  const stale: Stale[] = []
  const kept = new Map<string, Made>()
  for (const output of outputs) {
    const from = digest([epoch, ...output.inputs])
    const stat = statSync(`${root}/${output.path}`, {throwIfNoEntry: false})
    const last = untouched(stat, before.get(output.path))
    if (last?.[0] === from) kept.set(output.path, last)
    else stale.push({output, from, stat, last})
  }
  return {stale, kept}
}

/** Outputs drawn between two looks at what else the process should do, such as a wish to stop. */
const drawnAtOnce = 64

/** From so many files on, a helper earns back what it costs. */
const leastForHelp = 4_000

/** Every stale output with its body: drawn here from the first on, and by a helper from the last on, till they meet. */
async function* drawAll(
  stale: readonly Stale[],
  {openHelper, signal}: StageOptions,
): AsyncGenerator<readonly [Stale, string | Uint8Array]> {
  const helper = worthThreads(stale.length, leastForHelp) ? openHelper?.() : undefined
  const arrived: (readonly [Stale, Uint8Array | undefined])[] = []
  let [front, back] = [0, stale.length]
  const ask = async (draw: Helper['draw']) => {
    while (front < back) {
      const asked = stale.slice(Math.max(front, back - drawnAtOnce), back)
      back -= asked.length
      const bodies = await draw(asked.map(({output}) => output.path))
      for (const [index, each] of asked.entries()) arrived.push([each, bodies[index]])
    }
  }
  // While one batch is on its way back, the next is being drawn.
  const asking = helper && Promise.all([ask(helper.draw), ask(helper.draw)])
  try {
    for (let count = 1; ; count++) {
      signal?.throwIfAborted()
      if (front >= back) await asking
      const [each, body] = arrived.shift() ?? (front < back ? [stale[front++]!] : [])
      if (!each) break
      yield [each, body ?? (await each.output.draw())]
      if (count % drawnAtOnce === 0) await breath()
    }
  } finally {
    await helper?.end()
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
