import assert from 'node:assert/strict'
import {test} from 'node:test'
import {readConfig} from '../src/config.ts'
import type {ProblemsError} from '../src/problem.ts'
import {configText, createSite, post} from './helpers/site.ts'

interface Told {
  readonly title: string
  readonly date?: string
  readonly text?: string
  readonly more?: string
}

function rss(title: string, items: readonly Told[], encoding = 'utf-8'): string {
  const entries = items.map(
    ({title, date = '2025-05-01', text = 'Text.', more = ''}, index) =>
      `<item><title>${title}</title><guid>urn:${index}:${title}</guid><pubDate>${new Date(date).toUTCString()}</pubDate>${more}<description><![CDATA[${text}]]></description></item>`,
  )
  return `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><title>${title}</title><link>https://a.example/</link>${entries.join('')}</channel></rss>`
}

function planet(feed: string, more = ''): string {
  return configText(`planet: {feeds: [{file: 'a.xml', ${feed}}], ${more}},`)
}

test('rules of a feed and of the planet keep and drop items', async (context) => {
  const items = [
    {title: 'Ripe pears'},
    {title: 'Pear tree', text: 'In bloom, with sponsored words.'},
    {title: 'Bears'},
    {title: 'Old pears', date: '2025-01-01'},
    {title: 'Pears in the news', more: '<category>News</category>'},
  ]
  const site = createSite(context, {
    'planet.config.ts': planet(
      "keep: {words: ['pears', 'pear tree']}, drop: {categories: ['news']}",
      "drop: {words: ['sponsored']}, keep: {youngerThan: 60}",
    ),
    'a.xml': rss('A', items),
  })
  await site.build()
  const html = site.read('dist/planet/index.html')
  const shown = items.map(({title}) => title).filter((title) => html.includes(title))
  assert.deepEqual(shown, ['Ripe pears'])
})

test('rules know a language however a feed or the config writes it', async (context) => {
  const item = (title: string, language?: string) => ({
    id: `https://a.example/${title}`,
    title,
    content_text: title,
    date_published: '2025-05-01T00:00:00Z',
    ...(language && {language}),
  })
  const items = [item('American', 'en_US'), item('Inherited'), item('German', 'de_AT')]
  const feed = {version: 'https://jsonfeed.org/version/1.1', title: 'A', language: 'en_GB', items}
  const site = createSite(context, {'a.xml': JSON.stringify(feed)})
  const shown = async (rules: string) => {
    site.write('planet.config.ts', planet('', rules))
    await site.build()
    const html = site.read('dist/planet/index.html')
    return items.map(({title}) => title).filter((title) => html.includes(title))
  }
  assert.deepEqual(await shown("keep: {languages: ['en']}"), ['American', 'Inherited'])
  assert.deepEqual(await shown("keep: {languages: ['en-us', 'de']}"), ['American', 'German'])
  assert.deepEqual(await shown("drop: {languages: ['en_US', 'de_AT']}"), ['Inherited'])
})

test('rules by age count from the day of the build, also together with words', async (context) => {
  let now = '2025-05-02T00:00:00.000Z'
  const items = [{title: 'Fresh pears', text: 'Two days old at most.'}]
  const site = createSite(
    context,
    {'planet.config.ts': planet("drop: {words: ['pears'], youngerThan: 2}"), 'a.xml': rss('A', items)},
    () => now,
  )
  await site.build()
  assert.doesNotMatch(site.read('dist/planet/index.html'), /Fresh/)
  now = '2025-05-05T00:00:00.000Z'
  await site.build()
  assert.match(site.read('dist/planet/index.html'), /Fresh pears/)
})

test('a filter of the planet runs on every item', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': planet(
      '',
      "filter: (item) => (item.title === 'No' ? undefined : {...item, title: item.title + '!'})",
    ),
    'a.xml': rss('A', [{title: 'Yes'}, {title: 'No'}]),
  })
  await site.build()
  const html = site.read('dist/planet/index.html')
  assert.match(html, />Yes!</)
  assert.doesNotMatch(html, />No/)
})

test('what a filter throws is told with the item and feed that it failed on', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': planet('', 'filter: (item) => item.nothing.here,'),
    'a.xml': rss('A', [{title: 'Pears'}]),
  })
  const {code, err} = await site.almagest('build')
  assert.equal(code, 1)
  assert.match(
    err,
    /^\nA filter failed on “Pears” of A: Cannot read properties of undefined .*\n {2}→ Mend the `filter`/,
  )
})

test('the config knows better than a feed: its encoding, its dates, where its links lead, how much of it is shown', async (context) => {
  const text = rss(
    'A',
    [
      {title: 'Груша', text: '<a href="x/y">y</a>'},
      {title: 'Older', date: '2025-04-30T22:00:00Z'},
    ],
    'utf-8',
  )
  const bytes = Uint8Array.from(text, (sign) => {
    const code = sign.charCodeAt(0)
    return code < 128 ? code : code - 0x410 + 0xc0
  })
  const site = createSite(context, {
    'planet.config.ts': planet("charset: 'windows-1251', dates: 3, base: 'https://b.example/deep/', limit: 1"),
    'a.xml': bytes,
  })
  await site.build()
  const html = site.read('dist/planet/index.html')
  assert.match(html, /Груша/)
  assert.match(html, /datetime="2025-05-01T03:00:00\.000Z"/)
  assert.match(html, /href="https:\/\/b\.example\/deep\/x\/y"/)
  assert.doesNotMatch(html, /Older/)
  site.write('planet.config.ts', planet("charset: 'windows-1251', dates: 'ignore'"))
  site.remove('.almagest')
  await site.build()
  assert.doesNotMatch(site.read('dist/planet/index.html'), /2025-05-01T03/)
})

test('a disabled feed is neither read nor shown', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': planet('disabled: true'),
    'a.xml': rss('Silent', [{title: 'Whisper'}]),
  })
  await site.build()
  assert.ok(!Object.values(site.tree()).some((text) => /Whisper|Silent/.test(text)))
})

test('a disabled feed is listed where it says how feeds are doing, and says why nothing of it is shown', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': planet("name: 'Silent'"),
    'content/posts/own.md': post('Own', '2025-01-01'),
    'a.xml': rss('Silent', [{title: 'Whisper'}]),
  })
  await site.build()
  site.write('planet.config.ts', planet("name: 'Silent', disabled: true"))
  await site.build()
  assert.match((await site.almagest('feeds', 'list')).out, /^– Silent .*It is disabled in the config\.$/m)
  const page = site.read('dist/planet/status/index.html')
  assert.match(page, /<span class="off">Off<\/span>.*<bdi><b>Silent<\/b><\/bdi>.*It is disabled in the config\./s)
  const {feeds} = JSON.parse(site.read('dist/planet/status.json'))
  assert.deepEqual(
    feeds.map(({name, health, page}: Record<string, string>) => [name, health, page]),
    [['Silent', 'off', undefined]],
  )
  assert.doesNotMatch(site.read('dist/planet/metrics.txt'), /a\.xml/)
  assert.match((await site.almagest('why', 'Silent')).out, /Silent is disabled in the config; 1 item of it/)
  assert.match((await site.almagest('why', 'Whisper')).out, /not shown: its feed, .*, is disabled in the config\./)
  const {code, err} = await site.almagest('refresh', 'Silent')
  assert.equal(code, 2)
  assert.match(err, /Silent is disabled in the config\.\n.*Take `disabled` away/)
})

test('slips in these settings are told with what was probably meant', async (context) => {
  const text = `import {defineConfig} from 'almagest'
export default defineConfig({
  site: {title: 'T', url: 'https://example.org'},
  blog: {permalink: '/:yaer/:slug/', permalinks: {notes: 'notes'}, path: 'blog'},
  markdown: {maths: true},
  taxonomies: {people: {titel: 'With'}, title: {}},
  schemas: {posts: {}, drafts: {}},
  planet: {
    drop: {},
    feeds: [
      {url: 'https://a.example/feed', keep: {word: ['a']}},
      {url: 'https://b.example/feed', charset: 'klingon', dates: 'never', maxBytes: 0},
    ],
  },
})
`
  const site = createSite(context, {'planet.config.ts': text})
  const problems = await readConfig(site.root).then(
    () => [],
    (error: ProblemsError) => error.problems,
  )
  const told = problems.map(({line, message, hint = ''}) => `${line} ${message} ${hint}`)
  for (const expected of [
    /^4 Expected a pattern of `:year`.* for `blog\.permalink`/,
    /^4 Expected a pattern that begins with `\/` for `blog\.permalinks\.notes`/,
    /^4 Expected a path .* for `blog\.path`/,
    /^5 There is no setting `markdown\.maths`. Did you mean `math`\?/,
    /^6 There is no setting `taxonomies\.people\.titel`. Did you mean `title`\?/,
    /^6 Expected a field .*“title”/,
    /^7 Expected a schema made with zod.*`schemas\.posts`/,
    /^7 Expected a folder .*“drafts”/,
    /^9 Expected a rule/,
    /^11 There is no setting `planet\.feeds\.0\.keep\.word`. Did you mean `words`\?/,
    /^12 Expected an encoding .*“klingon”/,
    /^12 Expected `ignore` or a number of hours .*“never”/,
    /^12 Expected 1 or more .*maxBytes/,
  ])
    assert.ok(
      told.some((line) => expected.test(line)),
      `${expected} in\n${told.join('\n')}`,
    )
})
