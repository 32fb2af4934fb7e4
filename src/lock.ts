/** A lock between processes that can never be stale: the operating system opens it when its holder ends, however. */
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {setTimeout as timer} from 'node:timers/promises'
import {isBusy} from './faults.ts'

/** What its holder has in hand. */
export interface Lock {
  /** Let others in. */
  release(): void
}

/** How to come to a lock. */
export interface LockWishes {
  /** What the holder is, for those who find the lock taken: `almagest build`. Default: `Almagest`. */
  readonly as?: string | undefined
  /** Wait for the lock in place of leaving. Default: false. */
  readonly wait?: boolean | undefined
  /** Stops waiting. */
  readonly signal?: AbortSignal | undefined
}

/** Another run holds the lock. The command line leaves with code 4. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  /** What to do now, in words. */
  readonly hint: string

  /** `waits`: whether who came too late could have waited. */
  constructor(message: string, waits = false) {
    super(message)
    this.hint = `Try again when it has ended${waits ? ', or wait for it with --wait' : ''}.`
  }
}

/** Milliseconds between two tries of one who waits. */
const interval = 50

/**
 * Take the lock named by `file`, folders included; undefined when another holds it. The file is an empty SQLite
 * database with an exclusive transaction open on it, so nothing has to be cleaned up after a kill or a power cut; the
 * file itself stays and means nothing.
 */
export function takeLock(file: string, as = 'Almagest'): Lock | undefined {
  mkdirSync(dirname(file), {recursive: true})
  const db = new DatabaseSync(file, {timeout: 0})
  try {
    db.exec('begin exclusive')
  } catch (error) {
    db.close()
    if (isBusy(error)) return undefined
    throw error
  }
  // Beside the lock, for messages alone: opening and closing the file of the lock itself would give the lock away.
  const card = `${file}.json`
  attempt(() => writeFileSync(card, JSON.stringify({as, pid: process.pid})))
  return {
    release() {
      attempt(() => rmSync(card, {force: true}))
      db.close()
    },
  }
}

/** A lock without a name is still a lock. */
function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // Whoever finds it taken reads of another run.
  }
}

/**
 * Do something that nobody else does at the same time.
 * @throws {BusyError} when another process does, unless told to wait
 */
export async function whileLocked<Result>(
  file: string,
  {as, wait, signal}: LockWishes,
  work: () => Promise<Result>,
): Promise<Result> {
  let lock = takeLock(file, as)
  while (!lock) {
    if (!wait) throw new BusyError(`${holderOf(file)} is at work here.`, wait !== undefined)
    await timer(interval, undefined, {signal})
    lock = takeLock(file, as)
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}

function holderOf(file: string): string {
  try {
    const {as, pid} = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as {as: string; pid: number}
    return `\`${as}\` (process ${pid})`
  } catch {
    return 'Another run'
  }
}
