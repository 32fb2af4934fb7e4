import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import {test} from 'node:test'
import {configText, createSite, type Files, post} from './helpers/site.ts'

const files: Files = {
  'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'aliases: [/old/one/, /older/one.html]'),
  'content/posts/draft.md': post('Not done', '2025-01-02', 'Text.', 'draft: true'),
  'content/posts/later.md': post('Later', '2999-01-01'),
  'content/posts/gone.md': post('Gone', '2025-01-03', 'Text.', 'expires: 2025-02-01'),
  'content/pages/about.md': '---\ntitle: About\n---\n',
}

test('list names every post and page with its date and what hides it', async (context) => {
  const site = createSite(context, files)
  const {code, out} = await site.almagest('list')
  assert.equal(code, 0)
  assert.deepEqual(out.trimEnd().split('\n'), [
    '2999-01-01  future   posts/later.md  Later',
    '2025-01-03  expired  posts/gone.md   Gone',
    '2025-01-02  draft    posts/draft.md  Not done',
    '2025-01-01           posts/one.md    One',
    '                     pages/about.md  About',
  ])
})

test('columns stand below each other whatever script paths are in', async (context) => {
  const site = createSite(context, {
    'content/posts/日本語.md': post('One', '2025-01-03'),
    'content/posts/cafe\u0301.md': post('Two', '2025-01-02'),
    'content/posts/plain.md': post('Three', '2025-01-01'),
  })
  const lines = (await site.almagest('list')).out.trimEnd().split('\n')
  assert.deepEqual(
    lines.map((line) => line.slice('2025-01-01    '.length)),
    ['posts/日本語.md  One', 'posts/cafe\u0301.md    Two', 'posts/plain.md   Three'],
  )
})

test('list says so when there is nothing to list', async (context) => {
  const site = createSite(context, {'content/pages/about.md': '---\ntitle: About\n---\n'})
  for (const kind of ['drafts', 'aliases']) assert.equal((await site.almagest('list', kind)).out, 'There are none.\n')
  assert.equal((await site.almagest('list', 'drafts', '--json')).out, '[]\n')
  site.remove('content')
  assert.equal((await site.almagest('list')).out, 'There are no posts or pages yet.\n')
})

test('list can be narrowed to one kind, and told as JSON', async (context) => {
  const site = createSite(context, files)
  for (const [kind, paths] of Object.entries({
    posts: ['posts/later.md', 'posts/gone.md', 'posts/draft.md', 'posts/one.md'],
    pages: ['pages/about.md'],
    drafts: ['posts/draft.md'],
    future: ['posts/later.md'],
    expired: ['posts/gone.md'],
  })) {
    const {out} = await site.almagest('list', kind, '--json')
    assert.deepEqual(
      JSON.parse(out).map(({path}: {path: string}) => path),
      paths,
      kind,
    )
  }
  assert.equal(
    (await site.almagest('list', 'aliases')).out,
    '/old/one/        → /2025/01/one/  posts/one.md\n/older/one.html  → /2025/01/one/  posts/one.md\n',
  )
  const {code, err} = await site.almagest('list', 'draft')
  assert.equal(code, 2)
  assert.match(err, /Did you mean `almagest list drafts`\?/)
})

test('list shows what it can read and says that there is more', async (context) => {
  const site = createSite(context, {...files, 'content/posts/bad.md': 'no front matter'})
  const {code, out, err} = await site.almagest('list', 'drafts')
  assert.equal(code, 1)
  assert.match(out, /Not done/)
  assert.match(err, /problems? left some out/)
})

test('info tells versions, places and the sizes of what is remembered, and makes nothing', async (context) => {
  const feed =
    '<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><item><title>I</title><link>https://f.example/1</link><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate></item></channel></rss>'
  const site = createSite(context, {
    ...files,
    'feed.xml': feed,
    'planet.config.ts': configText("planet: {feeds: [{file: 'feed.xml'}]},"),
  })
  const before = JSON.parse((await site.almagest('info', '--json')).out)
  assert.deepEqual(before.planet, {feeds: 1, items: 0})
  assert.ok(!existsSync(`${site.root}/.almagest/planet.sqlite`))

  await site.almagest('build')
  const {versions, site: about, places, planet, state} = JSON.parse((await site.almagest('info', '--json')).out)
  assert.equal(versions.node, process.versions.node)
  assert.deepEqual(about, {title: 'Test', url: 'https://example.org/'})
  assert.deepEqual(
    [places.config, places.content, places.site, places.theme],
    ['planet.config.ts', 'content', 'dist', 'default'],
  )
  assert.deepEqual(planet, {feeds: 1, items: 1})
  assert.ok(state['planet.sqlite'] > 0 && state['cache.sqlite'] > 0)
  assert.match((await site.almagest('info')).out, /^Almagest \d+\.\d+\.\d+, Node\.js 26[\s\S]+kB {2}planet\.sqlite/)
})

test('new post and new page begin what they say, and new alone begins a post', async (context) => {
  const site = createSite(context, {})
  assert.match((await site.almagest('new', 'post', 'A walk')).out, /Wrote content\/posts\/\d{4}\/a-walk\.md, a draft/)
  assert.match((await site.almagest('new', 'page', 'Who I am')).out, /Wrote content\/pages\/who-i-am\.md, a draft/)
  assert.match((await site.almagest('new', 'Another walk')).out, /Wrote content\/posts\/\d{4}\/another-walk\.md/)
  assert.equal(site.read('content/pages/who-i-am.md'), '---\ntitle: "Who I am"\ndraft: true\n---\n\n')
  const {code, err} = await site.almagest('new', 'page')
  assert.equal(code, 2)
  assert.match(err, /A new page needs a title/)
})
