/** The planet's memory opened with care: looked at, mended where it must be, and copied once a day. */
import {existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {tellsOfDamage} from '../faults.ts'
import {whileLocked} from '../lock.ts'
import {openStore} from '../planet/open-store.ts'
import type {Sql} from '../planet/sql.ts'
import {openSqlite} from '../planet/sqlite.ts'
import type {Store} from '../planet/store.ts'
import {day} from '../time.ts'
import type {Tell} from '../types.ts'
import {findDamage} from './check.ts'
import {flush, isUnderRescue, rescue, snapshotOf} from './rescue.ts'

/**
 * Open the store in `file`. A file that is damaged or has vanished is replaced by the last snapshot and what else can be
 * read of it; `tell` hears of that. A file that is as it was when we closed it last is not looked at again.
 */
export async function openMemory(file: string, tell: Tell): Promise<Store> {
  if (!isAsWeLeftIt(file)) await mend(file, tell)
  return openStore(watched(openSqlite(file), file))
}

/** A database that remembers whether it failed us, and is copied when it was changed. */
function watched(sql: Sql, file: string): Sql {
  const opened = stampOf(file)
  let doubtful = false
  const note = (error: unknown) => {
    doubtful ||= tellsOfDamage(error)
    throw error
  }
  return {
    query: (text, values) => sql.query(text, values).catch(note),
    transaction: (work) => sql.transaction(work).catch(note),
    async close() {
      const changed = stampOf(file) !== opened
      await sql.close()
      if (doubtful) return attempt(() => rmSync(seenFile(file), {force: true}))
      if (changed || !existsSync(snapshotOf(file))) takeSnapshot(file)
      attempt(() => writeFileSync(seenFile(file), stampOf(file)))
    },
  }
}

/** Look at a database, and mend it while nobody else does. */
async function mend(file: string, tell: Tell): Promise<void> {
  if (damageOf(file) === undefined) return
  await whileLocked(`${file}.rescue.lock`, {as: 'a rescue of the planet’s memory', wait: true}, async () => {
    // Somebody else may have mended it while we waited.
    const damage = damageOf(file)
    if (damage !== undefined) tell(await rescue(file, damage))
  })
}

function damageOf(file: string): string | undefined {
  if (existsSync(file)) return findDamage(file)
  // Without this a rescue that died where there is no snapshot would leave a new and empty memory, and not a word.
  if (isUnderRescue(file)) return 'an earlier rescue of it had not ended'
  return existsSync(snapshotOf(file)) ? 'it was gone' : undefined
}

/** Copy the database, once a day at most. A copy that cannot be made harms nothing but its purpose. */
function takeSnapshot(file: string): void {
  const snapshot = snapshotOf(file)
  const age = existsSync(snapshot) ? Date.now() - statSync(snapshot).mtimeMs : day
  if (Math.abs(age) < day) return
  attempt(() => {
    const db = new DatabaseSync(file, {timeout: 1_000})
    try {
      rmSync(`${snapshot}.new`, {force: true})
      db.prepare('vacuum into ?').run(`${snapshot}.new`)
      flush(`${snapshot}.new`)
      renameSync(`${snapshot}.new`, snapshot)
    } finally {
      db.close()
    }
  })
}

function isAsWeLeftIt(file: string): boolean {
  try {
    return existsSync(file) && readFileSync(seenFile(file), 'utf8') === stampOf(file)
  } catch {
    return false
  }
}

function seenFile(file: string): string {
  return `${file}.seen`
}

/** Sizes and times of the database and of its log. */
function stampOf(file: string): string {
  const stats = [file, `${file}-wal`].map((name) => statSync(name, {throwIfNoEntry: false}))
  return stats.map((stat) => (stat?.size ? `${stat.size} ${stat.mtimeMs}` : '')).join()
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // Care that cannot be taken must not stand in the way of the work.
  }
}
