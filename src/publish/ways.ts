/** Making way for the files of a site: what stands where one is to go, and what one leaves behind. */
import {existsSync, lstatSync, type Stats, statSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Disk} from './disk.ts'

/**
 * Remove a file of the site, and the folders that it leaves empty, below the one that is to stay. Default: the site's. What a
 * link leads to that somebody put in the place of a folder is theirs.
 */
export function removeFile(disk: Disk, root: string, path: string, staying = '.'): void {
  if (leadsAway(root, dirname(path))) return
  if (kindOf(join(root, path))?.isFile()) disk.remove(join(root, path))
  removeEmpty(disk, root, dirname(path), staying)
}

/** Remove a folder that is empty, and those above it that are so then. A run that died may have removed some. */
export function removeEmpty(disk: Disk, root: string, folder: string, staying = '.'): void {
  for (let path = folder; path !== staying && path !== '.'; path = dirname(path))
    if (!disk.removeFolder(join(root, path)) && existsSync(join(root, path))) return
}

/** A folder of an earlier build in whose place a file is to stand goes first. */
export function clearWay(disk: Disk, root: string, path: string, leaving: ReadonlySet<string>): void {
  if (!kindOf(join(root, path))?.isDirectory()) return
  for (const other of leaving) if (other.startsWith(`${path}/`)) removeFile(disk, root, other, dirname(path))
  disk.removeFolder(join(root, path))
}

/** Where `path` needs a folder and an earlier build left a file, the folder that `turning` has staged for it takes its place. */
export function turnFiles(disk: Disk, root: string, path: string, turning: Map<string, string>): void {
  for (let folder = dirname(path); turning.size > 0 && folder !== '.'; folder = dirname(folder)) {
    const staged = turning.get(folder)
    if (staged === undefined || !turning.delete(folder) || !existsSync(staged)) continue
    const target = join(root, folder)
    if (kindOf(target)?.isFile()) disk.remove(target)
    if (!existsSync(target)) disk.rename(staged, target)
  }
}

/** Make the folder of `path`, once for all in `folders`; a file of an earlier build in whose place it is to stand goes first. */
export function makeRoom(disk: Disk, root: string, path: string, leaving: Set<string>, folders: Set<string>): void {
  const folder = dirname(path)
  if (folders.has(folder)) return
  clearRoom(disk, root, path, leaving)
  disk.makeFolder(join(root, folder))
  folders.add(folder)
}

/** Files of an earlier build go in whose place folders around `path` are to stand. */
export function clearRoom(disk: Disk, root: string, path: string, leaving: Set<string>): void {
  for (let parent = dirname(path); leaving.size > 0 && parent !== '.'; parent = dirname(parent))
    if (leaving.delete(parent) && kindOf(join(root, parent))?.isFile()) disk.remove(join(root, parent))
}

/** Where a file system takes names that differ in case for one, the old name of a file leads to the new file. */
export function isSameFile(root: string, path: string, other: string | undefined): boolean {
  if (other === undefined) return false
  const [one, two] = [path, other].map((name) => kindOf(join(root, name)))
  return one !== undefined && one.ino === two?.ino && one.dev === two.dev
}

/** The file that stands where a folder should be. */
export function fileAbove(root: string, folder: string): string | undefined {
  for (let path = folder; path !== '.'; path = dirname(path)) if (kindOf(join(root, path))?.isFile()) return path
  return undefined
}

/** Whether a link stands at a path, wherever it leads. */
export function isLink(path: string): boolean {
  try {
    return lstatSync(path, {throwIfNoEntry: false})?.isSymbolicLink() ?? false
  } catch (error) {
    // A file stands where a folder around it was.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false
    throw error
  }
}

function leadsAway(root: string, folder: string): boolean {
  for (let path = folder; path !== '.'; path = dirname(path)) if (isLink(join(root, path))) return true
  return false
}

/** What stands at a path; undefined when nothing does. */
export function kindOf(path: string): Stats | undefined {
  return statSync(path, {throwIfNoEntry: false})
}
