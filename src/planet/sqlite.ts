/** SQLite inside this process, in write-ahead mode: readers never wait, and a killed process loses no committed row. */
import {mkdirSync} from 'node:fs'
import {dirname} from 'node:path'
import {DatabaseSync, type StatementSync} from 'node:sqlite'
import type {Sql, SqlRow, SqlValue} from './sql.ts'

/** Statements kept prepared. Lists of placeholders make texts of many lengths, so there is an end to it. */
const prepared = 200

/** Open or make the database in `file`, folders included. Waits up to 10 s for another process to finish writing. */
export function openSqlite(file: string): Sql {
  if (file !== ':memory:') mkdirSync(dirname(file), {recursive: true})
  const db = new DatabaseSync(file, {timeout: 10_000})
  db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on')
  const run = runner(db)
  let turn: Promise<unknown> = Promise.resolve()
  // One connection has one transaction: whoever comes while it is open waits for its turn.
  function inTurn<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }
  return {
    query: (text, values = []) => inTurn(() => run(text, values)),
    transaction: (work) =>
      inTurn(async () => {
        run('begin immediate', [])
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
