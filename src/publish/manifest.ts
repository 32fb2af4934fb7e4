/** The manifest of a site: what each of its files was made from, and how it stood when it was written. */
import {type Stats, statSync} from 'node:fs'
import {dirname} from 'node:path'
import type {Problem} from '../problem.ts'
import type {Output} from '../types.ts'
import {readJson} from '../whole-file.ts'
import {type Disk, writeSurely} from './disk.ts'

/** What is known of a file of a site. */
export interface Made {
  /** Name of what it was last made from. */
  readonly from: string
  /** Digest of its bytes. */
  readonly bytes: string
  readonly size: number
  /** When it was written, in milliseconds. */
  readonly mtime: number
  /** Name of what decides about what it is made from, where its output says so. */
  readonly origin?: string | undefined
  /** Warnings that came of drawing it. Default: none. */
  readonly told?: readonly Problem[] | undefined
}

/** The files of a site by their path. */
export type Manifest = ReadonlyMap<string, Made>

/** One of them as it stands in a file. */
type Row = readonly [
  from: string,
  bytes: string,
  size: number,
  mtime: number,
  origin?: string | null | undefined,
  told?: readonly Problem[],
]

/** A manifest; empty when there is none, or none that can be read. */
export function readManifest(file: string): Manifest {
  const rows = readJson<[string, Row][]>(file) ?? []
  return new Map(rows.map(([path, row]) => [path, toMade(row)]))
}

/** Write a manifest in one step, its folder included. */
export function writeManifest(disk: Disk, file: string, manifest: Manifest): void {
  disk.makeFolder(dirname(file))
  writeSurely(disk, file, showManifest(manifest))
}

/** A manifest as the text of its file. */
export function showManifest(manifest: Manifest): string {
  return JSON.stringify(Array.from(manifest, ([path, made]) => [path, toRow(made)]))
}

/** What is known of the file, when it stands as it was written. */
export function untouched(stat: Stats | undefined, made: Made | undefined): Made | undefined {
  return made && stat?.isFile() && stat.size === made.size && stat.mtimeMs === made.mtime ? made : undefined
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

function toMade([from, bytes, size, mtime, origin, told]: Row): Made {
  return {from, bytes, size, mtime, origin: origin ?? undefined, told}
}

function toRow({from, bytes, size, mtime, origin, told}: Made): Row {
  if (told) return [from, bytes, size, mtime, origin, told]
  return origin === undefined ? [from, bytes, size, mtime] : [from, bytes, size, mtime, origin]
}
