/** The publish journal: what stands in it will happen, however often the machine dies on the way. */
import {existsSync, readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {readJson} from '../whole-file.ts'
import {type Disk, writeSurely} from './disk.ts'
import {type Manifest, showManifest} from './manifest.ts'
import {foldCase, type Place} from './place.ts'
import {clearWay, fileAbove, isSameFile, kindOf, makeRoom, removeEmpty, removeFile, turnFiles} from './ways.ts'

/** What is left to do once a site has been staged. */
export interface Moves {
  /** Names of staged files and the paths they go to, in that order. */
  readonly moves: readonly (readonly [staged: string, path: string])[]
  /** Paths to remove when all files are in place. */
  readonly removals: readonly string[]
  /** The files are staged in the output folder, because the state folder is on another file system. */
  readonly inside: boolean
}

/** That, as it is committed to. */
interface Journal extends Moves {
  /** Folders that are staged like files, since a file stands in their place until then. Default: none. */
  readonly folders?: readonly (readonly [staged: string, path: string])[]
}

/** What a publication is about to make before there is a journal. */
interface Begun {
  /** Files that are written straight into place. */
  readonly paths?: readonly string[]
  /** Folders that are made for files to come. */
  readonly folders?: readonly string[]
}

const journalFile = 'journal.json'
const begunFile = 'begun.json'
const nextManifest = 'manifest.json'

/** Folder of staged files in the output folder, where they cannot be in the state folder. */
const insideFolder = '.almagest-staging'

/**
 * Bring what an earlier run left undone to its end: a journal is carried out, anything before that is taken back.
 * Gives the paths that a first build had begun to write: nobody knows what they hold.
 */
export function recover(disk: Disk, place: Place): readonly string[] {
  if (!existsSync(place.work)) return []
  const journal = readJson<Journal>(join(place.work, journalFile))
  if (journal) {
    carryOut(disk, place, journal)
    return []
  }
  const {paths = [], folders = []} = readJson<Begun>(join(place.work, begunFile)) ?? {}
  for (const folder of folders) removeEmpty(disk, place.root, folder)
  if (paths.length) clearStaged(disk, place)
  else removeWork(disk, place)
  return paths
}

/** Write down that these files will be written straight into place, before the first one is. */
export function beginStraight(disk: Disk, place: Place, paths: readonly string[]): void {
  writeBegun(disk, place, {paths})
}

/**
 * Take back what is staged, unless it is committed to. What a first build wrote straight into place stays, and stays
 * known.
 */
export function giveUp(disk: Disk, place: Place): void {
  if (!existsSync(join(place.work, journalFile))) recover(disk, place)
}

/**
 * Commit to a staged site and put it in place. Up to the moment the journal stands, nothing that readers see has changed;
 * from then on it is finished by this run or by the next one.
 */
export function commit(disk: Disk, place: Place, {moves, removals, inside}: Moves, after: Manifest): void {
  const next = join(place.work, nextManifest)
  disk.makeFolder(place.work)
  const staged = {moves, removals, inside}
  const journal: Journal = {...staged, folders: makeFolders(disk, place, staged)}
  disk.write(next, showManifest(after))
  disk.flush(next)
  if (moves.length + removals.length > 0) writeJournal(disk, place, journal)
  carryOut(disk, place, journal)
}

/** A journal that outlived a power cut would be worth nothing if what it speaks of had not. */
function writeJournal(disk: Disk, place: Place, journal: Journal): void {
  const folder = stagedIn(place, journal)
  disk.flushAll(journal.moves.map(([name]) => join(folder, name)))
  if (journal.inside) disk.flush(folder)
  disk.flush(place.work)
  writeSurely(disk, join(place.work, journalFile), JSON.stringify(journal))
  disk.flush(place.work)
}

function stagedIn({root, work}: Place, {inside}: Moves): string {
  return inside ? join(root, insideFolder) : work
}

/** Where files are staged. */
export interface Staging {
  /** Absolute path. */
  readonly folder: string
  /** It is in the output folder. */
  readonly inside: boolean
}

/** Folder to stage in: it must be on the file system of the output folder, and only a rename tells whether it is. */
export function openStaging(disk: Disk, place: Place): Staging {
  const inside = join(place.root, insideFolder)
  disk.makeFolder(place.work)
  disk.makeFolder(inside)
  const probe = join(place.work, 'probe')
  disk.write(probe, '')
  try {
    disk.rename(probe, join(inside, 'probe'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    return {folder: inside, inside: true}
  }
  disk.removeTree(inside)
  return {folder: place.work, inside: false}
}

/** Every step may have been done already. */
function carryOut(disk: Disk, place: Place, journal: Journal): void {
  const {moves, removals} = journal
  const {root, work, manifest} = place
  const staged = stagedIn(place, journal)
  const leaving = new Set(removals)
  const turning = new Map(journal.folders?.map(([name, path]) => [path, join(staged, name)]))
  const folders = new Set<string>()
  for (const [name, path] of moves) {
    if (!existsSync(join(staged, name))) continue
    clearWay(disk, root, path, leaving)
    turnFiles(disk, root, path, turning)
    makeRoom(disk, root, path, leaving, folders)
    disk.rename(join(staged, name), join(root, path))
  }
  const moved = new Map(moves.map(([, path]) => [foldCase(path), path]))
  for (const path of leaving) if (!isSameFile(root, path, moved.get(foldCase(path)))) removeFile(disk, root, path)
  const next = join(work, nextManifest)
  if (existsSync(next)) disk.rename(next, manifest)
  removeWork(disk, place)
}

/**
 * Folders take room on the disk: where there is none, that must be known before anything has changed. A folder in whose
 * place a file stands is staged; gives those.
 */
function makeFolders(disk: Disk, place: Place, staged: Moves): Journal['folders'] & {} {
  const folders = Array.from(new Set(staged.moves.map(([, path]) => dirname(path))))
  const missing = folders.filter((folder) => !kindOf(join(place.root, folder))?.isDirectory())
  if (missing.length === 0) return []
  const {paths} = readJson<Begun>(join(place.work, begunFile)) ?? {}
  writeBegun(disk, place, {...(paths && {paths}), folders: missing})
  const turning = new Map<string, string>()
  for (const folder of missing) {
    const file = fileAbove(place.root, folder)
    if (file === undefined) disk.makeFolder(join(place.root, folder))
    else {
      const name = turning.get(file) ?? `folder-${turning.size}`
      turning.set(file, name)
      disk.makeFolder(join(stagedIn(place, staged), name, folder.slice(file.length)))
    }
  }
  return Array.from(turning, ([path, name]) => [name, path] as const)
}

function writeBegun(disk: Disk, place: Place, begun: Begun): void {
  disk.makeFolder(place.work)
  writeSurely(disk, join(place.work, begunFile), JSON.stringify(begun))
}

function clearStaged(disk: Disk, place: Place): void {
  disk.removeTree(join(place.root, insideFolder))
  for (const name of readdirSync(place.work)) if (name !== begunFile) disk.removeTree(join(place.work, name))
}

/** The journal goes first: what is left after that means nothing. */
function removeWork(disk: Disk, place: Place): void {
  disk.removeTree(join(place.root, insideFolder))
  disk.remove(join(place.work, journalFile))
  disk.removeTree(place.work)
}
