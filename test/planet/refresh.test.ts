import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {createFetcher, type Fetch} from '../../src/planet/fetch.ts'
import {openStore} from '../../src/planet/open-store.ts'
import {readFeed} from '../../src/planet/read-feed.ts'
import {type RefreshOptions, type RefreshReport, refresh} from '../../src/planet/refresh.ts'
import {openSqlite} from '../../src/planet/sqlite.ts'
import type {Store} from '../../src/planet/store.ts'
import type {Subscription} from '../../src/types.ts'
import {feedServer, rss} from '../helpers/feed-server.ts'

const start = Date.parse('2025-01-01T00:00:00Z')
const hour = 3_600_000

test('items arrive, and the next visit asks only for what is new', async (t) => {
  const {origin, asked} = await feedServer(t, (request, response) => {
    response.setHeader('etag', '"1"')
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else response.end(rss('one', 'two'))
  })
  const fetcher = createFetcher({userAgent: 'Almagest/1.0', allow: ['127.0.0.1']})
  t.after(() => fetcher.close())
  const planet = await openPlanet(t, [`${origin}/feed`], {fetch: fetcher.fetch})
  const first = await planet.refresh()
  assert.deepEqual(
    first.visits.map(({name, status, added}) => [name, status, added]),
    [['Notes', 'fresh', 2]],
  )
  planet.pass(3 * hour)
  const second = await planet.refresh()
  assert.deepEqual(linesOf(second), ['unchanged 0 Nothing has changed.'])
  assert.deepEqual(
    asked.map(({headers}) => headers['if-none-match']),
    [undefined, '"1"'],
  )
  const {entries} = await planet.store.read()
  assert.deepEqual(entries.map(({title}) => title).sort(), ['one', 'two'])
})

test('what was read stays when its feed dies', async (t) => {
  const answers = web({})
  const planet = await openPlanet(t, ['a.example'], {fetch: (url, options) => answers(url, options)})
  await planet.refresh()
  planet.pass(48 * hour)
  await planet.refresh({fetch: web({'a.example': {status: 'gone', url: 'https://a.example/feed'}})})
  planet.pass(900 * hour)
  assert.deepEqual((await planet.refresh()).visits, [])
  const {feeds, entries} = await planet.store.read()
  assert.deepEqual([feeds[0]?.visit.gone, entries.length], [true, 1])
})

test('feeds that are not due wait, are asked by force, and can be chosen', async (t) => {
  const planet = await openPlanet(t, ['a.example', 'b.example'])
  const first = await planet.refresh({only: ['b.example/feed']})
  assert.deepEqual(
    first.visits.map(({feed}) => feed),
    ['b.example/feed'],
  )
  const rest = await planet.refresh()
  assert.deepEqual([rest.visits.map(({feed}) => feed), rest.waiting], [['a.example/feed'], 1])
  const none = await planet.refresh()
  assert.deepEqual([none.visits, none.waiting, none.next], [[], 2, earliest(first, rest)])
  const forced = await planet.refresh({force: true, only: ['a.example/feed']})
  assert.deepEqual(linesOf(forced), ['unchanged 0 Nothing has changed.'])
})

test('feeds of one domain are asked one after another, two seconds apart; domains side by side', async (t) => {
  const hosts = ['a.one.example', 'b.one.example', 'c.one.example', 'two.example', 'three.example', 'four.example']
  let [open, most] = [0, 0]
  const times = new Map<string, number>()
  const planet = await openPlanet(t, hosts, {
    concurrency: 3,
    fetch: async (url, options) => {
      times.set(new URL(url).hostname, planet.now())
      most = Math.max(most, ++open)
      await new Promise((done) => setImmediate(done))
      open--
      return web({})(url, options)
    },
  })
  await planet.refresh()
  assert.equal(most, 3)
  const [a, b, c] = hosts.map((host) => times.get(host)!)
  assert.ok(b! - a! >= 2_000 && c! - b! >= 2_000, `${[a, b, c]}`)
})

test('a 429 holds the whole domain, even when forced', async (t) => {
  const asked: string[] = []
  const strict = web({'a.one.example': {status: 'failed', code: 429, reason: '429', headers: {'retry-after': '7200'}}})
  const planet = await openPlanet(t, ['a.one.example', 'b.one.example', 'two.example'], {
    fetch: (url, options) => {
      asked.push(new URL(url).hostname)
      return strict(url, options)
    },
  })
  const first = await planet.refresh()
  assert.deepEqual(asked.sort(), ['a.one.example', 'two.example'])
  assert.ok(first.next! > '2025-01-01T01:00', 'those on hold are no reason to come at once')
  await planet.refresh({force: true})
  assert.deepEqual(asked.sort(), ['a.one.example', 'two.example', 'two.example'])
  planet.pass(2 * hour)
  await planet.refresh()
  assert.ok(asked.includes('b.one.example'))
})

test('a 503 holds its own feed alone', async (t) => {
  const planet = await openPlanet(t, ['a.one.example', 'b.one.example'], {
    fetch: web({'a.one.example': {status: 'failed', code: 503, reason: '503', headers: {'retry-after': '7200'}}}),
  })
  assert.deepEqual(
    (await planet.refresh()).visits.map(({status}) => status),
    ['failed', 'fresh'],
  )
  assert.deepEqual(
    (await planet.refresh({force: true})).visits.map(({feed}) => feed),
    ['b.one.example/feed'],
  )
})

test('a file is read at every refresh, never fetched, and left alone while it stays the same', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-refresh-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const file = join(folder, 'feed.xml')
  writeFileSync(file, rss('one'))
  const subscriptions = [{key: 'file:feed.xml', url: 'file:feed.xml', file}]
  const planet = await openPlanet(t, [], {
    subscriptions,
    fetch: () => assert.fail('a file is no matter for the network'),
  })
  assert.equal((await planet.refresh()).visits[0]?.added, 1)
  assert.deepEqual(linesOf(await planet.refresh()), ['unchanged 0 Nothing has changed.'])
  writeFileSync(file, rss('one', 'two'))
  assert.equal((await planet.refresh()).visits[0]?.added, 1)
  rmSync(file)
  assert.deepEqual(linesOf(await planet.refresh()), ['failed 0 The file cannot be read (ENOENT).'])
})

test('the same bytes without validators are not read twice', async (t) => {
  let reads = 0
  const planet = await openPlanet(t, ['a.example'], {
    read: (bytes, origin) => {
      reads++
      return readFeed(bytes, origin)
    },
  })
  await planet.refresh()
  await planet.refresh({force: true})
  assert.equal(reads, 1)
  await planet.refresh({force: true, subscriptions: [{...planet.subscriptions[0]!, charset: 'latin1'}]})
  assert.equal(reads, 2, 'the config says how to read it')
})

test('a run that is told to stop does so between two visits and gives its loans back', async (t) => {
  const stop = new AbortController()
  const planet = await openPlanet(t, ['a.one.example', 'b.one.example', 'two.example'], {concurrency: 1})
  const report = await planet.refresh({signal: stop.signal, onProgress: () => stop.abort()})
  assert.deepEqual([report.visits.length, report.stopped], [1, true])
  assert.deepEqual((await planet.refresh()).visits.length, 2)
})

test('a run that is told to stop leaves its visits, keeps what others brought, and blames nobody', async (t) => {
  const stop = new AbortController()
  const answers = web({})
  const held: string[] = []
  const planet = await openPlanet(t, ['a.example', 'b.example', 'c.example', 'd.example'], {
    concurrency: 3,
    signal: stop.signal,
    graceMs: 0,
    fetch: (url, options) => {
      if (url.includes('a.example')) return answers(url, options)
      held.push(url)
      const {promise, resolve} = Promise.withResolvers<Awaited<ReturnType<Fetch>>>()
      options!.signal!.addEventListener('abort', () => resolve({status: 'failed', reason: 'stopped', headers: {}}))
      if (held.length === 3) stop.abort()
      return promise
    },
  })
  const report = await planet.refresh()
  assert.deepEqual([report.visits.map(({feed}) => feed), report.stopped], [['a.example/feed'], true])
  const {feeds, entries} = await planet.store.read()
  assert.deepEqual(
    feeds.map(({visit}) => [visit.failures, visit.history.length]),
    [[0, 1], ...Array(3).fill([0, 0])],
  )
  assert.equal(entries.length, 1)
  const again = () => planet.refresh({fetch: answers, signal: new AbortController().signal})
  assert.equal((await again()).visits.length, 0, 'the request was sent, so its hour counts')
  planet.pass(hour)
  assert.equal((await again()).visits.length, 3)
})

test('a visit that ends in the moment after the signal is kept', async (t) => {
  const stop = new AbortController()
  const planet = await openPlanet(t, ['a.example', 'b.a.example'], {
    signal: stop.signal,
    graceMs: 60_000,
    fetch: async (url, options) => {
      stop.abort()
      await new Promise((done) => setImmediate(done))
      assert.equal(options!.signal!.aborted, false)
      return web({})(url, options)
    },
  })
  const {visits, stopped} = await planet.refresh()
  assert.deepEqual([visits.length, visits[0]?.added, stopped], [1, 1, true])
})

test('a run whose large bodies wait for each other loses none of them', async (t) => {
  const hosts = Array.from({length: 12}, (_, index) => `h${index}.example`)
  let [inside, most] = [0, 0]
  const planet = await openPlanet(t, hosts, {
    fetch: async (url, options) => {
      await options!.makeRoom!(9_000_000)
      most = Math.max(most, ++inside)
      return web({})(url, options)
    },
    read: async (bytes, origin) => {
      const document = await readFeed(bytes, origin)
      inside--
      return document
    },
  })
  const {visits} = await planet.refresh()
  assert.deepEqual([visits.filter(({added}) => added === 1).length, most], [12, 1])
})

test('a run that comes late does not come in an hour to be skipped, unless forced', async (t) => {
  const hours = (...skipped: readonly number[]) => skipped.map((hour) => `<hour>${hour}</hour>`).join('')
  const feed = rss('one').replace('<item>', `<skipHours>${hours(2, 3)}</skipHours><item>`)
  const planet = await openPlanet(t, ['a.example'], {fetch: web({'a.example': feed})})
  await planet.refresh()
  planet.pass(2 * hour)
  const late = await planet.refresh()
  assert.deepEqual([late.visits, late.waiting, late.next], [[], 1, '2025-01-01T04:00:00.000Z'])
  assert.equal((await planet.refresh({force: true})).visits.length, 1)
})

test('runs at the same time share the work and visit nobody twice', async (t) => {
  const asked: string[] = []
  const answers = web({})
  const hosts = Array.from({length: 20}, (_, index) => `${index}.example`)
  const planet = await openPlanet(t, hosts, {
    fetch: async (url, options) => {
      asked.push(url)
      await new Promise((done) => setImmediate(done))
      return answers(url, options)
    },
  })
  const reports = await Promise.all([planet.refresh(), planet.refresh(), planet.refresh()])
  assert.deepEqual([asked.length, new Set(asked).size], [20, 20])
  assert.equal(reports.flatMap(({visits}) => visits).length, 20)
})

test('a run that dies during a request has used up its hour', async (t) => {
  const planet = await openPlanet(t, ['a.example', 'b.a.example'])
  const deadly: Fetch = () => Promise.reject(new Error('killed'))
  await assert.rejects(planet.refresh({fetch: deadly}), /killed/)
  planet.pass(hour / 2)
  assert.deepEqual(
    (await planet.refresh()).visits.map(({feed}) => feed),
    ['b.a.example/feed'],
  )
  planet.pass(hour / 2)
  assert.deepEqual(
    (await planet.refresh()).visits.map(({feed}) => feed),
    ['a.example/feed'],
  )
})

test('progress counts what is due', async (t) => {
  const planet = await openPlanet(t, ['a.example', 'b.example', 'c.example'])
  await planet.refresh({only: ['b.example/feed']})
  const steps: string[] = []
  await planet.refresh({onProgress: (_, done, total) => steps.push(`${done}/${total}`)})
  assert.deepEqual(steps, ['1/2', '2/2'])
})

test('a clock that runs ten years ahead and is set right costs no feed its place, and nobody is asked twice in an hour', async (t) => {
  const hosts = Array.from({length: 20}, (_, index) => `h${index}.example`)
  const busy = {status: 'failed', code: 429, reason: 'busy', headers: {'retry-after': '604800'}} as const
  let asked: {url: string; at: number}[] = []
  const fetch: Fetch = async (url) => {
    asked.push({url, at: planet.now()})
    return web(asked.length > 20 ? {'h0.example': busy, 'h1.example': rss('later', 'hello')} : {})(url)
  }
  const planet = await openPlanet(t, hosts, {fetch})
  const years = 10 * 365 * 24 * hour
  await planet.refresh()
  planet.pass(years)
  await planet.refresh()
  // A run that dies keeps what it was lent.
  planet.pass(30 * hour)
  await planet.store.lease({run: 'dead', now: new Date(planet.now()).toISOString(), until: '2045-01-01T00:00:00.000Z'})
  planet.pass(-years - 30 * hour)
  asked = []
  assert.equal((await planet.refresh()).visits.length, 0)
  const {entries} = await planet.store.read()
  assert.equal(entries.length, 21)
  for (const {title, river, firstSeen} of entries)
    assert.ok(
      [river, firstSeen].every((time) => Date.parse(time) <= planet.now()),
      `${title} at ${river}`,
    )
  planet.pass(30 * 60_000)
  assert.equal((await planet.refresh()).visits.length, 0)
  const times: number[] = []
  for (let minutes = 30; minutes < 130; minutes++) {
    planet.pass(60_000)
    times.push((await planet.refresh()).visits.length)
  }
  const visits = Map.groupBy(asked, ({url}) => url)
  assert.equal(visits.size, 20)
  for (const [url, [first, second]] of visits) assert.ok(!second || second.at - first!.at >= hour, url)
  assert.ok(Math.max(...times) <= 4, times.join())
})

test('a feed that is switched off is not visited', async (t) => {
  const planet = await openPlanet(t, ['a.example'])
  const report = await planet.refresh({subscriptions: [{...planet.subscriptions[0]!, disabled: true}]})
  assert.deepEqual([report.visits, report.waiting], [[], 0])
})

/** A planet in memory with a clock that only `pass` and waiting move. */
async function openPlanet(t: TestContext, hosts: readonly string[], options: Partial<RefreshOptions> = {}) {
  const store: Store = await openStore(openSqlite(':memory:'))
  t.after(() => store.close())
  let time = start
  let runs = 0
  const subscriptions: Subscription[] = hosts.map((host) => {
    const url = host.includes('://') ? host : `https://${host}/feed`
    return {key: url.replace(/^.*?:\/\//, ''), url}
  })
  const base = {store, subscriptions, fetch: web({}), read: readFeed, now: () => new Date(time++).toISOString()}
  return {
    store,
    subscriptions,
    now: () => time,
    pass(ms: number) {
      time += ms
    },
    refresh: (more: Partial<RefreshOptions> = {}): Promise<RefreshReport> =>
      refresh({
        ...base,
        run: `run${++runs}`,
        sleep: async (ms) => {
          time += ms
        },
        ...options,
        ...more,
      }),
  }
}

type Answer = Awaited<ReturnType<Fetch>>

/** Every host answers with a feed of one item, or with what is given for it. */
function web(answers: Record<string, Answer | string>): Fetch {
  return async (url) => {
    const answer = answers[new URL(url).hostname] ?? rss('hello')
    if (typeof answer !== 'string') return answer
    return {status: 'fresh', url, body: Buffer.from(answer), contentType: 'text/xml', headers: {}}
  }
}

function linesOf({visits}: RefreshReport): string[] {
  return visits.map(({status, added, note}) => `${status} ${added} ${note}`)
}

function earliest(...reports: readonly RefreshReport[]): string | undefined {
  return reports.flatMap(({visits}) => visits.map(({due}) => due)).sort()[0]
}
