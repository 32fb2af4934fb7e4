import assert from 'node:assert/strict'
import {test} from 'node:test'
import {countWords, minutesFor} from '../../src/content/words.ts'

test('words are counted in every script; where none has blanks between them, letters are', () => {
  assert.equal(countWords('It’s a well-known fact, 3.5 times over: done!'), 8)
  assert.equal(countWords('Привет, мир -- नमस्ते'), 3)
  assert.equal(countWords('日本語の文章です'), 8)
  assert.equal(countWords('Read 日本語 now'), 5)
  assert.equal(countWords(''), 0)
})

test('reading takes a minute at least', () => {
  assert.deepEqual(
    [0, 100, 1150].map((words) => minutesFor(words, 'en')),
    [1, 1, 5],
  )
  assert.equal(minutesFor(1150, 'ja'), 2)
})
