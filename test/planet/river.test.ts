import assert from 'node:assert/strict'
import test from 'node:test'
import {itemId} from '../../src/planet/item-id.ts'
import {ownEntry} from '../../src/planet/own.ts'
import {subscribe} from '../../src/planet/subscriptions/subscribe.ts'
import type {Summary} from '../../src/types.ts'
import {createPlanet, day, hour, iso, minute, now, post, posts, type TestPlanet, type Written} from './merging.ts'

/** The stories as `feed: title [also feeds] (folded titles)`. */
function told(planet: TestPlanet, ...more: Parameters<TestPlanet['flow']>): readonly string[] {
  return planet.flow(...more).stories.map(({entry, also, folded}) => {
    const others = also.length > 0 ? ` [${also.map(({feed}) => feed).join()}]` : ''
    return `${entry.feed.replace(/\/feed$/, '')}: ${entry.title}${others}${folded.length > 0 ? ` +${folded.length}` : ''}`
  })
}

function summary(more: Partial<Summary> = {}): Summary {
  return {
    kind: 'post',
    path: 'posts/one.md',
    url: '/2026/01/one/',
    id: 'tag:me.example,2026:one',
    title: 'My own words',
    date: iso(now - day),
    tags: ['planet'],
    categories: [],
    authors: [{name: 'Me'}],
    draft: false,
    extra: {},
    ...more,
  }
}

// ---- clusters

test('one permalink in two feeds is one story, told by the feed that owns the place', () => {
  const planet = createPlanet('digest.example', 'a.example')
  planet.read(
    'digest.example',
    [post(99, 'a.example', {id: 'x1', url: 'http://a.example/p/99/?utm_source=digest'})],
    now - hour,
  )
  planet.read('a.example', [post(99)])
  assert.deepEqual(told(planet), ['a.example: Post number 99 about things [digest.example/feed]'])
})

test('one title is not one story', () => {
  const planet = createPlanet('a.example', 'b.example')
  planet.read('a.example', [post(99)])
  planet.read('b.example', [post(99, 'b.example')])
  assert.equal(told(planet).length, 2)
})

test('an id without meaning outside its feed joins nothing', () => {
  const planet = createPlanet('a.example', 'b.example')
  for (const host of ['a.example', 'b.example']) planet.read(host, [post(99, host, {id: '4711'})])
  assert.equal(told(planet).length, 2)
})

test('among feeds that own nothing the heavier one tells the story, then the one that was first', () => {
  const story = post(99, 'elsewhere.example', {id: 'urn:story:1'})
  const first = createPlanet('b.example', 'a.example')
  first.read('b.example', [story], now - hour)
  first.read('a.example', [story])
  assert.match(told(first)[0]!, /^b.example:/)
  const heavy = createPlanet('b.example', subscribe({url: 'https://a.example/feed', weight: 1}))
  heavy.read('b.example', [story], now - hour)
  heavy.read('a.example', [story])
  assert.match(told(heavy)[0]!, /^a.example:/)
})

test('a blog read through a burner of feeds owns the home that its owner names', () => {
  const planet = createPlanet(
    'digest.example',
    subscribe({url: 'https://burner.example/a', site: 'https://a.example/'}),
  )
  planet.read('digest.example', [post(99, 'a.example', {id: 'x1'})], now - hour)
  planet.read('burner.example/a', [post(99)])
  assert.match(told(planet)[0]!, /^burner.example\/a:/)
})

test('on a shared host the feed below whose home the place lies owns it', () => {
  const planet = createPlanet(
    subscribe({url: 'https://blogs.example/bob/feed', site: 'https://blogs.example/bob/'}),
    subscribe({url: 'https://blogs.example/ann/feed', site: 'https://blogs.example/ann/'}),
  )
  const story = {id: 'urn:story:1', url: 'https://blogs.example/ann/story', title: 'By Ann', published: now - day}
  planet.read('blogs.example/bob/feed', [story], now - hour)
  planet.read('blogs.example/ann/feed', [story])
  assert.match(told(planet)[0]!, /^blogs.example\/ann:/)
})

test('nobody can tie the stories of two others together', () => {
  const planet = createPlanet('evil.example', 'a.example', 'b.example')
  planet.read(
    'evil.example',
    [{id: 'https://a.example/p/99', url: 'https://b.example/p/98', title: 'knot', published: now - day}],
    now - hour,
  )
  planet.read('a.example', [post(99)])
  planet.read('b.example', [post(98, 'b.example')])
  const stories = planet.flow().stories.map(({entry}) => entry.feed)
  assert.deepEqual(stories, ['a.example/feed', 'b.example/feed'])
})

test('a copy cannot move the story it copies', () => {
  const planet = createPlanet('a.example', 'b.example')
  planet.read('a.example', [post(99)], now - hour)
  const before = planet.flow().stories[0]!.entry.river
  planet.read('b.example', [post(99, 'a.example', {published: now - 300 * day})])
  assert.equal(planet.flow().stories[0]!.entry.river, before)
})

test('a link post with words of its own stays beside the page it is about', () => {
  const planet = createPlanet('links.example', 'a.example')
  planet.read('a.example', [post(99)])
  const link = {url: post(99).url!, published: now - hour}
  planet.read('links.example', [
    {...link, id: 'https://links.example/1', title: 'A fine read', text: 'I agree with all of it.'},
  ])
  assert.equal(told(planet).length, 2)
  planet.read('links.example', [{...link, id: 'https://links.example/1', title: 'A fine read'}])
  assert.equal(told(planet).length, 1, 'a bare link adds nothing')
})

test('items that come back through our own feeds are the ones that we have', () => {
  const planet = createPlanet('notes.example', 'me.example/planet')
  const {changed} = planet.read('notes.example', [{id: '4711', title: 'A note', published: now - hour}])
  planet.read('me.example/planet', [{id: itemId(changed[0]!), title: 'A note', published: now - hour}])
  assert.equal(told(planet).length, 1)
})

test('two items of one feed are never one story', () => {
  const planet = createPlanet('links.example')
  const link = (n: number): Written => ({
    id: `https://links.example/${n}`,
    url: 'https://a.example/',
    title: `Look ${n}`,
    text: `words ${n}`,
  })
  planet.read('links.example', [link(1)], now - hour)
  planet.read('links.example', [link(2)])
  assert.equal(told(planet).length, 2)
})

test('a story held back in its own feed appears where another feed brings it in', () => {
  const planet = createPlanet('a.example', 'digest.example')
  planet.read('a.example', posts(80, 99), now - hour)
  planet.read('digest.example', [post(80, 'a.example', {published: now - minute})])
  assert.equal(told(planet)[0], 'a.example: Post number 80 about things [digest.example/feed]')
})

test('a cross-post of an own post merges into the local original', () => {
  const planet = createPlanet('mirror.example')
  const post = {title: 'My own words', published: now - hour}
  planet.read('mirror.example', [
    {...post, id: 'tag:me.example,2026:one', url: 'https://mirror.example/me/1'},
    {...post, id: 'm2', url: 'http://me.example/2026/01/two?utm_medium=x'},
  ])
  const own = [
    ownEntry(summary(), 'https://me.example'),
    ownEntry(summary({id: 'tag:me.example,2026:two', url: '/2026/01/two/'}), 'https://me.example'),
  ]
  const {stories} = planet.flow(now, {own})
  assert.deepEqual(
    stories.map(({entry, also}) => [entry.feed, also.length]),
    [
      ['own', 1],
      ['own', 1],
    ],
  )
})

test('what the writer of an own post published elsewhere under its title is a copy of it', () => {
  const planet = createPlanet(subscribe({url: 'https://mirror.example/me', name: 'Me'}), 'b.example')
  const copy = (title: string, more: Written = {}) => ({
    id: title,
    url: `https://mirror.example/${title.length}`,
    title,
    published: now,
    ...more,
  })
  planet.read('mirror.example/me', [copy('My own words'), copy('My other words')])
  planet.read('b.example', [
    copy('My own words', {id: 'b', url: 'https://b.example/1', authors: [{name: 'Somebody else'}]}),
  ])
  const {stories} = planet.flow(now, {own: [ownEntry(summary(), 'https://me.example')]})
  assert.deepEqual(stories.map(({entry, also}) => `${entry.feed} ${entry.title} ${also.length}`).toSorted(), [
    'b.example/feed My own words 0',
    'mirror.example/me My other words 0',
    'own My own words 1',
  ])
})

// ---- order and folding

const fold = {max: 3, window: 10}

test('a burst folds under the last shown post of its feed, and nothing is lost', () => {
  const planet = createPlanet('a.example', 'b.example')
  planet.read('a.example', [post(1)], now - 2 * day)
  planet.read('b.example', posts(90, 94, 'b.example'), now - 2 * day)
  const burst = posts(100, 107, 'a.example', (p) => ({...p, published: now - Number(p.url!.split('/').pop()) * minute}))
  planet.read('a.example', [...burst, post(1)])
  const lines = told(planet, now, {settings: {fold}})
  assert.deepEqual(
    lines.slice(0, 4).map((line) => line.replace(/: .*?( \+\d+)?$/, '$1')),
    ['a.example', 'a.example', 'a.example +5', 'b.example'],
  )
})

test('a planet of one feed folds nothing', () => {
  const planet = createPlanet('a.example')
  for (let n = 0; n < 20; n++)
    planet.read('a.example', [post(n, 'a.example', {published: now + n * hour})], now + n * hour)
  assert.equal(told(planet, now, {settings: {fold}}).length, 20)
})

test('no feed has more than its share among any neighbours', () => {
  const planet = createPlanet('a.example', 'b.example', 'c.example')
  for (let n = 0; n < 60; n++) {
    const host = n % 7 === 0 ? 'b.example' : n % 11 === 0 ? 'c.example' : 'a.example'
    planet.read(host, [post(n, host, {published: now + n * hour})], now + n * hour)
  }
  const {stories} = planet.flow(now, {settings: {fold}})
  const all = stories.flatMap(({entry, folded}) => [entry, ...folded])
  assert.equal(all.length, 60)
  const order = all.toSorted((a, b) => (a.river < b.river ? 1 : -1))
  const shown = new Set(stories.map(({entry}) => entry))
  for (let at = 0; at + fold.window <= order.length; at++) {
    const near = order
      .slice(at, at + fold.window)
      .filter((entry) => shown.has(entry) && entry.feed === 'a.example/feed')
    assert.ok(near.length <= fold.max)
  }
})

test('a limit keeps the newest items of a feed in the river and the others on its page', () => {
  const planet = createPlanet(subscribe({url: 'https://a.example/feed', limit: 2}))
  for (let n = 90; n < 95; n++) planet.read('a.example', [post(n)], now - (100 - n) * day)
  const {stories, entriesOf, heldBecause} = planet.flow()
  assert.deepEqual(
    stories.map(({entry}) => entry.title),
    ['Post number 94 about things', 'Post number 93 about things'],
  )
  assert.equal(entriesOf('a.example/feed').length, 5)
  assert.match(heldBecause(entriesOf('a.example/feed')[2]!)!, /its owner allows/)
})

test('feeds that are not followed any more, or disabled, leave the river', () => {
  const planet = createPlanet('a.example', subscribe({url: 'https://b.example/feed', disabled: true}))
  planet.read('a.example', [post(99)])
  planet.read('b.example', [post(98, 'b.example')])
  assert.equal(told(planet).length, 1)
})
