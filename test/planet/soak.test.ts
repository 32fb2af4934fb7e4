import assert from 'node:assert/strict'
import type {RequestListener} from 'node:http'
import {test} from 'node:test'
import {createFetcher} from '../../src/planet/fetch.ts'
import {openStore} from '../../src/planet/open-store.ts'
import {createReader} from '../../src/planet/reader.ts'
import {refresh} from '../../src/planet/refresh.ts'
import {openSqlite} from '../../src/planet/sqlite.ts'
import {releaseMemory} from '../../src/release-memory.ts'
import {feedServer, rss} from '../helpers/feed-server.ts'

const minute = 60_000

test('hours of refreshing good and bad hosts leave nothing open and hold no more memory than the first', async (t) => {
  const servers = await Promise.all(
    Array.from({length: 24}, (_, index) => feedServer(t, kinds[index % kinds.length]!(), `127.0.1.${index + 1}`)),
  )
  const subscriptions = servers.map(({origin}) => ({key: origin.slice(7), url: `${origin}/feed`}))
  const sql = openSqlite(':memory:')
  t.after(() => sql.close())
  const store = await openStore(sql)
  const before = resources()
  let time = Date.parse('2025-06-01T00:00:00Z')

  const turn = async () => {
    const fetcher = createFetcher({userAgent: 'Almagest/1.0', allow: ['127.0.0.0/8'], firstByteMs: 60, idleMs: 60})
    const reader = createReader({takes: true})
    const {visits} = await refresh({
      store,
      subscriptions,
      fetch: fetcher.fetch,
      read: reader.read,
      now: () => new Date(time).toISOString(),
      sleep: async (ms) => {
        time += ms
      },
    })
    await Promise.all([fetcher.close(), reader.close()])
    time += 30 * minute
    return visits.length
  }

  const samples: number[] = []
  let visits = 0
  for (let hour = 0; hour < 6; hour++) {
    visits += (await turn()) + (await turn())
    releaseMemory()
    samples.push(process.memoryUsage().heapUsed + process.memoryUsage().external)
  }
  assert.ok(visits > 60, `${visits}`)
  // What the first hours load, modules and compiled code, stays.
  const grown = samples.at(-1)! - samples[2]!
  assert.ok(grown < 2_000_000, `${samples.map((bytes) => Math.round(bytes / 1_000))} kB`)
  for (let wait = 0; wait < 50 && resources().length > before.length; wait++)
    await new Promise((done) => setTimeout(done, 20))
  assert.deepEqual(resources(), before)
})

/** What keeps the process alive, but for what the tests' own runner and files hold. */
function resources(): readonly string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /TCPSOCKET|TCPSocket|Timeout|MessagePort|Worker/i.test(name))
    .sort()
}

/** Publishers, each with a memory of its own. */
const kinds: readonly (() => RequestListener)[] = [
  () => {
    let visit = 0
    return (_, response) => response.end(rss(...Array.from({length: 20}, (_, item) => `Item ${++visit - item}`)))
  },
  () => (request, response) =>
    request.headers['if-none-match']
      ? response.writeHead(304).end()
      : response.setHeader('etag', '"1"').end(rss('one')),
  () => {
    let visit = 0
    return (_, response) => response.writeHead(++visit % 2 ? 200 : 500).end(rss('flap'))
  },
  () =>
    ({url}, response) =>
      url === '/new' ? response.end(rss('here')) : response.writeHead(302, {location: '/new'}).end(),
  () => () => {},
  () => (_, response) => response.writeHead(200).write('<rss'),
  () => (_, response) => response.writeHead(200).write('<rss', () => response.destroy()),
  () => (_, response) => response.end(rss('large').replace('<item>', `${' '.repeat(1_200_000)}<item>`)),
]
