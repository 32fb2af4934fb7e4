/** The whole memory as JSON Lines: to keep elsewhere, to look into, to move to another store. */
import {Problem, ProblemsError} from '../problem.ts'
import type {Entry, FeedState} from '../types.ts'
import type {Query, SqlRow} from './sql.ts'
import type {Restored} from './store.ts'
import {saveEntry} from './store-entries.ts'
import {addHost, restoreFeed} from './store-feeds.ts'

const head = '{"almagest":"planet","version":1}'

/** Entries read at once. */
const page = 200

/**
 * Every line of the memory, without line ends: a head, waits that hosts asked for, feeds, and entries with their bodies; in
 * an order that depends on nothing else. What is lent to whom stays behind.
 */
export async function* dump(sql: Query): AsyncGenerator<string> {
  yield head
  for (const {name, not_before} of await sql.query(
    "select name, not_before from host where not_before <> '' order by name",
  ))
    yield JSON.stringify({host: name, notBefore: not_before})
  for (const {state, configured, followed} of await sql.query(
    'select state, configured, followed from feed order by key',
  ))
    yield `{"feed":${state},"configured":${JSON.stringify(configured)},"followed":${followed === 1}}`
  let last: SqlRow = {feed: '', key: ''}
  for (;;) {
    const rows = await sql.query(
      `select entry.feed, entry.key, entry.head, body.html, body.base
       from entry left join body on body.feed = entry.feed and body.key = entry.key
       where (entry.feed, entry.key) > ($1, $2) order by entry.feed, entry.key limit ${page}`,
      [String(last.feed), String(last.key)],
    )
    for (const {head, html, base} of rows)
      yield `{"entry":${head}${html === null ? '' : `,"body":${JSON.stringify({html, base})}`}}`
    if (rows.length < page) return
    last = rows.at(-1)!
  }
}

/**
 * Take lines in that `dump` gave. What is known of the same feeds and entries is replaced, all else stays.
 * @throws {ProblemsError} with the first line that is none of them
 */
export async function restore(sql: Query, lines: AsyncIterable<string> | Iterable<string>): Promise<Restored> {
  let [number, feeds, items] = [0, 0, 0]
  for await (const text of lines) {
    number++
    if (number === 1 && text.trim() !== head) throw wrong(1, 'This is no memory of a planet.')
    if (number === 1 || text.trim() === '') continue
    const line = parse(text, number)
    if (isFeed(line)) {
      feeds++
      await restoreFeed(sql, line.feed, line.configured, line.followed === true)
    } else if (isEntry(line)) {
      items++
      await saveEntry(sql, line.body === undefined ? line.entry : {...line.entry, body: line.body})
    } else if (typeof line.host === 'string' && typeof line.notBefore === 'string') {
      await addHost(sql, line.host)
      await sql.query('update host set not_before = $2 where name = $1', [line.host, line.notBefore])
    } else throw wrong(number, 'This line is neither a feed nor an item.')
  }
  if (number === 0) throw wrong(1, 'This is no memory of a planet.')
  return {feeds, items}
}

type Line = Readonly<Record<string, unknown>>

function parse(text: string, line: number): Line {
  try {
    return Object(JSON.parse(text))
  } catch {
    throw wrong(line, 'This line is no JSON.')
  }
}

function wrong(line: number, message: string): ProblemsError {
  return new ProblemsError([
    new Problem(message, {line, hint: 'Give a file that `almagest planet export` has written.'}),
  ])
}

function isFeed(line: Line): line is Line & {readonly feed: FeedState; readonly configured: string} {
  const {feed, url, due, about, visit, merge} = Object(line.feed)
  if (![feed, url, due, line.configured].every(isText)) return false
  return isObject(about) && isObject(merge) && isObject(visit) && Array.isArray((visit as {history?: unknown}).history)
}

const texts = [
  'feed',
  'key',
  'fingerprint',
  'title',
  'firstSeen',
  'lastSeen',
  'river',
  'hash',
  'titleKey',
  'textKey',
  'bodyDigest',
]

function isEntry(line: Line): line is Line & {readonly entry: Entry; readonly body?: EntryBody} {
  const entry = Object(line.entry) as Line
  const {html, base} = Object(line.body)
  return (
    texts.every((name) => isText(entry[name])) &&
    ['position', 'missing', 'hashChanges'].every((name) => typeof entry[name] === 'number') &&
    ['authors', 'categories', 'enclosures'].every((name) => Array.isArray(entry[name])) &&
    (line.body === undefined || (isText(html) && isText(base)))
  )
}

type EntryBody = Extract<Parameters<typeof saveEntry>[1], {readonly body: unknown}>['body']

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
