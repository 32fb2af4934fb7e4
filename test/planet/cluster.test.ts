/** Who tells a story that several feeds carry, case by case (merge rule 11). */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type Cluster, clusterEntries, type Teller, tellerOf} from '../../src/planet/cluster.ts'
import {subscribe} from '../../src/planet/subscriptions/subscribe.ts'
import type {Entry, FeedState} from '../../src/types.ts'
import {day, iso, now} from './merging.ts'

/** An entry as far as clustering asks. */
function entryOf(feed: string, more: Partial<Entry> = {}): Entry {
  const said = {titleKey: 'a title of some length', textKey: 'words', authors: [], ...more}
  return {feed, key: feed, position: 0, river: iso(now), firstSeen: iso(now), hash: '', ...said} as unknown as Entry
}

function teller(...homes: readonly string[]): Teller {
  return {weight: 0, own: false, homes, claimed: undefined, badIds: false, authors: []}
}

const own: Teller = {...teller(), own: true, weight: Infinity}

/** Each story as the feeds that carry it, whoever tells it first. */
function told(entries: readonly Entry[], tellers: Readonly<Record<string, Teller>> = {}): readonly string[] {
  const clusters = clusterEntries(entries, new Map(Object.entries(tellers)))
  const names = ({primary, also}: Cluster) => [primary, ...also].map(({feed}) => feed).join(' ')
  const stories = clusters.map(names)
  assert.deepEqual(clusterEntries(entries.toReversed(), new Map(Object.entries(tellers))).map(names), stories)
  return stories
}

test('what makes a place a feed’s own comes in this order, from below its home to the home that it only claims', () => {
  const permalink = '//blog.a.example/ann/post'
  const tellers = {
    below: teller('//x.example/', '//blog.a.example/ann'),
    host: teller('//blog.a.example/', '//other.example/'),
    domain: teller('//other.example/', '//www.a.example/'),
    claims: {...teller('//burner.example/'), claimed: '//a.example/'},
    stranger: teller('//stranger.example/'),
  }
  const names = Object.keys(tellers)
  const entries = names.map((name) => entryOf(name, {permalink}))
  assert.deepEqual(told(entries, tellers), [names.join(' ')])
  for (const [index, name] of names.entries())
    assert.deepEqual(told(entries.slice(index), tellers)[0]?.split(' ')[0], name)
  assert.deepEqual(
    told(
      [entryOf('host', {permalink: '//blog.a.example/annex'}), entryOf('below', {permalink: '//blog.a.example/annex'})],
      tellers,
    ),
    ['below host'],
  )
})

test('the site’s own post tells its story before anybody, an unknown feed after everybody', () => {
  const permalink = '//a.example/post'
  const entries = ['unknown', 'home', 'mine'].map((name) => entryOf(name, {permalink}))
  const tellers = {home: {...teller('//a.example/'), weight: 9}, mine: own}
  assert.deepEqual(told(entries, tellers), ['mine home unknown'])
  assert.deepEqual(told(entries.slice(0, 2), tellers), ['home unknown'])
})

test('among equals the heavier tells, then who was first, then the feed’s name, place and key', () => {
  const permalink = '//c.example/post'
  const one = entryOf('a', {permalink})
  assert.deepEqual(told([one, entryOf('b', {permalink})], {a: teller(), b: {...teller(), weight: 1}}), ['b a'])
  assert.deepEqual(told([one, entryOf('b', {permalink, firstSeen: iso(now - day)})], {a: teller(), b: teller()}), [
    'b a',
  ])
  assert.deepEqual(told([one, entryOf('b', {permalink})], {a: teller(), b: teller()}), ['a b'])
  const twice = [
    entryOf('a', {permalink, key: 'y', position: 1}),
    entryOf('a', {permalink, key: 'z', position: 0}),
    entryOf('b', {permalink}),
  ]
  const clusters = clusterEntries(twice, new Map())
  assert.deepEqual(
    clusters.map(({primary, also}) => [primary.key, ...also.map(({key}) => key)]),
    [['z', 'b'], ['y']],
  )
  const keys = ['y', 'x'].map((key) => entryOf('a', {permalink, key}))
  assert.deepEqual(
    clusterEntries(keys, new Map()).map(({primary}) => primary.key),
    ['x', 'y'],
  )
})

test('a story is shared by a permalink or a global id, not by ids of feeds that repeat them, nor by local ones', () => {
  const id = 'urn:x:1'
  const tellers = {a: teller('//a.example/'), b: teller('//b.example/')}
  const pair = (more: Partial<Entry>, other: Partial<Entry> = more) => [entryOf('a', more), entryOf('b', other)]
  assert.deepEqual(told(pair({id}), tellers), ['a b'])
  assert.deepEqual(told(pair({id, permalink: '//a.example/1'}, {id, permalink: '//b.example/1'}), tellers), ['a b'])
  assert.deepEqual(told(pair({id: '4711'}), tellers), ['a', 'b'])
  assert.deepEqual(told(pair({id}), {...tellers, b: {...teller(), badIds: true}}), ['a', 'b'])
  assert.deepEqual(told(pair({}), tellers), ['a', 'b'])
})

test('an item that comes back under the id that we gave it joins the one that it was', () => {
  const first = entryOf('a', {key: 'k'})
  const [{primary}] = clusterEntries([first], new Map()) as [Cluster]
  assert.equal(primary, first)
})

test('a link post stays beside the page that it is about, unless it says nothing of its own', () => {
  const permalink = '//a.example/post'
  const page = entryOf('a', {permalink, titleKey: 'the page itself', textKey: 'its words'})
  const tellers = {a: teller('//a.example/'), b: teller('//b.example/')}
  const about = (more: Partial<Entry>) =>
    told([page, entryOf('b', {permalink, titleKey: 'look at this', textKey: 'my words', ...more})], tellers)
  assert.deepEqual(about({id: '//b.example/links/1'}), ['a', 'b'])
  assert.deepEqual(about({id: 'tag:b.example,2026:1'}), ['a', 'b'])
  assert.deepEqual(about({id: '//b.example/links/1', titleKey: 'the page itself'}), ['a b'])
  assert.deepEqual(about({id: '//b.example/links/1', textKey: ''}), ['a b'])
  assert.deepEqual(about({id: '//b.example/links/1', textKey: 'its words'}), ['a b'])
  for (const id of ['//a.example/post', 'tag:a.example,2026:1', 'urn:x:1', '4711', '//c.example/1'])
    assert.deepEqual(about({id}), ['a b'], id)
  assert.deepEqual(about({}), ['a b'])
  // Nor does the page join a link post that founded the story, being older.
  const older = entryOf('b', {
    permalink: '//c.example/p',
    id: '//b.example/1',
    titleKey: 'look',
    textKey: 'mine',
    firstSeen: iso(now - day),
  })
  const later = entryOf('c', {permalink: '//c.example/p', titleKey: 'page', textKey: 'other'})
  assert.deepEqual(told([older, later], {...tellers, c: teller('//x.example/')}), ['b', 'c'])
})

test('who owns a key that all share tells the story, be it the place or the id', () => {
  const tellers = {a: teller('//a.example/'), b: teller('//b.example/'), c: teller('//c.example/')}
  const entries = [
    entryOf('c', {permalink: '//x.example/1', id: 'tag:a.example,2026:1', firstSeen: iso(now - day)}),
    entryOf('a', {permalink: '//y.example/1', id: 'tag:a.example,2026:1'}),
  ]
  assert.deepEqual(told(entries, tellers), ['a c'])
  const other = entryOf('b', {permalink: '//x.example/1', id: 'tag:b.example,2026:1', textKey: ''})
  assert.deepEqual(told([entries[0]!, other], tellers), ['c b'], 'an id of its own alone is no claim')
})

test('what the writer of an own post published under its title within a month is a copy of it', () => {
  const mine = entryOf('mine', {permalink: '//me.example/1', authors: [{name: 'Ann Lee'}], published: iso(now)})
  const elsewhere = (more: Partial<Entry> = {}) =>
    entryOf('b', {permalink: '//b.example/1', authors: [{name: 'ann  LEE!'}], published: iso(now), ...more})
  const tellers = {mine: own, b: teller('//b.example/')}
  const copies = (more: Partial<Entry>, by: Teller = tellers.b) =>
    told([mine, elsewhere(more)], {...tellers, b: by}).length === 1
  assert.ok(copies({}))
  assert.ok(copies({published: iso(now - 31 * day)}))
  assert.ok(!copies({published: iso(now - 31 * day - 1)}))
  assert.ok(copies({published: iso(now), river: iso(now - 90 * day)}))
  assert.ok(!copies({authors: [{name: 'Bob'}]}))
  assert.ok(!copies({authors: []}))
  assert.ok(copies({authors: [{email: 'x@b.example'}]}, {...teller('//b.example/'), authors: ['ann lee']}))
  assert.ok(!copies({authors: [{name: '…'}]}, {...teller('//b.example/'), authors: ['ann lee']}))
  assert.ok(!copies({titleKey: 'another title than that'}))
  const short = {titleKey: 'eleven sign'}
  assert.equal(told([{...mine, ...short}, elsewhere(short)], tellers).length, 2)
  const enough = {titleKey: 'twelve signs'}
  assert.equal(told([{...mine, ...enough}, elsewhere(enough)], tellers).length, 1)
  // Two strangers are never one for a title and a name, nor two posts of one feed.
  assert.equal(
    told([elsewhere(), {...elsewhere({permalink: '//c.example/1'}), feed: 'c', key: 'c'}], {
      ...tellers,
      c: teller('//c.example/'),
    }).length,
    2,
  )
  assert.equal(told([mine, elsewhere(), {...elsewhere({permalink: '//b.example/2'}), key: 'b2'}], tellers).length, 2)
})

test('what is known of a feed is what its owner says and what it says of itself', () => {
  const subscription = {
    ...subscribe('https://A.example/feed/'),
    site: 'https://a.example/blog/',
    name: 'Ann Lee',
    weight: 3,
  }
  const about = {link: 'http://claims.example/', authors: [{name: 'Bob B.'}, {email: 'c@d.example'}]}
  const state = {url: 'https://moved.example/feed', about, merge: {badIds: true}} as unknown as FeedState
  assert.deepEqual(tellerOf(subscription, state), {
    weight: 3,
    own: false,
    homes: ['//a.example/blog', '//a.example/feed', '//moved.example/feed'],
    claimed: '//claims.example/',
    badIds: true,
    authors: ['ann lee', 'bob b'],
  })
  assert.deepEqual(tellerOf(subscribe('https://a.example/feed'), undefined), {
    weight: 0,
    own: false,
    homes: ['//a.example/feed'],
    claimed: undefined,
    badIds: false,
    authors: [],
  })
})
