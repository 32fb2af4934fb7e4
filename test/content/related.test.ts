import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createBacklinks} from '../../src/content/backlinks.ts'
import type {Relatable} from '../../src/content/post-index.ts'
import {createRelater, relateSome} from '../../src/content/related.ts'
import type {Summary} from '../../src/types.ts'
import {createRandom} from '../helpers/random.ts'

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

test('a few posts are related as they are when all are looked at, also around the number of sharers that says nothing', () => {
  const random = createRandom(7)
  const pick = (list: readonly string[], most: number) =>
    Array.from({length: random(most)}, () => list[Math.min(random(list.length), random(list.length))]!)
  const words = Array.from({length: 60}, (_, index) => `word${index}`)
  const urls = Array.from({length: 800}, (_, index) => `/p${index}/`)
  const posts = urls.map((_, index) =>
    post(`p${index}`, 1 + (index % 28), {tags: pick(words, 4)}, pick(urls, 3), [...new Set(pick(words, 20))]),
  )
  const counts = words.map((word) => posts.filter((post) => post.words.includes(word)).length)
  assert.ok(Math.max(...counts) > 150 && Math.min(...counts) < 50, `${counts}`)
  const all = createRelater()(posts)
  for (let round = 0; round < 20; round++) {
    const some = posts.filter(() => random(20) === 0)
    const few = relateSome(posts, some)
    for (const {summary} of some) assert.equal(names(few(summary.path)), names(all(summary.path)))
  }
})
