import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type CommentThread, parseComments, threadComments} from '../../src/content/comments.ts'
import {commentedPost} from '../../src/content/kinds.ts'

const settings = {folder: 'content', timeZone: 'UTC'}

function read(text: string, path = 'comments/hello/1.yaml') {
  return parseComments(path, text, settings)
}

test('a comment is read, without addresses', () => {
  const {value, problems} = read(
    'author: Ada\nurl: https://ada.example/\nemail: ada@example.org\nip: 192.0.2.1\ndate: 2025-01-31\ntext: |\n  One <b>\n  two\n\n  three\n',
  )
  assert.deepEqual(problems, [])
  assert.deepEqual(value, [
    {
      id: '1',
      author: {name: 'Ada', url: 'https://ada.example/'},
      date: '2025-01-31T00:00:00.000Z',
      html: '<p>One &lt;b&gt;<br>two</p>\n<p>three</p>',
    },
  ])
  assert.doesNotMatch(JSON.stringify(value), /example\.org|192/)
})

test('what waits, was refused or is spam is left out', () => {
  for (const line of ['status: pending', 'status: spam', 'approved: false', 'pending: true', 'status: whatever']) {
    assert.deepEqual(read(`author: A\ndate: 2025-01-31\ntext: x\n${line}`).value, [], line)
  }
})

test('a file may hold a list, and be JSON', () => {
  const text = '[{"id": 7, "date": "2025-01-31", "html": "<p>x</p>", "parent": 3}, {"date": "2025-02-01", "text": "y"}]'
  const {value} = read(text, 'comments/hello/all.json')
  assert.deepEqual(
    value?.map(({id, parent, author}) => [id, parent, author]),
    [
      ['7', '3', {name: ''}],
      ['all-2', undefined, {name: ''}],
    ],
  )
})

test('what is wrong with a comment is told, and the others stay', () => {
  const {value, problems} = read(
    '- 5\n- {date: soon, text: x}\n- {text: x}\n- {date: 2025-01-31}\n- {date: 2025-01-31, text: y}',
  )
  assert.equal(value?.length, 1)
  assert.deepEqual(
    problems.map(({message}) => message),
    [
      'Comment 1 is not a record.',
      'Comment 2 has a date that is none, “soon”.',
      'Comment 3 has no date.',
      'Comment 4 has no text.',
    ],
  )
  assert.equal(read('a: [').problems[0]?.file, 'content/comments/hello/1.yaml')
})

test('a link that would run code is dropped', () => {
  assert.deepEqual(read('{date: 2025-01-31, text: x, author: A, url: "javascript:alert(1)"}').value?.[0]?.author, {
    name: 'A',
  })
})

test('answers stand under what they answer, whatever the files say', () => {
  const made = (id: string, day: number, parent?: string) => ({
    id,
    author: {name: ''},
    date: `2025-01-0${day}`,
    html: '' as never,
    ...(parent && {parent}),
  })
  const threads = threadComments([
    made('d', 4, 'b'),
    made('a', 1),
    made('b', 2, 'a'),
    made('c', 3, 'x'),
    made('e', 5, 'e'),
    made('f', 1, 'd'),
  ])
  const show = (list: readonly CommentThread[]): string =>
    list.map(({comment, replies}) => `${comment.id}(${show(replies)})`).join('')
  assert.equal(show(threads), 'a(b(d()))f()c()e()')
})

test('files of comments name their post', () => {
  assert.deepEqual(
    ['comments/hello/1.yaml', 'comments/2025/trip/a.json', 'comments/x.yaml', 'comments/hello/a.txt'].map(
      commentedPost,
    ),
    ['hello', '2025/trip', undefined, undefined],
  )
})
