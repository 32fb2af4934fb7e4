import assert from 'node:assert/strict'
import {test} from 'node:test'
import {hour, timeAfter} from '../src/time.ts'
import {channel, following, publisher} from './helpers/planet-site.ts'
import {createSite, post} from './helpers/site.ts'

const items = [
  {title: 'Grafting', date: '2025-01-02'},
  {title: 'Pruning', date: '2025-01-01'},
]

test('the status page, its JSON and its metrics say how each feed is doing', async (t) => {
  const good = await publisher(t, {'/a.xml': {body: channel('Pears', 'https://pears.example/', items)}})
  const bad = await publisher(t, {'/b.xml': {status: 500}}, '127.0.0.2')
  const site = createSite(t, {'planet.config.ts': following([`${good.origin}/a.xml`, `${bad.origin}/b.xml`])})
  await site.almagest('refresh')
  await site.build()
  const page = site.read('dist/planet/status/index.html')
  assert.match(page, /class="failing">Failing<.*The last visit failed: the host answered 500.*class="good">Good</s)
  assert.match(page, /Pears<\/b><\/a> <small>2<\/small>.*Last read <time.*Next visit <time/s)
  assert.match(page, /<meta name="robots" content="noindex">/)
  const {feeds} = JSON.parse(site.read('dist/planet/status.json'))
  assert.deepEqual(
    feeds.map(({name, health, items, failures, visits}: Record<string, unknown[]>) => [
      name,
      health,
      items,
      failures,
      visits?.length,
    ]),
    [
      [`127.0.0.2:${new URL(bad.origin).port}/b`, 'failing', 0, 1, 1],
      ['Pears', 'good', 2, 0, 1],
    ],
  )
  const metrics = site.read('dist/planet/metrics.txt')
  assert.match(metrics, /^# TYPE almagest_feed_up gauge$/m)
  assert.match(metrics, /^almagest_feed_up\{planet="\/planet\/",feed="127\.0\.0\.1:\d+\/a\.xml"\} 1$/m)
  for (const line of metrics.trim().split('\n'))
    assert.match(line, /^(?:# (?:HELP|TYPE) \w+ .+|\w+\{(?:\w+="[^"]*",?)+\} [\d.]+)$/)
  assert.match(site.read('dist/planet/sources/index.html'), /href="\/planet\/status\/"/)
})

test('a refresh that brings nothing new rewrites the status and nothing else of the site', async (t) => {
  const {origin, answers} = await publisher(t, {
    '/a.xml': {body: channel('Pears', 'https://pears.example/', items), headers: {etag: '"1"'}},
  })
  const bad = await publisher(t, {'/b.xml': {status: 500}}, '127.0.0.2')
  const site = createSite(t, {
    'planet.config.ts': following([`${origin}/a.xml`, `${bad.origin}/b.xml`]),
    'content/posts/mine.md': post('Mine', '2025-01-02'),
  })
  await site.almagest('refresh')
  await site.almagest('refresh', '--force')
  await site.build()
  await site.almagest('refresh', '--force')
  answers['/a.xml'] = {body: `${answers['/a.xml']!.body} `}
  await site.almagest('refresh', '--force', `${origin}/a.xml`)
  const {written} = await site.build()
  assert.deepEqual(written.toSorted(), ['planet/metrics.txt', 'planet/status.json', 'planet/status/index.html'])
  assert.deepEqual((await site.build()).written, [])
})

test('a planet may do without a status', async (t) => {
  const site = createSite(t, {
    'planet.config.ts': following(["{file: 'a.xml'}"], 'status: false'),
    'a.xml': channel('Pears', 'https://pears.example/', items),
  })
  await site.build()
  assert.deepEqual(
    Object.keys(site.tree()).filter((path) => /status|metrics/.test(path)),
    [],
  )
  assert.doesNotMatch(site.read('dist/planet/sources/index.html'), /status/)
})

test('the page of a feed says why an item does not stand by itself in the river', async (t) => {
  const many = Array.from({length: 7}, (_, index) => ({title: `Number ${index}`, date: `2025-01-0${index + 1}`}))
  const mine = [{title: 'Mine', link: 'https://example.org/2025/01/mine/', date: '2025-01-01'}]
  const site = createSite(t, {
    'planet.config.ts': following(["{file: 'many.xml', name: 'Many'}", "{file: 'copy.xml', name: 'Copy'}"]),
    'many.xml': channel('Many', 'https://many.example/', many),
    'copy.xml': channel('Copy', 'https://copy.example/', mine),
    'content/posts/mine.md': post('Mine', '2025-01-01'),
  })
  await site.build()
  assert.match(site.read('dist/planet/sources/copy/index.html'), /Test, with “Mine”, tells the same story\./)
  const page = site.read('dist/planet/sources/many/index.html')
  const [shown, held] = ['Number 6', 'Number 0'].map(
    (title) => page.slice(page.indexOf(`>${title}<`)).split('</article>')[0]!,
  )
  assert.doesNotMatch(shown!, /class="also"/)
  assert.match(held!, /class="also">[A-Z].+\.</)
})

test('a password in the address of a feed stands on no page', async (t) => {
  const {origin} = await publisher(t, {'/a.xml': {body: channel('Pears', 'https://pears.example/', items)}})
  const address = `${origin.replace('//', '//me:s3cret@')}/a.xml`
  const site = createSite(t, {'planet.config.ts': following([address])})
  await site.almagest('refresh')
  await site.build()
  for (const [path, text] of Object.entries(site.tree())) assert.doesNotMatch(text, /s3cret/, path)
})

test('feeds of a host that asked for a wait are next visited, and the site next built, when that is over', async (t) => {
  const {origin, asked} = await publisher(t, {'/a.xml': {status: 429, headers: {'retry-after': '7200'}}})
  const site = createSite(t, {'planet.config.ts': following(['a', 'b', 'c'].map((name) => `${origin}/${name}.xml`))})
  const begun = new Date().toISOString()
  await site.almagest('refresh')
  const until = timeAfter(begun, 2 * hour)
  const {nextChangeAt} = JSON.parse((await site.almagest('build', '--json')).out)
  assert.ok(nextChangeAt >= until, nextChangeAt)
  assert.match(
    (await site.almagest('why', `${origin}/b.xml`)).out,
    new RegExp(
      `^  Next visit: ${nextChangeAt.slice(0, 16).replace('T', ' ')} UTC \\(Its host asked for a wait\\)\\.$`,
      'm',
    ),
  )
  const {feeds} = JSON.parse(site.read('dist/planet/status.json'))
  assert.deepEqual(
    feeds.map(({nextVisit}: Record<string, string>) => nextVisit),
    [nextChangeAt, nextChangeAt, nextChangeAt],
  )
  assert.equal(asked.length, 1)
})

test('a wait that a host asked for is told in place of the advice to use --force, which keeps to it', async (t) => {
  const {origin, asked} = await publisher(t, {'/a.xml': {status: 429, headers: {'retry-after': '7200'}}})
  const site = createSite(t, {'planet.config.ts': following(['a', 'b', 'c'].map((name) => `${origin}/${name}.xml`))})
  await site.almagest('refresh')
  for (const words of [[], ['--force']]) {
    const {out} = await site.almagest('refresh', ...words)
    assert.match(
      out,
      /^0 feeds visited, .* 3 not due yet.*\n {2}→ For 3 feeds a host has asked for a wait until 20\S+ \S+ UTC, which `--force` keeps to as well\.\n$/,
    )
  }
  assert.match((await site.almagest('refresh', '--force', `${origin}/b.xml`)).out, /→ For 1 feed a host has asked/)
  assert.equal(asked.length, 1)
})
