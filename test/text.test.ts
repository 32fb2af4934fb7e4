import assert from 'node:assert/strict'
import {test} from 'node:test'
import {cutAtWord, cutBytes, encodePath, languageTag, slugify, unsafeName} from '../src/text.ts'

test('slugs keep what tells words apart', () => {
  const slugs = {
    'Hello, World!': 'hello-world',
    C: 'c',
    'C++': 'c-plus-plus',
    'C#': 'c-sharp',
    'F# & C++ tips': 'f-sharp-c-plus-plus-tips',
    'C++20': 'c-plus-plus20',
    '#hash': 'hash',
    '1 + 1': '1-1',
    'Don’t panic': 'dont-panic',
    Café: 'café',
    'Cafe\u0301': 'café',
    Straße: 'straße',
    日本語: '日本語',
    हिन्दी: 'हिन्दी',
    '../../etc/passwd': 'etc-passwd',
    CON: 'con_',
    '🎉': '1f389',
    '++': '2b-2b',
    '   ': '',
    '': '',
  }
  for (const [text, slug] of Object.entries(slugs)) assert.equal(slugify(text), slug, text)
})

test('a slug never grows beyond 200 bytes and ends on a whole character', () => {
  const slug = slugify('é'.repeat(300))
  assert.equal(Buffer.byteLength(slug), 200)
  assert.ok(slugify(`${'a'.repeat(199)} b`).endsWith('a'))
})

test('a slug of a slug is itself', () => {
  for (const text of ['C++ & C#', 'İstanbul', 'ΑΣ', 'ﬁ', 'CON', 'a_b', '🎉']) {
    assert.equal(slugify(slugify(text)), slugify(text), text)
  }
})

test('names that some file system cannot hold are told', () => {
  const bad = [
    '',
    '.',
    '..',
    '...',
    'a/b',
    'a\\b',
    'a\u0000',
    'a\n',
    'a:b',
    '*',
    '?',
    '<x>',
    'a.',
    'a ',
    'nul',
    'COM¹',
    'lpt1.md',
    '\ud800',
    '\u202etxt.exe',
    'é'.repeat(128),
  ]
  for (const name of bad) assert.notEqual(unsafeName(name), undefined, name)
  for (const name of ['a', '.well-known', 'ﬁ', '日本語', 'console', '-rf', 'a b'])
    assert.equal(unsafeName(name), undefined, name)
})

test('languages are told by their shape', () => {
  for (const tag of ['en', 'pt-BR', 'zh-Hant-TW', 'sr-Latn', 'de-1996']) assert.equal(languageTag(tag), tag)
  assert.equal(languageTag(' en_US '), 'en-US')
  for (const bad of ['', undefined, 'e', 'en"', 'en us', 'english language', '\u202een', `en${'-a'.repeat(99)}`])
    assert.equal(languageTag(bad), undefined, String(bad))
})

test('paths are encoded for URLs, slashes stay', () => {
  assert.equal(encodePath('/a b/é?#%.png'), '/a%20b/%C3%A9%3F%23%25.png')
})

test('text is cut between characters', () => {
  assert.equal(cutBytes('aé😀', 3), 'aé')
  assert.equal(cutBytes('aé😀', 6), 'aé')
  assert.equal(cutBytes('aé😀', 7), 'aé😀')
})

test('texts are cut between words, and within what has no blanks between its words', () => {
  const words = 'The moon rises over the river'
  assert.equal(cutAtWord(words, 29), words)
  assert.deepEqual(
    [28, 23, 22, 9, 2].map((most) => cutAtWord(words, most)),
    ['The moon rises over the…', 'The moon rises over the…', 'The moon rises over…', 'The moon…', 'Th…'],
  )
  assert.equal(cutAtWord(`Hello ${'世界。日本語'.repeat(9)}`, 12), 'Hello 世界。日本語…')
  assert.equal(cutAtWord('世界 Firefox を使う', 8), '世界…')
  assert.equal(cutAtWord('𠮷𠮷𠮷', 3), '𠮷…')
  assert.equal(cutAtWord('ที่นี่ที่นี่', 4), 'ที่…')
})
