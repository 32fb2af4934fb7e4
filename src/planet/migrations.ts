/** The tables of the store, and how an older store becomes a newer one. */
import {Problem, ProblemsError} from '../problem.ts'
import type {Sql} from './sql.ts'

/** Step n takes a store of version n to version n + 1. A step that was released is never changed. */
const steps: readonly (readonly string[])[] = [
  [
    'create table host (name text primary key, not_before text not null, lease text not null, leased_until text not null)',
    `create table feed (key text primary key, host text not null references host, configured text not null,
     followed integer not null, due text not null, not_before text not null, run text not null, state text not null)`,
    'create index feed_due on feed (due, key)',
    'create index feed_host on feed (host)',
    'create table entry (feed text not null, key text not null, head text not null, primary key (feed, key))',
    'create table body (feed text not null, key text not null, html text not null, base text not null, primary key (feed, key))',
  ],
  [
    'create table picture (url text primary key, again text not null, file text not null)',
    'create table scan (feed text not null, key text not null, body text not null, urls text not null, primary key (feed, key))',
  ],
]

/** Bring the tables up to date, in one transaction. Throws `ProblemsError` when they are newer than this program. */
export async function migrate(sql: Sql): Promise<void> {
  await sql.transaction(async ({query}) => {
    await query('create table if not exists almagest (version integer not null)')
    const [row] = await query('select version from almagest')
    const version = Number(row?.version ?? 0)
    if (version > steps.length) throw new ProblemsError([newer(version)])
    if (version === steps.length) return
    for (const step of steps.slice(version)) for (const statement of step) await query(statement)
    await query('delete from almagest')
    await query('insert into almagest (version) values ($1)', [steps.length])
  })
}

function newer(version: number): Problem {
  return new Problem(`The planet's store has version ${version}; this Almagest knows versions up to ${steps.length}`, {
    hint: 'Update Almagest to the version that wrote the store.',
  })
}
