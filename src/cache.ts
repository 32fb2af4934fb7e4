/** The build's memory: results of pure steps, named by their inputs, in one disposable SQLite file. */
import {rmSync} from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {type Book, type Entry, type OpenBook, openBook} from './book.ts'
import {digest, nameBy} from './digest.ts'
import {faultOf, isBusy, tellsOfDamage} from './faults.ts'
import type {Later} from './types.ts'

export interface Cache {
  /**
   * The result of `compute`, made when asked for and never twice for the same inputs. Everything `compute` reads must
   * stand in `inputs`, which may be named by a text that no other inputs of the step have. Values are plain data, written
   * down in `form`, default: JSON.
   */
  memo<Value>(
    step: string,
    inputs: readonly unknown[] | string,
    compute: () => Value | Promise<Value>,
    form?: Form<Value>,
  ): Later<Value>
  /** Note the result of a step that was run elsewhere, as it is written down. */
  put(step: string, inputs: string, text: string): void
  /** Small values that every build looks at, each named by what it is of: those of one step. */
  book<Value>(step: string): Book<Value>
  /** Results of `step` are good as long as the book holds a value made from the same inputs, whether somebody asks for them or not. */
  stayWith(step: string, book: string): void
  /**
   * Write down what was made and report. With `forget`, drop what was not asked for since the cache was opened, when that
   * is most of it: only for a caller that has asked for all it needs.
   */
  commit(forget?: boolean): Tally
  close(): void
}

/** How values of one step are written down, and read again. */
export interface Form<Value> {
  write(value: Value): string
  read(text: string): Value
}

/** How much work a build really did. */
export interface Tally {
  /** Runs of each step by its name. */
  readonly ran: Readonly<Record<string, number>>
}

/** A value that somebody may ask for. */
interface Work<Value> {
  readonly step: string
  readonly key: string
  readonly compute: () => Value | Promise<Value>
  readonly form: Form<Value>
}

/** Values whose text is longer are recalled from disk each time instead of being kept in memory. */
const shortText = 4_000

/** Characters that may wait in memory before they are written. */
const waitingText = 16_000_000

/**
 * Open the cache in `file`, or in memory when there is none. `epoch` names everything that is not passed as an input:
 * engine, config, lockfile. Another epoch starts empty. A damaged file is replaced: it costs one cold build, nothing else.
 */
export function openCache(file: string | undefined, epoch: string): Cache {
  const db = openDatabase(file ?? ':memory:', epoch)
  const select = db.prepare('select value from memo where key = ?')
  const insert = db.prepare('insert or replace into memo values (?, ?)')
  const waiting = new Map<string, string>()
  let waitingSize = 0
  let broken = false
  const laters = new Map<string, Later<unknown>>()
  const kept = new Map<string, unknown>()
  const pending = new Map<string, Promise<unknown>>()
  let ran: Record<string, number> = {}

  const books = new Map<string, OpenBook<unknown>>()
  const staying = new Map<string, string>()

  function memo<Value>(
    step: string,
    inputs: readonly unknown[] | string,
    compute: () => Value | Promise<Value>,
    form: Form<Value> = asJson as Form<Value>,
  ): Later<Value> {
    const key = `${step} ${typeof inputs === 'string' ? inputs : digest(inputs)}`
    const known = laters.get(key)
    if (known) return known as Later<Value>
    const later: Later<Value> = nameBy({value: () => recallOrRun({step, key, compute, form})}, key)
    laters.set(key, later)
    return later
  }

  function recallOrRun<Value>(work: Work<Value>): Promise<Value> {
    const {key, form} = work
    if (kept.has(key)) return Promise.resolve(kept.get(key) as Value)
    const running = pending.get(key)
    if (running) return running as Promise<Value>
    const found = recall(key, form)
    if (found) return Promise.resolve(keep(key, found.text, found.value))
    const promise = run(work).finally(() => pending.delete(key))
    pending.set(key, promise)
    return promise
  }

  /** What was written down; nothing when it cannot be read, and then the file is given up when the work is done. */
  function recall<Value>(key: string, {read}: Form<Value>): {text: string; value: Value} | undefined {
    try {
      const text = waiting.get(key) ?? (select.get(key)?.value as string | undefined)
      return text === undefined ? undefined : {text, value: read(text)}
    } catch {
      broken = true
      return undefined
    }
  }

  async function run<Value>({step, key, compute, form}: Work<Value>): Promise<Value> {
    count(step)
    const value = await compute()
    const text = form.write(value)
    wait(key, text)
    // What cannot be written down must not depend on whether a value was made or recalled.
    return keep(key, text, form.read(text))
  }

  function count(step: string): void {
    ran[step] = (ran[step] ?? 0) + 1
  }

  function wait(key: string, text: string): void {
    waiting.set(key, text)
    waitingSize += text.length
    if (waitingSize > waitingText) write(() => {})
  }

  function put(step: string, inputs: string, text: string): void {
    count(step)
    wait(`${step} ${inputs}`, text)
  }

  function book<Value>(step: string): Book<Value> {
    const open = (books.get(step) ??
      openBook((page) => recall(pageKey(step, page), asJson as Form<readonly Entry[]>)?.value)) as OpenBook<Value>
    books.set(step, open as OpenBook<unknown>)
    return {
      ...open,
      set(name, inputs, value) {
        count(step)
        return open.set(name, inputs, value)
      },
    }
  }

  function pageKey(step: string, page: number): string {
    return `${step} page ${page}`
  }

  function keep<Value>(key: string, text: string, value: Value): Value {
    if (text.length <= shortText) kept.set(key, value)
    return value
  }

  function commit(forget = false): Tally {
    writeBooks(forget)
    write(() => {
      if (!forget) return
      const rows = Number(db.prepare('select count(*) as n from memo').get()?.n)
      const good = Array.from(staying.values(), (book) => books.get(book)?.count() ?? 0)
      if (rows > 2 * good.reduce((sum, count) => sum + count, laters.size) + 2_000) forgetUnused()
    })
    const tally = {ran}
    ran = {}
    return tally
  }

  /** Write what waits, in one transaction. What cannot be written is only slower next time, never wrong. */
  function write(more: () => void): void {
    try {
      db.exec('begin immediate')
      // Another process may have begun another epoch here.
      if (db.prepare('select name from epoch').get()?.name === epoch) {
        for (const [key, text] of waiting) insert.run(key, text)
        more()
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

  function forgetUnused(): void {
    const drop = db.prepare('delete from memo where key = ?')
    const pages = Array.from(books.keys(), (step) => pageKey(step, 0).slice(0, -1))
    const good = new Set(laters.keys())
    for (const [step, book] of staying)
      for (const inputs of books.get(book)?.inputs() ?? []) good.add(`${step} ${inputs}`)
    for (const {key} of db.prepare('select key from memo').all()) {
      const name = String(key)
      if (!good.has(name) && !pages.some((page) => name.startsWith(page))) drop.run(name)
    }
  }

  function writeBooks(forget: boolean): void {
    for (const [step, open] of books) for (const [page, text] of open.changes(forget)) wait(pageKey(step, page), text)
  }

  function close(): void {
    writeBooks(false)
    write(() => {})
    db.close()
    if (broken && file) for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, {force: true})
  }

  const stayWith = (step: string, book: string) => void staying.set(step, book)

  return {memo, put, book, stayWith, commit, close}
}

function openDatabase(file: string, epoch: string): DatabaseSync {
  const db = new DatabaseSync(file, {timeout: 1_000})
  db.exec(`pragma journal_mode = wal; pragma synchronous = off;
    create table if not exists epoch (name text not null)`)
  if (db.prepare('select name from epoch').get()?.name === epoch) return db
  // Values are long: in the tree of the keys themselves (`without rowid`) they take twice as long to read.
  db.exec(`begin; drop table if exists memo; create table memo (key text primary key, value text not null);
    delete from epoch`)
  db.prepare('insert into epoch values (?)').run(epoch)
  db.exec('commit')
  return db
}

/** JSON has no `undefined`: a step that gave nothing is written as null. */
const asJson: Form<unknown> = {
  write: (value) => JSON.stringify(value ?? null),
  read: (text) => JSON.parse(text) ?? undefined,
}
