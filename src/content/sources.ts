/** The files under `content/`, each known by the digest of its bytes, without reading twice what has not changed. */
import {type Dirent, lstatSync, readdirSync, realpathSync, statSync} from 'node:fs'
import {dirname, join, relative, sep} from 'node:path'
import {digestOfFile} from '../digest-file.ts'
import {Problem} from '../problem.ts'
import type {Source} from '../types.ts'
import {isLeftover} from './leftovers.ts'

/** What a file looked like when it was read: by path, its stamp and its digest. Plain data, to be kept between runs. */
export type Stamps = Readonly<Record<string, readonly [stamp: string, digest: string]>>

/** Lists the files of a content folder, sorted by path. The same file is the same object on every call. */
export interface Lister {
  /** With `changed`, absolute paths of files, only these are looked at, if all of them were there before. */
  (changed?: readonly string[]): readonly Source[]
  /** What the last listing found that a person should mend: links that lead out of the project, names that are no UTF-8. */
  problems(): readonly Problem[]
  /** What a lister of a later process needs so as not to read again. */
  stamps(): Stamps
  /** Read the file of this path anew the next time, however it looks from outside. */
  forget(path: string): void
}

/** What listing begins with. */
export interface ListerOptions {
  /** What an earlier lister remembered. Default: nothing. */
  readonly stamps?: Stamps
  /** Links may lead anywhere below this folder. Default: the folder that holds the content folder. */
  readonly project?: string
  /** The machine's clock in milliseconds. Default: `Date.now`. */
  readonly now?: () => number
}

/** A file changed so short a time before it was read may change again without its stamp showing it. */
const unsettledMs = 2000

interface Seen {
  readonly stamp: string
  readonly source: Source
}

/**
 * Make the lister of `root`, an absolute path. Files whose size, times and inode are as before are not read. Hidden
 * files are left out, except below `static/` (`.well-known`), and what editors and systems leave behind, everywhere. A folder
 * that does not exist holds no files.
 */
export function createLister(root: string, options: ListerOptions = {}): Lister {
  const now = options.now ?? Date.now
  let seen = new Map<string, Seen>()
  for (const [path, [stamp, digest]] of Object.entries(options.stamps ?? {})) {
    seen.set(path, {stamp, source: {path, digest}})
  }
  let problems: readonly Problem[] = []
  let listed = false

  /** Look at these files alone; false when one of them came, went or lies elsewhere, and the whole folder has to be looked at. */
  const lookAgain = (changed: readonly string[]): boolean => {
    return changed.every((name) => {
      const path = relative(root, name).replaceAll('\\', '/')
      const before = seen.get(path)
      const file = before && look(join(root, path), path, before, now)
      if (file) seen.set(path, file)
      return file !== undefined
    })
  }

  const listAll = () => {
    const found = walk(root, options.project ?? dirname(root))
    const next = new Map<string, Seen>()
    for (const path of found.paths) {
      const file = look(`${root}/${path}`, path, seen.get(path), now)
      if (file) next.set(path, file)
    }
    seen = next
    problems = found.problems
    listed = true
  }

  const list = (changed?: readonly string[]) => {
    if (!listed || !changed || !lookAgain(changed)) listAll()
    return Array.from(seen.values(), ({source}) => source)
  }
  return Object.assign(list, {
    problems: () => problems,
    forget: (path: string) => void seen.delete(path),
    stamps: (): Stamps =>
      Object.fromEntries(Array.from(seen, ([path, {stamp, source}]) => [path, [stamp, source.digest] as const])),
  })
}

function look(file: string, path: string, before: Seen | undefined, now: () => number): Seen | undefined {
  const stats = statSync(file, {throwIfNoEntry: false})
  if (!stats?.isFile()) return undefined
  const {size, mtimeMs, ctimeMs, ino} = stats
  const settled = now() - ctimeMs > unsettledMs
  const stamp = [size, mtimeMs, ctimeMs, ino, settled ? '' : 'unsettled'].join()
  if (settled && before?.stamp === stamp) return before
  const digest = digestOfFile(file)
  if (digest === undefined) return undefined
  return {stamp, source: before?.source.digest === digest ? before.source : {path, digest}}
}

interface Found {
  readonly paths: readonly string[]
  readonly problems: readonly Problem[]
}

function walk(root: string, project: string): Found {
  const paths: string[] = []
  const problems: Problem[] = []
  const inside = real(project) ?? project
  const place = relative(inside, real(root) ?? root)

  /** `chain` holds the true places of the folder and of those around it, so that a circle of links ends. */
  const visit = (folder: string, chain: readonly string[]) => {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (isLeftover(entry.name)) continue
      if (entry.name.startsWith('.') && !`${folder}/`.startsWith('static/')) continue
      if (isUnreadable(root, path)) problems.push(unreadable(join(place, path)))
      else if (entry.isFile()) paths.push(path)
      else if (entry.isDirectory()) visit(path, [...chain, join(chain.at(-1)!, entry.name)])
      else if (entry.isSymbolicLink()) follow(path, chain)
    }
  }

  const follow = (path: string, chain: readonly string[]) => {
    const target = real(join(root, path))
    const file = join(place, path)
    if (target === undefined) {
      problems.push(new Problem('The link leads nowhere.', {file, hint: 'Delete it or mend its target.'}))
    } else if (target !== inside && !target.startsWith(inside + sep)) {
      const hint = 'Copy what it points at into the content folder.'
      problems.push(new Problem('The link leads out of the project.', {file, hint}))
    } else if (statSync(target).isFile()) {
      paths.push(path)
    } else if (!chain.includes(target)) {
      visit(path, [...chain, target])
    }
  }

  visit('', [real(root) ?? root])
  return {paths: paths.sort(), problems}
}

/** Bytes of a name that are no UTF-8 are shown as U+FFFD, under which nothing is found. */
function isUnreadable(root: string, path: string): boolean {
  return path.includes('\ufffd') && lstatSync(join(root, path), {throwIfNoEntry: false}) === undefined
}

function unreadable(file: string): Problem {
  const message = 'The name is not written in UTF-8, so it is left out.'
  return new Problem(message, {file, hint: 'Rename it, as in `convmv -f latin1 -t utf8`.', warning: true})
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, {withFileTypes: true})
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
