/** The file of the cache: texts by key in one disposable SQLite database. */
import {rmSync} from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {crc32} from 'node:zlib'
import {faultOf, isBusy, tellsOfDamage} from './faults.ts'
import {databaseFiles} from './state-files.ts'

/** Rows of text that wait in memory until they are written. */
export interface CacheFile {
  /** What stands under a key, and what `parse` makes of it. Nothing when it cannot be read: then the file is given up when it is closed. */
  read<Value>(key: string, parse: (text: string) => Value): {readonly text: string; readonly value: Value} | undefined
  put(key: string, text: string): void
  /** Write what waits, in one transaction. What cannot be written is only slower next time, never wrong. */
  write(forget?: Forgetting): void
  close(): void
}

/** When the file holds more rows than `most`, those go that are not good any more. */
export interface Forgetting {
  readonly most: number
  /** Makes what tells of a key whether it is good; called only when there is something to forget. */
  readonly judge: () => (key: string) => boolean
}

/** Characters that may wait in memory before they are written. */
const waitingText = 16_000_000

/** Open the file, or one in memory when there is none. Another `epoch` than that of the file starts empty. */
export function openFile(file: string | undefined, epoch: string): CacheFile {
  const db = openDatabase(file ?? ':memory:', epoch)
  // Another process may have begun another epoch.
  const select = db.prepare('select value, sum from memo where key = ? and exists (select 1 from epoch where name = ?)')
  const insert = db.prepare('insert or replace into memo values (?, ?, ?)')
  const waiting = new Map<string, string>()
  let waitingSize = 0
  let broken = false
  return {read, put, write, close}

  function read<Value>(key: string, parse: (text: string) => Value): {text: string; value: Value} | undefined {
    try {
      const text = waiting.get(key) ?? stored(key)
      return text === undefined ? undefined : {text, value: parse(text)}
    } catch {
      broken = true
      return undefined
    }
  }

  function stored(key: string): string | undefined {
    const row = select.get(key, epoch)
    if (!row) return undefined
    const text = String(row.value)
    // A damaged page of a database may still be read, and be wrong.
    if (row.sum !== sumOf(key, text)) throw new Error(`What stands in the cache under ${key} is damaged`)
    return text
  }

  function put(key: string, text: string): void {
    waiting.set(key, text)
    waitingSize += text.length
    if (waitingSize > waitingText) write()
  }

  function write(forget?: Forgetting): void {
    try {
      db.exec('begin immediate')
      // Another process may have begun another epoch here.
      if (db.prepare('select name from epoch').get()?.name === epoch) {
        for (const [key, text] of waiting) insert.run(key, text, sumOf(key, text))
        if (forget) dropRows(forget)
      }
      db.exec('commit')
    } catch (error) {
      if (db.isTransaction) db.exec('rollback')
      if (!isBusy(error) && !faultOf(error)) throw error
      broken ||= tellsOfDamage(error)
    }
    waiting.clear()
    waitingSize = 0
  }

  function dropRows({most, judge}: Forgetting): void {
    if (Number(db.prepare('select count(*) as n from memo').get()?.n) <= most) return
    const drop = db.prepare('delete from memo where key = ?')
    const isGood = judge()
    for (const {key} of db.prepare('select key from memo').all()) if (!isGood(String(key))) drop.run(String(key))
  }

  function close(): void {
    write()
    db.close()
    if (broken && file) for (const each of databaseFiles(file)) rmSync(each, {force: true})
  }
}

function openDatabase(file: string, epoch: string): DatabaseSync {
  const db = new DatabaseSync(file, {timeout: 1_000})
  db.exec(`pragma journal_mode = wal; pragma synchronous = off;
    create table if not exists epoch (name text not null)`)
  if (db.prepare('select name from epoch').get()?.name === epoch) return db
  // Values are long: in the tree of the keys themselves (`without rowid`) they take twice as long to read.
  db.exec(`begin; drop table if exists memo; delete from epoch;
    create table memo (key text primary key, value text not null, sum integer not null)`)
  db.prepare('insert into epoch values (?)').run(epoch)
  db.exec('commit')
  return db
}

/** Tells whether a text is the one that was written under the key. */
function sumOf(key: string, text: string): number {
  return crc32(text, crc32(key))
}
