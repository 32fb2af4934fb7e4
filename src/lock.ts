/** A lock between processes that can never be stale: the operating system opens it when its holder ends, however. */
import {mkdirSync} from 'node:fs'
import {dirname} from 'node:path'
import {DatabaseSync} from 'node:sqlite'

/** What its holder has in hand. */
export interface Lock {
  /** Let others in. */
  release(): void
}

/**
 * Take the lock named by `file`, folders included; undefined when another holds it. The file is an empty SQLite
 * database with an exclusive transaction open on it, so nothing has to be cleaned up after a kill or a power cut; the
 * file itself stays and means nothing.
 */
export function takeLock(file: string): Lock | undefined {
  mkdirSync(dirname(file), {recursive: true})
  const db = new DatabaseSync(file, {timeout: 0})
  try {
    db.exec('begin exclusive')
    return {release: () => db.close()}
  } catch (error) {
    db.close()
    if (((error as {errcode?: number}).errcode ?? 0) % 256 === 5) return undefined
    throw error
  }
}
