/** A clock that had run ahead and was set right: what it had put off for years is asked for again, and not all at once. */
import {lotOf, lots} from '../digest.ts'
import {day, hour, never, timeAfter} from '../time.ts'
import type {Entry, FeedState} from '../types.ts'
import {floor} from './due.ts'
import type {Query} from './sql.ts'

/** No loan lasts that long. */
const longLoan = hour

/** No publisher is believed for longer (a week). */
const longHold = 8 * day

/** Times of visits that lie ahead by more than this were written by a wrong clock. */
const slack = hour

/** Give back what a wrong clock took: loans, holds and visits that lie further ahead than any clock could have meant. */
export async function setClockRight(sql: Query, now: string): Promise<void> {
  await sql.query("update host set lease = '', leased_until = '' where leased_until > $1", [timeAfter(now, longLoan)])
  await sql.query("update host set not_before = '' where not_before > $1", [timeAfter(now, longHold)])
  const far = await sql.query('select key, state from feed where due > $1 and due < $2', [timeAfter(now, day), never])
  const behind = far.length > 0 && (await isBehind(sql, now))
  for (const {key, state} of far) {
    const {visit, merge, ...feed} = JSON.parse(String(state)) as FeedState
    if (visit.lastRequest === undefined || visit.lastRequest <= timeAfter(now, slack)) continue
    if (!behind) await settleEntries(sql, String(key), now)
    const {notBefore, ...kept} = visit
    const lastGood = merge.lastGood && earlier(merge.lastGood, now)
    const due = timeAfter(now, floor * (1 + shareOfHour(String(key))))
    const because = 'The clock of this machine was wrong at the last visit, so the next one comes soon'
    const next: FeedState = {
      ...feed,
      due,
      visit: {...kept, lastRequest: now, dueBecause: because},
      merge: {...merge, ...(lastGood && {lastGood})},
    }
    await sql.query("update feed set due = $2, not_before = '', state = $3 where key = $1", [
      String(key),
      due,
      JSON.stringify(next),
    ])
  }
}

/**
 * Whether the clock runs behind now, and did not run ahead before: what lies ahead of it does so by the publishers' own
 * dates as well. Then the order of the river is right, and will be at its time again.
 */
async function isBehind(sql: Query, now: string): Promise<boolean> {
  let [ahead, also] = [0, 0]
  for (const {head} of await sql.query('select head from entry', [])) {
    const {river, published} = JSON.parse(String(head)) as Entry
    if (river <= now || published === undefined) continue
    ahead++
    if (published > now) also++
  }
  return also * 2 > ahead
}

/** What came while the clock ran ahead came now at the latest: it must not stand at the head of the river for years. */
async function settleEntries(sql: Query, feed: string, now: string): Promise<void> {
  for (const {key, head} of await sql.query('select key, head from entry where feed = $1', [feed])) {
    const entry = JSON.parse(String(head)) as Entry
    const {firstSeen, lastSeen, river, published = now} = entry
    if (firstSeen <= now && lastSeen <= now && river <= now) continue
    const settled: Entry = {
      ...entry,
      firstSeen: earlier(firstSeen, now),
      lastSeen: earlier(lastSeen, now),
      river: river > now ? earlier(published, now) : river,
    }
    await sql.query('update entry set head = $3 where feed = $1 and key = $2', [
      feed,
      String(key),
      JSON.stringify(settled),
    ])
  }
}

function earlier(one: string, other: string): string {
  return one < other ? one : other
}

/** A feed's own moment in an hour, from 0 up to 1. */
function shareOfHour(key: string): number {
  return lotOf(key) / lots
}
