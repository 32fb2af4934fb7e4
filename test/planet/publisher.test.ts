import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Fetch} from '../../src/planet/fetch.ts'
import {openStore} from '../../src/planet/open-store.ts'
import {readFeed} from '../../src/planet/read-feed.ts'
import {refresh} from '../../src/planet/refresh.ts'
import {openSqlite} from '../../src/planet/sqlite.ts'
import {createWeb, day, hour, minute, type Publisher} from '../helpers/publisher.ts'

const publishers: readonly Publisher[] = [
  {url: 'https://busy.example/feed', every: 2 * hour + 7 * minute},
  {url: 'https://often.example/feed', every: 5 * hour - 13 * minute, validators: 'last-modified'},
  {url: 'https://daily.example/feed', every: day - 41 * minute, validators: 'both'},
  {url: 'https://weekly.example/feed', every: 7 * day},
  {url: 'https://rare.example/feed', every: 200 * day},
  {url: 'https://restless.example/feed', every: 3 * hour + 5 * minute, restless: true},
  {url: 'https://stuck.example/feed', every: 4 * hour, stuck: true},
  {url: 'https://plain.example/feed', every: 6 * hour - 17 * minute, validators: 'none'},
  {url: 'https://cached.example/feed', every: 3 * hour, headers: {'cache-control': 'public, max-age=21600'}},
  {url: 'https://patient.example/feed', every: 3 * hour, channel: '<ttl>300</ttl>'},
  {
    url: 'https://asleep.example/feed',
    every: 3 * hour,
    channel: skipHours([0, 1, 2, 3, 4, 5]),
    closedHours: [0, 1, 2, 3, 4, 5],
  },
  {
    url: 'https://one.strict.example/feed',
    every: 4 * hour,
    instead: (_, visit) => (visit % 9 === 0 ? {code: 429, headers: {'retry-after': '10800'}} : undefined),
  },
  {url: 'https://two.strict.example/feed', every: 4 * hour},
  {
    url: 'https://tired.example/feed',
    every: 4 * hour,
    instead: (now, visit) =>
      visit % 7 === 0 ? {code: 503, headers: {'retry-after': new Date(now + 20 * hour).toUTCString()}} : undefined,
  },
  {
    url: 'https://vague.example/feed',
    every: 4 * hour,
    instead: (_, visit) => (visit % 5 === 0 ? {code: 429} : undefined),
  },
  {url: 'https://broken.example/feed', every: day, instead: () => ({code: 500})},
  {url: 'https://barred.example/feed', every: day, instead: () => ({code: 403})},
  {url: 'https://ending.example/feed', every: day, instead: (_, visit) => (visit > 10 ? {code: 410} : undefined)},
]

test('publishers have nothing to object to in 31 days of runs, restarts, kills and saves', async (t) => {
  const sql = openSqlite(':memory:')
  t.after(() => sql.close())
  const begin = Date.parse('2025-03-01T00:00:00Z')
  let time = begin
  const web = createWeb(publishers, () => time)
  const chance = createChance(7)
  const subscriptions = publishers.map(({url}) => ({key: url.slice(8), url}))
  let store = await openStore(sql)
  let run = 0

  const visitAll = (fetch: Fetch = web.fetch) =>
    refresh({
      store,
      subscriptions,
      fetch,
      read: readFeed,
      concurrency: 1,
      run: `run${++run}`,
      now: () => new Date(time).toISOString(),
      sleep: async (ms) => {
        time += ms
      },
    })

  for (let tick = begin; tick < begin + 31 * day; tick += 30 * minute) {
    time = Math.max(time, tick + chance() * minute)
    if (chance() < 0.02) {
      await visitAll(web.knock).catch(() => {})
      store = await openStore(sql)
    }
    await visitAll()
    for (let save = 0; chance() < 0.05 && save < 5; save++) {
      time += chance() * minute
      await visitAll()
    }
  }

  assert.deepEqual(web.objections, [])
  const perDay = (url: string) => Math.round(web.visitsTo(`https://${url}.example/feed`).length / 30)
  for (const url of ['busy', 'often', 'daily', 'restless', 'plain']) {
    const delays = web.delaysOf(`https://${url}.example/feed`)
    assert.ok(delays.length > 20, `${url} was read`)
    assert.ok(median(delays) <= hour, `${url}: the median delay is ${median(delays) / minute} minutes`)
  }
  assert.ok(perDay('busy') >= 15, `${perDay('busy')}`)
  assert.ok(perDay('weekly') <= 12 && perDay('rare') <= 1, `${perDay('weekly')} ${perDay('rare')}`)
  assert.equal(perDay('broken'), 1)
  assert.equal(web.visitsTo('https://ending.example/feed').length, 11)
  assert.ok(web.delaysOf('https://stuck.example/feed').length > 0, 'a stuck 304 is overcome')
})

function skipHours(hours: readonly number[]): string {
  return `<skipHours>${hours.map((hour) => `<hour>${hour}</hour>`).join('')}</skipHours>`
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** Numbers from 0 to 1 that are the same in every run. */
function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
