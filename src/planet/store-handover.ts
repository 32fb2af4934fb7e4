/** A feed whose owner moved it in the config keeps its history, though its name there is a new one. */
import type {Entry, FeedState, Subscription} from '../types.ts'
import type {Query} from './sql.ts'
import {feedKey, feedUrl} from './subscriptions/subscribe.ts'

/**
 * The feeds that the config names anew and the store knows by an older name: one that nobody names any more, and that
 * has itself said, by permanent redirects, that it is to be found at the new address. They are given the new name, with
 * all their entries, and their names are returned.
 */
export async function handOver(sql: Query, subscriptions: readonly Subscription[]): Promise<readonly string[]> {
  const rows = await sql.query('select key from feed')
  const known = new Set(rows.map(({key}) => String(key)))
  const wanted = new Map(subscriptions.map((subscription) => [subscription.key, subscription]))
  const renamed = [...wanted.values()].filter(({key, file}) => file === undefined && !known.has(key))
  const left = [...known].filter((key) => !wanted.has(key) && !key.startsWith('file:'))
  if (renamed.length === 0 || left.length === 0) return []
  const heirs = new Map<string, FeedState>()
  for (const key of left) {
    const [row] = await sql.query('select state from feed where key = $1', [key])
    const state = JSON.parse(String(row!.state)) as FeedState
    for (const url of [state.url, state.visit.moving?.to]) {
      const address = url === undefined ? undefined : feedUrl(url)
      if (address) heirs.set(feedKey(address), state)
    }
  }
  const done: string[] = []
  for (const {key} of renamed) {
    const state = heirs.get(key)
    if (!state || done.some((other) => heirs.get(other) === state)) continue
    await rename(sql, state, key)
    done.push(key)
  }
  return done
}

async function rename(sql: Query, state: FeedState, key: string): Promise<void> {
  const before = state.feed
  await sql.query('update feed set key = $2, state = $3 where key = $1', [
    before,
    key,
    JSON.stringify({...state, feed: key}),
  ])
  for (const {head} of await sql.query('select head from entry where feed = $1', [before])) {
    const entry = JSON.parse(String(head)) as Entry
    const heir: Entry = {...entry, feed: key, bornIn: entry.bornIn ?? before}
    await sql.query('update entry set feed = $3, head = $4 where feed = $1 and key = $2', [
      before,
      entry.key,
      key,
      JSON.stringify(heir),
    ])
  }
  await sql.query('update scan set feed = $2 where feed = $1', [before, key])
  await sql.query('update body set feed = $2 where feed = $1', [before, key])
}
