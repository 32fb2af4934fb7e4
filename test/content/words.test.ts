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

test('words are parted by what Unicode calls a blank, and made by its letters and numbers', () => {
  const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u
  const wrong: string[] = []
  for (let code = 0; code < 0x110000; code += code < 0x3100 ? 1 : 97) {
    const character = String.fromCodePoint(code)
    if (unspaced.test(character)) continue
    const parted = countWords(`a${character}a`) === 2
    const made = countWords(character) === 1
    if (parted !== /\s/.test(character) || made !== /[\p{L}\p{N}]/u.test(character)) wrong.push(code.toString(16))
  }
  assert.deepEqual(wrong, [])
})

test('reading takes a minute at least', () => {
  assert.deepEqual(
    [0, 100, 1150].map((words) => minutesFor(words, 'en')),
    [1, 1, 5],
  )
  assert.equal(minutesFor(1150, 'ja'), 2)
})
