/** Links to other sites: asked politely, remembered, and judged with care. */
import assert from 'node:assert/strict'
import {createServer, type IncomingMessage} from 'node:http'
import type {AddressInfo} from 'node:net'
import {type TestContext, test} from 'node:test'
import {checkOutside} from '../src/outside.ts'
import {createProber, type Prober} from '../src/planet/probe.ts'
import {configText, createSite, post} from './helpers/site.ts'

interface Seen {
  readonly method: string
  readonly path: string
  readonly at: number
  readonly agent: string
}

/** A host on loopback that answers every path with the status it names, `/to/…` with a redirect, HEAD of `/get/…` with 405. */
async function startHost(context: TestContext): Promise<{url: string; seen: Seen[]}> {
  const seen: Seen[] = []
  const server = createServer((request: IncomingMessage, response) => {
    const {method = '', url: path = ''} = request
    seen.push({method, path, at: performance.now(), agent: request.headers['user-agent'] ?? ''})
    if (path.startsWith('/to')) response.writeHead(301, {location: path.slice(3)})
    else if (path.startsWith('/get')) response.writeHead(method === 'HEAD' ? 405 : 200)
    else response.writeHead(Number(path.slice(1)) || 200)
    response.end(method === 'HEAD' ? undefined : 'x'.repeat(100_000))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  context.after(() => server.close())
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen}
}

function prober(context: TestContext, allow: string[] = ['127.0.0.0/8']) {
  const made = createProber({userAgent: 'Test', allow, resolve: () => []})
  context.after(() => made.close())
  return made
}

test('hosts are asked with HEAD, then GET; what they answer is judged with care', async (context) => {
  const {url, seen} = await startHost(context)
  const site = createSite(context, {})
  const wanted = {
    '/200': 'good the host answered 200',
    '/404': 'broken the host answered 404',
    '/410': 'broken the host answered 410',
    '/403': 'unknown the host answered 403',
    '/429': 'unknown the host answered 429',
    '/503': 'unknown the host answered 503',
    '/get': 'good the host answered 200',
    '/to/200': `good the host answered 200, at ${url}/200`,
    '/to/404': `broken the host answered 404, at ${url}/404`,
    '/to/to/to/to/to/to/200': 'broken there were more than 5 redirects',
  }
  const {verdicts, asked} = await checkOutside(
    [...Object.keys(wanted).map((path) => url + path), 'http://nobody.example/', 'http://10.0.0.1/'],
    {prober: prober(context), now: () => '2025-01-01T00:00:00Z', file: `${site.root}/links.json`, pauseMs: 0},
  )
  for (const [path, verdict] of Object.entries(wanted)) {
    const {status, note} = verdicts.get(url + path)!
    assert.equal(`${status} ${note}`, verdict)
  }
  assert.equal(verdicts.get('http://nobody.example/')!.status, 'broken')
  assert.equal(verdicts.get('http://10.0.0.1/')!.status, 'unknown')
  assert.equal(asked, 12)
  const methods = Map.groupBy(seen, ({path}) => path)
  assert.deepEqual(
    ['/get', '/429'].map((path) => methods.get(path)!.map(({method}) => method)),
    [['HEAD', 'GET'], ['HEAD']],
  )
})

test('a host is asked again only after a pause, redirects counted', async (context) => {
  const {url, seen} = await startHost(context)
  const site = createSite(context, {})
  await checkOutside([`${url}/200`, `${url}/to/200`, `${url}/404`], {
    prober: prober(context),
    now: () => '2025-01-01T00:00:00Z',
    file: `${site.root}/links.json`,
    pauseMs: 25,
  })
  assert.equal(seen.length, 5)
  const gaps = seen.slice(1).map(({at}, index) => at - seen[index]!.at)
  assert.ok(Math.min(...gaps) > 15, gaps.join())
})

test('who stops it asks for nothing more, and what was not asked to the end has no verdict', async (context) => {
  const site = createSite(context, {})
  const stop = new AbortController()
  const asked: string[] = []
  const prober: Prober = {
    async probe(url, method) {
      asked.push(`${method} ${url}`)
      if (asked.length === 3) setImmediate(() => stop.abort())
      return {status: 'answered', code: url.endsWith('/good') ? 200 : 405}
    },
    async close() {},
  }
  const good = 'https://a.example/good'
  const report = await checkOutside(
    [good, 'https://a.example/next', 'https://b.example/get', 'https://c.example/get'],
    {
      prober,
      now: () => '2025-01-01T00:00:00Z',
      file: `${site.root}/links.json`,
      pauseMs: 60_000,
      signal: stop.signal,
    },
  )
  assert.deepEqual(asked, [`HEAD ${good}`, 'HEAD https://b.example/get', 'HEAD https://c.example/get'])
  assert.deepEqual([[...report.verdicts.keys()], report.asked], [[good], 1])
  assert.deepEqual(Object.keys(JSON.parse(site.read('links.json'))), [good])
})

test('what is known is not asked again until it may have changed', async (context) => {
  const {url, seen} = await startHost(context)
  const site = createSite(context, {})
  const run = async (now: string, urls: string[], force = false) => {
    seen.length = 0
    const options = {prober: prober(context), now: () => now, file: `${site.root}/links.json`, pauseMs: 0, force}
    await checkOutside(
      urls.map((path) => url + path),
      options,
    )
    return [...new Set(seen.map(({path}) => path))].sort()
  }
  const all = ['/200', '/403', '/404']
  assert.deepEqual(await run('2025-01-01T00:00:00Z', all), all)
  assert.deepEqual(await run('2025-01-01T12:00:00Z', all), [])
  assert.deepEqual(await run('2025-01-02T12:00:00Z', all), ['/404'])
  assert.deepEqual(await run('2025-01-20T00:00:00Z', all), ['/403', '/404'])
  assert.deepEqual(await run('2025-01-20T01:00:00Z', all, true), all)
  assert.deepEqual(await run('2025-01-20T02:00:00Z', ['/200']), [])
  assert.deepEqual(await run('2025-01-20T03:00:00Z', all), ['/403', '/404'])
})

test('links to the site itself are asked of nobody, however they are written', async (context) => {
  const links = [
    'http://example.org/2025/01/one/',
    '//example.org/2025/01/one/',
    'https://example.org/2025/01/one/#top',
  ]
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', links.map((url) => `[here](${url})`).join(' ')),
  })
  const {code, out} = await site.almagest('check', '--external')
  assert.match(out, /0 links to other sites/)
  assert.equal(code, 0)
  site.write('content/posts/one.md', post('One', '2025-01-01', '[none](//example.org/none/)'))
  assert.match(
    (await site.almagest('check')).err,
    /“\/\/example\.org\/none\/” leads nowhere: nothing stands at \/none\//,
  )
})

test('check writes nothing, and names the posts whose links to other sites broke', async (context) => {
  const {url, seen} = await startHost(context)
  const site = createSite(context, {
    'planet.config.ts': configText("refresh: {allow: ['127.0.0.1']},"),
    'content/posts/one.md': post('One', '2025-01-01', `Gone: [it](${url}/404#part).`),
    'content/posts/two.md': post('Two', '2025-01-02', 'See [one](one.md) and [home](https://example.org/).'),
  })
  const plain = await site.almagest('check')
  assert.deepEqual([plain.code, plain.err, seen.length], [0, '', 0])
  const {code, out, err} = await site.almagest('check', '--external')
  assert.equal(code, 1)
  assert.match(err, /content\/posts\/one\.md:6: http:\/\/127\.0\.0\.1:\d+\/404 leads nowhere: the host answered 404\./)
  assert.match(out, /1 link to other sites: 0 good, 1 broken, 0 unknown; 1 asked for\./)
  assert.match(seen[0]!.agent, /^Almagest\/[\d.]+ \(\+https:\/\/example\.org\/; link check\)$/)
  assert.throws(() => site.tree())
  site.write('content/posts/two.md', post('Two', '2025-01-02', '[none](none.md)'))
  assert.equal((await site.almagest('check')).code, 1)
})
