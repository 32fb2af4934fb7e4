/** Search without a server: the index through the front door, and the page in a browser. */
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {createServer} from 'node:http'
import {createRequire} from 'node:module'
import type {AddressInfo} from 'node:net'
import {type TestContext, test} from 'node:test'
import {shardOf, termsIn} from '../src/site/search/terms.ts'
import {noBrowser, openBrowser} from './helpers/browser.ts'
import {configText, createSite, post, type TestSite} from './helpers/site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const files = {
  'content/posts/moon.md': post('The moon over Café Größe', '2025-01-01', 'A lamp by the river.', 'tags: [Night sky]'),
  'content/posts/river.md': post(
    'Rivers',
    '2025-01-02',
    '## Of the moon\n\nThe river runs; the river bends; a river ends.',
  ),
  'content/posts/tokyo.md': post('東京の夜', '2025-01-03', '月が出ていた。'),
  'content/pages/about.md': '---\ntitle: About\ndescription: Who looks at the moon.\n---\nMe.\n',
}

/** The postings of a term: document and weight, as the index has them. */
function postingsOf(site: TestSite, term: string): [document: number, weight: number][] | undefined {
  const {depth} = JSON.parse(site.read('dist/search/index.json'))
  const text = site.tree()[`search/t-${shardOf(term, depth)}.json`]
  const shard = text === undefined ? {} : JSON.parse(Buffer.from(text, 'latin1').toString())
  let posting = 0
  return shard[term]?.map((distance: number) => {
    posting += distance
    return [Math.floor(posting / 4), posting % 4]
  })
}

test('words lose case and accents, and scripts without blanks are cut into pairs', () => {
  assert.deepEqual(termsIn("Don't say “Größe”, Ångström’s café!"), ['dont', 'say', 'große', 'angstroms', 'cafe'])
  assert.deepEqual(termsIn('東京都 JavaScript入門 ー'), ['東京', '京都', 'javascript', '入門', 'ー'])
  assert.deepEqual(termsIn('Ёлка, και Άλφα; كِتَاب'), ['елка', 'και', 'αλφα', 'كتاب'])
  assert.deepEqual(termsIn('हिन्दी 한국어 C++ 2025'), ['हिन्दी', '한국어', 'c', '2025'])
  assert.deepEqual(
    [shardOf('moon', 2), shardOf('moon', 3), shardOf('a', 2), shardOf('été', 2)],
    ['mo', 'moo', 'a', '_171'],
  )
  assert.equal(shardOf('東京', 2), shardOf('東', 3))
})

test('the index knows where a term stands and how much that says', async (context) => {
  const site = createSite(context, files)
  await site.build()
  // Posts are even numbers from the oldest on, pages odd ones.
  assert.deepEqual(postingsOf(site, 'moon'), [
    [0, 3],
    [1, 2],
    [2, 2],
  ])
  assert.deepEqual(postingsOf(site, 'river'), [
    [0, 0],
    [2, 1],
  ])
  assert.deepEqual(postingsOf(site, 'cafe'), [[0, 3]])
  assert.deepEqual(postingsOf(site, 'night'), [[0, 2]])
  assert.deepEqual(postingsOf(site, '東京'), [[4, 3]])
  assert.equal(postingsOf(site, 'comet'), undefined)
  const titles = JSON.parse(site.read('dist/search/posts-0.json'))
  assert.deepEqual(titles[1], [
    '/2025/01/river/',
    'Rivers',
    'January 2, 2025',
    'Of the moon The river runs; the river bends; a river ends.',
  ])
  const {shards} = JSON.parse(site.read('dist/search/index.json'))
  assert.deepEqual(
    Object.keys(site.tree()).filter((path) => path.startsWith('search/t-')),
    shards.split(' ').map((shard: string) => `search/t-${shard}.json`),
  )
})

test('an edit of a body writes the shards of the words that came and went; a new post, those of its words', async (context) => {
  const site = createSite(context, files)
  await site.build()
  site.write(
    'content/posts/moon.md',
    post('The moon over Café Größe', '2025-01-01', 'A lamp by the brook.', 'tags: [Night sky]'),
  )
  const search = (paths: readonly string[]) => paths.filter((path) => path.startsWith('search/')).toSorted()
  const {written, ran} = await site.build()
  assert.deepEqual(search(written), ['search/posts-0.json', 'search/t-b.json', 'search/t-r.json'])
  assert.equal(ran['search document'], 1)
  site.write('content/posts/new.md', post('Brook', '2025-01-09', 'Lamp.'))
  assert.deepEqual(search((await site.build()).written), ['search/posts-0.json', 'search/t-b.json', 'search/t-l.json'])
})

test('of a word that nearly every post has, only titles are told', async (context) => {
  const posts = Array.from({length: 40}, (_, index) => [
    `content/posts/p${index}.md`,
    post(index === 7 ? 'Stones' : `P${index}`, '2025-01-01', 'Stones and water.'),
  ])
  const site = createSite(context, Object.fromEntries(posts))
  await site.build()
  const shard = JSON.parse(site.read('dist/search/t-s.json'))
  assert.equal(shard.stones.length, 2)
  assert.equal(shard.stones[0], -1)
})

test('the search page works without a script as a form, and says what is needed', async (context) => {
  const site = createSite(context, {...files, 'planet.config.ts': configText('', "url: 'https://example.org/blog'")})
  await site.build()
  const page = site.read('dist/search/index.html')
  assert.match(page, /<form[^>]* role="search" action="\/blog\/search\/" data-index="\/blog\/search\/"/)
  assert.match(page, /<noscript><p>Searching here needs a script\./)
  assert.match(page, /<input type="hidden" name="sites" value="example\.org\/blog">/)
  const [, script] = /<script type="module" src="\/blog\/([^"]+)"><\/script>/.exec(page)!
  assert.ok(script! in site.tree())
  assert.ok(Buffer.byteLength(site.read(`dist/${script}`)) < 6_000)
  assert.match(site.read('dist/index.html'), /<a href="\/blog\/search\/">Search<\/a>/)
  assert.match(site.read('dist/404.html'), /action="\/blog\/search\/"/)
  for (const [path, text] of Object.entries(site.tree()))
    if (path.endsWith('.html') && path !== 'search/index.html')
      assert.doesNotMatch(text, /<script(?! type="application)/)
})

test('a site may have no search, or a page of its own at that address', async (context) => {
  const site = createSite(context, {...files, 'planet.config.ts': configText('blog: {search: false},')})
  await site.build()
  assert.ok(!Object.keys(site.tree()).some((path) => path.includes('search')))
  const own = createSite(context, {...files, 'content/pages/search.md': '---\ntitle: Search\n---\nLook around.\n'})
  await own.build()
  assert.match(own.read('dist/search/index.html'), /Look around/)
  assert.ok(!('search/index.json' in own.tree()))
})

/** The built site as a strict host serves it: nothing but its own files may run or be loaded. */
async function serveStrictly(context: TestContext, site: TestSite): Promise<{url: string; asked: string[]}> {
  const files = site.tree()
  const asked: string[] = []
  const types = {html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', json: 'application/json'}
  const server = createServer(({url = ''}, response) => {
    const path = decodeURIComponent(url.slice(1).replace(/\?.*/, '')).replace(/(^|\/)$/, '$1index.html')
    asked.push(path)
    const type = types[path.split('.').at(-1) as keyof typeof types] ?? 'image/svg+xml'
    response.writeHead(path in files ? 200 : 404, {
      'content-type': type,
      'content-security-policy': "default-src 'self'",
    })
    response.end(Buffer.from(files[path] ?? '', 'latin1'))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  context.after(() => server.close())
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked}
}

test('a reader finds posts under a strict policy, and loads no more than the question needs', {
  skip: noBrowser,
}, async (context) => {
  const site = createSite(context, files)
  await site.build()
  const {url, asked} = await serveStrictly(context, site)
  const browser = await openBrowser()
  context.after(() => browser.close())
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  const index = () => asked.filter((path) => path.startsWith('search/') && path.endsWith('.json'))
  const status = () => page.getByRole('status').textContent()
  const expectFor = async (question: string, wanted: readonly string[]) => {
    await page.fill('main input[name=q]', question)
    await page.waitForFunction(
      (titles) =>
        Array.from(document.querySelectorAll('#results a'), ({textContent}) => textContent).join('|') === titles,
      wanted.join('|'),
      {timeout: 5_000},
    )
  }

  await page.goto(url)
  assert.deepEqual(index(), [])
  await page.goto(`${url}search/`)
  assert.deepEqual(index(), [])
  await expectFor('moon', ['The moon over Café Größe', 'Rivers', 'About'])
  assert.deepEqual(index().toSorted(), [
    'search/index.json',
    'search/pages-0.json',
    'search/posts-0.json',
    'search/t-m.json',
  ])
  assert.equal(await status(), '3 found.')
  await expectFor('cafe MOO', ['The moon over Café Größe'])
  assert.equal(await status(), '1 found.')
  await expectFor('東京', ['東京の夜'])
  await expectFor('月', ['東京の夜'])
  await expectFor('river moon', ['The moon over Café Größe', 'Rivers'])
  await page.evaluate(axe)
  const {violations} = (await page.evaluate('axe.run()')) as {violations: {id: string}[]}
  assert.deepEqual(
    violations.map(({id}) => id),
    [],
  )
  await page.fill('main input[name=q]', 'constructor')
  await page.getByText('Nothing found.').waitFor()
  assert.deepEqual([await status(), await page.textContent('#results')], ['Nothing found.', ''])
  assert.match(page.url(), /\/search\/\?q=constructor$/)

  await page.goto(`${url}search/?q=lamp`)
  await page.waitForSelector('#results a')
  await page.click('#results a')
  assert.equal(page.url(), `${url}2025/01/moon/`)
  assert.deepEqual(errors, [])
})

test('of what is found only the number is read out, and a file that cannot be loaded is told', {
  skip: noBrowser,
}, async (context) => {
  const site = createSite(context, {...files, 'planet.config.ts': configText('', "language: 'de'")})
  await site.build()
  const {url} = await serveStrictly(context, site)
  const browser = await openBrowser()
  context.after(() => browser.close())
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${url}search/?q=moon`)
  await page.getByText('3 gefunden.').waitFor()
  assert.equal(await page.locator('[aria-live], [role=status] *, [role=status] #results').count(), 0)
  await page.route('**/t-l.json', (route) => route.abort())
  await page.fill('main input[name=q]', 'lamp')
  await page.getByText('Der Suchindex ließ sich nicht laden.').waitFor()
  assert.equal(await page.locator('#results > *').count(), 0)
  await page.unroute('**/t-l.json')
  await page.press('main input[name=q]', 'Enter')
  await page.getByText('1 gefunden.').waitFor()
  await page.fill('main input[name=q]', ' ')
  await page.waitForFunction(() => document.querySelector('[role=status]')!.textContent === '')
  assert.equal(await page.locator('#results > *').count(), 0)
  assert.deepEqual(errors, [])
})
