import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createRelater, findBacklinks, keywords, type Relatable} from '../../src/content/related.ts'
import type {Summary} from '../../src/types.ts'

function summary(name: string, day: number, more: Partial<Summary> = {}): Summary {
  const none = {tags: [], categories: [], authors: [], draft: false, extra: {}}
  const date = `2025-01-${String(day).padStart(2, '0')}T00:00:00.000Z`
  return {kind: 'post', path: `posts/${name}.md`, url: `/${name}/`, id: name, title: name, date, ...none, ...more}
}

function post(
  name: string,
  day: number,
  more: Partial<Summary> = {},
  links: string[] = [],
  words: string[] = [],
): Relatable {
  return {summary: summary(name, day, more), links, words}
}

function names(list: readonly Summary[] | undefined) {
  return list?.map(({title}) => title).join(' ')
}

test('backlinks tell who links here: newest first, each once, never oneself', () => {
  const pages = [
    post('a', 1, {}, ['/b/', '/b/#part', '/b/?x=1']),
    post('b', 2, {}, ['/b/', 'https://example.org/']),
    post('c', 3, {}, ['/b/#x', '/a/']),
  ]
  const backlinks = findBacklinks(pages)
  assert.equal(names(backlinks.get('/b/')), 'c a')
  assert.equal(names(backlinks.get('/a/')), 'c')
  assert.equal(backlinks.get('/c/'), undefined)
})

test('related posts share rare things, or link to each other', () => {
  const posts = [
    post('here', 9, {tags: ['Rust', 'diary']}, ['/linked/'], ['compiler']),
    post('rare', 1, {tags: ['rust']}),
    post('common', 2, {tags: ['diary']}),
    post('linked', 3),
    post('linking', 4, {}, ['/here/#x']),
    post('words', 5, {}, [], ['compiler']),
    post('nothing', 6),
    ...Array.from({length: 5}, (_, index) => post(`diary${index}`, 10 + index, {tags: ['diary']})),
  ]
  const related = (list: readonly Relatable[], of: number, most?: number) =>
    names(createRelater(most)(list)(of).map((at) => list[at]!.summary))
  assert.equal(related(posts, 0, 6), 'rare linking linked diary4 diary3 diary2')
  assert.equal(related(posts.toReversed(), posts.length - 1, 6), related(posts, 0, 6))
  assert.equal(related(posts, 6), '')
})

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
