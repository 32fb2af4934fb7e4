import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {loadHighlighter} from '../../src/content/markdown/code.ts'
import {createMarkdown} from '../../src/content/markdown.ts'
import {type PostSettings, parsePost} from '../../src/content/post.ts'
import {slugify, unsafeName} from '../../src/text.ts'
import {readDate} from '../../src/time.ts'
import {markdownFor} from '../helpers/settings.ts'

const settings: PostSettings = {
  folder: 'content',
  base: '/b',
  timeZone: 'Europe/Berlin',
  language: 'en',
  authors: [],
  permalink: '/:year/:category/:slug/',
  permalinks: {},
  formerPermalinks: [],
  taxonomies: [],
  folders: {},
}

const value = fc.oneof(
  fc.string({unit: 'binary'}),
  fc.jsonValue(),
  fc.constantFrom('../..', 'CON', 'a/../b', '%2e%2e/', '__proto__'),
)
const field = fc.constantFrom(
  'title',
  'date',
  'slug',
  'tags',
  'categories',
  'aliases',
  'permalink',
  'authors',
  'series',
  'lang',
  'id',
  'x',
)

test('whatever front matter holds, reading it gives a post with a safe path, or problems', () => {
  fc.assert(
    fc.property(fc.dictionary(field, value), (data) => {
      const front = JSON.stringify({title: 'T', date: '2025-01-31', ...data})
      const {value: post, problems} = parsePost('posts/a.md', `---json\n${front}\n---\nBody`, settings)
      if (!post) return assert.ok(problems.length > 0)
      for (const url of [post.summary.url, ...post.aliases]) {
        assert.ok(url.startsWith('/b/'), url)
        const parts = decodeURIComponent(url)
          .replace(/^\/|\/$/g, '')
          .split('/')
        for (const part of parts) assert.equal(unsafeName(part), undefined, `${url} from ${front}`)
      }
      JSON.stringify(post)
    }),
    {numRuns: 500},
  )
})

test('whatever stands in a file, reading it never throws', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '---',
      '+++',
      '\n',
      '\r\n',
      'a: ',
      '- ',
      '[',
      '{',
      '"',
      '&a ',
      '*a',
      'js',
      'json',
      '\t',
      '\uFEFF',
      '%',
      '!!x ',
    ),
  )
  fc.assert(
    fc.property(pieces, (list) => void parsePost('posts/a.md', list.join(''), settings)),
    {numRuns: 500},
  )
  fc.assert(
    fc.property(
      fc.string({unit: 'binary', maxLength: 200}),
      (text) => void parsePost('posts/a.md', `---\n${text}\n---\n`, settings),
    ),
  )
})

test('a slug is safe and settled, or empty for blank text', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), (text) => {
      const slug = slugify(text)
      if (slug === '') return
      assert.equal(unsafeName(slug), undefined)
      assert.equal(slugify(slug), slug)
    }),
  )
})

test('a date that can be read is read as the same moment when written out', () => {
  fc.assert(
    fc.property(fc.date({min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true}), (date) => {
      assert.equal(readDate(date.toISOString(), 'Asia/Tokyo')?.utc, date.toISOString())
    }),
  )
})

test('whatever stands in a body, rendering it gives HTML or problems, and the same every time', async () => {
  const bits = [
    '# ',
    '- ',
    '> ',
    '```js {1}\n',
    '\n',
    '\n\n',
    ':::note ',
    ':::',
    '[[a|b]]',
    '![a](b "c")',
    '[x](y.md)',
    '$x$',
    '$$\n',
    '<b>',
    '</div>',
    '<!--more-->',
    '"',
    "'",
    '--',
    ':tada:',
    '[^1]',
    '[^1]: x',
    '|a|\n|-|\n',
    '[!NOTE]\n',
    '😀',
    '\0',
    '\ud800',
    'a ',
  ]
  const render = createMarkdown(markdownFor({math: true}))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...bits), {maxLength: 30}), async (list) => {
      const first = await render(list.join(''), {file: 'a.md', line: 1})
      assert.ok(first.value || first.problems.length > 0)
      for (const {message} of first.problems) assert.doesNotMatch(message, /plugin failed/)
      assert.deepEqual(await render(list.join(''), {file: 'a.md', line: 1}), first)
    }),
    {numRuns: 300},
  )
})

test('what languages a body names is found at once, however long its fences are', async () => {
  // In a quadratic search this would be minutes.
  const long = `${'`'.repeat(100_000)}${' '.repeat(100_000)}\n${'~'.repeat(100_000)}${'\t'.repeat(100_000)}`
  assert.deepEqual(await loadHighlighter(long), new Set())
  assert.deepEqual(
    await loadHighlighter('```Rust\n```\n> ~~~~ zephir\n\n<code class="language-c++">'),
    new Set(['rust', 'zephir', 'c++']),
  )
})
