import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createBacklinks} from '../../src/content/backlinks.ts'
import {createRelater, type Relatable} from '../../src/content/related.ts'
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
  const backlinks = createBacklinks()(pages)
  assert.equal(names(backlinks('/b/')), 'c a')
  assert.equal(names(backlinks('/a/')), 'c')
  assert.deepEqual(backlinks('/c/'), [])
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
    names(createRelater(most)(list)(list[of]!.summary.path))
  assert.equal(related(posts, 0, 6), 'rare linking linked diary4 diary3 diary2')
  assert.equal(related(posts.toReversed(), posts.length - 1, 6), related(posts, 0, 6))
  assert.equal(related(posts, 6), '')
})
