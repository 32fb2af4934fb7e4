/** Feeds of terms, archives of feeds, hubs and styles, through the front door. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite, post} from '../helpers/site.ts'
import {brokenRules} from './feed-rules.ts'
import {all, readItems, readXml} from './read-feed.ts'

const files = {
  'planet.config.ts': configText('', "authors: ['Ada', 'Grace']"),
  'content/posts/one.md': post('One', '2025-01-01', 'A.', 'tags: [C++]\ncategories: [Sky/Comets]\nauthors: Ada'),
  'content/posts/two.md': post('Two', '2025-01-02', 'B.', 'tags: [C++]\nseries: Long nights\nauthors: Grace'),
  'content/posts/three.md': post('Three', '2025-01-03', 'C.', 'series: Long nights\nauthors: [Ada, Grace]'),
}

test('each tag, category, author and series has its feed, announced on its page, in the formats that were asked for', async (context) => {
  const site = createSite(context, {
    ...files,
    'planet.config.ts': configText("blog: {termFeeds: ['json', 'atom', 'rss']},", "authors: ['Ada', 'Grace']"),
  })
  await site.build()
  const wanted = {
    'tags/c-plus-plus': ['Two', 'One'],
    'categories/sky': ['One'],
    'categories/sky/comets': ['One'],
    'series/long-nights': ['Three', 'Two'],
    'authors/ada': ['Three', 'One'],
    'authors/grace': ['Three', 'Two'],
  }
  const ids = new Set<string>()
  for (const [folder, titles] of Object.entries(wanted)) {
    const page = site.read(`dist/${folder}/index.html`)
    for (const file of ['atom.xml', 'rss.xml', 'feed.json']) {
      const text = site.read(`dist/${folder}/${file}`)
      assert.deepEqual(
        readItems(file, text).map(({title}) => title),
        titles,
        `${folder}/${file}`,
      )
      assert.deepEqual(brokenRules(file, text), [])
      assert.ok(page.includes(`href="/${folder}/${file}"`), `${folder} announces ${file}`)
    }
    const feed = readXml(site.read(`dist/${folder}/atom.xml`))
    ids.add(all(feed, 'id')[0]!.text)
    assert.deepEqual(linksOf(feed, 'self'), [`https://example.org/${folder}/atom.xml`])
    assert.deepEqual(linksOf(feed, 'alternate'), [`https://example.org/${folder}/`])
  }
  assert.equal(ids.size, 6)
})

test('the feed of a tag is Atom alone, when nothing else was asked for', async (context) => {
  const site = createSite(context, files)
  await site.build()
  const below = Object.keys(site.tree()).filter((path) => path.startsWith('tags/'))
  assert.deepEqual(below.toSorted(), ['tags/c-plus-plus/atom.xml', 'tags/c-plus-plus/index.html', 'tags/index.html'])
  const announced = site.read('dist/tags/c-plus-plus/index.html').match(/(?<=rel="alternate"[^>]*href=")[^"]*/g)
  assert.deepEqual(announced, ['/tags/c-plus-plus/atom.xml', '/atom.xml', '/rss.xml', '/feed.json'])
})

test('a blog that one person writes has no page or feed of its author', async (context) => {
  const site = createSite(context, {'content/posts/one.md': post('One', '2025-01-01', 'A.', 'authors: Ada')})
  await site.build()
  assert.ok(!Object.keys(site.tree()).some((path) => path.startsWith('authors/')))
})

test('old posts stand in archive documents that no new post changes', async (context) => {
  const posts = Array.from({length: 7}, (_, index) => [
    `content/posts/p${index + 1}.md`,
    post(`P${index + 1}`, `2025-01-0${index + 1}`),
  ])
  const config = configText('blog: {feedLimit: 3},', "url: 'https://example.org/blog'")
  const site = createSite(context, {...Object.fromEntries(posts), 'planet.config.ts': config})
  await site.build()
  const read = (file: string) => {
    const text = site.read(`dist/${file}`)
    assert.deepEqual(brokenRules('atom.xml', text), [])
    const feed = readXml(text)
    const links = ['prev-archive', 'next', 'current'].map((rel) => linksOf(feed, rel)[0])
    return {titles: readItems('atom.xml', text).map(({title}) => title), links, archive: all(feed, 'fh:archive').length}
  }
  const url = (path: string) => `https://example.org/blog/${path}`
  assert.deepEqual(read('atom.xml'), {
    titles: ['P7', 'P6', 'P5'],
    links: [url('atom/2.xml'), url('atom/2.xml'), undefined],
    archive: 0,
  })
  assert.deepEqual(read('atom/2.xml'), {
    titles: ['P6', 'P5', 'P4'],
    links: [url('atom/1.xml'), url('atom/1.xml'), url('atom.xml')],
    archive: 1,
  })
  assert.deepEqual(read('atom/1.xml'), {
    titles: ['P3', 'P2', 'P1'],
    links: [undefined, undefined, url('atom.xml')],
    archive: 1,
  })

  site.write('content/posts/p8.md', post('P8', '2025-01-08'))
  site.write('content/posts/p9.md', post('P9', '2025-01-09'))
  const {written} = await site.build()
  assert.deepEqual(
    written.filter((path) => path.startsWith('atom')),
    ['atom.xml', 'atom/3.xml'],
  )
})

test('a blog whose feed holds every post has no archive', async (context) => {
  const site = createSite(context, files)
  await site.build()
  assert.doesNotMatch(site.read('dist/atom.xml'), /prev-archive/)
  assert.ok(!('atom/1.xml' in site.tree()))
})

test('feeds name the hubs of the config, and a stylesheet for browsers', async (context) => {
  const hub = 'https://hub.example/?a=1&b=2'
  const site = createSite(context, {
    ...files,
    'planet.config.ts': configText("blog: {termFeeds: ['atom', 'rss', 'json']},", `hub: '${hub}', language: 'de'`),
  })
  await site.build()
  for (const folder of ['', 'tags/c-plus-plus/']) {
    const atom = site.read(`dist/${folder}atom.xml`)
    const rss = site.read(`dist/${folder}rss.xml`)
    assert.deepEqual(linksOf(readXml(atom), 'hub'), [hub])
    assert.deepEqual(linksOf(all(readXml(rss), 'channel')[0]!, 'hub', 'atom:link'), [hub])
    assert.deepEqual(JSON.parse(site.read(`dist/${folder}feed.json`)).hubs, [{type: 'WebSub', url: hub}])
    for (const text of [atom, rss])
      assert.match(text, /^<\?xml [^>]*\?>\s*<\?xml-stylesheet type="text\/css" href="\/assets\/feed\.css"\?>/)
    assert.deepEqual(brokenRules('rss.xml', rss), [])
  }
  assert.match(site.read('dist/assets/feed.css'), /content: "Das ist ein Feed\./)
})

test('an id that a post brought along is kept as it is, in every feed', async (context) => {
  const guids = {one: 'http://old.example/?p=12', two: 'tag:old.example,2004:entry-7', three: '4711'}
  const posts = Object.entries(guids).map(([name, guid]) => [
    `content/posts/${name}.md`,
    post(name, '2025-01-01', 'Text.', `guid: "${guid}"`),
  ])
  const site = createSite(context, Object.fromEntries(posts))
  await site.build()
  for (const file of ['atom.xml', 'rss.xml', 'feed.json']) {
    const ids = readItems(file, site.read(`dist/${file}`)).map(({title, id}) => [title, id])
    assert.deepEqual(Object.fromEntries(ids), guids)
  }
})

function linksOf(element: Parameters<typeof all>[0], wanted: string, name = 'link'): (string | undefined)[] {
  return all(element, name)
    .filter(({attributes}) => attributes.rel === wanted)
    .map(({attributes}) => attributes.href)
}

test('a feed changed last when its newest post came, even where that says it changed before', async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-03-01', 'Text.', 'updated: 2025-01-01'),
  })
  await site.build()
  assert.match(site.read('dist/atom.xml'), /^ {4}<updated>2025-03-01T00:00:00\.000Z</m)
  assert.match(site.read('dist/rss.xml'), /<lastBuildDate>Sat, 01 Mar 2025/)
})
