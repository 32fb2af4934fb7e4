/** What a machine that cannot write or read says, in words for whoever owns it. */
import {lstatSync} from 'node:fs'
import {dirname} from 'node:path'
import {Problem} from './problem.ts'

const full = 'Give it room, then run the command again: it goes on where this one stopped.'
const closed =
  'Give the user that runs Almagest the rights it lacks: to read what you wrote, and to write what it makes.'
const other = 'Move it elsewhere, then run the command again.'

/** By the error code of the operating system: what happened, and what to try. */
const faults: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOSPC: ['The disk is full', full],
  EDQUOT: ['The disk quota is used up', full],
  EBUSY: [
    'Something else holds it, such as a mount',
    "A folder that is a mount point cannot be replaced: mount the folder around it, or publish with `mode: 'folder'`.",
  ],
  EROFS: ['The file system is read-only', 'Make it writable, or choose another folder with `out` in the config.'],
  EACCES: ['Not allowed', closed],
  EPERM: ['Not allowed', closed],
  EMFILE: ['Too many files are open', 'Raise the limit of open files (`ulimit -n`).'],
  ENFILE: ['Too many files are open', 'Raise the limit of open files of the machine.'],
  EEXIST: ['A file stands where a folder is wanted', other],
  ENOTDIR: ['A file stands where a folder is wanted', other],
  EISDIR: ['A folder stands where a file is wanted', other],
  unwritable: [
    'A database cannot be written',
    'Give the user that runs Almagest the right to write it and the folder it lies in; a disk that is read-only, make writable.',
  ],
  damaged: [
    'A database is damaged',
    'Run the command again: the damaged file is put aside and the last snapshot takes its place.',
  ],
  EIO: ['The disk cannot be read or written', 'Look at the health of the disk, and at your backups.'],
}

/** Result codes of SQLite, as the faults above; 4874 is a shared memory that cannot be made larger. */
const sqlite: Readonly<Record<number, string>> = {
  8: 'unwritable',
  10: 'EIO',
  11: 'damaged',
  13: 'ENOSPC',
  14: 'EACCES',
  26: 'damaged',
  4874: 'ENOSPC',
}

/** Whether an error of SQLite tells of a damaged file: "disk image is malformed", "file is not a database". */
export function tellsOfDamage(error: unknown): boolean {
  return sqlite[resultOf(error)] === 'damaged'
}

/** Whether an error of SQLite tells that somebody else has the database in hand just now: "database is locked". */
export function isBusy(error: unknown): boolean {
  return resultOf(error) === 5
}

/** The fault of the machine that an error tells of, with the place; undefined when it tells of none. */
export function faultOf(error: unknown): Problem | undefined {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const [message, hint] = faults[code] ?? faults[sqlite[codeOf(error)] ?? sqlite[resultOf(error)] ?? ''] ?? []
  if (message === undefined) return undefined
  const place = placeOf(error as Told)
  return new Problem(place === undefined ? `${message}.` : `${message}: ${place}`, {hint})
}

/** What errors of the system, and of SQLite, tell of what they were about. */
interface Told extends NodeJS.ErrnoException {
  readonly dest?: string
  readonly errcode?: number
}

function placeOf({code, path, dest, errcode}: Told): string | undefined {
  const asked = dest ?? path
  if (asked === undefined) return errcode === undefined ? undefined : 'the state folder .almagest'
  return code === 'ENOTDIR' ? nearest(asked) : asked
}

/** What stands at a path, or in place of a folder around it. */
function nearest(path: string): string {
  const around = dirname(path)
  return around === path || stands(path) ? path : nearest(around)
}

function stands(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}

/** The result code of SQLite, without the higher bits that say more about it; 0 when the error is none of SQLite's. */
function resultOf(error: unknown): number {
  return codeOf(error) % 256
}

function codeOf(error: unknown): number {
  return (error as {errcode?: number}).errcode ?? 0
}
