import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import type {VisitResult} from '../../src/planet/due.ts'
import {conditions, nextVisit, type VisitFacts} from '../../src/planet/next-visit.ts'
import type {FeedState, VisitMemory} from '../../src/types.ts'

const now = '2025-01-15T12:00:00.000Z'
const url = 'https://a.example/feed'
const hour = 3_600_000

test('no feed is asked twice within an hour, whatever it says', () => {
  for (const headers of [{}, {'cache-control': 'max-age=0'}, {'cache-control': 'no-cache'}, {expires: '0'}])
    assert.ok(hoursAfter(fresh(headers), {newest: [now]}) >= 1)
  for (const code of [429, 503]) assert.equal(hoursAfter(failed(code, {'retry-after': '1'})), 1)
})

test('a feed is asked about 24 times between two items, hourly at most and daily at least', () => {
  const rhythm = (...hoursAgo: readonly number[]) =>
    Math.round(hoursAfter(fresh(), {newest: hoursAgo.map(ago)}) * 10) / 10
  assert.ok(rhythm(0.5, 3, 6, 9) < 1.2)
  assert.ok(rhythm(1, 25, 49) < 1.2)
  assert.ok(between(rhythm(24, 24 * 8, 24 * 15), 7, 7.7))
  assert.ok(between(rhythm(24 * 400, 24 * 401), 24, 26.4))
  assert.ok(between(rhythm(), 4, 4.4), 'nothing is known')
})

test('feeds first met together do not stay together', () => {
  const times = new Set(
    ['a', 'b', 'c', 'd'].map((name) => nextVisit(state({}, `https://${name}.example/`), fresh(), {now}).due),
  )
  assert.equal(times.size, 4)
})

for (const [name, headers, wait] of [
  ['max-age', {'cache-control': 'public, max-age=36000'}, 10],
  ['max-age minus Age', {'cache-control': 'max-age=36000', age: '7200'}, 8],
  ['max-age before Expires', {'cache-control': 'max-age=36000', expires: 'Thu, 16 Jan 2025 12:00:00 GMT'}, 10],
  ['Expires minus Date', {expires: 'Wed, 15 Jan 2025 20:00:00 GMT', date: 'Wed, 15 Jan 2025 11:00:00 GMT'}, 9],
  ['Expires alone', {expires: 'Wed, 15 Jan 2025 20:00:00 GMT'}, 8],
  ['an age beyond reason', {'cache-control': 'max-age=99999999999'}, 7 * 24],
] as const)
  for (const status of ['fresh', 'unchanged'] as const)
    test(`${name} of a ${status} answer sets the next visit`, () => {
      const next = nextVisit(state(), {...fresh(headers), status} as VisitResult, {now, newest: [now]})
      assert.equal(hoursUntil(next), wait)
      assert.match(next.visit.dueBecause!, /stays fresh/)
    })

test('hints in the feed are heard, for a day at most', () => {
  assert.equal(hoursAfter(fresh(), {newest: [now], hints: {ttl: 300}}), 5)
  assert.equal(hoursAfter(fresh(), {newest: [now], hints: {ttl: 60, period: 720}}), 12)
  assert.equal(hoursAfter(fresh(), {newest: [now], hints: {period: 60 * 24 * 30}}), 24)
  assert.equal(
    nextVisit(state(), fresh(), {now, newest: [now], hints: {skipHours: [13, 14]}}).due,
    '2025-01-15T15:00:00.000Z',
  )
  assert.equal(
    nextVisit(state(), fresh(), {now, newest: [now], hints: {skipDays: ['Wednesday']}}).due,
    '2025-01-16T00:00:00.000Z',
  )
  const always = Array.from({length: 24}, (_, index) => index)
  assert.ok(
    hoursAfter(fresh(), {newest: [now], hints: {skipHours: always}}) < 2,
    'a day with no open hour is a mistake',
  )
})

test('why a feed is asked when is a sentence with the numbers of whoever asks for the longest wait', () => {
  const because = (result: VisitResult, facts: Partial<VisitFacts> = {}, visit: Partial<VisitMemory> = {}) =>
    nextVisit(state(visit), result, {now, ...facts}).visit.dueBecause
  const minutes = (...ages: readonly number[]) => ages.map((age) => ago(age / 60))
  for (const [expected, told] of [
    ['It has no items yet, so it is asked every few hours', because(fresh())],
    [
      'It has an item every 24 hours, so it is asked every 60 minutes',
      because(fresh(), {newest: [1, 25, 49].map(ago)}),
    ],
    // The order in which a feed lists its items says nothing, nor does a date to come.
    ['It has an item every 4 days, so it is asked every 4 hours', because(fresh(), {newest: [193, 1, 97].map(ago)})],
    ['It has an item every 5 hours, so it is asked every 60 minutes', because(fresh(), {newest: [-9, 5].map(ago)})],
    ['It has an item every 2 days, so it is asked every 2 hours', because(fresh(), {newest: [0, 48].map(ago)})],
    [
      'It has an item every 4 hours, so it is asked every 60 minutes',
      because(fresh(), {newest: minutes(0, 1, 241, 481, 500)}),
    ],
    ['Its newest item is 10 days old, so it is asked every 10 hours', because(fresh(), {newest: [240, 264].map(ago)})],
    ['Its newest item is 119 minutes old, so it is asked every 60 minutes', because(fresh(), {newest: minutes(119)})],
    ['Its server says that an answer stays fresh for 3 days', because(fresh({'cache-control': 'max-age=259200'}))],
    [
      'Its server says that an answer stays fresh for 47 hours',
      because(unchanged({'cache-control': 'max-age=169200'})),
    ],
    ['The feed asks for 10 hours between visits (ttl)', because(fresh(), {hints: {ttl: 600}})],
    ['The feed asks for 12 hours between visits (sy:updatePeriod)', because(fresh(), {hints: {ttl: 600, period: 720}})],
    [
      'The feed asks not to be visited at some hours or days',
      because(fresh(), {newest: [now], hints: {skipHours: [13]}}),
    ],
    [
      'The host says it is asked too often (429) and asks for a wait of 3 hours',
      because(failed(429, {'retry-after': '10800'})),
    ],
    ['The host is not available for now (503) so it rests for 4 hours', because(failed(503))],
    [
      'Its publisher says the feed is gone for good, so it is asked no more',
      because({status: 'gone', url}, {configured: url}),
    ],
  ] as const)
    assert.equal(told, expected)
  assert.match(because(failed(500))!, /^The last visit failed, so the next one waits for 6\d minutes$/)
  assert.match(
    because(failed(500), {}, {failures: 1})!,
    /^The last 2 visits failed, so the next one waits for 2 hours$/,
  )
})

test('a wait is asked for in many spellings, and what is none asks for nothing', () => {
  for (const [headers, wait] of [
    [{'cache-control': 'no-cache, max-age = "36000"'}, 10],
    [{'cache-control': 'x-max-age=36000'}, 4],
    [{'cache-control': 'max-age=36000', age: ' 3600 '}, 9],
    [{'cache-control': 'max-age=36000', age: 'x3600'}, 10],
    [{'cache-control': 'max-age=36000', age: '3600x'}, 10],
    [{expires: '99999'}, 4],
    [{expires: '2025-01-20'}, 4],
  ] as const)
    assert.ok(between(hoursAfter(fresh(headers)), wait, wait === 4 ? 4.4 : wait), JSON.stringify(headers))
  for (const [text, wait] of [
    [' 10800 ', 3],
    ['0', 1],
    ['10800 seconds', 4],
    ['about 10800', 4],
  ] as const)
    assert.equal(hoursUntil(nextVisit(state(), failed(429, {'retry-after': text}), {now})), wait, text)
  assert.equal(nextVisit(state(), failed(429, {'retry-after': '0'}), {now}).visit.notBefore, now)
})

test('every day of the week and hour of the day can be left out, and a week or day of them leaves out none', () => {
  const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
  for (const [index, name] of names.entries()) {
    // 12 January 2025 was a Sunday.
    const noon = `2025-01-${12 + index}T12:00:00.000Z`
    const {due} = nextVisit(state(), fresh(), {now: noon, newest: [noon], hints: {skipDays: [name.toUpperCase()]}})
    assert.equal(due, `2025-01-${13 + index}T00:00:00.000Z`, name)
  }
  const skipDays = names.filter((name) => name !== 'Saturday')
  const hints = {skipDays, skipHours: [24]}
  assert.equal(Math.floor(hoursAfter(fresh(), {newest: [now], hints})), 25, 'a day ahead and no further')
  assert.equal(Math.floor(hoursAfter(fresh(), {newest: [now], hints: {skipDays: names}})), 1)
})

test('what a visit learns is kept, and what it did not bring is not made up', () => {
  const at = (visit: Partial<VisitMemory>, result: VisitResult, facts: Partial<VisitFacts> = {}) =>
    nextVisit(state(visit), result, {now, ...facts}).visit
  const unread = {status: 'unreadable', reason: 'no feed'} as const
  assert.equal(at({}, unread, {bodyDigest: 'x'}).unread, 'x')
  assert.ok(!('unread' in at({}, unread)))
  assert.ok(!('unread' in at({unread: 'x'}, {status: 'refused', reason: 'inside'})))
  assert.equal(at({}, fresh(), {newItems: 3}).history[0]?.newItems, 3)
  assert.ok(!('newItems' in at({}, fresh()).history[0]!))
  assert.equal(at({}, {status: 'gone', url}, {configured: url}).history[0]?.note, 'The feed is gone for good (410).')
  assert.equal(at({}, fresh()).history[0]?.note, 'A new document came.')
  // A visit counts as one without validators only when none of the two was sent.
  const bodyDigest = 'x'
  assert.equal(at({bodyDigest, etag: '"1"'}, fresh()).lastUnconditional, undefined)
  assert.equal(at({bodyDigest, lastModified: 'x'}, fresh()).lastUnconditional, undefined)
  assert.equal(at({bodyDigest}, fresh()).lastUnconditional, now)
  const stuck = {etag: '"1"', bodyDigest, unchangedSince: daysAgo(8)}
  assert.deepEqual(conditions(state(stuck), now), {}, 'never asked without validators')
})

test('a move is only believed where items are known: unasked, an unchanged answer is, a new document is not', () => {
  const runs = (result: VisitResult, known?: boolean) =>
    nextVisit(state(), result, {now, ...(known !== undefined && {known})}).visit.moving?.runs
  const elsewhere = {...unchanged(), movedTo: 'https://b.example/'}
  assert.deepEqual([runs(moved('https://b.example/')), runs(elsewhere), runs(elsewhere, false)], [0, 1, 0])
  const adopted = state({failures: 0}, 'https://b.example/')
  const gone = {...failed(410), code: 410}
  assert.equal(nextVisit(adopted, gone, {now, configured: url}).url, url)
})

test('hints are remembered when nothing has changed', () => {
  const before = nextVisit(state(), fresh(), {now, hints: {ttl: 600}, newest: [now]})
  assert.equal(hoursUntil(nextVisit(before, unchanged(), {now})), 10)
})

for (const [name, headers, wait] of [
  ['seconds', {'retry-after': '10800'}, 3],
  ['a date', {'retry-after': 'Wed, 15 Jan 2025 17:00:00 GMT'}, 5],
  [
    'a date of a clock that is wrong',
    {'retry-after': 'Wed, 15 Jan 2020 17:00:00 GMT', date: 'Wed, 15 Jan 2020 11:00:00 GMT'},
    6,
  ],
  ['more than a week', {'retry-after': '99999999999'}, 7 * 24],
  ['nothing', {}, 4],
  ['rubbish', {'retry-after': 'soon'}, 4],
  ['less than nothing', {'retry-after': '-5'}, 4],
  ['a past date', {'retry-after': 'Wed, 15 Jan 2020 17:00:00 GMT'}, 4],
  ['seconds and a longer freshness', {'retry-after': '3600', 'cache-control': 'max-age=7200'}, 2],
] as const)
  for (const code of [429, 503])
    test(`${code} with a Retry-After of ${name} is obeyed`, () => {
      const next = nextVisit(state(), failed(code, headers), {now})
      assert.equal(hoursUntil(next), wait)
      assert.equal(next.visit.notBefore, next.due)
    })

test('a short Retry-After holds others no longer than it says', () => {
  const next = nextVisit(state(), failed(429, {'retry-after': '120'}), {now})
  assert.deepEqual([next.visit.notBefore, hoursUntil(next)], ['2025-01-15T12:02:00.000Z', 1])
  assert.equal(nextVisit(next, fresh(), {now}).visit.notBefore, undefined)
})

test('failures wait longer and longer, a day at most, and one success forgets them', () => {
  const waits: number[] = []
  let feed = state()
  for (let attempt = 0; attempt < 7; attempt++) {
    feed = nextVisit(feed, failed(500), {now})
    waits.push(Math.floor(hoursUntil(feed)))
  }
  for (const [index, least] of [1, 2, 4, 8, 16, 24, 24].entries())
    assert.ok(between(waits[index]!, least, least * 1.1), `${waits}`)
  assert.equal(feed.visit.failures, 7)
  assert.equal(nextVisit(feed, unchanged(), {now}).visit.failures, 0)
})

for (const result of [failed(403), failed(404)])
  test(`the third ${result.code} in a row waits a day`, () => {
    const third = nextVisit(state({failures: 2}), result, {now})
    assert.ok(between(hoursUntil(third), 24, 26.4))
    assert.match(third.visit.dueBecause!, /last 3 visits failed/)
  })

test('documents that cannot be read, and refusals of our own, count as failures and keep the validators we have', () => {
  for (const {result, note} of [
    {result: {status: 'unreadable', reason: 'no feed'}, note: 'No feed.'},
    {result: {status: 'refused', reason: 'inside'}, note: 'Inside.'},
  ] as const) {
    const next = nextVisit(state({etag: '"1"', bodyDigest: 'x'}), result, {now})
    assert.deepEqual([next.visit.failures, next.visit.etag], [1, '"1"'])
    assert.equal(next.visit.history[0]?.note, note)
  }
})

test('what is gone is not asked again, until a forced visit finds it', () => {
  const gone = nextVisit(state(), {status: 'gone', url}, {now, configured: url})
  assert.deepEqual([gone.due.slice(0, 4), gone.visit.gone], ['9999', true])
  assert.equal(nextVisit(gone, fresh(), {now}).visit.gone, undefined)
})

test('validators are those of the newest answer that carried any', () => {
  const first = nextVisit(state(), fresh({etag: 'W/"1 é"', 'last-modified': 'whenever'}), {now, bodyDigest: 'x'})
  assert.deepEqual(conditions(first, now), {etag: 'W/"1 é"', lastModified: 'whenever'})
  const same = nextVisit(first, unchanged({etag: '"2"'}), {now})
  assert.deepEqual(conditions(same, now), {etag: '"2"', lastModified: 'whenever'})
  const bare = nextVisit(same, fresh(), {now, bodyDigest: 'y'})
  assert.deepEqual(conditions(bare, now), {etag: undefined, lastModified: undefined})
})

test('without a document there are no validators to send', () => {
  assert.deepEqual(conditions(state({etag: '"1"'}), now), {})
})

test('a 304 that seems stuck is tried once without validators in 30 days', () => {
  const bodyDigest = 'x'
  const stuck = {etag: '"1"', bodyDigest, unchangedSince: daysAgo(8)}
  assert.deepEqual(conditions(state({...stuck, lastUnconditional: daysAgo(31)}), now), {})
  assert.equal(conditions(state({...stuck, lastUnconditional: daysAgo(29)}), now).etag, '"1"')
  assert.equal(
    conditions(state({...stuck, unchangedSince: daysAgo(2), lastUnconditional: daysAgo(90)}), now).etag,
    '"1"',
  )
  const tried = nextVisit(state({...stuck, lastUnconditional: daysAgo(31)}), unchanged(), {now})
  assert.equal(tried.visit.lastUnconditional, now)
  assert.equal(conditions(tried, now).etag, '"1"')
})

test('a move to https on the same place is believed at once, and said', () => {
  const next = nextVisit(state({}, 'http://a.example/feed'), moved('https://a.example/feed'), {now})
  assert.equal(next.url, 'https://a.example/feed')
  assert.match(next.visit.history[0]!.note, /From now on it is asked at https:\/\/a\.example\/feed/)
})

test('another move is believed after a week and five visits that found a known item', () => {
  const visits = (known: boolean, days: number, count: number) => {
    let feed = state()
    for (let visit = 0; visit < count; visit++)
      feed = nextVisit(feed, moved('https://b.example/'), {now: later((days / (count - 1)) * visit), known})
    return feed.url
  }
  assert.equal(visits(true, 7, 5), 'https://b.example/')
  assert.equal(visits(true, 6.9, 9), url)
  assert.equal(visits(true, 9, 4), url)
  assert.equal(visits(false, 30, 30), url)
})

test('a move that changes its mind begins anew, and one that ends is forgotten', () => {
  const first = nextVisit(state(), moved('https://b.example/'), {now, known: true})
  assert.equal(first.visit.moving?.runs, 1)
  assert.deepEqual(nextVisit(first, moved('https://c.example/'), {now: later(1), known: true}).visit.moving, {
    to: 'https://c.example/',
    since: later(1),
    runs: 1,
  })
  assert.deepEqual(nextVisit(first, failed(500), {now}).visit.moving, first.visit.moving)
  assert.equal(nextVisit(first, fresh(), {now}).visit.moving, undefined)
})

test('an adopted address that keeps failing is given up for the configured one', () => {
  const adopted = state({failures: 1}, 'https://b.example/')
  const second = nextVisit(adopted, failed(500), {now, configured: url})
  assert.equal(second.url, 'https://b.example/')
  assert.equal(nextVisit(second, failed(500), {now, configured: url}).url, url)
  const gone = nextVisit(adopted, {status: 'gone', url: 'https://b.example/'}, {now, configured: url})
  assert.deepEqual([gone.url, gone.visit.gone, gone.due < '9999'], [url, undefined, true])
})

test('the last ten visits are remembered, newest first, each in a sentence', () => {
  let feed = state()
  for (let visit = 0; visit < 12; visit++)
    feed = nextVisit(feed, visit % 2 ? unchanged() : failed(500), {now: later(visit)})
  assert.equal(feed.visit.history.length, 10)
  assert.deepEqual(feed.visit.history[0], {at: later(11), status: 'unchanged', note: 'Nothing has changed.'})
  assert.deepEqual(feed.visit.history[1], {at: later(10), status: 'failed', code: 500, note: 'The host answered 500.'})
})

test('whatever publishers answer, the next visit is an hour to a week and a bit away, and has a reason', () => {
  const number = fc.oneof(fc.integer(), fc.double(), fc.bigInt()).map(String)
  const date = fc.date({noInvalidDate: true}).map((date) => date.toUTCString())
  const value = fc.oneof(
    number,
    date,
    number.map((age) => `max-age=${age}`),
    fc.string(),
  )
  const names = ['cache-control', 'age', 'expires', 'date', 'retry-after', 'etag', 'last-modified'] as const
  const headers = fc.dictionary(fc.constantFrom(...names), value)
  const result = fc.oneof(
    headers.map(fresh),
    headers.map(unchanged),
    fc
      .record({code: fc.constantFrom(304, 403, 404, 429, 500, 503), headers})
      .map(({code, headers}) => failed(code, headers)),
    fc.constantFrom(
      moved('https://b.example/'),
      {status: 'refused' as const, reason: 'no'},
      {status: 'unreadable' as const, reason: 'no'},
    ),
  )
  const hints = fc.record(
    {
      ttl: fc.oneof(fc.integer(), fc.double()),
      period: fc.oneof(fc.integer(), fc.double()),
      skipHours: fc.array(fc.integer({min: -5, max: 30})),
      skipDays: fc.array(
        fc.constantFrom('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', ''),
      ),
    },
    {requiredKeys: []},
  )
  const newest = fc.array(fc.date({noInvalidDate: true, max: new Date('2030-01-01')}).map((date) => date.toISOString()))
  const visit = fc.record({result, facts: fc.record({hints, newest, known: fc.boolean()}, {requiredKeys: []})})
  fc.assert(
    fc.property(fc.array(visit, {maxLength: 12}), (visits) => {
      let feed = state()
      for (const {result, facts} of visits) {
        feed = nextVisit(feed, result, {now, ...facts})
        assert.ok(between(hoursUntil(feed), 1, 8 * 24 + 1), feed.due)
        assert.ok(feed.visit.dueBecause && feed.visit.history.length <= 10)
      }
    }),
    {seed: 20261127},
  )
})

function state(visit: Partial<VisitMemory> = {}, at = url): FeedState {
  return {feed: 'a.example/feed', url: at, due: now, about: {}, merge: {}, visit: {failures: 0, history: [], ...visit}}
}

function fresh(headers: Record<string, string> = {}) {
  return {status: 'fresh' as const, url, body: new Uint8Array(), contentType: '', headers}
}

function unchanged(headers: Record<string, string> = {}) {
  return {status: 'unchanged' as const, url, headers}
}

function moved(movedTo: string) {
  return {...fresh(), url: movedTo, movedTo}
}

function failed(code: number, headers: Record<string, string> = {}) {
  return {status: 'failed' as const, code, reason: `the host answered ${code}`, headers}
}

function hoursAfter(result: VisitResult, facts: Partial<VisitFacts> = {}): number {
  return hoursUntil(nextVisit(state(), result, {now, ...facts}))
}

function hoursUntil({due}: FeedState): number {
  return (Date.parse(due) - Date.parse(now)) / hour
}

function ago(hours: number): string {
  return new Date(Date.parse(now) - hours * hour).toISOString()
}

function daysAgo(days: number): string {
  return ago(24 * days)
}

function later(days: number): string {
  return ago(-24 * days)
}

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
