/** Many new posts at once: what they may take of a planet, and what is said of them. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {channel, following, type Told} from './helpers/planet-site.ts'
import {createSite} from './helpers/site.ts'

const day = 24 * 60 * 60_000
const start = Date.parse('2025-06-01T12:00:00Z')
const posts = (name: string, count: number, newest: number, step: number): Told[] =>
  Array.from({length: count}, (_, index) => ({
    title: `${name} ${new Date(newest - index * step).toISOString()}`,
    date: new Date(newest - index * step).toISOString(),
  }))
const feed = (name: string, told: readonly Told[]) => channel(name, `https://${name.toLowerCase()}.example/`, told)
const names = ['Pears', 'Kale', 'Plums', 'Beans', 'Corn']

test('five hundred new posts of one feed leave room for everybody else, on the page and in the feeds', async (t) => {
  let now = start
  const old = posts('Flood', 10, start - day, day)
  const files = [...names, 'Flood'].map((name, index) => {
    const told = name === 'Flood' ? old : posts(name, 10, start - day - index * 1000, day)
    return [`${name}.xml`, feed(name, told)] as const
  })
  const site = createSite(
    t,
    {
      'planet.config.ts': following([...names, 'Flood'].map((name) => `{file: '${name}.xml', name: '${name}'}`)),
      ...Object.fromEntries(files),
    },
    () => new Date(now).toISOString(),
  )
  await site.build()
  now += day
  site.write('Flood.xml', feed('Flood', [...posts('Flood', 500, now, 60_000), ...old]))
  await site.build()
  const shown = site.read('dist/planet/index.html')
  for (const name of names) assert.match(shown, new RegExp(`>${name} 2025`))
  assert.match(shown, /and 17 more from Flood/i)
  const {items} = JSON.parse(site.read('dist/planet/feed.json')) as {items: {title: string}[]}
  assert.equal(items.filter(({title}) => title.startsWith('Flood 2025-06-02')).length, 20)
  assert.equal(items.filter(({title}) => !title.startsWith('Flood')).length, 25)
  const {out} = await site.almagest('why', 'Flood.xml')
  assert.match(out, /500 new, 480 of them on its own page only\./)
  assert.doesNotMatch(out, /announced/)
})

test('posts that fold on the page take half of the places in the feeds at most', async (t) => {
  let now = start
  const site = createSite(
    t,
    {
      'planet.config.ts': following(
        ['Pears', 'Kale', 'Flood'].map((name) => `{file: '${name}.xml', name: '${name}'}`),
        'feedLimit: 10',
      ),
      'Pears.xml': feed('Pears', posts('Pears', 5, start - day, day)),
      'Kale.xml': feed('Kale', posts('Kale', 5, start - 2 * day, day)),
      'Flood.xml': feed('Flood', posts('Flood', 3, start - 9 * day, day)),
    },
    () => new Date(now).toISOString(),
  )
  await site.build()
  now += day
  site.write(
    'Flood.xml',
    feed('Flood', [...posts('Flood', 12, now, 60_000), ...posts('Flood', 3, start - 9 * day, day)]),
  )
  await site.build()
  const {items} = JSON.parse(site.read('dist/planet/feed.json')) as {items: {title: string}[]}
  assert.deepEqual(
    items.map(({title}) => title.split(' ')[0]),
    [...Array(8).fill('Flood'), 'Pears', 'Kale'],
  )
})
