/** From outputs to files: `dist` holds exactly what was asked for, and only what really changed is written. */
import {existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'
import {digest} from './digest.ts'
import {Problem} from './problem.ts'
import type {Output} from './types.ts'

/** What a file was last made from, the digest of its bytes, and its size and time when written. */
type Made = readonly [from: string, bytes: string, size: number, mtime: number]

/** Paths below the site's root, in order. */
export interface Changes {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  /** Files drawn again that came out the same. */
  readonly same: number
  /** Files whose inputs had not changed: neither drawn nor touched. */
  readonly left: number
}

/**
 * Make the folder `root` hold `outputs` and nothing that earlier calls put there. Files that others put there stay.
 *
 * The manifest remembers what each file was made from. It is written last, so a run that was cut short is finished by
 * the next one. `epoch` names what stands in no output's inputs.
 */
export async function publish(
  root: string,
  manifestFile: string,
  epoch: string,
  outputs: readonly Output[],
): Promise<Changes> {
  const before = readManifest(manifestFile)
  const after = new Map<string, Made>()
  const stale = new Set(before.keys())
  for (const {path} of outputs) stale.delete(path)
  const changes = {written: [] as string[], removed: [] as string[], same: 0, left: 0}
  const folders = new Set<string>()

  for (const output of outputs) {
    const file = join(root, output.path)
    const from = digest([epoch, ...output.inputs])
    const last = untouched(file, before.get(output.path))
    if (last?.[0] === from) {
      after.set(output.path, last)
      changes.left++
      continue
    }
    const body = await output.draw()
    const bytes = digest(body)
    if (last ? last[1] === bytes : holds(file, body)) changes.same++
    else {
      makeRoom(root, output.path, stale, changes.removed, folders)
      writeWhole(file, body)
      changes.written.push(output.path)
    }
    const {size, mtimeMs} = statSync(file)
    after.set(output.path, [from, bytes, size, mtimeMs])
  }
  removeAll(root, stale, changes.removed)
  const changed = changes.written.length + changes.removed.length + changes.same > 0
  if (changed || !existsSync(manifestFile)) writeManifest(manifestFile, after)
  return changes
}

/** Remove every file that `publish` put into `root`, and the manifest. */
export function unpublish(root: string, manifestFile: string): readonly string[] {
  const removed: string[] = []
  removeAll(root, readManifest(manifestFile).keys(), removed)
  rmSync(manifestFile, {force: true})
  return removed
}

/** Write a file so that readers see the old one or the new one, never half of one. */
export function writeWhole(file: string, body: string | Uint8Array): void {
  // Where nothing stands yet there is nothing to tear, and a rename costs as much as the write.
  const target = existsSync(file) ? `${file}.new` : file
  writeFileSync(target, body)
  if (target !== file) renameSync(target, file)
}

/** Outputs that want one path, also when they differ only in case or Unicode form, or that would leave the folder. */
export function findClashes(root: string, outputs: readonly Output[]): readonly Problem[] {
  const problems: Problem[] = []
  const owners = new Map<string, Output>()
  for (const output of outputs) {
    if (relative(root, join(root, output.path)).startsWith('..'))
      problems.push(new Problem(`${output.path} would leave the site's folder.`, {file: output.from}))
    // Some file systems take these for one name.
    const name = output.path.normalize('NFC').toLowerCase()
    const other = owners.get(name)
    if (other) problems.push(clash(other, output))
    else owners.set(name, output)
  }
  for (const [name, output] of owners) {
    for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
      const other = owners.get(name.slice(0, at))
      if (other) problems.push(clash(other, output))
    }
  }
  return problems
}

function clash(one: Output, other: Output): Problem {
  const url = `/${other.path.replace(/(^|\/)index\.html$/, '$1')}`
  const also = one.from && one.from !== other.from ? ` ${one.from} has it already.` : ''
  return new Problem(`Two pages want ${url}.${also}`, {
    file: other.from ?? one.from,
    hint: 'Give one of them another `slug`, or take the alias out.',
  })
}

function untouched(file: string, made: Made | undefined): Made | undefined {
  if (!made) return undefined
  const stat = statSync(file, {throwIfNoEntry: false})
  return stat?.isFile() && stat.size === made[2] && stat.mtimeMs === made[3] ? made : undefined
}

/** Whether the file holds these bytes already, though no manifest says so: its time should stay. */
function holds(file: string, body: string | Uint8Array): boolean {
  const stat = statSync(file, {throwIfNoEntry: false})
  return (
    stat?.isFile() === true && stat.size === Buffer.byteLength(body) && readFileSync(file).equals(Buffer.from(body))
  )
}

/** Make the folder of `path`; a file or folder of an earlier build that is in the way goes first. */
function makeRoom(root: string, path: string, stale: Set<string>, removed: string[], folders: Set<string>): void {
  if (statSync(join(root, path), {throwIfNoEntry: false})?.isDirectory()) {
    const below = Array.from(stale).filter((other) => other.startsWith(`${path}/`))
    removeAll(root, below, removed)
    for (const other of below) stale.delete(other)
  }
  const folder = dirname(path)
  if (folders.has(folder)) return
  for (let parent = folder; parent !== '.'; parent = dirname(parent)) {
    if (stale.delete(parent)) removeAll(root, [parent], removed)
  }
  mkdirSync(join(root, folder), {recursive: true})
  folders.add(folder)
}

function removeAll(root: string, paths: Iterable<string>, removed: string[]): void {
  for (const path of paths) {
    if (statSync(join(root, path), {throwIfNoEntry: false})?.isFile()) rmSync(join(root, path))
    removeEmpty(root, dirname(path))
    removed.push(path)
  }
}

function removeEmpty(root: string, folder: string): void {
  for (let path = folder; path !== '.'; path = dirname(path)) {
    try {
      rmdirSync(join(root, path))
    } catch {
      return
    }
  }
}

function readManifest(file: string): Map<string, Made> {
  try {
    return new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, Made][])
  } catch {
    return new Map()
  }
}

function writeManifest(file: string, made: ReadonlyMap<string, Made>): void {
  mkdirSync(dirname(file), {recursive: true})
  writeFileSync(`${file}.new`, JSON.stringify([...made]))
  renameSync(`${file}.new`, file)
}
