import assert from 'node:assert/strict'
import {test} from 'node:test'
import {channel, following, publisher} from './helpers/planet-site.ts'
import {createSite} from './helpers/site.ts'

test('a feed keeps its items and their ids when the config follows it to where it says it has moved', async (t) => {
  const first = channel('Pears', 'https://pears.example/', [{title: 'Grafting', date: '2025-01-01'}]).replace(
    /<guid>.*?<\/guid>/,
    '<guid isPermaLink="false">17</guid>',
  )
  const fresh = await publisher(t, {'/new': {body: first}}, '127.0.0.2')
  const old = await publisher(t, {'/old': {body: first}})
  const site = createSite(t, {'planet.config.ts': following([`{url: '${old.origin}/old', name: 'Pears'}`])})
  await site.almagest('refresh')
  old.answers['/old'] = {status: 301, headers: {location: `${fresh.origin}/new`}}
  await site.almagest('refresh', '--force')
  await site.build()
  const [page, atom] = ['dist/planet/index.html', 'dist/planet/atom.xml'].map(site.read)

  fresh.answers['/new'] = {body: first.replace(/<item>.*<\/item>/s, '')}
  site.write('planet.config.ts', following([`{url: '${fresh.origin}/new', name: 'Pears'}`]))
  assert.match((await site.almagest('refresh', '--force')).out, /1 feed visited/)
  await site.build()
  const colours = /hue\d/g
  assert.equal(site.read('dist/planet/index.html').replace(colours, ''), page!.replace(colours, ''))
  const id = /<id>urn:uuid:[^<]+<\/id>\s*<(?:link|title|updated)/g
  assert.deepEqual(site.read('dist/planet/atom.xml').match(id), atom!.match(id))
  assert.equal(old.asked.length, 2)
})

test('a feed keeps its items when the config says which address it had, though the old one only fails', async (t) => {
  const numbered = (titles: readonly string[]) =>
    channel(
      'Pears',
      'https://pears.example/',
      titles.map((title) => ({title, date: '2025-01-01'})),
    ).replace(/<guid>[^<]*\/([^<]*)<\/guid>/g, '<guid isPermaLink="false">$1</guid>')
  const both = ['Grafting the old tree', 'Pruning in the rain']
  const fresh = await publisher(t, {'/new': {body: numbered(both.slice(0, 1))}}, '127.0.0.2')
  const old = await publisher(t, {'/old': {body: numbered(both)}})
  const site = createSite(t, {'planet.config.ts': following([`{url: '${old.origin}/old', name: 'Pears'}`])})
  await site.almagest('refresh')
  await site.build()
  const idsNow = () => site.read('dist/planet/atom.xml').match(/<id>urn:.*?<\/id>/g)
  const ids = idsNow()
  assert.equal(ids?.length, 3)
  old.answers['/old'] = {status: 404}
  await site.almagest('refresh', '--force')

  const moved = (more: string) => following([`{url: '${fresh.origin}/new', name: 'Pears', ${more}}`])
  site.write('planet.config.ts', moved(`was: '${old.origin}/old'`))
  const {out} = await site.almagest('refresh')
  assert.match(out, /Nothing new\..*1 feed visited, 0 new items, 0 failed/s)
  await site.build()
  assert.deepEqual(idsNow(), ids)
  for (const title of both) assert.match(site.read('dist/planet/sources/pears/index.html'), new RegExp(title))
  await site.almagest('feeds', 'export', '--to', 'feeds.opml')
  assert.match(site.read('feeds.opml'), /was/)
})

test('a feed that was read under both its addresses has each item once, also those that share a title', async (t) => {
  const on = (home: string, days: readonly number[]) =>
    channel(
      'Pears',
      home,
      days.map((day) => ({title: 'Pictures of the week', date: `2025-01-0${day}`, link: home + day})),
    )
  const fresh = await publisher(t, {'/new': {body: on('https://new.example/', [3, 2])}}, '127.0.0.2')
  const old = await publisher(t, {'/old': {body: on('https://old.example/', [2, 1])}})
  const [from, to] = [`${old.origin}/old`, `${fresh.origin}/new`]
  const site = createSite(t, {'planet.config.ts': following([from])})
  await site.almagest('refresh')
  site.write('planet.config.ts', following([to]))
  await site.almagest('refresh')
  site.write('planet.config.ts', following([`{url: '${to}', name: 'Pears', was: '${from}'}`]))
  await site.almagest('refresh')
  await site.build()
  const days = Array.from(
    site.read('dist/planet/sources/pears/index.html').matchAll(/datetime="([^"T]+)/g),
    ([, at]) => at,
  )
  assert.deepEqual(days, ['2025-01-03', '2025-01-02', '2025-01-01'])
})

test('who keeps the planet is told to follow a feed that has moved, wherever they look', async (t) => {
  const body = channel('Pears', 'https://pears.example/', [{title: 'Grafting', date: '2025-01-01'}])
  const fresh = await publisher(t, {'/new': {body}}, '127.0.0.2')
  const old = await publisher(t, {'/old': {body}})
  const [from, to] = [`${old.origin}/old`, `${fresh.origin}/new`]
  const site = createSite(t, {'planet.config.ts': following([from])})
  await site.almagest('refresh')
  old.answers['/old'] = {status: 301, headers: {location: to}}
  const watched = await site.almagest('refresh', '--force')
  const soon = `t says that it has moved to ${to}; that is believed when it has said so for a week.`
  assert.ok(watched.out.includes(`  → Pears: it says`) && watched.out.includes(soon), watched.out)
  assert.ok((await site.almagest('feeds', 'list')).out.includes(soon))

  // A week later: the memory as it is then.
  await site.almagest('planet', 'export', '--to', 'planet.jsonl')
  const memory = site.read('planet.jsonl').replaceAll(`"url":"${from}"`, `"url":"${to}"`)
  site.write('planet.jsonl', memory.replace(/"moving":\{[^}]*\},?/, ''))
  await site.almagest('planet', 'import', 'planet.jsonl')
  const advice = `t has moved: write ${to} in place of ${from} in the config or its list.`
  const told = [
    (await site.almagest('refresh', '--force')).out,
    (await site.almagest('feeds', 'list')).out,
    (await site.almagest('why', 'Pears')).out,
  ]
  await site.build()
  for (const text of [...told, ...['status/index.html', 'status.json'].map((path) => site.read(`dist/planet/${path}`))])
    assert.ok(text.includes(advice), text)
  site.write('planet.config.ts', following([to]))
  assert.doesNotMatch((await site.almagest('refresh', '--force')).out, /moved/)
})
