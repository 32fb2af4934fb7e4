import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createResolver, type Placed, resolveReferences, type Target} from '../../src/content/links.ts'
import {createMarkdown} from '../../src/content/markdown.ts'
import {markdownFor} from '../helpers/settings.ts'

const render = createMarkdown(markdownFor())
const from = {path: 'posts/a/hello.md', url: '/blog/2025/hello/'}

const files = new Map<string, Placed>([
  ['posts/a/hello.md', {url: '/blog/2025/hello/'}],
  ['posts/b/other.md', {url: '/blog/2024/other/'}],
  ['posts/trip/index.md', {url: '/blog/2025/trip/'}],
  ['posts/a/draft.md', {url: '/blog/2026/draft/', hidden: true}],
  ['posts/a/cat.png', {url: '/blog/posts/a/cat.png', width: 30, height: 20}],
  ['posts/a/a b.png', {url: '/blog/posts/a/a%20b.png'}],
  ['posts/a/café.pdf', {url: '/blog/posts/a/caf%C3%A9.pdf'}],
  ['static/logo.svg', {url: '/blog/logo.svg', width: 8, height: 8}],
])
const resolve = createResolver(files, '/blog')

function link(href: string): Target {
  return resolve(from, {href, kind: 'link'})
}

function image(href: string): Target {
  return resolve(from, {href, kind: 'image'})
}

test('links between Markdown files become URLs, with what follows the path', () => {
  assert.deepEqual(link('../b/other.md'), {url: '/blog/2024/other/'})
  assert.deepEqual(link('../b/other.md?x=1#part'), {url: '/blog/2024/other/?x=1#part'})
  assert.deepEqual(link('../b/other'), {url: '/blog/2024/other/'})
  assert.deepEqual(link('../trip/'), {url: '/blog/2025/trip/'})
  assert.deepEqual(link('/posts/b/other.md'), {url: '/blog/2024/other/'})
})

test('a path without an extension means a Markdown file by either ending, `.md` first', () => {
  const names = ['one.md', 'one.markdown', 'two.markdown', 'three/index.markdown', 'four/index.md', 'four.markdown']
  const find = createResolver(new Map(names.map((name) => [`posts/a/${name}`, {url: `/${name}`}])), '')
  const found = ['one', 'two', 'two/', 'three', 'three/', 'four'].map((href) => find(from, {href, kind: 'link'}).url)
  assert.deepEqual(found, [
    ...[
      '/one.md',
      '/two.markdown',
      '/two.markdown',
      '/three/index.markdown',
      '/three/index.markdown',
      '/four/index.md',
    ],
  ])
})

test('files whose names come from a Mac, accents apart from their letters, are found as they are read', () => {
  const names = ['posts/a/bi\u0308ld.png', 'posts/o\u0308l/cafe\u0301.md', 'posts/o\u0308l/naive.md']
  const find = createResolver(new Map(names.map((path) => [path, {url: `/${path}`}])), '')
  const in2 = {path: names[2]!, url: `/${names[2]}`}
  for (const href of ['b\u00efld.png', 'bi\u0308ld.png'])
    assert.equal(find(from, {href, kind: 'image'}).url, `/${names[0]}`)
  assert.equal(find(from, {href: '../\u00f6l/caf\u00e9.md', kind: 'link'}).url, `/${names[1]}`)
  assert.equal(find(in2, {href: 'caf\u00e9', kind: 'link'}).url, `/${names[1]}`)
  assert.equal(find(in2, {href: 'Caf\u00e9', kind: 'wiki'}).url, `/${names[1]}`)
})

test('files are found by what their name means, not by how it is spelt', () => {
  assert.equal(link('caf%C3%A9.pdf').url, '/blog/posts/a/caf%C3%A9.pdf')
  assert.equal(link('cafe\u0301.pdf').url, '/blog/posts/a/caf%C3%A9.pdf')
  assert.equal(link('a%20b.png').url, '/blog/posts/a/a%20b.png')
})

test('pictures bring their size, links to them do not', () => {
  assert.deepEqual(image('cat.png'), {url: '/blog/posts/a/cat.png', width: 30, height: 20})
  assert.deepEqual(image('/logo.svg'), {url: '/blog/logo.svg', width: 8, height: 8})
  assert.deepEqual(link('cat.png'), {url: '/blog/posts/a/cat.png'})
})

test('paths from the root of the site get the base, once', () => {
  assert.deepEqual(link('/about/'), {url: '/blog/about/'})
  assert.deepEqual(link('/blog/about/#us'), {url: '/blog/about/#us'})
  assert.deepEqual(link('/blogroll'), {url: '/blog/blogroll'})
  assert.match(link('/posts/b/othr.md').hint ?? '', /other\.md/)
})

test('URLs relative to the post work from every page', () => {
  assert.deepEqual(link('../world/'), {url: '/blog/2025/world/'})
  assert.deepEqual(link('?page=2'), {url: '/blog/2025/hello/?page=2'})
  assert.deepEqual(link('#part'), {url: '/blog/2025/hello/#part'})
})

test('broken references are told, with what was probably meant', () => {
  assert.deepEqual(link('../b/othr.md'), {
    problem: 'The link “../b/othr.md” leads nowhere.',
    hint: 'Did you mean “../b/other.md”?',
  })
  assert.match(image('Cat.PNG').hint ?? '', /cat\.png/)
  assert.deepEqual(image('gone.png'), {
    problem: 'The picture “gone.png” leads nowhere.',
    hint: 'There is no file “posts/a/gone.png”.',
  })
  assert.match(link('../../../etc/passwd.md').problem ?? '', /out of the content folder/)
  assert.match(link('%ff.md').problem ?? '', /percent-encoding/)
})

test('a link to a file that was moved names where it lies now, if one alone is called so', () => {
  const moved = new Map([...files, ['posts/b/hello.md', {url: '/blog/b/'}], ['posts/b/othfr.md', {url: '/blog/o/'}]])
  const find = (href: string) => createResolver(moved, '/blog')(from, {href, kind: 'link'}).hint
  assert.equal(find('other.md#part'), 'Did you mean “../b/other.md”?')
  assert.equal(find('../b/draft.md'), 'Did you mean “draft.md”?')
  assert.equal(find('/posts/othfr.md'), 'Did you mean “/posts/b/othfr.md”?')
  assert.equal(find('../c/hello.md'), 'There is no file “posts/c/hello.md”.')
  assert.equal(find('../c/index.md'), 'There is no file “posts/c/index.md”.')
  assert.equal(find('Draft.md'), 'Did you mean “draft.md”?')
})

test('a sign that ends a path, in the name of a file, is told with how it is written', () => {
  const signed = new Map(files)
    .set('posts/a/a #1.jpg', {url: '/blog/posts/a/a%20%231.jpg'})
    .set('posts/b/a?.jpg', {url: '', refused: true})
  const find = createResolver(signed, '/blog')
  for (const [href, kind] of [
    ['a #1.jpg', 'image'],
    ['a%20#1.jpg', 'link'],
  ] as const) {
    const {url, problem, hint} = find(from, {href, kind})
    assert.equal(url, undefined)
    assert.match(problem ?? '', /leads nowhere/)
    assert.equal(hint, 'Did you mean “a%20%231.jpg”? In the name of a file, # is written as `%23`.')
  }
  assert.equal(find(from, {href: '/posts/a/a%20%231.jpg', kind: 'image'}).url, '/blog/posts/a/a%20%231.jpg')
  for (const href of ['../b/a?.jpg', '../b/a%3F.jpg'])
    assert.equal(find(from, {href, kind: 'image'}).problem, undefined)
})

test('a link to what is not published now is a warning', () => {
  const {url, problem} = link('draft.md')
  assert.equal(url, '/blog/2026/draft/')
  assert.match(problem ?? '', /not published now/)
})

async function article(body: string) {
  const {value} = await render(body, {file: 'content/posts/a/hello.md', line: 5})
  return resolveReferences(
    value!,
    value!.references.map((reference) => resolve(from, reference)),
    {file: 'content/posts/a/hello.md'},
  )
}

test('the HTML gets URLs and sizes in place of its marks', async () => {
  const {value, problems} = await article(
    '[o](../b/other.md?a=1&b=2) ![c](cat.png)\n\n<!--more-->\n\n<img srcset="cat.png 1x, /logo.svg 2x" src="cat.png" width="9">',
  )
  assert.deepEqual(problems, [])
  assert.equal(
    value?.html,
    '<p><a href="/blog/2024/other/?a=1&amp;b=2">o</a> <img src="/blog/posts/a/cat.png" width="30" height="20" alt="c" decoding="async"></p>\n\n' +
      '<img srcset="/blog/posts/a/cat.png 1x, /blog/logo.svg 2x" src="/blog/posts/a/cat.png" width="9" alt="" decoding="async" loading="lazy">',
  )
  assert.match(value?.excerpt ?? '', /^<p><a href="\/blog\/2024\/other\//)
})

test('broken references name their line and hold the article back; warnings do not', async () => {
  const {value, problems} = await article('fine\n\n[x](gone.md) and ![y](gone.png)')
  assert.equal(value, undefined)
  assert.deepEqual(
    problems.map(({file, line, message}) => `${file}:${line}: ${message}`),
    [
      'content/posts/a/hello.md:7: The link “gone.md” leads nowhere.',
      'content/posts/a/hello.md:7: The picture “gone.png” leads nowhere.',
    ],
  )
  const warned = await article('[x](draft.md)')
  assert.match(warned.value?.html ?? '', /2026\/draft/)
  assert.deepEqual(
    warned.problems.map(({warning}) => warning),
    [true],
  )
})

test('wiki links find posts by title or file name, whatever the case', () => {
  const named = new Map(files).set('posts/b/other.md', {url: '/blog/2024/other/', title: 'What C++ is'})
  const find = (href: string) => createResolver(named, '/blog')(from, {href, kind: 'wiki'})
  assert.deepEqual(find('what c++ IS'), {url: '/blog/2024/other/'})
  assert.deepEqual(find('Other#A part'), {url: '/blog/2024/other/#a-part'})
  assert.deepEqual(find('trip'), {url: '/blog/2025/trip/'})
  assert.deepEqual(find('Othr'), {problem: 'Nothing is called “Othr”.', hint: 'Did you mean “other”?'})
})

test('a wiki link that could mean two posts is told', () => {
  const twins = new Map(files).set('posts/c/other.md', {url: '/blog/x/'})
  const {problem} = createResolver(twins, '')(from, {href: 'Other', kind: 'wiki'})
  assert.equal(problem, 'Both posts/b/other.md and posts/c/other.md are called “Other”.')
})
