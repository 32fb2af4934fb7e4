import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type PostSettings, parsePost} from '../../src/content/post.ts'
import type {Schema} from '../../src/types.ts'

const settings: PostSettings = {
  folder: 'content',
  base: '',
  timeZone: 'UTC',
  language: 'en',
  authors: [],
  permalink: '/:slug/',
  permalinks: {},
  formerPermalinks: [],
  taxonomies: [],
  folders: {},
}
const text = '---\ntitle: Stew\ndate: 2025-01-31\nserves: "4"\nsteps: [cut, 5]\n---\n'

function schema(validate: Schema['~standard']['validate']): Schema {
  return {'~standard': {version: 1, validate}}
}

test('what a schema makes of the front matter reaches the theme, our own fields stay as they are', () => {
  const made = schema((value) => ({value: {...(value as object), serves: 4, title: 'Other', mood: 'hungry'}}))
  const {value, problems} = parsePost('posts/a.md', text, settings, made)
  assert.deepEqual(problems, [])
  assert.equal(value?.summary.title, 'Stew')
  assert.deepEqual(value?.summary.extra, {serves: 4, steps: ['cut', 5], mood: 'hungry'})
})

test('every issue is a problem where its field stands', () => {
  const strict = schema(() => ({
    issues: [
      {message: 'must be a number', path: ['serves']},
      {message: 'must be text', path: [{key: 'steps'}, 1]},
      {message: 'wants a picture'},
    ],
  }))
  const {value, problems} = parsePost('posts/a.md', text, settings, strict)
  assert.equal(value, undefined)
  assert.deepEqual(
    problems.map(({line, column, message}) => [line, column, message]),
    [
      [4, 9, '`serves`: must be a number'],
      [5, 8, '`steps.1`: must be text'],
      [1, undefined, 'wants a picture'],
    ],
  )
})

test('a schema that answers later is refused', () => {
  const {problems} = parsePost(
    'posts/a.md',
    text,
    settings,
    schema(async (value) => ({value})),
  )
  assert.match(problems[0]!.message, /answers later/)
})
