/** A feed whose owner moved it in the config keeps its history, though its name there is a new one. */
import type {Entry, FeedState, Subscription} from '../types.ts'
import {calledBy, itemId} from './item-id.ts'
import type {Query} from './sql.ts'
import {feedKey, feedUrl} from './subscriptions/subscribe.ts'

/**
 * Give feeds that the store knows by an older name, which nobody names any more, their new one with all their entries: the
 * config says what it was, or the feed has itself said, by permanent redirects, that it is to be found at the new address.
 */
export async function handOver(sql: Query, subscriptions: readonly Subscription[]): Promise<void> {
  const rows = await sql.query('select key from feed')
  const known = new Set(rows.map(({key}) => String(key)))
  const wanted = new Map(subscriptions.map((subscription) => [subscription.key, subscription]))
  const renamed = [...wanted.values()].filter(({key, file, was}) => file === undefined && (was || !known.has(key)))
  const left = new Set([...known].filter((key) => !wanted.has(key) && !key.startsWith('file:')))
  if (renamed.length === 0 || left.size === 0) return
  const heirs = new Map<string, string>()
  if (renamed.some(({key}) => !known.has(key))) for (const key of left) await findHeirs(sql, key, heirs)
  for (const {key, was} of renamed) {
    const before = [keyOf(was), known.has(key) ? undefined : heirs.get(key)].find((name) => name && left.has(name))
    if (before === undefined) continue
    if (known.has(key)) await inherit(sql, before, key)
    else await rename(sql, before, key)
    left.delete(before)
  }
}

/** Where a feed has said that it is to be found. */
async function findHeirs(sql: Query, key: string, heirs: Map<string, string>): Promise<void> {
  const {url, visit} = await stateOf(sql, key)
  for (const name of [url, visit.moving?.to].map(keyOf)) if (name) heirs.set(name, key)
}

function keyOf(url: string | undefined): string | undefined {
  const address = url === undefined ? undefined : feedUrl(url)
  return address && feedKey(address)
}

async function stateOf(sql: Query, key: string): Promise<FeedState> {
  const [row] = await sql.query('select state from feed where key = $1', [key])
  return JSON.parse(String(row!.state)) as FeedState
}

async function entriesOf(sql: Query, feed: string): Promise<readonly Entry[]> {
  const rows = await sql.query('select head from entry where feed = $1', [feed])
  return rows.map(({head}) => JSON.parse(String(head)) as Entry)
}

async function rename(sql: Query, before: string, key: string): Promise<void> {
  const state = {...(await stateOf(sql, before)), feed: key}
  await sql.query('update feed set key = $2, state = $3 where key = $1', [before, key, JSON.stringify(state)])
  for (const entry of await entriesOf(sql, before)) await moveEntry(sql, entry, key)
}

/** The feed was read under its new name already: what it has not told there itself is added to it. */
async function inherit(sql: Query, before: string, key: string): Promise<void> {
  const told = new Set((await entriesOf(sql, key)).flatMap(namesOf))
  for (const entry of await entriesOf(sql, before))
    if (!namesOf(entry).some((name) => told.has(name))) await moveEntry(sql, entry, key)
}

/** What tells that two entries are one: the key, or the title on one day, as every week may have its pictures. */
function namesOf({key, titleKey, published = ''}: Entry): readonly string[] {
  return titleKey ? [key, `${published.slice(0, 10)} ${titleKey}`] : [key]
}

/** Give an entry to another feed. Its item keeps the id that feeds of the planet gave it. */
async function moveEntry(sql: Query, entry: Entry, feed: string): Promise<void> {
  const from = [entry.feed, entry.key]
  const heir = calledBy(itemId(entry), {...entry, feed})
  const head = JSON.stringify(heir)
  await sql.query('update entry set feed = $3, head = $4 where feed = $1 and key = $2', [...from, feed, head])
  for (const table of ['scan', 'body'])
    await sql.query(`update ${table} set feed = $3 where feed = $1 and key = $2`, [...from, feed])
}
