/** Drawing what changed, and putting it where nobody sees it yet. */
import {existsSync, readFileSync, type Stats, statSync} from 'node:fs'
import {join} from 'node:path'
import {setImmediate as breath} from 'node:timers/promises'
import {digest} from '../digest.ts'
import type {Problem} from '../problem.ts'
import {createTidy} from '../release-memory.ts'
import {worthThreads} from '../threads.ts'
import type {Output} from '../types.ts'
import {type Disk, disk as realDisk} from './disk.ts'
import type {Moves, Staging} from './journal.ts'
import type {Touched} from './look-ahead.ts'
import {type Made, type Manifest, staleIn, untouched} from './manifest.ts'
import {createObstacles} from './obstacles.ts'
import {clearRoom} from './ways.ts'
import {type OnWritten, openWriter, type Writer, type Written} from './writer.ts'
import {openWriterThread} from './writer-thread.ts'

/** What there is to stage, and where. */
export interface StageOptions {
  readonly disk: Disk
  /** Folder of the site as readers see it now. */
  readonly root: string
  /** What earlier builds put there. */
  readonly before: Manifest
  /** Makes the folder to stage in, when there is something to stage. */
  readonly openStaging: () => Staging
  /** What is known already of the files in the manifest. Default: they are looked at. */
  readonly touched?: Promise<Touched> | undefined
  /** Names what stands in no output's inputs. */
  readonly epoch: string
  readonly outputs: readonly Output[]
  /** There is no site yet: what has no old file to protect is written straight into place. */
  readonly straight: boolean
  readonly signal?: AbortSignal | undefined
}

/** A site that is drawn as far as it changed. */
export interface Staged extends Moves {
  /** Folder of the staged files; undefined when there are none. */
  readonly folder: string | undefined
  /** The manifest when its moves are made. */
  readonly after: Manifest
  readonly written: readonly string[]
  /** Files drawn again that came out the same. */
  readonly same: number
  /** Files whose inputs had not changed: neither drawn nor touched. */
  readonly left: number
  /** Warnings that came of drawing what the site holds now, then or now. */
  readonly problems: readonly Problem[]
}

/** Draw what changed. Throws before anything that readers see has changed, unless writing straight into place. */
export async function stage(options: StageOptions): Promise<Staged> {
  const {disk, outputs, before} = options
  const {stale, kept} = look(options, await options.touched)
  const leaving = staleIn(before, outputs)
  const desk = openDesk(options, leaving)
  const made = new Map(kept)
  const given: Stale[] = []
  const written: string[] = []
  const writer = openFor(stale, disk, (bytes) => {
    const each = given[written.length]!
    made.set(each.output.path, madeOf(each, bytes))
    written.push(each.output.path)
  })
  try {
    for await (const [each, drawn] of drawAll(stale, options)) {
      const body = toBytes(drawn)
      const same = asItStands(options.root, each, body)
      if (same) made.set(each.output.path, same)
      else {
        given.push(each)
        await writer.write({file: desk.placeFor(each), body})
      }
    }
    await writer.end()
  } finally {
    await writer.close()
  }
  const after = new Map(outputs.map(({path}) => [path, made.get(path)!]))
  return {
    ...desk.clear(),
    after,
    written,
    same: stale.length - written.length,
    left: kept.size,
    problems: Array.from(after.values(), ({told = []}) => told).flat(),
  }
}

/** Says where a drawn file is written: straight into place, or where nobody sees it yet. */
function openDesk({disk, root, straight, openStaging}: StageOptions, leaving: Set<string>) {
  const obstacles = createObstacles(root, leaving)
  const staged: Output[] = []
  let staging: Staging | undefined
  return {
    placeFor({output, stat}: Stale): string {
      obstacles.check(output, stat)
      if (straight && !stat) {
        clearRoom(disk, root, output.path, leaving)
        return join(root, output.path)
      }
      staging ??= openStaging()
      return join(staging.folder, String(staged.push(output) - 1))
    },
    clear(): Pick<Staged, keyof Moves | 'folder'> {
      const moves = staged.map((output, name) => ({name: String(name), output}))
      const inOrder = moves.sort((a, b) => rankOf(a.output) - rankOf(b.output))
      return {
        moves: inOrder.map(({name, output}) => [name, output.path]),
        removals: [...leaving],
        inside: staging?.inside ?? false,
        folder: staging?.folder,
      }
    },
  }
}

/** What the manifest notes of a file that holds these bytes already; undefined when it has to be written. */
function asItStands(root: string, stale: Stale, body: Uint8Array): Made | undefined {
  const {output, stat, last} = stale
  const same = last ? last.bytes === digest(body) : holds(join(root, output.path), stat, body)
  return same ? madeOf(stale, {bytes: digest(body), size: stat!.size, mtime: stat!.mtimeMs}) : undefined
}

function madeOf({from, origin, told}: Stale, written: Written): Made {
  return {from, ...written, origin, ...(told.length > 0 && {told})}
}

/** An output that has to be drawn. */
interface Stale {
  readonly output: Output
  /** Names what it is made from. */
  readonly from: string
  /** Names what decides about that, where the output says so. */
  readonly origin: string | undefined
  /** The file as it stands. */
  readonly stat: Stats | undefined
  /** What is known of the file, when it stands as it was written. */
  readonly last: Made | undefined
  /** Warnings that come of drawing it. */
  readonly told: Problem[]
}

/** Look for what has to be drawn, and for what stands as it should. */
function look({root, before, epoch, outputs}: StageOptions, touched: Touched) {
  const stale: Stale[] = []
  const kept = new Map<string, Made>()
  const none = !existsSync(root)
  for (const output of outputs) {
    const made = before.get(output.path)
    const origin = output.origin && digest([epoch, ...output.origin])
    const from = origin !== undefined && origin === made?.origin ? made.from : digest([epoch, ...output.inputs])
    if (touched && made?.from === from && !touched.has(output.path)) {
      kept.set(output.path, withOrigin(made, origin))
      continue
    }
    const stat = none ? undefined : statSync(`${root}/${output.path}`, {throwIfNoEntry: false})
    const last = untouched(stat, made)
    if (last?.from === from) kept.set(output.path, withOrigin(last, origin))
    else stale.push({output, from, origin, stat, last, told: []})
  }
  return {stale, kept}
}

function withOrigin(made: Made, origin: string | undefined): Made {
  return made.origin === origin ? made : {...made, origin}
}

/**
 * Characters and bytes drawn between two looks at what else the process should do, such as a wish to stop. What was asked for
 * since the last one cannot become free before the next.
 */
const drawnAtOnce = 200_000

/** Every stale output with its body. */
async function* drawAll(
  stale: readonly Stale[],
  {signal}: StageOptions,
): AsyncGenerator<readonly [Stale, string | Uint8Array]> {
  const tidy = createTidy()
  let size = 0
  for (const each of stale) {
    signal?.throwIfAborted()
    const drawn = await each.output.draw((problem) => each.told.push(problem))
    yield [each, drawn]
    size += drawn.length
    if (size < drawnAtOnce) continue
    await breath()
    tidy()
    size = 0
  }
}

/** From so many files on, a thread that writes them earns back what it costs. */
const leastForThread = 400

/** A disk that is not the machine's own cannot be reached from another thread. */
function openFor(stale: readonly Stale[], disk: Disk, onWritten: OnWritten): Writer {
  const beside = disk === realDisk && worthThreads(stale.length, leastForThread)
  return beside ? openWriterThread(onWritten) : openWriter(disk, onWritten)
}

const utf8 = new TextEncoder()

/** Bytes that may be given away: those of a picture may be needed again. */
function toBytes(drawn: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof drawn === 'string' ? utf8.encode(drawn) : new Uint8Array(drawn)
}

/**
 * What goes into place first is what others lead to: styles, pictures and whatever else is no page, then pages made from
 * a source, then pages that list them, then feeds and what else is read by programs.
 */
function rankOf({path, from}: Output): number {
  if (/\.[\w-]{8,}\.\w+$/.test(path)) return 0
  if (/(?:\.(?:xml|json|jsonl|txt|opml|prom)|(?:^|\/)[^./]+)$/.test(path)) return 3
  if (!path.endsWith('.html')) return 0
  return from === undefined ? 2 : 1
}

/** Whether the file holds these bytes already, though no manifest says so: its time should stay. */
function holds(file: string, stat: Stats | undefined, body: Uint8Array): boolean {
  return stat?.isFile() === true && stat.size === body.length && readFileSync(file).equals(body)
}
