/** Archives and long lists, through the front door. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite, post, type TestSite} from '../helpers/site.ts'

function titlesOf(site: TestSite, path: string): string[] {
  const main = /<main.*<\/main>/s.exec(site.read(`dist/${path}`))![0]
  return Array.from(main.matchAll(/<a [^>]*href="\/20\d\d\/\d\d\/p[^"]*">(P\d+)<\/a>/g), ([, title]) => title!)
}

function posts(from: number, to: number): Record<string, string> {
  const numbers = Array.from({length: to - from + 1}, (_, index) => from + index)
  return Object.fromEntries(
    numbers.map((number) => [
      `content/posts/p${number}.md`,
      post(`P${number}`, `2025-01-01 10:${String(number).padStart(2, '0')}`, 'Text.', 'tags: [a]'),
    ]),
  )
}

test('a page of a list holds for ever what it holds once, and is not written again', async (context) => {
  const site = createSite(context, {'planet.config.ts': configText('blog: {perPage: 4},'), ...posts(1, 10)})
  await site.build()
  for (const folder of ['', 'tags/a/']) {
    assert.deepEqual(titlesOf(site, `${folder}index.html`), ['P10', 'P9'])
    assert.deepEqual(titlesOf(site, `${folder}page/2/index.html`), ['P8', 'P7', 'P6', 'P5'])
    assert.deepEqual(titlesOf(site, `${folder}page/1/index.html`), ['P4', 'P3', 'P2', 'P1'])
  }
  const lists = (paths: readonly string[]) => paths.filter((path) => /^(?:index|page\/)/.test(path)).toSorted()
  for (const number of [11, 12, 13]) {
    for (const [path, text] of Object.entries(posts(number, number))) site.write(path, text)
    assert.deepEqual(lists((await site.build()).written), ['index.html'], `after post ${number}`)
  }
  assert.deepEqual(titlesOf(site, 'index.html'), ['P13', 'P12', 'P11', 'P10', 'P9'])
  for (const [path, text] of Object.entries(posts(14, 14))) site.write(path, text)
  // A new page is full, and the one before it learns of it.
  assert.deepEqual(lists((await site.build()).written), ['index.html', 'page/2/index.html', 'page/3/index.html'])
  assert.deepEqual(titlesOf(site, 'index.html'), ['P14', 'P13'])
  assert.deepEqual(titlesOf(site, 'page/3/index.html'), ['P12', 'P11', 'P10', 'P9'])
})

test('pages of a list lead to the newest, to their neighbours and to the oldest', async (context) => {
  const site = createSite(context, {'planet.config.ts': configText('blog: {perPage: 1},'), ...posts(1, 9)})
  await site.build()
  const pager = (path: string) => {
    const [nav] = /<nav class="pager".*?<\/nav>/s.exec(site.read(`dist/${path}`))!
    return Array.from(
      nav.matchAll(/href="([^"]*)"|(…)|(aria-current)/g),
      ([, url, gap, current]) => url ?? gap ?? current,
    )
  }
  assert.deepEqual(pager('index.html'), ['/', 'aria-current', '/page/8/', '…', '/page/1/', '/page/8/'])
  assert.deepEqual(pager('page/8/index.html'), [
    '/',
    '/',
    '/page/8/',
    'aria-current',
    '/page/7/',
    '…',
    '/page/1/',
    '/page/7/',
  ])
  assert.deepEqual(pager('page/4/index.html'), [
    ...['/page/5/', '/', '…', '/page/5/', '/page/4/', 'aria-current', '/page/3/', '…', '/page/1/', '/page/3/'],
  ])
  assert.deepEqual(pager('page/1/index.html'), ['/page/2/', '/', '…', '/page/2/', '/page/1/', 'aria-current'])
})

test('every year and month has its page, in the time zone of the site, and an edit draws its own alone', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText('', "timeZone: 'Asia/Tokyo', url: 'https://example.org/blog'"),
    'content/posts/a.md': post('A', '2023-03-05'),
    'content/posts/b.md': post('B', '2024-12-31T15:30:00Z'),
    'content/posts/c.md': post('C', '2025-02-05'),
  })
  await site.build()
  const links = (path: string) =>
    Array.from(
      /<main.*<\/main>/s.exec(site.read(`dist/${path}`))![0].matchAll(/href="\/blog([^"]*)"/g),
      ([, url]) => url,
    )
  const [a, b, c] = ['/2023/03/a/', '/2025/01/b/', '/2025/02/c/']
  assert.deepEqual(links('archive/index.html'), ['/2025/', c, b, '/2023/', a])
  assert.deepEqual(links('2025/index.html'), ['/archive/', '/2025/02/', c, '/2025/01/', b, '/2023/'])
  assert.deepEqual(links('2025/01/index.html'), ['/archive/', b, '/2025/02/', '/2023/03/'])
  assert.deepEqual(links('2023/index.html'), ['/archive/', '/2023/03/', a, '/2025/'])
  assert.match(site.read('dist/2025/01/index.html'), /<h1>January 2025<\/h1>/)

  site.write('content/posts/a.md', post('Aa', '2023-03-05'))
  const {written} = await site.build()
  assert.deepEqual(written.filter((path) => /^\d{4}\/(?:\d\d\/)?index/.test(path)).toSorted(), [
    '2023/03/index.html',
    '2023/index.html',
  ])
})

test('a page that the author put at the address of a year takes its place', async (context) => {
  const site = createSite(context, {
    'content/posts/a.md': post('A', '2025-03-05'),
    'content/pages/2025.md': '---\ntitle: My year\n---\nIt was long.\n',
  })
  await site.build()
  assert.match(site.read('dist/2025/index.html'), /It was long/)
})

test('months of a planet at the root stand where both would, with the posts among their items', async (context) => {
  const item = (number: number, date: string) =>
    `<item><title>I${number}</title><link>https://f.example/${number}</link><pubDate>${date}</pubDate></item>`
  const items = item(1, 'Wed, 01 Jan 2025 00:00:00 GMT') + item(2, 'Sat, 01 Mar 2025 00:00:00 GMT')
  const files = {
    'feed.xml': `<rss version="2.0"><channel><title>F</title><link>https://f.example/</link>${items}</channel></rss>`,
    'content/posts/a.md': post('A', '2025-01-05'),
    'content/posts/b.md': post('B', '2025-02-05'),
  }
  const config = (more: string) => configText(`planets: [{path: '/', feeds: [{file: 'feed.xml'}]${more}}],`)
  const site = createSite(context, {...files, 'planet.config.ts': config('')})
  await site.build()
  const main = (path: string) => /<main.*<\/main>/s.exec(site.read(`dist/${path}/index.html`))![0]
  assert.match(main('2025/01'), />I1</)
  assert.match(main('2025/01'), />A</)
  assert.match(main('2025/02'), />B</)
  assert.match(main('2025/03'), />I2</)
  assert.match(main('2025'), /href="\/2025\/02\/"/)

  site.write('planet.config.ts', config(', includeOwn: false'))
  await site.build()
  assert.match(main('2025/01'), />I1</)
  assert.doesNotMatch(main('2025/01'), />A</)
  assert.match(main('2025/02'), />B</)
})

test('posts lead to what was written on the same day of other years', async (context) => {
  const site = createSite(context, {
    'content/posts/a.md': post('A', '2020-02-29'),
    'content/posts/b.md': post('B', '2024-02-29'),
    'content/posts/c.md': post('C', '2024-03-01'),
  })
  await site.build()
  const page = site.read('dist/on-this-day/index.html')
  assert.match(
    page,
    /<h2 id="d02-29">Feb 29<\/h2>\s*<ul class="dated"><li><time[^>]*>2024<\/time> <a href="\/2024\/02\/b\/">B<\/a>/,
  )
  for (const path of ['2020/02/a', '2024/02/b'])
    assert.match(site.read(`dist/${path}/index.html`), /<a href="\/on-this-day\/#d02-29">On this day<\/a>/)
  assert.doesNotMatch(site.read('dist/2024/03/c/index.html'), /on-this-day\/#/)
  site.remove('content/posts/a.md')
  await site.build()
  assert.ok(!('on-this-day/index.html' in site.tree()))
})
