/** SQLite inside this process, in write-ahead mode: readers never wait, and a killed process loses no committed row. */
import {mkdirSync} from 'node:fs'
import {dirname} from 'node:path'
import {DatabaseSync, type StatementSync} from 'node:sqlite'
import {setTimeout as timer} from 'node:timers/promises'
import {isBusy} from '../faults.ts'
import type {Sql, SqlRow, SqlValue} from './sql.ts'

/** Statements kept prepared. Lists of placeholders make texts of many lengths, so there is an end to it. */
const prepared = 200

/** Milliseconds to wait for others to finish writing, and between two attempts. */
const patience = 15_000
const interval = 10

/** Open or make the database in `file`, folders included. Writers wait up to 15 s for each other. */
export function openSqlite(file: string): Sql {
  if (file !== ':memory:') mkdirSync(dirname(file), {recursive: true})
  const db = new DatabaseSync(file, {timeout: 1_000})
  // From here on waiting is ours: inside SQLite it would hold up the whole process, and with it the one waited for.
  db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on; pragma busy_timeout = 0')
  const run = runner(db)
  let turn: Promise<unknown> = Promise.resolve()
  // One connection has one transaction: whoever comes while it is open waits for its turn.
  function inTurn<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }
  return {
    query: (text, values = []) => inTurn(() => patiently(() => run(text, values))),
    transaction: (work) =>
      inTurn(async () => {
        await patiently(() => run('begin immediate', []))
        try {
          const result = await work({query: async (text, values = []) => run(text, values)})
          run('commit', [])
          return result
        } catch (error) {
          if (db.isTransaction) run('rollback', [])
          throw error
        }
      }),
    close: () => inTurn(() => db.close()),
  }
}

async function patiently<Result>(work: () => Result): Promise<Result> {
  const end = performance.now() + patience
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
      await timer(interval)
    }
  }
}

function runner(db: DatabaseSync): (text: string, values: readonly SqlValue[]) => readonly SqlRow[] {
  const statements = new Map<string, StatementSync>()
  return (text, values) => {
    const known = statements.get(text)
    const statement = known ?? db.prepare(text.replace(/\$(\d+)/g, '?$1'))
    if (!known) {
      if (statements.size >= prepared) statements.clear()
      statements.set(text, statement)
    }
    return statement.all(...values)
  }
}
