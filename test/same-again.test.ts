import assert from 'node:assert/strict'
import {test} from 'node:test'
import {keepList, once, sameAgain} from '../src/same-again.ts'

test('asked with the same objects again, a function gives the answer that it gave before', () => {
  let made = 0
  const pair = sameAgain((one: object, other: object) => {
    made++
    return [one, other]
  })
  const [a, b] = [{}, {}]
  const first = pair(a, b)
  assert.equal(pair(a, b), first)
  assert.equal(made, 1)
  const other = pair(a, {})
  assert.notEqual(other, first)
  assert.notEqual(pair(a, b), other)
  assert.equal(made, 3)
})

test('a list of the same objects is the list from before; one that is longer, shorter or holds another is not', () => {
  const keep = keepList<object>()
  const [a, b] = [{}, {}]
  const first = keep([a, b])
  assert.equal(keep([a, b]), first)
  for (const list of [[a, b, a], [a], [a, {}], [b, a]]) assert.equal(keep(list), list)
})

test('what is made once is made when it is asked for, and be it nothing', () => {
  let made = 0
  const nothing = once(() => void made++)
  assert.equal(made, 0)
  assert.deepEqual([nothing(), nothing(), made], [undefined, undefined, 1])
})

test('what could not be loaded is tried again, and what was loaded then is kept', async () => {
  let tries = 0
  const load = once(async () => {
    tries++
    if (tries === 1) throw new Error('Not now.')
    return 'loaded'
  })
  await assert.rejects(load(), /Not now/)
  assert.deepEqual([await load(), await load(), tries], ['loaded', 'loaded', 2])
})
