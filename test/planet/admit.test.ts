/** Where new items stand, and which old ones go, case by case (merge rules 4 to 6, 8 and 10). */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Entry} from '../../src/types.ts'
import {createPlanet, day, hour, iso, minute, now, type TestPlanet, type Written} from './merging.ts'

const feed = 'a.example'
const item = (name: string, published?: number, more: Written = {}): Written => ({
  ...{id: `urn:${name}`, url: `https://a.example/${name}`, title: `Title of ${name}`, text: `Words of ${name}`},
  ...(published !== undefined && {published}),
  ...more,
})
const items = (prefix: string, count: number, date?: (index: number) => number) =>
  Array.from({length: count}, (_, index) => item(`${prefix}-${index}`, date?.(index)))
const daysAgo = (days: number) => now - days * day

function known(list: readonly Written[], at = daysAgo(1)): TestPlanet {
  const planet = createPlanet(feed)
  planet.read(feed, list, at)
  return planet
}

function find(planet: TestPlanet, name: string): Entry {
  const entry = planet.entries().find(({id}) => id === `urn:${name}`)
  assert.ok(entry, name)
  return entry
}

const held = (planet: TestPlanet) =>
  planet.entries().flatMap(({id, held}) => (held ? [`${id!.slice(4)}: ${held.split(',')[0]}`] : []))

test('of a first document the five newest stand in the river, whatever their order, and three of one without dates', () => {
  const dated = known(items('x', 7, (index) => daysAgo([5, 1, 9, 3, 7, 2, 4][index]!)))
  const newest = 'Of a feed that is new here only the newest 5 items enter the river.'
  assert.deepEqual(held(dated).toSorted(), [`x-2: ${newest}`, `x-4: ${newest}`])
  const undated = known(items('x', 5))
  assert.deepEqual(
    held(undated),
    ['x-3', 'x-4'].map(
      (name) => `${name}: Of a feed that is new here and has no dates only the first 3 items enter the river.`,
    ),
  )
  const mixed = (dates: number, others: number) => {
    const planet = known([...items('u', others), ...items('d', dates, (index) => daysAgo(2 + index))])
    return held(planet).map((line) => line.split(':')[0])
  }
  assert.deepEqual(mixed(1, 4), ['u-3'])
  assert.deepEqual(mixed(2, 4), ['u-3'])
  assert.deepEqual(mixed(3, 3), ['u-2'])
  assert.deepEqual(mixed(5, 1), ['u-0'])
  assert.deepEqual(mixed(2, 3), [])
})

test('an item from the future counts as of now, an undated one as of its reading', () => {
  const planet = known([item('later', now + 9 * day), item('never'), item('then', daysAgo(4))], daysAgo(2))
  assert.deepEqual([find(planet, 'later').published, find(planet, 'later').river], [iso(daysAgo(2)), iso(daysAgo(2))])
  assert.deepEqual([find(planet, 'never').published, find(planet, 'never').river], [undefined, iso(daysAgo(2))])
  assert.equal(find(planet, 'then').river, iso(daysAgo(4)))
})

test('a late item of a known feed stands where readers will see it, one of more than 30 days at its date', () => {
  const river = (published: number | undefined) => {
    const planet = known(items('x', 3, (index) => daysAgo(60 + index)))
    planet.read(feed, [item('new', published), ...items('x', 3, (index) => daysAgo(60 + index))])
    return Date.parse(find(planet, 'new').river)
  }
  assert.equal(river(daysAgo(2)), daysAgo(1))
  assert.equal(river(now - hour), now - hour)
  assert.equal(river(daysAgo(30)), daysAgo(1))
  assert.equal(river(daysAgo(30) - 1), daysAgo(30) - 1)
  assert.equal(river(undefined), now)
})

test('a feed is made anew when five or more of its items, half of all, are new and fewer than a fifth were known', () => {
  /** Whether a second document with so many new and known items counts as one of a feed made anew. */
  const reset = (fresh: number, stay: number, first = 20, date = 11) => {
    const old = items('old', first, (index) => daysAgo(10 + index))
    const planet = known(old)
    const {note} = planet.read(feed, [
      ...items('new', fresh, (index) => daysAgo(date) - index * hour),
      ...old.slice(0, stay),
    ])
    const isReset = note.includes('made anew')
    assert.equal(find(planet, 'new-0').river, iso(isReset ? daysAgo(date) : daysAgo(1)))
    return isReset
  }
  assert.equal(reset(5, 1), true)
  assert.equal(reset(4, 0), false)
  assert.equal(reset(8, 2), false)
  assert.equal(reset(9, 2), true)
  assert.equal(reset(9, 0, 20, 3), false, 'what is newer than all that was known was written since')
  const undated = known(items('old', 6))
  undated.read(feed, items('new', 6))
  assert.deepEqual(
    new Set(
      held(undated)
        .slice(-6)
        .map((line) => line.split(': ')[1]),
    ),
    new Set(['Its feed was made anew']),
  )
})

test('a busy feed that nobody read for ten days brings its posts at their dates', () => {
  const planet = known(
    items('old', 40, (index) => daysAgo(10) - index * 2.4 * hour),
    daysAgo(10),
  )
  const {note} = planet.read(
    feed,
    items('new', 40, (index) => now - index * 2.4 * hour),
  )
  assert.equal(note, '40 new.')
  assert.equal(held(planet).filter((line) => line.startsWith('new')).length, 0)
})

test('of a flood the newest 20 within a day enter the river, in whatever order it comes', () => {
  const old = items('old', 10, (index) => daysAgo(2 + index))
  const flood = items('new', 100, (index) => now - ((index * 37) % 100) * 30 * minute)
  const planet = known(old, daysAgo(3))
  const {note} = planet.read(feed, [...flood, ...old])
  const shown = planet.entries().filter(({id, held}) => id!.startsWith('urn:new') && !held)
  assert.deepEqual(
    shown.map(({river}) => river).toSorted(),
    // Two days are 96 half hours: 20 at the head of each, and 4 of the third.
    [...Array(4).fill(96), ...Array(20).fill(48), ...Array(20).fill(0)]
      .map((first, index, all) => iso(now - (first + index - all.indexOf(first)) * 30 * minute))
      .toSorted(),
  )
  assert.equal(note, '100 new, 56 of them on its own page only.')
  assert.equal(planet.flow().entriesOf('a.example/feed').length, 110)
})

test('three or more items older than all that is known are an older part of the feed, two are late', () => {
  const holds = (...days: readonly number[]) => {
    const old = items('old', 3, (index) => daysAgo(10 + index))
    const planet = known(old)
    planet.read(feed, [...old, ...days.map((age, index) => item(`new-${index}`, daysAgo(age)))])
    return held(planet).length
  }
  assert.equal(holds(13, 14, 15), 3)
  assert.equal(holds(13, 14), 0)
  assert.equal(holds(13, 14, 12), 0, 'one is as old as the oldest')
  assert.equal(holds(13, 14, 15, 5), 3)
  const undated = known(items('old', 3))
  undated.read(feed, [...items('old', 3), ...items('new', 3, (index) => daysAgo(20 + index))])
  assert.equal(held(undated).length, 0)
})

test('a feed without dates that grows downwards has its newest item at the end', () => {
  const order = (second: readonly Written[]) => {
    const planet = known(items('x', 2))
    planet.read(feed, second)
    return planet
      .entries()
      .slice(2)
      .map(({position}) => position)
  }
  const [one, two] = items('x', 2) as [Written, Written]
  assert.deepEqual(order([one, two, item('y'), item('z')]), [1, 0])
  assert.deepEqual(order([item('y'), one, two, item('z')]), [0, 3])
  assert.deepEqual(order([one, two, item('y', now), item('z')]), [2, 3])
  assert.deepEqual(order([item('y'), item('z')]), [0, 1])
})

test('what a feed says of `updated` is remembered as its own word', () => {
  const planet = known([item('x', daysAgo(3), {updated: daysAgo(2)}), item('y', daysAgo(3))])
  assert.equal(find(planet, 'x').updatedClaim, iso(daysAgo(2)))
  assert.ok(!('updatedClaim' in find(planet, 'y')))
})

test('keys are short, and a second item under a key that is taken has another', () => {
  const planet = known([item('x', daysAgo(3)), {title: 'Bare', text: 'one'}])
  assert.ok(planet.entries().every(({key}) => key.length === 16))
  planet.read(feed, [{...item('moved', daysAgo(3)), title: 'Title of x', text: 'Words of x'}, item('y', daysAgo(2))])
  planet.read(
    feed,
    [
      item('x', now, {title: 'Something else by far', text: 'New', url: 'https://a.example/new'}),
      item('y', daysAgo(2)),
    ],
    now + hour,
  )
  assert.equal(new Set(planet.entries().map(({key}) => key)).size, planet.entries().length)
  assert.ok(planet.entries().every(({key}) => key.length === 16))
})

// ---- what goes

/** The names of items that are withdrawn after two readings of each of these documents. */
function withdrawn(first: readonly Written[], ...later: readonly (readonly Written[])[]): readonly string[] {
  const planet = known(first)
  for (const [index, list] of later.entries()) planet.read(feed, list, now + index * hour)
  return planet.entries().flatMap((entry) => (entry.withdrawn ? [entry.id!.slice(4)] : []))
}

const ten = items('x', 10, (index) => daysAgo(10 + index))
const without = (...places: readonly number[]) => ten.filter((_, index) => !places.includes(index))

test('an item is withdrawn when it lacks twice in a row while older ones stand, and only then', () => {
  assert.deepEqual(withdrawn(ten, without(4)), [])
  assert.deepEqual(withdrawn(ten, without(4), without(4)), ['x-4'])
  assert.deepEqual(withdrawn(ten, without(4), ten, without(4)), [], 'twice in a row')
  assert.deepEqual(withdrawn(ten, without(4), ten.slice(0, 4), without(4)), [], 'a shorter document is no word on it')
  assert.deepEqual(withdrawn(ten, without(8), without(8)), [], 'one older item alone may be pinned to the end')
  assert.deepEqual(withdrawn(ten, without(7), without(7)), ['x-7'])
  assert.deepEqual(
    withdrawn(ten.slice(0, 6), without(4, 6, 7, 8, 9), without(4, 6, 7, 8, 9)),
    ['x-4'],
    'in a short one it is enough',
  )
  assert.deepEqual(withdrawn(ten, without(9), without(9)), [])
  assert.deepEqual(withdrawn([...ten, item('undated')], ten, ten), [])
})

test('a document in no order says nothing of what it lacks, one that is mostly in order does', () => {
  const swap = (list: readonly Written[], ...order: readonly number[]) => order.map((place) => list[place]!)
  const order = [0, 1, 2, 3, 5, 6, 7, 8, 9]
  assert.deepEqual(withdrawn(ten, swap(ten, ...order), swap(ten, ...order)), ['x-4'])
  const pinned = [9, 0, 1, 2, 3, 5, 6, 7, 8]
  assert.deepEqual(withdrawn(ten, swap(ten, ...pinned), swap(ten, ...pinned)), ['x-4'])
  const mixed = [5, 0, 9, 1, 6, 2, 8, 3, 7]
  assert.deepEqual(withdrawn(ten, swap(ten, ...mixed), swap(ten, ...mixed)), [])
  const six = [0, 1, 3, 2, 5, 6, 8, 7]
  assert.deepEqual(withdrawn(ten.slice(0, 9), swap(ten, ...six), swap(ten, ...six)), ['x-4'], 'three of four in order')
})

test('what a feed says it deleted goes at once, once, and under whatever spelling of its id', () => {
  const planet = known([
    item('x', daysAgo(3)),
    {...item('y', daysAgo(4)), id: 'http://A.example/y'},
    item('z', daysAgo(5)),
  ])
  const {changed, note} = planet.read(feed, [item('z', daysAgo(5))], now, {
    deleted: ['urn:x', 'https://a.EXAMPLE/y', 'urn:none'],
  })
  assert.deepEqual(
    changed.flatMap(({withdrawn}) => withdrawn?.why ?? []),
    Array(2).fill('Its feed says that it was deleted.'),
  )
  assert.match(note, /2 withdrawn/)
  const again = planet.read(feed, [item('z', daysAgo(5))], now + hour, {deleted: ['urn:x']})
  assert.deepEqual([again.changed.filter(({withdrawn}) => withdrawn).length, again.note], [0, 'Nothing new.'])
})

test('the memory of a feed counts its doubts, and an empty document changes nothing but its note', () => {
  const planet = known(ten)
  assert.equal(planet.merge(feed).doubts, undefined)
  planet.read(feed, without(4), now)
  assert.equal(planet.merge(feed).doubts, 1)
  const before = planet.merge(feed)
  const empty = planet.read(feed, [], now + hour)
  assert.deepEqual(empty, {
    merge: {...before, note: 'The document held no items; those known stay.'},
    changed: [],
    added: 0,
    note: 'The document held no items; those known stay.',
  })
  planet.read(feed, ten, now + 2 * hour)
  assert.equal(planet.merge(feed).doubts, undefined)
})

test('a note tells what a document brought, in this order', () => {
  const planet = createPlanet(feed)
  assert.equal(planet.read(feed, ten, daysAgo(1)).note, 'First reading: 10 new.')
  assert.equal(planet.read(feed, ten, now).note, 'Nothing new.')
  const moved = {...ten[1]!, id: 'urn:m', url: 'https://b.example/other', published: daysAgo(11) + hour}
  const edited = {...ten[2]!, text: 'Edited words'}
  const {note} = planet.read(feed, [item('new', now - minute), ten[0]!, moved, edited, ...ten.slice(3)], now + hour, {
    deleted: ['urn:x-9'],
  })
  assert.equal(note, '1 new, 2 edited, 1 found again under another address.')
})
