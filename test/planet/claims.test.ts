/** What of a document can be believed, case by case (merge rules 2 and 4). */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {claimedDate, readClaims} from '../../src/planet/claims.ts'
import type {FeedDocument, MergeMemory, Subscription} from '../../src/types.ts'
import {documentOf, hour, minute, now, type Written} from './merging.ts'

interface Knowledge {
  readonly merge?: MergeMemory
  readonly home?: string
  readonly dates?: Subscription['dates']
  readonly document?: Partial<FeedDocument>
}

function read(entries: readonly Written[], {merge = {}, document, ...known}: Knowledge = {}) {
  return readClaims(documentOf(entries, document), merge, known)
}

const url = (path: string) => `https://a.example/${path}`
const places = (...times: readonly (number | undefined)[]) =>
  read(times.map((time, index) => ({id: `${index}`, published: time && now + time * hour}))).entries.map(
    ({place}) => place,
  )

test('places count from the newest, whichever way the document is written', () => {
  assert.deepEqual(places(3, 2, 1), [0, 1, 2])
  assert.deepEqual(places(1, 2, 3), [2, 1, 0])
  assert.deepEqual(places(undefined, undefined), [0, 1])
  assert.deepEqual(places(1, 2), [1, 0])
  assert.deepEqual(places(1, undefined, 3), [0, 1, 2], 'no neighbours with dates')
  assert.deepEqual(places(1, 2, 3, 2), [0, 1, 2, 3], 'twice as many rise as fall: no more')
  assert.deepEqual(places(1, 2, 3, 4, 3), [4, 3, 2, 1, 0])
  assert.deepEqual(places(1, 1, 1), [0, 1, 2])
  assert.deepEqual(places(2, 2, 1, 3, 4), [0, 1, 2, 3, 4])
})

test('a permalink is a link that one entry has for itself, and that leads nowhere home', () => {
  const {entries, links} = read(
    [
      {id: '1', url: url('a')},
      {id: '2', url: url('b')},
      {id: '3', url: url('b')},
      {id: '4', url: url('')},
      {id: '5', url: url('blog/')},
      {id: '6'},
    ],
    {home: url('blog'), document: {link: url('')}},
  )
  assert.deepEqual(
    entries.map(({permalink}) => permalink),
    ['//a.example/a', undefined, undefined, undefined, undefined, undefined],
  )
  assert.deepEqual(entries[1]?.link, '//a.example/b')
  assert.deepEqual([...links], ['//a.example/a', '//a.example/b', '//a.example/', '//a.example/blog'])
  const burnt = read([{id: '1', url: 'https://burner.example/~r/1', originalUrl: url('a')}]).entries[0]!
  assert.equal(burnt.permalink, '//a.example/a')
})

test('ids are believed until one stands on several things', () => {
  const badIds = (list: readonly Written[], more: Knowledge = {}) => read(list, more).badIds
  const same = (...more: readonly Written[]) => more.map((entry) => ({id: 'urn:1', ...entry}))
  assert.equal(
    badIds([
      {id: '1', url: url('a')},
      {id: '2', url: url('b')},
    ]),
    false,
  )
  assert.equal(badIds(same({url: url('a')}, {url: url('b')})), true)
  assert.equal(badIds(same({url: url('a')}, {})), true)
  assert.equal(
    badIds(same({url: url('a'), title: 'One', text: 'x'}, {url: url('a'), title: 'Two', text: 'y'})),
    false,
    'two versions',
  )
  const third = {url: url('a'), title: 'Three', text: 'z'}
  assert.equal(
    badIds(same({url: url('a'), title: 'One', text: 'x'}, {url: url('a'), title: 'Two', text: 'y'}, third)),
    true,
  )
  assert.equal(
    badIds(
      same({url: url('a'), title: 'One', text: 'x'}, {url: url('a'), title: 'One', text: 'y'}, {...third, text: 'x'}),
    ),
    false,
  )
  assert.equal(badIds(same({title: 'One', text: 'x'}, {title: 'Two', text: 'y'})), true)
  assert.equal(badIds(same({title: 'One', text: 'x'}, {title: 'One', text: 'y'})), false)
  assert.equal(badIds(same({title: 'One', text: 'x'}, {title: 'Two', text: 'x'})), false)
  assert.equal(badIds(same({text: 'x'}, {text: 'y'})), true, 'no title is no equal title')
  const home = {home: url('')}
  assert.equal(
    badIds(same({url: url(''), title: 'One', text: 'x'}, {url: url(''), title: 'Two', text: 'y'}), home),
    true,
  )
  assert.equal(
    badIds([
      {title: 'One', url: url('a')},
      {title: 'Two', url: url('b')},
    ]),
    false,
    'no id is no equal id',
  )
  const before = read([{id: '1', url: url('a')}], {merge: {badIds: true}})
  assert.deepEqual([before.badIds, before.entries[0]?.id, before.ids.size], [true, undefined, 0])
  assert.deepEqual([...read([{id: '1'}, {id: 'http://A.example'}, {}]).ids], ['1', '//a.example'])
})

test('each thing is read once: the newest version, and the first of equals', () => {
  const titles = (list: readonly Written[], more: Knowledge = {}) =>
    read(list, more).entries.map(({source}) => source.title)
  const version = (title: string, updated?: number) => ({
    id: '1',
    url: url('a'),
    title,
    ...(updated !== undefined && {updated}),
  })
  assert.deepEqual(titles([version('One', now - hour), version('Two', now)]), ['Two'])
  assert.deepEqual(titles([version('One', now), version('Two', now)]), ['One'])
  assert.deepEqual(titles([version('One'), version('Two')]), ['One'])
  assert.deepEqual(titles([version('One'), version('Two', now)]), ['Two'])
  const note = {title: 'Note', text: 'x', url: url('n'), published: now}
  assert.equal(titles([note, note]).length, 1)
  for (const other of [{title: 'Other'}, {text: 'y'}, {url: url('m')}, {published: now - 1}])
    assert.equal(titles([note, {...note, ...other}]).length, 2)
  assert.equal(
    titles(
      [
        {...note, id: '1'},
        {...note, id: '2'},
      ],
      {merge: {badIds: true}},
    ).length,
    1,
  )
  assert.equal(
    titles([
      {...note, id: '1'},
      {...note, id: '2'},
    ]).length,
    2,
  )
})

test('dates that lie together all over a document were made by a machine', () => {
  const dated = (...minutes: readonly (number | undefined)[]) =>
    read(
      minutes.map((at, index) => ({
        id: `${index}`,
        ...(at !== undefined && {published: now + at * minute, updated: now + at * minute}),
      })),
    ).entries.map(({published, updated}) => (published === updated ? published !== undefined : 'one only'))
  assert.deepEqual(dated(0, 5, 10), [false, false, false])
  assert.deepEqual(dated(10, 0, 5, 9), [false, false, false, false])
  assert.deepEqual(dated(0, 5, 10.01), [true, true, true])
  assert.deepEqual(dated(0, 5), [true, true])
  assert.deepEqual(dated(0, 5, 10, undefined), [true, true, true, false])
  const published = read(
    [0, 1, 2].map((at) => ({id: `${at}`, published: now + at * minute, updated: now + at * hour})),
  ).entries
  assert.deepEqual(
    published.map(({published, updated}) => [published, updated! - now]),
    [
      [undefined, 0],
      [undefined, hour],
      [undefined, 2 * hour],
    ],
  )
})

test('dates of the year 1, of the first day of 1970, or beyond four digits are none', () => {
  const at = (time: number, more: Knowledge = {}) => read([{id: '1', published: time}], more).entries[0]?.published
  assert.equal(at(Date.UTC(1970, 0, 2)), Date.UTC(1970, 0, 2))
  assert.equal(at(Date.UTC(1970, 0, 2) - 1), undefined)
  assert.equal(at(Date.UTC(9998, 11, 31)), Date.UTC(9998, 11, 31))
  assert.equal(at(Date.UTC(9999, 0)), undefined)
  assert.equal(at(now, {dates: -2}), now - 2 * hour)
  assert.equal(at(now, {dates: 'ignore'}), undefined)
})

test('without id and link title and date name an entry, and its words where one of them is missing', () => {
  const name = (entry: Written) => read([entry]).entries[0]!.fingerprint()
  const whole = {title: 'Title', published: now}
  assert.equal(name({...whole, text: 'x'}), name({...whole, text: 'y'}))
  assert.notEqual(name(whole), name({...whole, title: 'Other'}))
  assert.notEqual(name(whole), name({...whole, published: now + 1}))
  assert.notEqual(name({title: 'Title', text: 'x'}), name({title: 'Title', text: 'y'}))
  assert.notEqual(name({published: now, text: 'x'}), name({published: now, text: 'y'}))
  assert.equal(name({title: '“TITLE”', text: 'x!'}), name({title: 'title', text: 'X'}))
})

test('words are compared up to 200,000 characters, and nothing is equal to nothing', () => {
  const key = (text?: string) => read([{id: '1', ...(text !== undefined && {text})}]).entries[0]!.textKey()
  const long = 'word '.repeat(40_000)
  assert.equal(key(`${long}one`), key(`${long}two`))
  assert.notEqual(key('one'), key('two'))
  assert.deepEqual([key(), key(''), key('—')], ['', '', ''])
})

test('what an entry says of its date: published, updated, then its address, which does not lie in the future', () => {
  const date = (entry: Written) => claimedDate(read([entry]).entries[0]!, now)
  const place = url('2026/01/30/x')
  assert.equal(date({published: now - 2, updated: now - 1, url: place}), now - 2)
  assert.equal(date({updated: now - 1, url: place}), now - 1)
  assert.equal(date({url: place}), Date.UTC(2026, 0, 30))
  assert.equal(date({url: url('x'), originalUrl: place}), Date.UTC(2026, 0, 30))
  assert.equal(date({url: url('2026/02/01/x')}), undefined)
  assert.equal(date({url: url('x')}), undefined)
  assert.equal(claimedDate(read([{url: url('2026/01/31/')}]).entries[0]!, Date.UTC(2026, 0, 31)), Date.UTC(2026, 0, 31))
})
