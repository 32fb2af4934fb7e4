/** The store in a database. */
import {migrate} from './migrations.ts'
import type {Query, Sql} from './sql.ts'
import type {Outcome, Store} from './store.ts'
import {dump, restore} from './store-dump.ts'
import {bodies, read, saveEntry} from './store-entries.ts'
import {follow, lease, readStates, saveState} from './store-feeds.ts'
import {createPictures} from './store-pictures.ts'

/** The store in this database, brought up to date first. Throws `ProblemsError` when a newer Almagest has written it. */
export async function openStore(sql: Sql): Promise<Store> {
  await migrate(sql)
  return {
    follow: (subscriptions, now) => sql.transaction((sql) => follow(sql, subscriptions, now)),
    lease: (terms) => sql.transaction((sql) => lease(sql, terms)),
    record: (outcome) => sql.transaction((sql) => record(sql, outcome)),
    read: (feed) => read(sql, feed),
    states: () => readStates(sql),
    bodies: (entries) => bodies(sql, entries),
    pictures: createPictures(sql),
    dump: () => dump(sql),
    restore: (lines) => sql.transaction((sql) => restore(sql, lines)),
    close: () => sql.close(),
  }
}

async function record(sql: Query, {lease, state, entries = [], until = '', hold = ''}: Outcome): Promise<boolean> {
  const held = await sql.query(
    `update host set leased_until = $2, lease = $3, not_before = case when $4 > not_before then $4 else not_before end
     where lease = $1 returning name`,
    [lease, until, until && lease, hold],
  )
  if (held.length === 0) return false
  if (state) await saveState(sql, state, lease)
  for (const entry of entries) await saveEntry(sql, entry)
  return true
}
