/** Everything that publishing changes on disk, as a list of single steps: tests let it fail or die at any of them. */
import {spawnSync} from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'

/** The single steps in which publishing changes a disk. */
export interface Disk {
  write(file: string, body: string | Uint8Array): void
  /** Both on one file system: whoever looks sees the old file or the new one. */
  rename(from: string, to: string): void
  /** What is written so far, in this file or folder, outlives a power cut. */
  flush(path: string): void
  /** The same for many files of one file system. */
  flushAll(files: readonly string[]): void
  /** Remove a file, if there is one. */
  remove(file: string): void
  /** Remove a file or folder with all it holds, if there is one. */
  removeTree(path: string): void
  /** Make a folder and those above it, where they are missing. */
  makeFolder(path: string): void
  /** Remove a folder; false when it is not empty or not there. */
  removeFolder(path: string): boolean
  /** One file under a second name, or a copy where the file system knows no such thing. */
  link(file: string, name: string): void
  symlink(target: string, path: string): void
}

/** More files than these are flushed with all that waits on their file system: 2,000 take 25 ms then, not 680. */
const few = 32

/** The machine's own disk. */
export const disk: Disk = {
  write: (file, body) => writeFileSync(file, body),
  rename: (from, to) => renameSync(from, to),
  flush(path) {
    // A folder cannot be opened for writing, nor at all on Windows, which flushes names by itself.
    const descriptor = openSync(path, 'r')
    try {
      fsyncSync(descriptor)
    } catch (error) {
      if (process.platform !== 'win32') throw error
    } finally {
      closeSync(descriptor)
    }
  },
  flushAll(files) {
    if (files.length > few && flushFileSystem(files[0]!)) return
    for (const file of files) disk.flush(file)
  },
  remove: (file) => rmSync(file, {force: true}),
  removeTree: (path) => rmSync(path, {recursive: true, force: true}),
  makeFolder(path) {
    try {
      mkdirSync(path, {recursive: true})
    } catch (error) {
      // On a read-only file system the recursive form says that the folder is missing. The plain form says why.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') mkdirSync(path)
      else throw error
    }
  },
  removeFolder(path) {
    try {
      rmdirSync(path)
      return true
    } catch {
      return false
    }
  },
  link(file, name) {
    try {
      linkSync(file, name)
    } catch {
      copyFileSync(file, name)
    }
  },
  symlink: (target, path) => symlinkSync(target, path),
}

/** Write a file in one step, so that it is the old one or the new one, after a power cut as well. */
export function writeSurely(disk: Disk, file: string, text: string): void {
  disk.write(`${file}.new`, text)
  disk.flush(`${file}.new`)
  disk.rename(`${file}.new`, file)
}

/** Flush the file system that holds `path`; false where only files can be flushed. */
function flushFileSystem(path: string): boolean {
  // Node has no syncfs, and elsewhere `sync` may return before all is written.
  if (process.platform !== 'linux') return false
  return spawnSync('sync', ['-f', path], {stdio: 'ignore', timeout: 60_000}).status === 0
}
