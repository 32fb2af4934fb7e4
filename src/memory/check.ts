/** Whether a database of ours is whole. */
import {statSync} from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {tellsOfDamage} from '../faults.ts'

/** What is wrong with the database in `file`, as a clause; undefined when nothing is. Other failures are thrown. */
export function findDamage(file: string): string | undefined {
  if (statSync(file).size === 0) return 'it was empty'
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, {timeout: 5_000})
    const [found] = db.prepare('pragma integrity_check(1)').all()
    if (found?.integrity_check !== 'ok') return String(found?.integrity_check)
    if (!tablesOf(db).has('entry')) return 'its tables were missing'
    // A flipped bit in the middle of a text leaves the tables in order.
    const torn = `select (select count(*) from feed where not json_valid(state))
      + (select count(*) from entry where not json_valid(head)) as torn`
    return Number(db.prepare(torn).get()?.torn) > 0 ? 'some of its texts were torn' : undefined
  } catch (error) {
    if (tellsOfDamage(error)) return (error as Error).message
    throw error
  } finally {
    db?.close()
  }
}

/** Tables by name, with the names of their columns. */
export function tablesOf(db: DatabaseSync): ReadonlyMap<string, readonly string[]> {
  const rows = db
    .prepare(
      `select schema.name as name, info.name as field from sqlite_master as schema, pragma_table_info(schema.name) as info
       where schema.type = 'table'`,
    )
    .all()
  const tables = Map.groupBy(rows, ({name}) => String(name))
  return new Map(Array.from(tables, ([name, columns]) => [name, columns.map(({field}) => String(field))]))
}
