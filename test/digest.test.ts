import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {digest, lotOf, lots, nameBy} from '../src/digest.ts'

test('what differs has different digests', () => {
  const bytes = new Uint8Array([97])
  const values = [
    '',
    'a',
    '"a"',
    'null',
    1,
    '1',
    1n,
    true,
    'true',
    null,
    undefined,
    'undefined',
    [],
    {},
    [[]],
    [[], []],
    [[[]]],
    [[1], 2],
    [[1, 2]],
    [1, [2]],
    [{}],
    ['a', 'b'],
    ['a,b'],
    ['"a","b"'],
    [1],
    ['1'],
    bytes,
    [bytes],
    {a: 1},
    {b: 1},
    {a: '1'},
    {a: {b: 1}},
    {a: 1, b: 1},
    {'a":1,"b': 1},
    [undefined],
    [null],
    digest([]),
    `#${digest([])}`,
    [`#${digest([])}`],
  ]
  assert.equal(new Set(values.map(digest)).size, values.length)
})

test('plain values that JSON tells apart have different digests, and equal ones the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      assert.equal(digest(one), digest(JSON.parse(JSON.stringify(one))))
      if (JSON.stringify(one) !== JSON.stringify(other)) assert.notEqual(digest(one), digest(other))
    }),
  )
})

test('a field that is undefined counts as absent', () => {
  assert.equal(digest({a: 1, b: undefined}), digest({a: 1}))
})

test('an object can be named by what it is made from', () => {
  const later = nameBy({value: async () => 1}, 'made from this')
  assert.equal(digest(later), 'made from this')
  assert.notEqual(digest([later]), digest([nameBy({value: async () => 1}, 'made from that')]))
})

test('what has no content throws', () => {
  for (const value of [() => {}, Symbol('x'), new Date(), new Map(), {a: () => {}}, [new Set()]])
    assert.throws(() => digest(value), TypeError)
})

test('a text always draws the same lot, and texts that resemble each other spread', () => {
  const drawn = Array.from({length: 1000}, (_, index) => lotOf(`https://example.org/${index}`))
  assert.deepEqual(
    drawn,
    Array.from(drawn, (_, index) => lotOf(`https://example.org/${index}`)),
  )
  assert.ok(drawn.every((lot) => Number.isInteger(lot) && lot >= 0 && lot < lots))
  const quarters = Map.groupBy(drawn, (lot) => Math.floor((4 * lot) / lots))
  for (const quarter of quarters.values()) assert.ok(quarter.length > 150)
  assert.equal(quarters.size, 4)
})
