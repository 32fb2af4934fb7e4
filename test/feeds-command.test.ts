import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import {test} from 'node:test'
import {feedLinks} from '../src/planet/discover.ts'
import {channel, following, publisher} from './helpers/planet-site.ts'
import {createSite} from './helpers/site.ts'

const pears = channel("Noor's pears", 'https://pears.example/', [
  {title: 'Grafting', date: '2025-01-02'},
  {title: 'Pruning', date: '2025-01-01'},
])

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/subscriptions/${name}`, import.meta.url), 'utf8')
}

test('feeds add finds the feed that a page names, by one request for each, and says how to follow it', async (t) => {
  const feed = await publisher(t, {'/rss': {body: pears}}, '127.0.0.2')
  const page = await publisher(t, {
    '/': {
      type: 'text/html',
      body: `<!doctype html><title>Pears</title>
        <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
        <link rel="alternate" type="application/json" href="/wp-json/">
        <link rel="alternate" type="application/rss+xml" href="${feed.origin}/rss"><h1>Pears</h1>`,
    },
  })
  const site = createSite(t, {'planet.config.ts': following([])})
  const {code, out, err} = await site.almagest('feeds', 'add', page.origin)
  assert.equal(code, 0, err)
  assert.match(out, /^Noor's pears \(http:.*\/rss, rss\) has 2 items/)
  assert.match(out, /2025-01-02 {2}Grafting\n/)
  assert.match(out, /names http:\S+\/comments\/feed \(Comments\)/)
  assert.ok(out.includes(`{url: '${feed.origin}/rss', name: 'Noor\\'s pears'},`), out)
  assert.deepEqual([page.asked.length, feed.asked.length], [1, 1])

  // Its hour counts from here: what is in the config now is shown without another request.
  site.write('planet.config.ts', following([`${feed.origin}/rss`]))
  assert.match((await site.almagest('refresh')).out, /1 not due yet/)
  await site.build()
  assert.match(site.read('dist/planet/index.html'), /Grafting/)
  assert.equal(feed.asked.length, 1)
})

test('feeds add shows the date of items that only say when they were updated', async (t) => {
  const body = `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><title>Quinces</title><updated>2025-03-04T00:00:00Z</updated>
    <entry><id>urn:x:1</id><title>Blossom</title><updated>2025-03-04T00:00:00Z</updated></entry></feed>`
  const {origin} = await publisher(t, {'/atom': {type: 'application/atom+xml', body}})
  const site = createSite(t, {'planet.config.ts': following([])})
  assert.match((await site.almagest('feeds', 'add', `${origin}/atom`)).out, /2025-03-04 {2}Blossom\n/)
})

test('feeds add adds to an OPML file and leaves all else in it alone', async (t) => {
  const {origin} = await publisher(t, {'/rss': {body: pears}})
  const mine =
    '<opml version="2.0"><head><title>Mine</title><!-- kept --></head><body>\n    <outline text="A" xmlUrl="https://a.example/feed"/>\n  </body></opml>\n'
  const site = createSite(t, {
    'planet.config.ts': following(["{opml: 'friends.opml'}"]),
    'friends.opml': mine,
  })
  const {out} = await site.almagest('feeds', 'add', `${origin}/rss`, '--to', 'friends.opml')
  assert.match(out, /Added to friends\.opml/)
  const added = site.read('friends.opml')
  assert.match(
    added,
    /<!-- kept -->.*a\.example\/feed"\/>\n {4}<outline [^\n]*\/rss"[^\n]*\/>\n {2}<\/body><\/opml>\n$/s,
  )
  assert.match((await site.almagest('feeds', 'add', `${origin}/rss`, '--to', 'friends.opml')).out, /followed already/)
  assert.equal(site.read('friends.opml'), added)
  const fresh = await site.almagest('feeds', 'add', `${origin}/rss`, '--to', 'new.opml')
  assert.match(fresh.out, /followed already/)
})

test('feeds add asks nobody for a feed that is followed, and lets no title steer the config or the terminal', async (t) => {
  const evil = channel("x'},]}\\u0041&#10;\u202e&lt;b&gt;", 'https://evil.example/', [{title: 'Hi \u001b[31m'}])
  const {origin, asked} = await publisher(t, {'/a': {body: evil}, '/b': {body: pears}})
  const site = createSite(t, {'planet.config.ts': following([`${origin}/b`])})
  assert.match((await site.almagest('feeds', 'add', `${origin}/b`)).out, /is followed already/)
  assert.equal(asked.length, 0)
  const {out} = await site.almagest('feeds', 'add', `${origin}/a`)
  const line = out.trimEnd().split('\n').at(-1)!.trim()
  assert.doesNotMatch(out, /[\u202e\u001b]/)
  site.write('planet.config.ts', following([line.replace(/,$/, '')]))
  const {code, err} = await site.almagest('feeds', 'list')
  assert.equal(code, 0, err)
})

test('feeds add says why nothing is to be had', async (t) => {
  const {origin} = await publisher(t, {'/': {type: 'text/html', body: '<title>No feed</title>'}})
  const site = createSite(t, {'planet.config.ts': following([])})
  const page = await site.almagest('feeds', 'add', origin)
  assert.equal(page.code, 3)
  assert.match(page.err, /There is no feed to be had at .*: it is a page that names no feed\./)
  const inside = await site.almagest('feeds', 'add', 'http://10.0.0.1/')
  assert.equal(inside.code, 3)
  assert.equal((await site.almagest('feeds', 'add')).code, 2)
  assert.equal((await site.almagest('feeds', 'ad')).code, 2)
})

test('the feeds of a page come Atom first, then RSS, then JSON Feed, those of comments last', () => {
  const page = `<base href="https://b.example/x/"><link rel="alternate" type="application/feed+json" href="feed.json">
    <link rel='ALTERNATE' type='application/rss+xml; charset=utf-8' href='rss' title="News">
    <link rel=alternate type=application/atom+xml href=/comments.atom>
    <link rel="alternate" type="application/json+oembed" href="/oembed">
    <link rel="alternate" hreflang="de" href="/de/">
    <link rel="alternate" type="application/atom+xml" href="javascript:alert(1)">
    <link rel="stylesheet alternate" type="text/css" href="/x.css"><a rel="alternate" type="application/atom+xml" href="/atom">A</a>`
  assert.deepEqual(
    feedLinks(page, 'https://a.example/').map(({url}) => url),
    [
      'https://b.example/atom',
      'https://b.example/x/rss',
      'https://b.example/x/feed.json',
      'https://b.example/comments.atom',
    ],
  )
  assert.deepEqual(feedLinks('<b>'.repeat(300_000), 'https://a.example/'), [])
})

for (const [name, feeds] of [
  ['nested.opml', 4],
  ['venus.ini', 2],
  ['pluto.ini', 1],
  ['ocaml.yml', 2],
] as const)
  test(`feeds import takes in ${name}, and what is exported from it is the same list`, async (t) => {
    const site = createSite(t, {
      'planet.config.ts': following(["{opml: 'feeds.opml'}"]),
      'feeds.opml': '<opml><body/></opml>',
      [name]: fixture(name),
    })
    const {code, out, err} = await site.almagest('feeds', 'import', name, '--to', 'taken.opml')
    assert.equal(code, 0, err)
    assert.match(out, new RegExp(`^Read ${feeds} feeds? .* wrote taken\\.opml`))
    assert.match(out, /\{opml: 'taken\.opml'\},/)
    const faces =
      /1 face of feeds is the name of a file: one\.png\n {2}→ Put the pictures into `content\/static\/faces\/`/
    if (['venus.ini', 'pluto.ini'].includes(name)) assert.match(err, faces)
    assert.equal((await site.almagest('feeds', 'import', name, '--to', 'taken.opml')).code, 1)

    site.write('planet.config.ts', following(["{opml: 'taken.opml'}"]))
    await site.almagest('feeds', 'export', '--to', 'out.opml')
    await site.almagest('feeds', 'import', 'out.opml', '--to', 'again.opml')
    const [taken, again] = ['taken.opml', 'again.opml'].map((path) => site.read(path).replace(/<title>.*<\/title>/, ''))
    assert.equal(again, taken)
    assert.equal((await site.almagest('feeds', 'export')).out, site.read('out.opml'))
  })

test('feeds export names feeds by what the config says, else by what they said of themselves', async (t) => {
  const feed = await publisher(t, {'/a': {body: pears}, '/b': {body: pears}, '/c': {body: pears}})
  const [a, b, c] = ['/a', '/b', '/c'].map((path) => feed.origin + path)
  const site = createSite(t, {
    'planet.config.ts': following([a!, `{url: '${b}', name: 'Mine', site: 'https://mine.example/'}`]),
  })
  assert.match((await site.almagest('feeds', 'export')).out, new RegExp(`text="${a}"`))
  assert.ok(!existsSync(`${site.root}/.almagest/planet.sqlite`))
  await site.almagest('refresh')
  site.write('planet.config.ts', site.read('planet.config.ts').replace('feeds: [', `feeds: ['${c}', `))
  const {out} = await site.almagest('feeds', 'export')
  const outlines = Array.from(out.matchAll(/<outline [^>]*>/g), ([outline]) => outline)
  const named = (url: string) => outlines.find((outline) => outline.includes(`xmlUrl="${url}"`)) ?? ''
  assert.equal(outlines.length, 3)
  assert.match(named(a!), /text="Noor's pears" .*htmlUrl="https:\/\/pears\.example\/"/)
  assert.match(named(b!), /text="Mine" .*htmlUrl="https:\/\/mine\.example\/"/)
  assert.match(named(c!), new RegExp(`text="${c}"`))
})

test('feeds list shows every feed on one line', async (t) => {
  const good = await publisher(t, {'/a': {body: pears}})
  const bad = await publisher(t, {'/b': {status: 404}}, '127.0.0.2')
  const site = createSite(t, {'planet.config.ts': following([`${good.origin}/a`, `${bad.origin}/b`])})
  await site.almagest('refresh')
  const {out} = await site.almagest('feeds', 'list')
  assert.match(out, /^✗ 127\.0\.0\.2\S+ +0 .*404.*\n· Noor's pears +2 {2}2025-01-02 {2}next 20.*\n$/)
  const {planets} = JSON.parse((await site.almagest('feeds', 'list', '--json')).out)
  assert.deepEqual(
    planets[0].feeds.map(({failures}: {failures: number}) => failures),
    [1, 0],
  )
})

test('names too long for the list are cut with an ellipsis, wide signs take two cells, and every note is a sentence', async (t) => {
  const long = await publisher(t, {
    '/rss': {body: channel('A name that goes on and on and ends nowhere', 'https://a.example/', [])},
  })
  const wide = await publisher(t, {'/rss': {body: channel('東京', 'https://b.example/', [])}}, '127.0.0.2')
  const dead = await publisher(t, {'/rss': {status: 404, body: ''}}, '127.0.0.3')
  const feeds = [long, wide, dead].map(({origin}) => `${origin}/rss`)
  const site = createSite(t, {'planet.config.ts': following(feeds)})
  const {out} = await site.almagest('refresh')
  assert.match(out, /^· A name that goes on and on and ends now… {2}The document held no items; those known stay\.$/m)
  assert.match(out, /^· 東京 {36} {2}The document held no items/m)
  assert.match(out, /^✗ 127\.0\.0\.3:\d+\/rss +The host answered 404\.$/m)
  assert.match(
    (await site.almagest('why', feeds[2]!)).out,
    /the last visit failed: the host answered 404\. It has 0 items\./,
  )
})

test('feeds export writes OPML, and into no file that is called something else', async (t) => {
  const site = createSite(t, {'planet.config.ts': following(['https://pears.example/feed'])})
  const {code, err} = await site.almagest('feeds', 'export', '--to', 'config.ini')
  assert.equal(code, 2)
  assert.match(err, /Lists are written as OPML, which config\.ini does not look like\.\n.*--to feeds\.opml/)
  assert.ok(!existsSync(`${site.root}/config.ini`))
  assert.equal((await site.almagest('feeds', 'export', '--to', 'feeds.opml')).code, 0)
})
