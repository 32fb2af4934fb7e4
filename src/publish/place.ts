/** Where a site is published, and where the state folder keeps what publishing must know about it. */
import {type Stats, statSync} from 'node:fs'
import {basename, dirname, join, relative} from 'node:path'
import {digest} from '../digest.ts'
import type {Problem} from '../problem.ts'
import type {Output, Settings} from '../types.ts'
import {readJson} from '../whole-file.ts'
import {type Disk, writeSurely} from './disk.ts'

/**
 * What a file was last made from, the digest of its bytes, its size and time when written, the origin of its inputs, and the
 * warnings that came of drawing it.
 */
export type Made = readonly [
  from: string,
  bytes: string,
  size: number,
  mtime: number,
  origin?: string | null,
  told?: readonly Problem[],
]

/** The files of a site by their path. */
export type Manifest = ReadonlyMap<string, Made>

/** Absolute paths. Each output folder has its own. */
export interface Place {
  /** The output folder. */
  readonly root: string
  /** What a build put into the output folder. */
  readonly manifest: string
  /** Folder of a publication that is under way. It does not exist at other times. */
  readonly work: string
  /** Held while something publishes here. */
  readonly lock: string
  /** What the hook was told of last. */
  readonly hook: string
}

/** Where the site of these settings is published. */
export function placeOf({out, state}: Pick<Settings, 'out' | 'state'>): Place {
  const name = `${basename(out)}-${digest(relative(state, out)).slice(0, 6)}`
  const work = join(state, `publish-${name}`)
  return {
    root: out,
    manifest: join(state, `manifest-${name}.json`),
    work,
    lock: `${work}.lock`,
    hook: join(state, `hook-${name}.json`),
  }
}

/** A manifest; empty when there is none, or none that can be read. */
export function readManifest(file: string): Manifest {
  return new Map(readJson<[string, Made][]>(file) ?? [])
}

/** What the file was made from, when it stands as it was written. */
export function untouched(stat: Stats | undefined, made: Made | undefined): Made | undefined {
  return made && stat?.isFile() && stat.size === made[2] && stat.mtimeMs === made[3] ? made : undefined
}

/** Paths of files that do not stand as the manifest says, one after the other. */
export function* findTouched(root: string, manifest: Manifest): Generator<string> {
  for (const [path, made] of manifest)
    if (!untouched(statSync(`${root}/${path}`, {throwIfNoEntry: false}), made)) yield path
}

/** Paths of an earlier build that no output wants any more. */
export function staleIn(before: Manifest, outputs: readonly Output[]): Set<string> {
  const stale = new Set(before.keys())
  for (const {path} of outputs) stale.delete(path)
  return stale
}

/** Write a manifest in one step, its folder included. */
export function writeManifest(disk: Disk, file: string, made: Manifest): void {
  disk.makeFolder(dirname(file))
  writeSurely(disk, file, JSON.stringify([...made]))
}

/** The path as file systems see it that know no difference of case or Unicode form. */
export function foldCase(path: string): string {
  // Most names have letters of one form alone.
  return (/^[\0-\x7f]*$/.test(path) ? path : path.normalize('NFC')).toLowerCase()
}
