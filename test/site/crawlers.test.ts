/** What search engines and other crawlers are told, through the front door. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {sitemapOf} from '../../src/site/sitemap.ts'
import {configText, createSite, post} from '../helpers/site.ts'
import {makeSite} from './fixture.ts'
import {all, readXml, textOf} from './read-feed.ts'

test('the sitemap has every post, page and list with when it changed last', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText('', "url: 'https://example.org/blog/'"),
    'content/posts/café & co.md': post('One', '2025-01-01', 'Text.', 'updated: 2025-02-03\ntags: [C++]'),
    'content/posts/two.md': post('Two', '2025-01-02', 'Text.', 'tags: [C++]'),
    'content/posts/hidden.md': post('Hidden', '2025-01-03', 'Text.', 'draft: true'),
    'content/pages/about.md': '---\ntitle: About\n---\nMe.\n',
    'content/pages/index.md': '---\ntitle: Home\n---\nHello.\n',
  })
  await site.build({drafts: true})
  const root = readXml(site.read('dist/sitemap.xml'))
  assert.equal(root.name, 'urlset')
  assert.deepEqual(
    all(root, 'url').map((url) => [textOf(url, 'loc'), textOf(url, 'lastmod')]),
    [
      ['https://example.org/blog/', '2025-02-03T00:00:00.000Z'],
      ['https://example.org/blog/about/', ''],
      ['https://example.org/blog/2025/01/two/', '2025-01-02T00:00:00.000Z'],
      ['https://example.org/blog/2025/01/caf%C3%A9-co/', '2025-02-03T00:00:00.000Z'],
      ['https://example.org/blog/archive/', '2025-02-03T00:00:00.000Z'],
      ['https://example.org/blog/tags/', '2025-02-03T00:00:00.000Z'],
      ['https://example.org/blog/tags/c-plus-plus/', '2025-02-03T00:00:00.000Z'],
    ],
  )
})

test('an address of a sitemap stands where it is met first', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText("planet: {path: '/', feeds: []}, blog: {path: '/blog/'},"),
    'content/posts/one.md': post('One', '2025-01-01'),
  })
  await site.build()
  const urls = all(readXml(site.read('dist/sitemap.xml')), 'url').map((url) => textOf(url, 'loc'))
  assert.equal(urls[0], 'https://example.org/')
  assert.equal(new Set(urls).size, urls.length)
})

test('an edit of a body leaves the sitemap alone', async (context) => {
  const site = createSite(context, {'content/posts/one.md': post('One', '2025-01-01')})
  await site.build()
  site.write('content/posts/one.md', post('One', '2025-01-01', 'Other.'))
  const {written} = await site.build()
  assert.deepEqual(
    written.filter((path) => !path.startsWith('search/')),
    ['2025/01/one/index.html', 'atom.xml', 'rss.xml', 'feed.json'],
  )
})

test('more addresses than a sitemap may hold are several, with an index', async () => {
  const files = sitemapOf(makeSite(), 4)
  const roots = await Promise.all(
    files.map(async ({path, draw}) => [path, readXml(String(await draw(() => {})))] as const),
  )
  const [[path, index], ...parts] = roots as [(typeof roots)[0], ...typeof roots]
  assert.equal(path, 'sitemap.xml')
  assert.equal(index.name, 'sitemapindex')
  assert.deepEqual(
    all(index, 'sitemap').map((part) => textOf(part, 'loc')),
    parts.map(([name]) => `https://example.org/${name}`),
  )
  const urls = parts.flatMap(([, root]) => all(root, 'url').map((url) => textOf(url, 'loc')))
  assert.equal(new Set(urls).size, urls.length)
  assert.ok(parts.length > 1 && parts.every(([, root]) => all(root, 'url').length <= 4))
})

test('robots.txt asks what the config says', async (context) => {
  const robots = async (crawlers: string) => {
    const site = createSite(context, {'planet.config.ts': configText('', crawlers && `crawlers: '${crawlers}'`)})
    await site.build()
    return site.read('dist/robots.txt')
  }
  const open = 'User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n'
  assert.equal(await robots(''), open)
  assert.equal(await robots('none'), 'User-agent: *\nDisallow: /\n')
  const chosen = await robots('no-ai')
  assert.match(chosen, /^User-agent: GPTBot$/m)
  assert.ok(chosen.endsWith(`Disallow: /\n\n${open}`))
})

test('a robots.txt or sitemap of one’s own stays, and a site below a path has no robots.txt', async (context) => {
  const site = createSite(context, {
    'content/static/robots.txt': 'mine',
    'content/static/sitemap.xml': '<mine/>',
  })
  await site.build()
  assert.equal(site.read('dist/robots.txt'), 'mine')
  assert.equal(site.read('dist/sitemap.xml'), '<mine/>')
  const below = createSite(context, {'planet.config.ts': configText('', "url: 'https://example.org/blog/'")})
  await below.build()
  assert.ok(!('robots.txt' in below.tree()))
})
