import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import {flow} from '../../src/planet/flow.ts'
import {nameOf} from '../../src/planet/identity.ts'
import {subscribe} from '../../src/planet/subscriptions/subscribe.ts'
import type {Entry} from '../../src/types.ts'
import {createPlanet, day, hour, iso, minute, now, settingsOf, type TestPlanet, type Written} from './merging.ts'

const runs = {numRuns: 150, seed: 20260131}
const hosts = ['a.example', 'b.example', 'c.example']

/** An entry as feeds have them: with or without id, link, title and date; places and words that collide. */
const entry = (host: string): fc.Arbitrary<Written> =>
  fc
    .record({
      n: fc.integer({min: 1, max: 30}),
      home: fc.oneof({weight: 5, arbitrary: fc.constant(host)}, fc.constantFrom(...hosts)),
      parts: fc.record({id: fc.boolean(), url: fc.boolean(), title: fc.boolean(), date: fc.boolean()}),
      edit: fc.integer({min: 0, max: 2}),
      shift: fc.integer({min: 0, max: 40}),
    })
    .map(({n, home, parts, edit, shift}) => ({
      ...(parts.id && {id: `https://${home}/p/${n}`}),
      ...(parts.url && {url: `https://${home}/p/${n}`}),
      ...(parts.title && {title: `Post number ${n} about things`}),
      ...(parts.date && {published: now - (31 - n) * day - shift * 7 * minute}),
      text: `The words of post ${n}${' again'.repeat(edit)}`,
    }))

const visit = fc
  .constantFrom(...hosts)
  .chain((host) => fc.record({host: fc.constant(host), entries: fc.array(entry(host), {maxLength: 12})}))
const visits = fc.array(visit, {maxLength: 8})

interface Visit {
  readonly host: string
  readonly entries: readonly Written[]
}

function replay(list: readonly Visit[], planet: TestPlanet = createPlanet(...hosts)): TestPlanet {
  for (const [index, {host, entries}] of list.entries()) planet.read(host, entries, now + index * hour)
  return planet
}

test('a document read twice changes nothing', () => {
  fc.assert(
    fc.property(visits, (list) => {
      const planet = replay(list)
      for (const {host, entries} of list.slice(-1)) {
        const before = planet.flow().stories
        const again = planet.read(host, entries, now + list.length * hour)
        assert.deepEqual(
          again.changed.filter(({missing}) => missing === 0),
          [],
        )
        assert.equal(again.added, 0)
        if (again.changed.length === 0) assert.deepEqual(planet.flow().stories, before)
      }
    }),
    runs,
  )
})

test('the order in which feeds are visited in a run does not matter', () => {
  const run = fc.tuple(...hosts.map((host) => fc.array(entry(host), {maxLength: 10})))
  fc.assert(
    fc.property(
      fc.array(run, {minLength: 1, maxLength: 3}),
      fc.shuffledSubarray([0, 1, 2], {minLength: 3}),
      (all, order) => {
        const [one, other] = [createPlanet(...hosts), createPlanet(...hosts)]
        for (const [index, documents] of all.entries()) {
          for (const k of [0, 1, 2]) one.read(hosts[k]!, documents[k]!, now + index * hour)
          for (const k of order) other.read(hosts[k]!, documents[k]!, now + index * hour)
        }
        assert.deepEqual(other.flow().stories, one.flow().stories)
      },
    ),
    runs,
  )
})

test('the order in which the store remembers does not matter', () => {
  fc.assert(
    fc.property(visits, fc.integer(), (list, salt) => {
      const planet = replay(list)
      const settings = {
        ...settingsOf(hosts.map((host) => subscribe(`https://${host}/feed`))),
        fold: {max: 2, window: 6},
      }
      const rank = ({feed, key}: Entry) => nameOf(feed, key, String(salt))
      const shuffled = planet.entries().toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
      const [one, other] = [planet.entries(), shuffled].map((entries) =>
        flow({settings, states: [], entries, now: iso(now)}),
      )
      assert.deepEqual(other!.stories, one!.stories)
    }),
    runs,
  )
})

test('the river grows only at its head: new items never stand before what their feed had shown', () => {
  fc.assert(
    fc.property(visits, (list) => {
      const planet = createPlanet(...hosts)
      for (const [index, {host, entries}] of list.entries()) {
        const {established, lastGood = ''} = planet.merge(host)
        const known = new Set(planet.entries(host).map(({key}) => key))
        const at = now + index * hour
        planet.read(host, entries, at)
        const fresh = planet.entries(host).filter(({key}) => !known.has(key))
        const late = (published: string | undefined) => published !== undefined && Date.parse(published) < at - 30 * day
        const isReset = fresh.length >= 5
        if (established && !isReset)
          for (const {river, published, held} of fresh) assert.ok(held || river >= lastGood || late(published))
      }
    }),
    runs,
  )
})

test('where an item stands in the river never changes', () => {
  fc.assert(
    fc.property(visits, (list) => {
      const planet = createPlanet(...hosts)
      const places = new Map<string, string>()
      for (const [index, {host, entries}] of list.entries()) {
        planet.read(host, entries, now + index * hour)
        for (const {feed, key, river, firstSeen} of planet.entries(host)) {
          const place = `${river} ${firstSeen}`
          assert.equal(places.get(`${feed} ${key}`) ?? place, place)
          places.set(`${feed} ${key}`, place)
        }
      }
    }),
    runs,
  )
})

test('no feed changes a byte of what another said', () => {
  fc.assert(
    fc.property(visits, visits, (list, attack) => {
      const planet = replay(list)
      const said = JSON.stringify(planet.entries('a.example'))
      for (const {host, entries} of attack) {
        if (host === 'a.example') continue
        const {changed} = planet.read(host, entries, now + 20 * hour)
        assert.ok(changed.every(({feed}) => feed === `${host}/feed`))
      }
      assert.equal(JSON.stringify(planet.entries('a.example')), said)
    }),
    runs,
  )
})

test('every live item can be reached: in the river, folded there, told by another, or on the page of its feed', () => {
  fc.assert(
    fc.property(visits, fc.integer({min: 0, max: 3}), (list, max) => {
      const planet = replay(list)
      const {stories, entriesOf, toldBy} = planet.flow(now, {settings: {fold: {max, window: 5}}})
      const inRiver = new Set(stories.flatMap(({entry, folded}) => [entry, ...folded]).map(({feed, key}) => feed + key))
      for (const entry of planet.entries()) {
        if (entry.withdrawn) continue
        assert.ok(entriesOf(entry.feed).includes(entry))
        assert.ok(entry.held || inRiver.has(entry.feed + entry.key) || toldBy(entry))
      }
    }),
    runs,
  )
})

test('keys are unique in their feed, and the order of a river is total', () => {
  fc.assert(
    fc.property(visits, (list) => {
      const planet = replay(list)
      for (const host of hosts) {
        const keys = planet.entries(host).map(({key}) => key)
        assert.equal(new Set(keys).size, keys.length)
      }
      const rivers = planet.flow().stories.map(({entry}) => entry.river)
      assert.deepEqual(rivers, rivers.toSorted().reverse())
    }),
    runs,
  )
})

test('turning a document around changes nothing when its items have dates', () => {
  const dated = fc.uniqueArray(fc.integer({min: 1, max: 60}), {minLength: 1, maxLength: 30})
  fc.assert(
    fc.property(dated, (numbers) => {
      const list = numbers.map((n) => ({id: `urn:n:${n}`, title: `Number ${n}`, published: now - n * day}))
      const shown = (entries: readonly Written[]) => {
        const planet = createPlanet('a.example')
        planet.read('a.example', entries)
        return planet.flow().stories.map(({entry}) => `${entry.title} ${entry.river}`)
      }
      assert.deepEqual(shown(list.toReversed()), shown(list))
      assert.ok(shown(list).every((line) => line <= `Z ${iso(now)}`))
    }),
    runs,
  )
})
