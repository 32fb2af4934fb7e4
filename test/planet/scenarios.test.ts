import assert from 'node:assert/strict'
import test from 'node:test'
import {createPlanet, day, hour, iso, now, post, posts, type TestPlanet, type Written} from './merging.ts'

const others = Array.from({length: 10}, (_, index) => `o${index}.example`)

/** A planet with ten quiet neighbours that were first read two hours ago. */
function withNeighbours(...feeds: readonly string[]): TestPlanet {
  const planet = createPlanet(...feeds, ...others)
  for (const [k, host] of others.entries()) {
    const essays = Array.from({length: 6}, (_, j) =>
      post(94 + j, host, {title: `Other ${k} essay number ${j}`, published: now - (j + 1) * day - k * hour}),
    )
    planet.read(host, essays, now - 2 * hour)
  }
  return planet
}

/** The same with feed A known since then. */
function withKnown(known: readonly Written[] = posts(80, 99)): TestPlanet {
  const planet = withNeighbours('a.example')
  planet.read('a.example', known, now - 2 * hour)
  return planet
}

function countOf(planet: TestPlanet, feed: string, top: number): number {
  return planet.top(top).filter((line) => line.startsWith(`${feed} `)).length
}

function doublesIn(planet: TestPlanet): number {
  const lines = planet.top(500)
  return lines.length - new Set(lines).size
}

test('a new feed with 50 recent posts puts 5 of them into the top 20', () => {
  const planet = withNeighbours('a.example')
  const burst = posts(50, 99, 'a.example', (p) => ({...p, published: now - (now - p.published!) / 10}))
  planet.read('a.example', burst)
  assert.equal(countOf(planet, 'a.example', 20), 5)
  assert.equal(planet.flow().entriesOf('a.example/feed').length, 50, 'the rest stands on its own page')
})

test('a feed that moves from http to https brings no doubles', () => {
  const plain = (text?: string) => text!.replace('https:', 'http:')
  const planet = withKnown(posts(80, 99, 'a.example', (p) => ({...p, id: plain(p.id), url: plain(p.url)})))
  assert.equal(planet.read('a.example', posts(80, 99)).added, 0)
  assert.equal(doublesIn(planet), 0)
})

test('a move to another domain with the same paths brings no doubles', () => {
  const planet = withKnown()
  assert.equal(planet.read('a.example', posts(80, 99, 'new.example')).added, 0)
  assert.equal(doublesIn(planet), 0)
})

test('a change of software that changes every id and URL brings no doubles', () => {
  const planet = withKnown()
  const remade = posts(80, 99, 'a.example', (p) => ({
    ...p,
    id: `urn:wp:${p.title}`,
    url: p.url!.replace('/p/', '/2026/blog-'),
  }))
  assert.equal(planet.read('a.example', remade).added, 0)
  assert.equal(doublesIn(planet), 0)
})

test('a whole feed made anew with dates of now brings none of its old posts to the top', () => {
  const planet = withKnown()
  const before = countOf(planet, 'a.example', 20)
  const remade = posts(80, 99, 'a.example', (p) => ({
    id: `${p.id}?v2`,
    url: p.url!.replace('/p/', '/q/'),
    title: `${p.title} (archived copy)`,
    text: `${p.text} new`,
    published: now - 1000,
    updated: now - 1000,
  }))
  planet.read('a.example', remade)
  assert.ok(countOf(planet, 'a.example', 20) <= before)
  assert.equal(planet.top(40).filter((line) => line.includes('archived')).length, 0)
})

test('an undated feed seen for the first time puts 3 items into the top 20', () => {
  const planet = withNeighbours('a.example')
  planet.read(
    'a.example',
    posts(80, 99, 'a.example', ({published, ...p}) => p),
  )
  assert.equal(countOf(planet, 'a.example', 20), 3)
})

test('dates that are always the time of the request keep no old post on top', () => {
  const planet = withNeighbours('a.example')
  const at = (time: number) => posts(90, 99, 'a.example', (p) => ({...p, published: time, updated: time}))
  for (const time of [now - 30 * day, now - hour, now]) planet.read('a.example', at(time), time)
  assert.equal(countOf(planet, 'a.example', 10), 0)
})

test('a post dated a year ahead is shown at once and does not stay on top', () => {
  const planet = createPlanet('a.example', ...others)
  planet.read('a.example', [post(98)], now - 20 * day)
  planet.read('a.example', [post(99, 'a.example', {published: now + 365 * day}), post(98)], now - 10 * day)
  assert.equal(planet.top(1, now - 10 * day)[0], 'a.example Post number 99 about things')
  planet.read('o1.example', [post(99, 'o1.example')], now)
  assert.equal(planet.top(1)[0], 'o1.example Post number 99 about things')
})

test('a delayed post of a known feed is still seen', () => {
  const planet = withKnown()
  const late = {id: 'x', url: 'https://a.example/x', title: 'Backdated but brand new', published: now - 8 * day}
  planet.read('a.example', [late, ...posts(80, 99)])
  assert.ok(planet.top(10).includes('a.example Backdated but brand new'))
})

test('one guid on every item loses no post', () => {
  const planet = withNeighbours('a.example')
  const same = (p: Written) => ({...p, id: 'https://a.example/'})
  planet.read('a.example', posts(80, 99, 'a.example', same), now - 2 * hour)
  assert.equal(planet.read('a.example', posts(81, 100, 'a.example', same)).added, 1)
  assert.equal(planet.entries('a.example').length, 21)
})

test('a blog and its tag feed tell each story once', () => {
  const planet = createPlanet('a.example', 'a.example/tag')
  planet.read('a.example', posts(90, 99))
  planet.read(
    'a.example/tag',
    posts(90, 99).filter((_, index) => index % 2),
  )
  const {stories} = planet.flow()
  assert.equal(new Set(stories.map(({entry}) => entry.title)).size, stories.length)
})

test('a feed that claims the id and link of another changes none of its words', () => {
  const planet = createPlanet('a.example', 'b.example')
  planet.read('a.example', posts(95, 99), now - hour)
  planet.read('b.example', [post(99, 'a.example', {title: 'EVIL', text: 'EVIL'})])
  const {stories} = planet.flow()
  const story = stories.find(({entry}) => entry.url === post(99).url)!
  assert.equal(story.entry.title, post(99).title)
  assert.deepEqual(
    story.also.map(({feed}) => feed),
    ['b.example/feed'],
  )
  assert.ok(!stories.some(({entry}) => entry.title === 'EVIL'))
})

test('a feed that is empty for a while loses nothing and brings no doubles', () => {
  const planet = withKnown()
  const before = planet.top(500)
  planet.read('a.example', [], now - hour)
  assert.deepEqual(planet.top(500), before)
  planet.read('a.example', posts(80, 99))
  assert.deepEqual(planet.top(500), before)
})

test('a corrected title replaces the old one in its place', () => {
  const planet = withKnown()
  const place = planet.top(500).findIndex((line) => line.includes('Post number 99 '))
  const corrected = posts(80, 99, 'a.example', (p) =>
    p.url!.endsWith('/99') ? {...p, title: 'Corrected title for ninety nine', updated: now} : p,
  )
  planet.read('a.example', corrected)
  assert.equal(planet.top(500)[place], 'a.example Corrected title for ninety nine')
  assert.equal(planet.entries('a.example').find(({title}) => title.startsWith('Corrected'))?.updated, iso(now))
  assert.equal(doublesIn(planet), 0)
})

test('a corrected slug that changes id and link brings no double', () => {
  const planet = withKnown()
  const corrected = posts(80, 99, 'a.example', (p) =>
    p.url!.endsWith('/99') ? {...p, id: `${p.id}-fixed`, url: `${p.url}-fixed`} : p,
  )
  assert.equal(planet.read('a.example', corrected).added, 0)
  assert.equal(doublesIn(planet), 0)
})
