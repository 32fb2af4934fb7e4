import assert from 'node:assert/strict'
import test from 'node:test'
import {nameOf} from '../../src/planet/identity.ts'
import {confirm} from '../../src/planet/ingest.ts'
import {release} from '../../src/planet/quarantine.ts'
import {subscribe} from '../../src/planet/subscriptions/subscribe.ts'
import {createPlanet, day, hour, iso, minute, now, post, posts, type TestPlanet, type Written} from './merging.ts'

const a = 'a.example'

/** A planet of one feed that has been read with these entries an hour ago. */
function known(entries: readonly Written[], more?: Parameters<TestPlanet['read']>[3]): TestPlanet {
  const planet = createPlanet(a)
  planet.read(a, entries, now - hour, more)
  return planet
}

function titles(planet: TestPlanet): readonly string[] {
  return planet.flow().stories.map(({entry}) => entry.title)
}

function entryOf(planet: TestPlanet, title: string) {
  const found = planet.entries().find((entry) => entry.title === title)
  assert.ok(found, title)
  return found
}

// ---- identity

test('notes without ids, links and titles are kept apart by their words and dates', () => {
  const notes = (...words: string[]) => words.map((text, index) => ({text, published: now - index * day - hour}))
  const planet = known(notes('the cat', 'the dog', 'the hen'))
  assert.equal(
    planet.read(a, [{text: 'the fox', published: now - minute}, ...notes('the cat', 'the dog', 'the hen')]).added,
    1,
  )
  assert.equal(planet.entries().length, 4)
})

test('a note without id, link and title is edited in place when its moment stays', () => {
  const planet = known([{text: 'teh cat', published: now - 3 * hour + 17_000}])
  assert.equal(planet.read(a, [{text: 'the cat', published: now - 3 * hour + 17_000}]).added, 0)
})

test('a feed of one item under a link that never changes loses no post', () => {
  const planet = createPlanet(a)
  for (let n = 1; n <= 5; n++)
    planet.read(
      a,
      [
        {
          id: `n${n}`,
          url: 'https://a.example/latest',
          title: `Number ${n}`,
          text: `words ${n}`,
          published: now + n * day,
        },
      ],
      now + n * day,
    )
  assert.equal(planet.entries().length, 5)
})

test('a home page is no permalink', () => {
  const planet = createPlanet(a)
  const home = {link: 'https://a.example/'}
  for (let n = 1; n <= 3; n++) planet.read(a, [{url: 'https://a.example/', title: `Number ${n}`}], now + n * hour, home)
  assert.equal(planet.entries().length, 3)
})

test('a daily series under one title in a short feed loses no post', () => {
  const planet = createPlanet(a)
  for (let n = 1; n <= 5; n++) {
    const time = now + n * day - n * 7 * minute
    planet.read(
      a,
      [{id: `n${n}`, url: `https://a.example/${n}`, title: 'Links of the day', text: `link ${n}`, published: time}],
      time,
    )
  }
  assert.equal(planet.entries().length, 5)
})

test('an entry that stands twice in a document is taken in once', () => {
  const planet = createPlanet(a)
  const anonymous = {title: 'No id, no link', text: 'words'}
  assert.equal(planet.read(a, [post(99), anonymous, post(99), anonymous]).added, 2)
})

test('of several versions of one Atom entry the newest counts', () => {
  const version = (n: number) => post(99, a, {text: `version ${n}`, updated: now - 10 * day + n * hour})
  const planet = createPlanet(a)
  const {changed} = planet.read(a, [version(1), version(3), version(2)])
  assert.equal(changed.length, 1)
  assert.match('body' in changed[0]! ? String(changed[0].body.html) : '', /version 3/)
})

test('an id that stands twice on one permalink is one thing, and no reason to mistrust its feed', () => {
  const planet = createPlanet(a)
  planet.read(a, [
    post(99, a, {title: '', text: 'the note as it is'}),
    post(99, a, {title: '', text: 'as it was'}),
    post(98),
  ])
  assert.equal(planet.entries().length, 2)
  assert.equal(planet.merge(a).badIds, undefined)
})

test('an id that stands on items without a link is one for all of them', () => {
  const planet = known([1, 2].map((n) => ({id: 'same', title: `Number ${n}`, text: `words ${n}`})))
  assert.equal(planet.entries().length, 2)
  assert.equal(planet.merge(a).badIds, true)
})

test('an id on two different links makes the ids of its feed worthless, for good', () => {
  const same = (p: Written) => ({...p, id: 'one-id-for-all'})
  const planet = known(posts(90, 99, a, same))
  assert.equal(planet.entries().length, 10)
  assert.equal(planet.merge(a).badIds, true)
  planet.read(a, [same(post(100))])
  assert.equal(planet.merge(a).badIds, true)
  assert.equal(planet.entries().length, 11)
})

test('ids that are new at every visit are told by link and title', () => {
  const random = (salt: number) => posts(90, 99, a, (p) => ({...p, id: `${p.id}-${salt}`}))
  const planet = known(random(1))
  assert.equal(planet.read(a, random(2)).added, 0)
})

test('an item keeps its key when its id and link change, and a new item under the old id gets another', () => {
  const planet = known([post(99)])
  const {key} = entryOf(planet, 'Post number 99 about things')
  planet.read(a, [post(99, a, {id: 'urn:new:99', url: 'https://a.example/new/99'})])
  assert.equal(entryOf(planet, 'Post number 99 about things').key, key)
  planet.read(
    a,
    [
      post(99, a, {title: 'Something else', text: 'Other words', published: now - minute}),
      post(99, a, {id: 'urn:new:99', url: 'https://a.example/new/99'}),
    ],
    now + hour,
  )
  assert.equal(planet.entries().length, 2)
  assert.notEqual(entryOf(planet, 'Something else').key, key)
})

test('a new title and slug at once bring no double while text or moment stay', () => {
  const planet = known(posts(90, 99))
  const renamed = {id: 'urn:x:1', url: 'https://a.example/renamed', title: 'A far better title'}
  planet.read(a, [...posts(91, 99), post(90, a, renamed)])
  assert.equal(entryOf(planet, 'A far better title').firstSeen, iso(now - hour))
  const odd = createPlanet(a)
  odd.read(a, [post(99, a, {published: now - day + 1234})], now - hour)
  assert.equal(odd.read(a, [post(99, a, {...renamed, text: 'New words too', published: now - day + 1234})]).added, 0)
})

test('thousands of equal titles are taken in without comparing all with all', () => {
  const same = Array.from({length: 3000}, (_, n) => ({
    id: `urn:n:${n}`,
    title: 'One title for all of them',
    published: now - n * day,
  }))
  const planet = known(same)
  assert.equal(
    planet.read(
      a,
      same.map((p) => ({...p, id: `${p.id}-new`, published: p.published + 3 * hour + 7})),
    ).changed.length > 0,
    true,
  )
})

test('undated items without id and link are told by their titles while the list goes on', () => {
  const list = (text: string) => [
    {title: 'The first chapter', text},
    {title: 'The second chapter', text: 'stays'},
  ]
  const planet = known(list('draft'))
  assert.equal(planet.read(a, list('corrected')).added, 0)
})

// ---- dates

test('a date is believed in this order: published, updated, the date in the link', () => {
  const planet = createPlanet(a)
  planet.read(a, [
    {id: '1', title: 'both', published: now - 3 * day, updated: now - day},
    {id: '2', title: 'updated', updated: now - 2 * day},
    {id: '3', title: 'link', url: 'https://a.example/2026/01/20/x'},
  ])
  const dates = ['both', 'updated', 'link'].map((title) => entryOf(planet, title).published)
  assert.deepEqual(dates, [iso(now - 3 * day), iso(now - 2 * day), '2026-01-20T00:00:00.000Z'])
})

test('dates that stand for none are none', () => {
  const planet = known([post(1, a, {published: 0}), post(2, a, {published: Date.parse('0001-01-01T00:00:00Z')})])
  assert.ok(planet.entries().every(({published, river}) => published === undefined && river === iso(now - hour)))
})

test('a date is latched: a feed that moves its dates moves nothing', () => {
  const planet = known(posts(95, 99))
  planet.read(
    a,
    posts(95, 99, a, (p) => ({...p, published: p.published! + 5 * day, text: `${p.text} more`})),
  )
  assert.equal(entryOf(planet, 'Post number 95 about things').published, iso(now - 5 * day))
})

test('a real date that comes late is shown, and the place in the river stays', () => {
  const planet = known([post(99, a, {published: undefined})])
  const {river} = planet.entries()[0]!
  planet.read(a, [post(99)])
  assert.equal(planet.entries()[0]!.published, iso(now - day))
  assert.equal(planet.entries()[0]!.river, river)
})

test('an owner may say that the dates of a feed lie, or by how many hours', () => {
  const lying = createPlanet(subscribe({url: 'https://a.example/feed', dates: 'ignore'}))
  lying.read(a, [post(99)])
  assert.equal(lying.entries()[0]!.published, undefined)
  const early = createPlanet(subscribe({url: 'https://a.example/feed', dates: 5}))
  early.read(a, [post(99)])
  assert.equal(early.entries()[0]!.published, iso(now - day + 5 * hour))
})

// ---- floods

test('an older part of a feed that it lists only now stands on its page and not in the river', () => {
  const planet = known(posts(90, 99))
  planet.read(a, posts(70, 99))
  assert.equal(titles(planet).length, 5)
  assert.equal(planet.flow().entriesOf('a.example/feed').length, 30)
})

test('a feed that was made anew announces nothing', () => {
  const planet = known(posts(90, 99))
  const {note} = planet.read(
    a,
    posts(50, 59, a, (p) => ({...p, id: `new ${p.id}`, url: `${p.url}-new`, title: `New ${p.title}`})),
  )
  assert.match(note, /made anew/)
  assert.match(titles(planet)[0]!, /^Post number 99/)
})

test('undated items keep the order of their document, whichever way it is written', () => {
  const list = (...titles: string[]) => titles.map((title) => ({id: title, title}))
  const planet = known(list('one', 'two'))
  planet.read(a, list('one', 'two', 'three', 'four'))
  assert.deepEqual(titles(planet), ['four', 'three', 'one', 'two'])
})

// ---- edits

test('an edit with a newer date sets `updated` to that date, one without it to the time of the visit', () => {
  const planet = known(posts(98, 99))
  planet.read(a, [post(99, a, {text: 'dated edit', updated: now - minute}), post(98, a, {text: 'silent edit'})])
  assert.equal(entryOf(planet, 'Post number 99 about things').updated, iso(now - minute))
  assert.equal(entryOf(planet, 'Post number 98 about things').updated, iso(now))
})

test('a text that changes at every visit counts as edited 24 times, and is shown as it is', () => {
  const planet = known([post(99)])
  for (let n = 1; n <= 30; n++) planet.read(a, [post(99, a, {text: `visitor ${n}`})], now + n * hour)
  const [entry] = planet.entries()
  assert.equal(entry!.updated, iso(now + 24 * hour))
  const {changed} = planet.read(a, [post(99, a, {text: 'visitor 31'})], now + 31 * hour)
  assert.match('body' in changed[0]! ? String(changed[0].body.html) : '', /visitor 31/)
})

test('markup that changes around the same words is no edit', () => {
  const planet = known([post(99, a, {text: 'some <b>words</b>'})])
  const {changed} = planet.read(a, [post(99, a, {text: 'some <strong class="x">words</strong>'})])
  assert.equal(changed.length, 1)
  assert.equal(changed[0]!.updated, undefined)
})

test('a new template that changes every text edits none of them', () => {
  const planet = known(posts(80, 99))
  const {changed} = planet.read(
    a,
    posts(80, 99, a, (p) => ({...p, text: `${p.text} and a footer`})),
  )
  assert.equal(changed.length, 20)
  assert.ok(changed.every(({updated}) => updated === undefined))
})

// ---- deletions

test('an item that vanishes from between others is withdrawn at the second document, and comes back when listed', () => {
  const planet = known(posts(80, 99))
  const without = posts(80, 99).filter(({url}) => !url!.endsWith('/90'))
  planet.read(a, without)
  assert.ok(titles(planet).length > 0 && !entryOf(planet, 'Post number 90 about things').withdrawn)
  planet.read(a, without, now + hour)
  assert.equal(entryOf(planet, 'Post number 90 about things').withdrawn?.at, iso(now + hour))
  planet.read(a, posts(80, 99), now + 2 * hour)
  assert.equal(entryOf(planet, 'Post number 90 about things').withdrawn, undefined)
})

test('a feed that says nothing has changed confirms what is missing', () => {
  const planet = known(posts(80, 99))
  planet.read(
    a,
    posts(80, 99).filter(({url}) => !url!.endsWith('/90')),
  )
  const {merge, changed} = confirm(planet.merge(a), iso(now + hour), planet.entries(a))
  assert.deepEqual(
    changed.map(({title, withdrawn}) => [title, withdrawn?.at]),
    [['Post number 90 about things', iso(now + hour)]],
  )
  assert.equal(merge.doubts, undefined)
})

test('an item that falls off the end of its feed stays', () => {
  const planet = known(posts(80, 89))
  for (let n = 1; n <= 10; n++) planet.read(a, posts(80 + n, 89 + n), now + n * hour)
  assert.equal(planet.entries().filter(({withdrawn}) => withdrawn).length, 0)
})

test('an old post pinned on top withdraws nothing', () => {
  const pinned = post(10)
  const planet = known([pinned, ...posts(80, 89)])
  for (let n = 1; n <= 10; n++) planet.read(a, [pinned, ...posts(80 + n, 89 + n)], now + n * hour)
  assert.equal(planet.entries().filter(({withdrawn}) => withdrawn).length, 0)
})

test('a feed in no order withdraws nothing', () => {
  const planet = known(posts(60, 99))
  for (let n = 1; n <= 6; n++) {
    const drawn = posts(60, 99).filter((_, index) => (index * 7 + n) % 3 === 0)
    const shuffled = drawn.toSorted((one, other) => nameOf(one.url, `${n}`).localeCompare(nameOf(other.url, `${n}`)))
    planet.read(a, shuffled, now + n * hour)
  }
  assert.equal(planet.entries().filter(({withdrawn}) => withdrawn).length, 0)
})

test('a deletion that the feed announces holds at once', () => {
  const planet = known(posts(95, 99))
  planet.read(a, posts(96, 99), now, {deleted: ['http://A.example/p/95']})
  assert.match(entryOf(planet, 'Post number 95 about things').withdrawn!.why, /deleted/)
})

test('a document of deletions alone is no empty one', () => {
  const planet = known([post(99)])
  planet.read(a, [], now, {deleted: [post(99).id!]})
  assert.ok(planet.entries()[0]!.withdrawn)
})

// ---- hijacks

const self = {title: 'A quiet blog', language: 'en', link: 'https://a.example/'}
const thief = {title: 'Best casino', language: 'ru', link: 'https://casino.example/'}
const loot = posts(1, 10, 'casino.example', (p) => ({
  ...p,
  title: `Bonus ${p.title}`,
  published: now - minute * Number(p.url!.split('/').pop()),
}))

test('a source that changes altogether is put in quarantine, and what is known of it stays', () => {
  const planet = known(posts(90, 99), self)
  const before = titles(planet)
  planet.read(a, loot, now, thief)
  assert.match(planet.merge(a).quarantine!.why, /A quiet blog.*Best casino/)
  assert.deepEqual(titles(planet), before)
  assert.equal(planet.flow().entriesOf('a.example/feed').length, 10, 'nor does its page show them')
  planet.read(a, loot, now + hour, thief)
  assert.ok(planet.merge(a).quarantine, 'it does not wear off')
})

test('where nobody states a language, a new home stands for one', () => {
  const quiet = {title: 'A quiet blog', link: 'https://a.example/'}
  const planet = known(posts(90, 99), quiet)
  planet.read(a, loot, now, {title: 'Best casino', link: 'https://casino.example/'})
  assert.ok(planet.merge(a).quarantine)
  const other = known(posts(90, 99), quiet)
  other.read(
    a,
    posts(1, 10, a, (p) => ({...p, title: `New ${p.title}`})),
    now,
    {...quiet, title: 'Another name'},
  )
  assert.equal(other.merge(a).quarantine, undefined)
})

test('a source that is itself again leaves quarantine, without what came meanwhile', () => {
  const planet = known(posts(90, 99), self)
  planet.read(a, loot, now, thief)
  planet.read(a, posts(91, 100), now + hour, self)
  assert.equal(planet.merge(a).quarantine, undefined)
  assert.ok(!titles(planet).some((title) => title.startsWith('Bonus')))
})

test('a quarantine ends at its owner’s word', () => {
  const planet = known(posts(90, 99), self)
  planet.read(a, loot, now, thief)
  const {merge, changed} = release(planet.merge(a), planet.entries(a))
  planet.remember(a, merge, changed)
  assert.equal(titles(planet).filter((title) => title.startsWith('Bonus')).length, 5)
  planet.read(a, loot, now + hour, thief)
  assert.equal(planet.merge(a).quarantine, undefined)
})

test('a new name, a new home, or new items alone raise no alarm', () => {
  const changes: readonly (readonly [readonly Written[], typeof self])[] = [
    [posts(90, 99), {...self, title: 'A loud blog'}],
    [posts(90, 99, 'new.example'), {...thief, language: 'en'}],
    [loot, self],
  ]
  for (const [entries, about] of changes) {
    const planet = known(posts(90, 99), self)
    planet.read(a, entries, now, about)
    assert.equal(planet.merge(a).quarantine, undefined, about.title)
  }
})

// ---- visits

test('an item that only stays is written once a day', () => {
  const planet = known(posts(90, 99))
  assert.equal(planet.read(a, posts(90, 99), now).changed.length, 0)
  assert.equal(planet.read(a, posts(90, 99), now + day).changed.length, 10)
})

test('a confirmed document moves the time from which new items count as late', () => {
  const planet = known(posts(90, 99))
  planet.remember(a, confirm(planet.merge(a), iso(now)).merge, [])
  planet.read(a, [post(100, a, {published: now - 3 * day, title: 'A late one'}), ...posts(90, 99)], now + hour)
  assert.equal(entryOf(planet, 'A late one').river, iso(now))
})

test('the note says in one sentence what a document brought', () => {
  const planet = known(posts(90, 99))
  const {note} = planet.read(a, [post(100), post(99, a, {text: 'edited'}), ...posts(90, 98)])
  assert.equal(note, '1 new, 1 edited.')
})
