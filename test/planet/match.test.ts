/** What makes an item of a new document one that is known, case by case (merge rules 2 and 3). */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createPlanet, day, hour, minute, now, type Written} from './merging.ts'

/**
 * Read two documents of one feed, one after the other. For each entry of the second comes the place in the first of the
 * one that it was taken for, or `new`.
 */
function meet(before: readonly Written[], after: readonly Written[]): readonly (number | 'new')[] {
  const planet = createPlanet('a.example')
  const mark = (list: readonly Written[], name: string) =>
    list.map((entry, index) => ({...entry, categories: [`${name}-${index}`]}))
  planet.read('a.example', mark(before, 'before'), now - 2 * hour)
  const places = new Map(planet.entries().map(({key, categories}) => [key, Number(categories[0]!.split('-')[1])]))
  planet.read('a.example', mark(after, 'after'), now)
  return after.map((_, index) => {
    const entry = planet.entries().find(({categories}) => categories[0] === `after-${index}`)
    return (entry && places.get(entry.key)) ?? 'new'
  })
}

const at = (days: number, more = 0) => now - days * day + more
const url = (path: string, host = 'a.example') => `https://${host}/${path}`
/** Moments that no clock strikes, and ones that it does. */
const odd = 7 * minute + 13_000
const even = 12 * hour

/** Entries that stay, so that the document is none of one or two items. */
const staying: readonly Written[] = [1, 2, 3].map((n) => ({
  id: `urn:stay:${n}`,
  url: url(`stay/${n}`),
  title: `An item that stays as number ${n}`,
  text: `Words that stay ${n}`,
  published: at(20 + n, odd),
}))

/** Whether the second is taken for the first, in a document with others that stay. */
function isSame(one: Written, other: Written, others = staying): boolean {
  return meet([one, ...others], [other, ...others])[0] === 0
}

const words = {title: 'A title that tells something', text: 'Words of the first kind'}
const others = {title: 'Quite another heading here', text: 'Sentences of the second sort'}

test('an id is enough, whatever else changes', () => {
  assert.ok(isSame({id: 'urn:1', url: url('a'), ...words, published: at(9)}, {id: 'urn:1', url: url('b'), ...others}))
  assert.ok(!isSame({id: 'urn:1', url: url('a'), ...words, published: at(9)}, {id: 'urn:2', url: url('b'), ...others}))
})

test('without ids a permalink is, unless title, text and day are all others', () => {
  const first = {url: url('a'), ...words, published: at(9)}
  assert.ok(isSame(first, {url: url('a'), ...others}))
  assert.ok(isSame(first, {url: url('a'), ...others, published: at(9)}))
  assert.ok(isSame(first, {url: url('a'), ...others, published: at(8)}), 'a day apart')
  assert.ok(!isSame(first, {url: url('a'), ...others, published: at(8, 1000)}), 'more than a day apart')
  assert.ok(isSame(first, {url: url('a'), ...others, title: words.title, published: at(5)}))
  assert.ok(isSame(first, {url: url('a'), ...others, text: words.text, published: at(5)}))
  assert.ok(isSame({url: url('a'), ...words}, {url: url('a'), ...others, published: at(5)}))
})

test('under another id a permalink is only where the old id is gone and something else agrees', () => {
  const first = {id: 'urn:1', url: url('a'), ...words, published: at(9)}
  const second = {id: 'urn:2', url: url('a'), ...others, published: at(8.5)}
  assert.ok(!isSame(first, second))
  assert.ok(isSame(first, {...second, title: words.title}))
  assert.ok(isSame(first, {...second, text: words.text}))
  assert.ok(isSame(first, {...second, published: at(9)}))
  const untitled = {...first, title: '', text: ''}
  assert.ok(!isSame(untitled, {...second, title: '', text: ''}), 'nothing that agrees is no agreement')
  assert.ok(isSame({...untitled, text: words.text}, {...second, title: '', text: words.text}))
  // The old id stands elsewhere now: on the item that it belongs to.
  const moved = {...first, url: url('b')}
  assert.deepEqual(meet([first, ...staying], [{...second, title: words.title}, moved, ...staying]).slice(0, 2), [
    'new',
    0,
  ])
})

test('one that has an id of late, or had one, is known by its permalink', () => {
  assert.ok(
    isSame({url: url('a'), ...words, published: at(9)}, {id: 'urn:2', url: url('a'), ...others, published: at(9)}),
  )
  assert.ok(
    isSame({id: 'urn:1', url: url('a'), ...words, published: at(9)}, {url: url('a'), ...others, published: at(9)}),
  )
})

test('without id and permalink title and date are enough, or words where one of them is missing', () => {
  assert.ok(isSame({...words, published: at(9)}, {...words, text: 'edited', published: at(9)}))
  assert.ok(
    !isSame(
      {title: 'Links', text: 'one', published: at(9, even)},
      {title: 'Links', text: 'two', published: at(8, even)},
    ),
  )
  assert.ok(isSame({text: words.text, published: at(9)}, {text: words.text, published: at(9)}))
  assert.ok(isSame({title: 'Links', text: words.text}, {title: 'Links', text: words.text}))
  assert.ok(!isSame({title: 'Links', text: 'one'}, {title: 'Links', text: 'two'}, staying.slice(0, 0)))
})

test('a move to another host is seen by the path and the title', () => {
  const first = {id: url('2026/a'), url: url('2026/a'), ...words, title: 'Short', published: at(9, even)}
  const elsewhere = {
    id: url('2026/a', 'b.example'),
    url: url('2026/a', 'b.example'),
    title: 'Short',
    text: 'edited',
    published: at(2, even),
  }
  assert.ok(isSame(first, elsewhere))
  assert.ok(!isSame(first, {...elsewhere, title: 'Other'}))
  const {id, url: place, ...bare} = elsewhere
  assert.ok(isSame(first, {...bare, url: place}))
  assert.ok(isSame(first, {...bare, id}))
  assert.ok(!isSame(first, {...elsewhere, id: url('2026/b', 'b.example'), url: url('2026/b', 'b.example')}))
  const root = {...first, id: url(''), url: url('')}
  assert.ok(!isSame(root, {...elsewhere, id: url('', 'b.example'), url: url('', 'b.example')}), 'every host has a root')
})

test('a new id and link are seen by a telling title with a date within a day, or with the same words', () => {
  const first = {id: 'urn:1', url: url('a'), ...words, published: at(9, even)}
  const second = {id: 'urn:2', url: url('b'), title: words.title, text: 'edited', published: at(9, even + 23 * hour)}
  assert.ok(isSame(first, second))
  assert.ok(!isSame(first, {...second, published: at(8, even)}), 'a day apart')
  assert.ok(isSame(first, {...second, published: at(5, even), text: words.text}))
  assert.ok(!isSame(first, {...second, published: undefined}))
  const titled = (title: string) => isSame({...first, title}, {...second, title})
  assert.ok(titled('Twelve signs'))
  assert.ok(!titled('Eleven sign'))
})

test('nothing is found again under another name while its old id or link still stands in the document', () => {
  const first = {id: 'urn:1', url: url('a'), ...words, published: at(9, even)}
  const again = {id: 'urn:2', url: url('b'), ...words, published: at(9, even)}
  assert.deepEqual(meet([first, ...staying], [again, first, ...staying]).slice(0, 2), ['new', 0])
})

test('in a series of equal titles only the same moment, in whatever zone, is the same item', () => {
  const part = (id: string, time: number) => ({
    id: `urn:${id}`,
    url: url(id),
    title: 'Photo of the day',
    text: id,
    published: time,
  })
  const series = [part('a', at(9, even)), part('b', at(8, even))]
  const renamed = (time: number) => meet([...series, ...staying], [part('x', time), ...staying])[0]
  assert.equal(renamed(at(9, even)), 0)
  assert.equal(renamed(at(9, even + 2 * hour)), 0)
  assert.equal(renamed(at(8, even - 15 * minute)), 1)
  assert.equal(renamed(at(9, even + 7 * minute)), 'new')
  // So is every title where the feed has but one or two items.
  const alone = (time: number) => meet([part('a', at(9, even))], [part('x', time)])[0]
  assert.equal(alone(at(9, even + 2 * hour)), 0)
  assert.equal(alone(at(9, even + 7 * minute)), 'new')
})

test('new id, link and title at once are seen by the words, where they stand for one item alone', () => {
  const first = {id: 'urn:1', url: url('a'), ...words, published: at(9, even)}
  const second = {id: 'urn:2', url: url('b'), title: others.title, text: words.text, published: at(9, even + 23 * hour)}
  assert.ok(isSame(first, second))
  assert.ok(isSame(first, {...second, published: undefined}))
  assert.ok(!isSame(first, {...second, published: at(8, even)}))
  const twin = {...first, id: 'urn:3', url: url('c'), title: 'The same words once more'}
  assert.ok(!isSame(first, second, [...staying, twin]), 'which of the two it was, nobody knows')
  const double = {...second, id: 'urn:4', url: url('d'), title: 'And yet another heading'}
  assert.deepEqual(meet([first, ...staying], [second, double, ...staying]).slice(0, 2), ['new', 'new'])
  assert.equal(meet([first], [second])[0], 'new', 'in a feed of one item the next has its place')
})

test('or by a moment that is no round time, where it stands for one item alone', () => {
  const first = {id: 'urn:1', url: url('a'), ...words, published: at(9, odd)}
  const second = {id: 'urn:2', url: url('b'), ...others, published: at(9, odd)}
  assert.ok(isSame(first, second))
  assert.ok(!isSame({...first, published: at(9, even)}, {...second, published: at(9, even)}))
  const twin = {...first, id: 'urn:3', url: url('c'), title: 'At the very same moment', text: 'Third'}
  assert.deepEqual(meet([first, twin, ...staying], [second, ...staying])[0], 'new')
  const double = {...second, id: 'urn:4', url: url('d'), title: 'Another at that moment', text: 'Fourth'}
  assert.deepEqual(meet([first, ...staying], [second, double, ...staying]).slice(0, 2), ['new', 'new'])
})

test('of several that would fit the one with the title is taken, then the nearest in time, and each once', () => {
  const part = (id: string, title: string, time: number): Written => ({
    title,
    text: `Words of ${id}`,
    url: url('same'),
    published: time,
  })
  const stand = [part('a', 'Notes of the week, one', at(9, even)), part('b', 'Notes of the week, two', at(7, even))]
  // A link that two items share is no permalink of either, so they are told by title and date.
  assert.deepEqual(meet([...stand, ...staying], [...stand.toReversed(), ...staying]).slice(0, 2), [1, 0])
  const named = (id: string, time: number) => ({
    id: `urn:${id}`,
    url: url(id),
    title: 'Weekly notes and links',
    text: id,
    published: time,
  })
  const before = [named('a', at(9, even)), named('b', at(9, even + 12 * hour))]
  const after = [named('x', at(9, even + 13 * hour)), named('y', at(9, even + hour))]
  assert.deepEqual(meet([...before, ...staying], [...after, ...staying]).slice(0, 2), [1, 0])
})

test('bare titles are told in a list that is otherwise known, and only there', () => {
  const bare = (title: string, text: string) => ({title, text})
  const before = [bare('The first of the bare ones', 'one'), ...staying]
  assert.equal(meet(before, [bare('The first of the bare ones', 'edited'), ...staying])[0], 0)
  assert.equal(meet(before.slice(0, 1), [bare('The first of the bare ones', 'edited')])[0], 'new')
  const dated = {...bare('The first of the bare ones', 'edited'), published: at(1, even)}
  assert.equal(meet(before, [dated, ...staying])[0], 'new')
  const linked = {...bare('The first of the bare ones', 'edited'), url: url('x')}
  assert.equal(meet(before, [linked, ...staying])[0], 'new')
})
