/** The entries of the store: heads that are read all at once, and bodies that are read when needed. */
import {asWritten} from '../strange.ts'
import type {Body, Entry, EntryWithBody} from '../types.ts'
import {entryName} from './item-id.ts'
import type {Query} from './sql.ts'
import type {Memory} from './store.ts'
import {readStates} from './store-feeds.ts'

/** Add or replace an entry; its body as well where it is given. */
export async function saveEntry(sql: Query, entry: Entry | EntryWithBody): Promise<void> {
  const {body, ...head} = entry as Entry & {readonly body?: Body}
  await sql.query(
    `insert into entry (feed, key, head) values ($1, $2, $3)
     on conflict (feed, key) do update set head = excluded.head`,
    [entry.feed, entry.key, JSON.stringify(head)],
  )
  if (!body) return
  await sql.query(
    `insert into body (feed, key, html, base) values ($1, $2, $3, $4)
     on conflict (feed, key) do update set html = excluded.html, base = excluded.base`,
    [entry.feed, entry.key, asWritten(body.html), body.base],
  )
}

/** See `Store.read`. */
export async function read(sql: Query, feed?: string): Promise<Memory> {
  const heads = await sql.query(
    `select head from entry ${feed === undefined ? '' : 'where feed = $1'} order by feed, key`,
    feed === undefined ? [] : [feed],
  )
  return {feeds: await readStates(sql, feed), entries: heads.map(({head}) => JSON.parse(String(head)))}
}

const bodiesAtOnce = 100

/** See `Store.bodies`. */
export async function bodies(
  sql: Query,
  wanted: readonly Pick<Entry, 'feed' | 'key'>[],
): Promise<(Body | undefined)[]> {
  const found = new Map<string, Body>()
  for (let start = 0; start < wanted.length; start += bodiesAtOnce) {
    const some = wanted.slice(start, start + bodiesAtOnce)
    const pairs = some.map((_, index) => `($${2 * index + 1}, $${2 * index + 2})`).join()
    const rows = await sql.query(
      `select feed, key, html, base from body where (feed, key) in (values ${pairs})`,
      some.flatMap(({feed, key}) => [feed, key]),
    )
    for (const {feed, key, html, base} of rows)
      found.set(entryName({feed: String(feed), key: String(key)}), {html, base} as Body)
  }
  return wanted.map((entry) => found.get(entryName(entry)))
}
