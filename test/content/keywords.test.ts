import assert from 'node:assert/strict'
import {test} from 'node:test'
import {keywords} from '../../src/content/keywords.ts'

test('keywords are the words a text repeats', () => {
  assert.deepEqual(keywords('Planets and stars, planets and moons: stars, planets! It is so.'), ['planets', 'stars'])
})

test('keywords have four to thirty letters of any script, with their marks', () => {
  const long = 'abcdefghijklmnopqrstuvwxyzabcd'
  assert.deepEqual(keywords(`${long}efgh ${long}efgh`), [long, 'efgh'])
  assert.deepEqual(keywords('Москва, москва! नमस्ते नमस्ते; \u0301cafe\u0301 cafe\u0301'), ['cafe\u0301', 'москва', 'नमस्ते'])
  assert.deepEqual(keywords('one two one two 1234 1234 a-b a-b 𝒜𝒜𝒜 𝒜𝒜𝒜'), [])
  assert.deepEqual(keywords('last last'), ['last'])
})

test('no more keywords than wanted: those that stand most often, then in the order of the alphabet', () => {
  assert.deepEqual(keywords('echo delta echo alpha delta echo alpha bravo bravo', 3), ['echo', 'alpha', 'bravo'])
})

test('words are told apart whatever their places are', () => {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
  const words = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => `${a}${b}${c}${a}`)))
  const text = [...words, ...words.slice(5_000, 5_010), ...words.slice(17_000)].join(' ')
  assert.deepEqual(keywords(text, 1_000), [...words.slice(5_000, 5_010), ...words.slice(17_000)])
})

test('words of equal hashes are told apart', () => {
  // In a hash of the kind `31 * hash + code`, these two pairs weigh the same.
  const pairs = ['aā', 'bâ']
  const words = pairs.flatMap((a) => pairs.flatMap((b) => pairs.map((c) => a + b + c)))
  assert.deepEqual(keywords(`${words.join(' ')} ${words.slice(2, 5).join(' ')} ${words[4]}`), [
    words[4],
    ...words.slice(2, 4).sort(),
  ])
})
