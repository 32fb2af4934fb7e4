/** A damaged database is put aside, and what can be had of the last snapshot and of the damaged file takes its place. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import {basename} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {openStore} from '../planet/open-store.ts'
import {openSqlite} from '../planet/sqlite.ts'
import {Problem} from '../problem.ts'
import {askForBodies} from './bodies.ts'
import {findDamage, tablesOf} from './check.ts'

/** Where the snapshot of a database stands: beside it. */
export function snapshotOf(file: string): string {
  return file.replace(/(?:\.sqlite)?$/, '.snapshot.sqlite')
}

/** Where the new database is put together. It is there from the first step of a rescue to the last. */
function nextOf(file: string): string {
  return `${file}.next`
}

/** Whether a rescue of `file` was begun and not brought to its end. */
export function isUnderRescue(file: string): boolean {
  return existsSync(nextOf(file))
}

/**
 * Put a whole database where the damaged or missing one was: the last snapshot, or an empty one, with every row of the
 * damaged file added that can be read and that the snapshot does not have; texts that were lost are asked for again. A rescue that dies is begun again by the next
 * run. Gives what to tell the owner.
 */
export async function rescue(file: string, damage: string): Promise<Problem> {
  const [snapshot, next] = [snapshotOf(file), nextOf(file)]
  const interrupted = isUnderRescue(file)
  const from = existsSync(snapshot) ? statSync(snapshot).mtime.toISOString() : undefined
  const torn = from !== undefined && findDamage(snapshot) !== undefined
  for (const suffix of ['-wal', '-shm']) rmSync(next + suffix, {force: true})
  if (from !== undefined && !torn) copyFileSync(snapshot, next)
  else writeFileSync(next, '')
  const aside = existsSync(file) ? putAside(file) : interrupted ? lastAside(file) : undefined
  await (await openStore(openSqlite(next))).close()
  const saved = aside === undefined ? 0 : salvage(aside, next)
  if (torn) salvage(snapshot, next)
  askForBodies(next)
  const items = countItems(next)
  flush(next)
  // A log of changes that belongs to another file must not be taken for one of this file.
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, {force: true})
  renameSync(next, file)
  if (torn) putAside(snapshot)
  return describe({file, damage, from, torn, aside, saved, items})
}

interface Rescued {
  readonly file: string
  readonly damage: string
  /** Time of the snapshot. */
  readonly from: string | undefined
  /** The snapshot was damaged as well. */
  readonly torn: boolean
  readonly aside: string | undefined
  readonly saved: number
  readonly items: number
}

function describe({file, damage, from, torn, aside, saved, items}: Rescued): Problem {
  const source =
    from === undefined
      ? 'There was no snapshot'
      : torn
        ? `The snapshot of ${from} was damaged, too; what it still tells took its place`
        : `The snapshot of ${from} took its place`
  const more =
    aside === undefined ? '' : `, with ${saved} more rows from the damaged file, which is kept as ${basename(aside)}`
  return new Problem(
    `The planet's memory could not be used: ${damage}. ${source}${more}. It holds ${items} items now.`,
    {
      file: `.almagest/${basename(file)}`,
      hint: 'Items that came since the snapshot may be missing until `almagest refresh` finds them in their feeds again.',
      warning: true,
    },
  )
}

/** What the last rescue put aside; undefined when nothing was. */
function lastAside(file: string): string | undefined {
  let number = 0
  while (existsSync(`${file}.damaged-${number + 1}`)) number++
  return number > 0 ? `${file}.damaged-${number}` : undefined
}

/** The log goes first: it must never meet another database than its own. */
function putAside(file: string): string {
  let number = 1
  while (existsSync(`${file}.damaged-${number}`)) number++
  const aside = `${file}.damaged-${number}`
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`)
  rmSync(`${file}-shm`, {force: true})
  renameSync(file, aside)
  return aside
}

/** Copy every row that can be read and is not there yet. Gives their number. */
function salvage(from: string, to: string): number {
  const target = new DatabaseSync(to)
  let source: DatabaseSync | undefined
  let saved = 0
  try {
    source = new DatabaseSync(from)
    const known = tablesOf(source)
    target.exec('pragma foreign_keys = off; begin')
    for (const [table, columns] of tablesOf(target)) {
      const shared = columns.filter((column) => known.get(table)?.includes(column))
      if (shared.length === columns.length && table !== 'almagest') saved += copyRows(source, target, table, columns)
    }
    target.exec('commit')
  } catch {
    // Nothing in it can be read. What the snapshot holds stands.
    if (target.isTransaction) target.exec('rollback')
    saved = 0
  } finally {
    target.close()
    try {
      source?.close()
    } catch {
      // It is damaged.
    }
  }
  return saved
}

/** From both ends, since reading ends where the damage begins. */
function copyRows(source: DatabaseSync, target: DatabaseSync, table: string, columns: readonly string[]): number {
  const insert = target.prepare(
    `insert or ignore into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`,
  )
  let saved = 0
  for (const order of ['asc', 'desc']) {
    try {
      for (const row of source.prepare(`select ${columns.join()} from ${table} order by rowid ${order}`).iterate())
        if (isWhole(row)) saved += Number(insert.run(...columns.map((column) => row[column]!)).changes)
    } catch {
      // What lies behind is read from the other end.
    }
  }
  return saved
}

/** Whether a row says of itself what its text says of it. */
function isWhole({key, state, head}: Record<string, unknown>): boolean {
  const text = state ?? head
  if (text === undefined) return true
  try {
    const told = JSON.parse(String(text)) as {feed?: unknown; key?: unknown}
    return key === (state === undefined ? told.key : told.feed)
  } catch {
    return false
  }
}

function countItems(file: string): number {
  const db = new DatabaseSync(file, {readOnly: true})
  try {
    return Number(db.prepare('select count(*) as n from entry').get()?.n)
  } finally {
    db.close()
  }
}

/** What is written to `file` outlives a power cut. */
export function flush(file: string): void {
  const descriptor = openSync(file, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
