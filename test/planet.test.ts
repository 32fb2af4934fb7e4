import assert from 'node:assert/strict'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {type TestContext, test} from 'node:test'
import type {RefreshReport} from '../src/refresh.ts'
import {configText, createSite, differences, post} from './helpers/site.ts'

interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string
}

/** A publisher on loopback whose answers a test may change; it remembers what it was asked. */
async function createPublisher(context: TestContext, answers: Record<string, Answer>, host = '127.0.0.1') {
  const asked: {path: string; etag: string | undefined}[] = []
  const server = createServer((request, response) => {
    const path = request.url!
    asked.push({path, etag: request.headers['if-none-match']})
    const {status = 200, headers = {}, body = ''} = answers[path] ?? {status: 404}
    const same = headers.etag !== undefined && request.headers['if-none-match'] === headers.etag
    response.writeHead(same ? 304 : status, {'content-type': 'application/rss+xml', ...headers})
    response.end(same ? undefined : body)
  })
  await new Promise<void>((done) => server.listen(0, host, done))
  context.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return {url: `http://${host}:${(server.address() as AddressInfo).port}`, asked, answers}
}

interface Told {
  title: string
  date?: string
  html?: string
}

function rss(title: string, items: readonly Told[]): string {
  const entries = items.map(({title, date, html = 'Text.'}) => {
    const slug = title.toLowerCase().replace(/\W+/g, '-')
    const when = date ? `<pubDate>${new Date(date).toUTCString()}</pubDate>` : ''
    return `<item><title>${title}</title><link>https://feed.example/${slug}</link><guid>https://feed.example/${slug}</guid>${when}<description><![CDATA[${html}]]></description></item>`
  })
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>https://feed.example/</link><description>d</description>${entries.join('')}</channel></rss>`
}

function planetConfig(...feeds: string[]): string {
  return configText(
    `planet: {feeds: [${feeds.map((feed) => (feed.startsWith('{') ? feed : `'${feed}'`)).join(', ')}]}, refresh: {allow: ['127.0.0.0/8'], faces: false},`,
  )
}

test('refresh remembers what feeds say and build draws it, without the network', async (context) => {
  const publisher = await createPublisher(context, {
    '/a.xml': {body: rss('Feed A', [{title: 'Hello there', date: '2025-01-01'}]), headers: {etag: '"1"'}},
  })
  const site = createSite(context, {
    'planet.config.ts': planetConfig(`${publisher.url}/a.xml`),
    'content/posts/own.md': post('My own', '2025-01-02'),
  })
  const {code, out, err} = await site.almagest('refresh')
  assert.equal(code, 0, err)
  assert.match(out, /\+ .*1 new/)
  assert.match(out, /1 feed visited, 1 new item, 0 failed, 0 not due yet/)
  publisher.answers['/a.xml'] = {status: 500}
  await site.build()
  const planet = site.read('dist/planet/index.html')
  assert.match(planet, /Hello there/)
  assert.match(planet, /My own/)
  for (const file of ['rss.xml', 'atom.xml', 'feed.json', 'opml.xml'])
    assert.match(site.read(`dist/planet/${file}`), file === 'opml.xml' ? /Feed A/ : /Hello there/)
  assert.equal(publisher.asked.length, 1)
})

test('who follows a feed at home is told what allows it', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText("planet: {feeds: ['http://127.0.0.1:4000/feed.xml']},"),
  })
  const {code, out} = await site.almagest('refresh')
  assert.equal(code, 3)
  assert.match(out, /127\.0\.0\.1 is not on the public internet\..*\n {2}→ .*`refresh\.allow`/s)
})

test('a feed is not asked again within the hour, unless forced, and then with its validators', async (context) => {
  const publisher = await createPublisher(context, {
    '/a.xml': {body: rss('Feed A', [{title: 'Hello there'}]), headers: {etag: '"1"'}},
  })
  const site = createSite(context, {'planet.config.ts': planetConfig(`${publisher.url}/a.xml`)})
  await site.almagest('refresh')
  const {out} = await site.almagest('refresh')
  assert.match(out, /0 feeds visited, .* 1 not due yet.*\n {2}→ .*`almagest refresh --force`/)
  await site.almagest('refresh', '--force')
  assert.deepEqual(
    publisher.asked.map(({etag}) => etag),
    [undefined, '"1"'],
  )
})

test('a dead, a hostile and an empty feed change nothing for the others', async (context) => {
  const good = rss('Good', [{title: 'Still here', date: '2025-01-01'}])
  const evil = rss('Evil', [
    {
      title: '&lt;script&gt;alert(1)&lt;/script&gt;',
      date: '2025-01-02',
      html: '<script>alert(1)</script><img src=x onerror=alert(1)><p style="position:fixed">kept</p>',
    },
  ])
  const answers: Record<string, Answer> = {
    '/good.xml': {body: good},
    '/evil.xml': {body: evil},
    '/empty.xml': {body: ''},
    '/html.xml': {body: '<!doctype html><title>Moved</title>', headers: {'content-type': 'text/html'}},
    '/bomb.xml': {
      body: `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({length: 20}, (_, n) => `<!ENTITY b${n} "${n ? `&b${n - 1};&b${n - 1};` : '&a;&a;'}">`).join('')}]><rss><channel><title>&b19;</title></channel></rss>`,
    },
    '/down.xml': {status: 500},
  }
  // Hosts of their own, since one host is asked only every two seconds.
  const names = ['good', 'evil', 'empty', 'html', 'bomb', 'down', 'missing']
  const publishers = await Promise.all(
    names.map((_, index) => createPublisher(context, answers, `127.0.0.${10 + index}`)),
  )
  const feeds = names.map((name, index) => `${publishers[index]!.url}/${name}.xml`)
  const site = createSite(context, {'planet.config.ts': planetConfig(...feeds, 'http://10.0.0.1/private.xml')})
  const {code, out} = await site.almagest('refresh', '--json')
  assert.equal(code, 3)
  assert.deepEqual(
    (JSON.parse(out) as RefreshReport).visits.map(
      ({feed, status, added}) => `${feed.replace(/.*\//, '')} ${status} ${added}`,
    ),
    [
      'good.xml fresh 1',
      'evil.xml fresh 1',
      'empty.xml unreadable 0',
      'html.xml unreadable 0',
      'bomb.xml fresh 0',
      'down.xml failed 0',
      'missing.xml failed 0',
      'private.xml refused 0',
    ],
  )
  await site.build()
  const planet = site.read('dist/planet/index.html')
  assert.match(planet, /Still here/)
  assert.match(planet, /<p>kept<\/p>/)
  assert.doesNotMatch(planet, /<script>alert|onerror|position:fixed/)
})

test('a post that stands in the planet and in a feed is told once, by its own site', async (context) => {
  const copy =
    '<rss version="2.0"><channel><title>Copy</title><link>https://copy.example/</link><item><title>Mine</title><link>https://example.org/2025/01/mine/</link><guid>https://example.org/2025/01/mine/</guid><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate><description>Copied</description></item></channel></rss>'
  const site = createSite(context, {
    'planet.config.ts': planetConfig("{file: 'copy.xml'}"),
    'copy.xml': copy,
    'content/posts/mine.md': post('Mine', '2025-01-01', 'The original.'),
  })
  await site.build()
  const planet = site.read('dist/planet/index.html')
  assert.equal(planet.match(/>Mine</g)?.length, 1)
  assert.match(planet, /The original\./)
  assert.match(planet, /Copy/)
})

test('an edit of a feed on disk reaches the planet by the next build, and a build without one writes nothing', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': planetConfig("{file: 'a.xml'}"),
    'a.xml': rss('A', [{title: 'First', date: '2025-01-01'}]),
  })
  await site.build()
  const before = site.tree()
  assert.deepEqual((await site.build()).written, [])
  assert.deepEqual(differences(before, site.tree()), [])
  site.write(
    'a.xml',
    rss('A', [
      {title: 'Second', date: '2025-01-02'},
      {title: 'First', date: '2025-01-01'},
    ]),
  )
  const {written} = await site.build()
  assert.ok(written.includes('planet/index.html') && written.includes('planet/atom.xml'))
  assert.ok(!written.includes('index.html'))
})

test('refresh visits the feeds that are named, by name or by URL', async (context) => {
  const publisher = await createPublisher(context, {
    '/a.xml': {body: rss('A', [{title: 'One'}])},
    '/b.xml': {body: rss('B', [{title: 'Two'}])},
  })
  const site = createSite(context, {
    'planet.config.ts': planetConfig(`{url: '${publisher.url}/a.xml', name: 'Alpha'}`, `${publisher.url}/b.xml`),
  })
  await site.almagest('refresh', 'alpha')
  await site.almagest('refresh', `${publisher.url}/b.xml`)
  assert.deepEqual(
    publisher.asked.map(({path}) => path),
    ['/a.xml', '/b.xml'],
  )
})

test('a file that is no feed is warned of by its name, and changes nothing for the others', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': planetConfig("{file: 'good.xml'}", "{file: 'notes.txt'}"),
    'good.xml': rss('Good', [{title: 'Still here', date: '2025-01-01'}]),
    'notes.txt': 'Milk, bread, stamps.',
  })
  const {problems} = await site.build()
  assert.deepEqual(
    problems.map(({file, warning}) => [file, warning]),
    [['notes.txt', true]],
  )
  assert.match(site.read('dist/planet/index.html'), /Still here/)
  const again = await site.build()
  assert.deepEqual([again.written, again.problems.length], [[], 1])
  const good = site.read('good.xml')
  for (const [text, warnings] of [
    ['Bread.', 2],
    [good, 1],
  ] as const) {
    site.write('good.xml', text)
    assert.equal((await site.build()).problems.length, warnings)
  }
})
