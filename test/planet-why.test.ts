import assert from 'node:assert/strict'
import {test} from 'node:test'
import {channel, following, publisher} from './helpers/planet-site.ts'
import {createSite, post} from './helpers/site.ts'

test('why says of an item and of a feed where they are, with the visits and who set the next one', async (t) => {
  const {origin} = await publisher(t, {
    '/a.xml': {body: channel('Pear letters', 'https://pears.example/', [{title: 'Grafting', date: '2025-01-01'}])},
  })
  const site = createSite(t, {
    'planet.config.ts': following([`${origin}/a.xml`]),
    'content/posts/mine.md': post('Mine', '2025-01-02'),
  })
  await site.almagest('refresh')
  const item = await site.almagest('why', 'https://pears.example/grafting')
  assert.equal(item.code, 0, item.err)
  assert.match(item.out, /^“Grafting” is shown as number 2 of the river, on its first page/)
  const feed = await site.almagest('why', 'pear letters')
  assert.match(
    feed.out,
    /^Pear letters \(http:.*a\.xml\) is well: .* It has 1 item, the newest of 2025-01-01\.\n {2}Next visit: .* UTC \(.+\)\.\n {2}20.* UTC fresh: /,
  )
  assert.match((await site.almagest('why', 'Mine')).out, /“Mine” is shown as number 1/)
  const {planets} = JSON.parse((await site.almagest('why', 'grafting', '--json')).out)
  assert.deepEqual([planets[0].planet, planets[0].answers[0].about], ['Planet Test', 'item'])
  assert.match((await site.almagest('why', 'plums')).out, /^Nothing is known of “plums”/)
  assert.equal((await site.almagest('why')).code, 2)
})

test('the page of the river that why names is the page that shows the item', async (t) => {
  const items = Array.from({length: 5}, (_, index) => ({title: `Letter ${index}`, date: `2025-01-0${index + 1}`}))
  const {origin} = await publisher(t, {'/a.xml': {body: channel('Letters', 'https://letters.example/', items)}})
  const site = createSite(t, {'planet.config.ts': following([`${origin}/a.xml`], 'perPage: 2')})
  await site.almagest('refresh')
  await site.build()
  for (const {title} of items) {
    const {out} = await site.almagest('why', title)
    const page = /on page (\d+)/.exec(out)?.[1]
    assert.ok(site.read(`dist/planet/${page ? `page/${page}/` : ''}index.html`).includes(title), out)
  }
})

test('a hijacked feed waits in quarantine until its owner releases it', async (t) => {
  const own = ['Apples', 'Pears', 'Plums', 'Quinces', 'Medlars'].map((title) => ({title, date: '2025-01-01'}))
  const spam = ['Casino', 'Loans', 'Pills', 'Watches', 'Coins'].map((title) => ({title, date: '2025-01-03'}))
  const {origin, answers} = await publisher(t, {
    '/a.xml': {body: channel('Orchard', 'https://orchard.example/', own, '<language>en</language>')},
  })
  const site = createSite(t, {'planet.config.ts': following([`${origin}/a.xml`])})
  await site.almagest('refresh')
  answers['/a.xml'] = {body: channel('Win big', 'https://win.example/', spam, '<language>ru</language>')}
  await site.almagest('refresh', '--force')
  await site.build()
  assert.doesNotMatch(site.read('dist/planet/index.html'), /Casino/)
  assert.match(site.read('dist/planet/status/index.html'), /On hold.*suddenly calls itself “Win big”/s)
  assert.match((await site.almagest('why', 'casino')).out, /waits in quarantine/)

  const released = await site.almagest('planet', 'release', 'orchard')
  assert.equal(released.code, 0, released.err)
  assert.match(released.out, /Orchard is trusted again; 5 items waited\./)
  await site.build()
  assert.match(site.read('dist/planet/index.html'), /Casino/)
  assert.match((await site.almagest('planet', 'release', 'orchard')).out, /not in quarantine/)
  assert.equal((await site.almagest('planet', 'release', 'orchad')).code, 2)
})

test('why claims no date for an item whose own date had not come yet', async (t) => {
  const date = new Date(Date.now() + 400 * 86_400_000).toISOString()
  const {origin} = await publisher(t, {
    '/a.xml': {body: channel('Pear letters', 'https://pears.example/', [{title: 'From tomorrow', date}])},
  })
  const site = createSite(t, {'planet.config.ts': following([`${origin}/a.xml`])})
  await site.almagest('refresh')
  const {out} = await site.almagest('why', 'from tomorrow')
  assert.match(out, /, at the time it was first seen, 20\S+, because its date had not come yet\.$/m)
})
