/** What others put where the site wants to write: a publication that cannot end must not begin. */
import {lstatSync, readdirSync, type Stats} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {Problem, ProblemsError} from '../problem.ts'
import type {Output} from '../types.ts'
import {isLink, kindOf} from './ways.ts'

/** Looks for what stands in the way of outputs. */
export interface Obstacles {
  /**
   * Look where an output is to stand; `stat` is of what stands there now.
   * @throws {ProblemsError} when that, or something in place of a folder around it, was not made by a build; links lead elsewhere
   */
  check(output: Output, stat: Stats | undefined): void
}

/** Obstacles in the folder `root`. Files of earlier builds in `stale` are none: they leave. */
export function createObstacles(root: string, stale: ReadonlySet<string>): Obstacles {
  const folders = new Map<string, boolean>()
  return {
    check({path, from}, stat) {
      const around = isFolder(dirname(path), from)
      // Where a file stands, a link to it or not, the new one takes its place.
      if (around && !stat?.isFile() && isLink(join(root, path))) throw inTheWay(path, from)
      if (stat?.isDirectory() && !isOurs(join(root, path), path)) throw inTheWay(path, from)
    },
  }

  /** Whether a folder stands there. Where none stands, nothing stands below it, and nobody has to look. */
  function isFolder(path: string, from: string | undefined): boolean {
    const known = folders.get(path)
    if (known !== undefined) return known
    const stat = statOf(path, from)
    if (stat?.isSymbolicLink() || (stat && !stat.isDirectory() && !stale.has(path))) throw inTheWay(path, from)
    const stands = stat?.isDirectory() ?? false
    folders.set(path, stands)
    return stands
  }

  /** The folder of the site may be a link, those in it may not. */
  function statOf(path: string, from: string | undefined): Stats | undefined {
    if (path === '.') return kindOf(root)
    return isFolder(dirname(path), from) ? lstatSync(join(root, path), {throwIfNoEntry: false}) : undefined
  }

  function isOurs(folder: string, path: string): boolean {
    const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => !entry.isDirectory())
    return files.every((entry) => stale.has(path + join(entry.parentPath, entry.name).slice(folder.length)))
  }

  function inTheWay(path: string, from: string | undefined): ProblemsError {
    const name = join(basename(root), path)
    return new ProblemsError([
      new Problem(`${name} was not made by Almagest and stands where the site wants to write.`, {
        file: path === '.' ? undefined : from,
        hint: `Move ${name} elsewhere.`,
      }),
    ])
  }
}
