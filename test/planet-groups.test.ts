import assert from 'node:assert/strict'
import {test} from 'node:test'
import Parser from 'rss-parser'
import {readSubscriptions} from '../src/planet/subscriptions/index.ts'
import {channel, following, publisher} from './helpers/planet-site.ts'
import {configText, createSite} from './helpers/site.ts'
import {all, readXml} from './site/read-feed.ts'

const told = (name: string) =>
  channel(name, `https://${name.toLowerCase()}.example/`, [{title: `Hello from ${name}`, date: '2025-01-01'}])

test('each group and tag of sources has a page, feeds in every format and a list to take along', async (t) => {
  const site = createSite(t, {
    'planet.config.ts': following([
      "{file: 'pears.xml', name: 'Pears', group: 'Fruit & co'}",
      "{file: 'kale.xml', name: 'Kale', group: 'Greens', tags: ['raw']}",
      "{file: 'plums.xml', name: 'Plums', group: 'Fruit & co', tags: ['raw', 'été']}",
    ]),
    'pears.xml': told('Pears'),
    'kale.xml': told('Kale'),
    'plums.xml': told('Plums'),
  })
  await site.build()
  const titles = async (folder: string) => {
    const {items} = await new Parser().parseString(
      Buffer.from(site.read(`dist/planet/${folder}/rss.xml`), 'latin1').toString(),
    )
    return items.map(({title}) => title).sort()
  }
  assert.deepEqual(await titles('group/fruit-co'), ['Hello from Pears', 'Hello from Plums'])
  assert.deepEqual(await titles('tag/raw'), ['Hello from Kale', 'Hello from Plums'])
  assert.deepEqual(await titles('tag/été'), ['Hello from Plums'])
  const json = JSON.parse(site.read('dist/planet/tag/raw/feed.json'))
  assert.equal(json.title, 'raw – Planet Test')
  assert.equal(json.home_page_url, 'https://example.org/planet/tag/raw/')
  assert.match(site.read('dist/planet/tag/raw/atom.xml'), /<source>/)
  assert.match(site.read('dist/planet/group/greens/opml.xml'), /Kale/)
  assert.doesNotMatch(site.read('dist/planet/group/greens/opml.xml'), /Pears/)
  const page = site.read('dist/planet/tag/raw/index.html')
  assert.match(
    page,
    /<link rel="alternate" type="application\/atom\+xml" title="raw – Planet Test \(Atom\)" href="\/planet\/tag\/raw\/atom\.xml">/,
  )
  assert.match(page, /href="\/planet\/tag\/raw\/opml\.xml">OPML/)
})

test('whom the site follows stands as OPML and FOAF where programs look for it', async (t) => {
  const site = createSite(t, {
    'planet.config.ts': following([
      "{url: 'https://pears.example/feed', name: 'Pears & <co>', site: 'https://pears.example/'}",
    ]),
  })
  await site.build()
  const list = readSubscriptions(site.read('dist/.well-known/recommendations.opml'), 'recommendations.opml')
  assert.deepEqual(
    list.subscriptions.map(({url}) => url),
    ['https://pears.example/feed'],
  )
  assert.match(
    site.read('dist/index.html'),
    /<link rel="blogroll" type="text\/xml" title="Planet Test" href="\/planet\/opml\.xml">/,
  )
  const foaf = site.read('dist/planet/foafroll.xml')
  assert.equal(all(all(readXml(foaf), 'foaf:Group')[0]!, 'foaf:member').length, 2)
  assert.match(
    foaf,
    /<foaf:name>Pears &amp; &lt;co&gt;<\/foaf:name><foaf:weblog><foaf:Document rdf:about="https:\/\/pears\.example\/">/,
  )
  assert.match(foaf, /<rss:channel rdf:about="https:\/\/pears\.example\/feed"\/>/)

  site.write('content/static/.well-known/recommendations.opml', 'mine')
  await site.build()
  assert.equal(site.read('dist/.well-known/recommendations.opml'), 'mine')
})

test('several planets share what is fetched and never what they show', async (t) => {
  const {origin, asked} = await publisher(t, {'/pears': {body: told('Pears')}})
  const kale = await publisher(t, {'/kale': {body: told('Kale')}}, '127.0.0.2')
  const site = createSite(t, {
    'planet.config.ts': configText(`planets: [
      {title: 'Fruit', path: '/fruit/', feeds: ['${origin}/pears']},
      {title: 'Garden', path: '/garden/', feeds: [{url: '${origin}/pears', name: 'Pears, renamed', group: 'Trees'}, '${kale.origin}/kale']},
      {title: 'Quiet', path: '/quiet/', includeOwn: false, feeds: [{url: '${origin}/pears', filter: () => undefined}]},
    ], refresh: {allow: ['127.0.0.0/8'], faces: false},`),
  })
  const {out} = await site.almagest('refresh')
  assert.match(out, /2 feeds visited/)
  assert.deepEqual([asked.length, kale.asked.length], [1, 1])
  await site.build()
  const shows = (path: string) =>
    ['Hello from Pears', 'Hello from Kale'].map((title) => site.read(`dist/${path}`).includes(title))
  assert.deepEqual(shows('fruit/index.html'), [true, false])
  assert.deepEqual(shows('fruit/atom.xml'), [true, false])
  assert.deepEqual(shows('garden/index.html'), [true, true])
  assert.deepEqual(shows('quiet/index.html'), [false, false])
  assert.match(site.read('dist/garden/sources/index.html'), /Pears, renamed/)
  assert.doesNotMatch(site.read('dist/fruit/sources/index.html'), /renamed/)
  assert.match(site.read('dist/garden/group/trees/rss.xml'), /Hello from Pears/)
  const list = readSubscriptions(site.read('dist/.well-known/recommendations.opml'), 'x.opml')
  assert.equal(list.subscriptions.length, 2)
  assert.match((await site.almagest('why', 'kale')).out, /^Garden:\nKale /m)
})

test('a feed of two planets is found by either name, and visited though one of them disables it', async (t) => {
  const {origin, asked} = await publisher(t, {'/pears': {body: told('Pears')}})
  const site = createSite(t, {
    'planet.config.ts': configText(`planets: [
      {path: '/one/', feeds: [{url: '${origin}/pears', name: 'Orchard', disabled: true}]},
      {path: '/two/', feeds: [{url: '${origin}/pears', name: 'Noor'}]},
    ], refresh: {allow: ['127.0.0.0/8'], faces: false},`),
  })
  assert.match((await site.almagest('refresh', 'Noor')).out, /1 feed visited/)
  assert.match((await site.almagest('refresh', 'Orchard', '--force')).out, /1 feed visited/)
  assert.equal(asked.length, 2)
  assert.match((await site.almagest('planet', 'release', 'Noor')).out, /not in quarantine/)
})

test('a feed that the config gives no name is found by the one that it gives itself', async (t) => {
  const {origin, asked} = await publisher(t, {'/pears': {body: told('Night Garden')}})
  const site = createSite(t, {
    'planet.config.ts': configText(`planet: {feeds: ['${origin}/pears']},
    refresh: {allow: ['127.0.0.0/8'], faces: false},`),
  })
  await site.almagest('refresh')
  assert.match((await site.almagest('feeds', 'list')).out, /Night Garden/)
  assert.match((await site.almagest('refresh', 'night garden', '--force')).out, /1 feed visited/)
  assert.equal(asked.length, 2)
  const {code, err} = await site.almagest('refresh', 'Night Gardne')
  assert.equal(code, 2)
  assert.match(err, /No feed is called Night Gardne\.\n.*Did you mean “Night Garden”\?/)
})
