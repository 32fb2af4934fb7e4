/** The feeds of a whole site: what stands in them, and what they are made from. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {digest, nameBy} from '../../src/digest.ts'
import type {ChannelItem} from '../../src/site/feeds/channel.ts'
import {feedLinks, feedsOf} from '../../src/site/feeds/index.ts'
import {createRecent} from '../../src/site/feeds/recent.ts'
import {makeAbsolute, makeGuest} from '../../src/site/portable.ts'
import type {Article, Entry, FeedInfo, Item, Later, River, Site, Summary} from '../../src/types.ts'
import {planetFor, settingsFor} from '../helpers/settings.ts'
import {all, readItems, readXml, textOf} from './read-feed.ts'

const usual = settingsFor({
  site: {
    title: 'Almagest',
    description: 'A book of planets',
    url: 'https://example.org/blog',
    authors: [{name: 'Ada'}],
  },
  blog: {permalink: '/:slug/', feedLimit: 2},
})
const settings = {...usual, site: {...usual.site, feed: 'urn:uuid:0'}}

const planet = planetFor({title: 'Planet', perPage: 20, feedLimit: 3})

function later<Value>(value: Value): Later<Value> {
  return nameBy({value: async () => value}, digest(value))
}

function makePost(name: string, date: string): Summary {
  const url = `/blog/${name}/`
  return {
    ...{kind: 'post', path: `posts/${name}.md`, url, id: `urn:uuid:${name}`, title: name, date, draft: false},
    ...{tags: ['a tag'], categories: ['a category'], authors: [], extra: {}},
  } as const
}

function makeSite(bodies: Record<string, string>, rivers: readonly River[] = []): Site {
  const posts = Object.keys(bodies).map((name, index) => makePost(name, `2024-01-${20 - index}T00:00:00.000Z`))
  const article = (summary: Summary): Later<Article> =>
    later({summary, html: bodies[summary.title]!, headings: [], text: `Text of ${summary.title}`, words: 3, minutes: 1})
  return {settings, posts, pages: [], rivers, article, excerpt: () => undefined, ...nothingElse}
}

const nothingElse = {
  data: {},
  linkedFrom: () => [],
  related: () => [],
  relationsName: () => '',
  comments: () => undefined,
}

function makeFeed(key: string, more: Partial<FeedInfo> = {}): FeedInfo {
  const page = `/blog/planet/sources/${key}/`
  return {key, name: `Feed ${key}`, tags: [], page, own: false, health: 'good', note: '', items: 1, ...more}
}

function makeRiver(feeds: readonly FeedInfo[], items: readonly Partial<Item>[]): River {
  const made = items.map(({feed = feeds[0]!, ...item}, index): Item => {
    const lists = {authors: [], categories: [], enclosures: [], also: []}
    const own = {id: `urn:${index}`, url: `https://one.example/${index}`, title: `Item ${index}`, html: '<p>x</p>'}
    return {feed, ...own, ...lists, date: `2024-03-0${9 - index}T00:00:00.000Z`, ...item}
  })
  const entry = (index: number) => ({key: String(index)}) as Entry
  return {
    settings: planet,
    feeds,
    heads: feeds,
    stories: made.map((_, index) => ({entry: entry(index), also: [], folded: []})),
    entries: () => [],
    apart: () => undefined,
    status: () => [],
    item: ({key}) => later(made[Number(key)]),
  }
}

async function draw(site: Site): Promise<Map<string, string>> {
  const made = feedsOf(site).map(
    async ({path, draw}) => [path, String(await draw(({message}) => assert.fail(message)))] as const,
  )
  return new Map(await Promise.all(made))
}

test('a blog has three feeds with its newest posts in full', async () => {
  const files = await draw(makeSite({one: '<p>1</p>', two: '<p>2</p>', three: '<p>3</p>'}))
  assert.deepEqual(
    [...files.keys()].filter((path) => !path.includes('/')),
    ['atom.xml', 'rss.xml', 'feed.json'],
  )
  for (const file of ['atom.xml', 'rss.xml', 'feed.json']) {
    const items = readItems(file, files.get(file)!)
    assert.deepEqual(
      items.map(({id, url, html, authors, categories}) => [id, url, html, authors, categories]),
      [
        ['urn:uuid:one', 'https://example.org/blog/one/', '<p>1</p>', ['Ada'], ['a category', 'a tag']],
        ['urn:uuid:two', 'https://example.org/blog/two/', '<p>2</p>', ['Ada'], ['a category', 'a tag']],
      ],
    )
  }
  assert.match(files.get('rss.xml')!, /<description><!\[CDATA\[Text of one]]>/)
})

test('links in a feed lead to the same place from anywhere', async () => {
  const files = await draw(makeSite({one: '<a href="../two/">2</a> <a href="#note">n</a> <img src="cat.png">'}))
  const base = 'https://example.org/blog'
  const wanted = `<a href="${base}/two/">2</a> <a href="${base}/one/#note">n</a> <img src="${base}/one/cat.png">`
  for (const [file, text] of files) assert.equal(readItems(file, text)[0]!.html, wanted)
})

test('an edit to one body changes the inputs of the feeds that carry it, and of no other', () => {
  const rivers = [makeRiver([makeFeed('one')], [{}])]
  const keys = (bodies: Record<string, string>) => feedsOf(makeSite(bodies, rivers)).map(({inputs}) => digest(inputs))
  const before = keys({one: 'a', two: 'b', three: 'c'})
  const changed = (bodies: Record<string, string>) => keys(bodies).filter((key, index) => key !== before[index]).length
  // The blog in three formats, its tag and its category in one, and an archive document where the post stands in one.
  assert.equal(changed({one: 'a', two: 'B', three: 'c'}), 6)
  assert.equal(changed({one: 'A', two: 'b', three: 'c'}), 5)
  assert.equal(changed({one: 'a', two: 'b', three: 'C'}), 1)
})

test('a post is read once for all feeds it stands in', async () => {
  const site = makeSite({one: '<p>1</p>', two: '<p>2</p>', three: '<p>3</p>'})
  const read: string[] = []
  const articles = new Map(site.posts.map((summary) => [summary, site.article(summary)]))
  const watched = new Map(
    Array.from(articles, ([summary, article]) => {
      const value = () => {
        read.push(summary.title)
        return article.value()
      }
      return [summary, nameBy({value}, digest(article))]
    }),
  )
  for (const {draw} of feedsOf({...site, article: (summary) => watched.get(summary)!})) await draw(() => {})
  assert.deepEqual(read.sort(), ['one', 'three', 'two'])
})

test('items are made again only when many others were made since', async () => {
  const made: number[] = []
  const sources = Array.from({length: 4}, (_, index) => later(index))
  const recent = createRecent(3 * 'text'.length)
  const ask = (...indexes: number[]) => {
    const wanted = indexes.map((index) => sources[index]!)
    return recent(wanted, (index) => {
      made.push(index)
      return index === 3 ? undefined : ({id: String(index), html: 'text'} as ChannelItem)
    })
  }
  assert.deepEqual(
    (await ask(2, 3, 0)).map(({id}) => id),
    ['2', '0'],
  )
  await ask(1)
  await ask(2)
  assert.deepEqual(made, [2, 3, 0, 1])
  const others = Array.from({length: 2}, (_, index) => later(`other ${index}`))
  await recent(others, (id) => ({id, html: 'text'}) as ChannelItem)
  await ask(2, 1)
  assert.deepEqual(made, [2, 3, 0, 1, 1])
})

test('ids of feeds and items outlive a move to another host, and another title', async () => {
  const known = {...settings, site: {...settings.site, feed: 'urn:uuid:known'}}
  const site = {...makeSite({one: 'a'}, [makeRiver([makeFeed('one')], [{}])]), settings: known}
  const moved = {...known, site: {...known.site, title: 'Other', url: 'http://other.example', base: ''}}
  const ids = async (site: Site) =>
    [...(await draw(site)).values()].flatMap((text) => text.match(/<id>.*?<\/id>|<guid.*?<\/guid>|"id": .*/g) ?? [])
  assert.deepEqual(await ids({...site, settings: moved}), await ids(site))
})

test('a planet says of every item where it comes from', async () => {
  const feeds = [
    makeFeed('one', {id: 'tag:one', url: 'https://one.example/', feedUrl: 'https://one.example/feed'}),
    makeFeed('two'),
    makeFeed('own', {own: true, url: '/blog/'}),
  ]
  const items = [
    {feed: feeds[0]!, authors: [{name: 'Grace'}]},
    {feed: feeds[1]!, url: 'https://two.example/'},
    {feed: feeds[2]!, url: '/blog/one/'},
  ]
  const files = await draw(makeSite({}, [makeRiver(feeds, items)]))
  for (const file of ['planet/atom.xml', 'planet/rss.xml', 'planet/feed.json']) {
    const read = readItems(file, files.get(file)!)
    assert.deepEqual(
      read.map(({authors}) => authors[0]),
      ['Grace', 'Feed two', 'Feed own'],
    )
    assert.equal(read[2]!.url, 'https://example.org/blog/one/')
  }
  const entries = all(readXml(files.get('planet/atom.xml')!), 'entry')
  const sources = entries.map((entry) => all(entry, 'source')[0]!)
  assert.deepEqual(
    sources.map((source, index) => [textOf(source, 'id').slice(0, index === 1 ? 9 : 99), textOf(source, 'title')]),
    [
      ['tag:one', 'Feed one'],
      ['urn:uuid:', 'Feed two'],
      [textOf(readXml(files.get('atom.xml')!), 'id'), 'Almagest'],
    ],
  )
})

test('an item that a filter dropped leaves the feed without it', async () => {
  const river = makeRiver([makeFeed('one')], [{}, {}])
  const item: River['item'] = (entry) => (entry.key === '0' ? later(undefined) : river.item(entry))
  const files = await draw(makeSite({}, [{...river, item}]))
  assert.deepEqual(
    readItems('feed.json', files.get('planet/feed.json')!).map(({title}) => title),
    ['Item 1'],
  )
})

test('the subscriptions of a planet are one OPML file, in their groups', async () => {
  const feeds = [
    makeFeed('one', {
      feedUrl: 'https://one.example/?a=1&b=2',
      url: 'https://one.example/',
      tags: ['stars', 'far, far'],
    }),
    makeFeed('two', {feedUrl: 'https://two.example/feed', group: 'Friends & "foes"'}),
    makeFeed('disk', {url: 'https://three.example/'}),
    makeFeed('own', {own: true, url: '/blog/', name: 'Own'}),
  ]
  const opml = readXml((await draw(makeSite({}, [makeRiver(feeds, [])]))).get('planet/opml.xml')!)
  assert.equal(opml.attributes.version, '2.0')
  const [loose, group] = Map.groupBy(
    all(all(opml, 'body')[0]!, 'outline'),
    ({children}) => children.length > 0,
  ).values()
  assert.deepEqual(
    loose!.map(({attributes: {type, text, xmlUrl, htmlUrl, url, category}}) => [
      type,
      text,
      xmlUrl,
      htmlUrl ?? url,
      category,
    ]),
    [
      ['rss', 'Feed one', 'https://one.example/?a=1&b=2', 'https://one.example/', 'stars,far  far'],
      ['link', 'Feed disk', undefined, 'https://three.example/', undefined],
      ['rss', 'Own', 'https://example.org/blog/rss.xml', 'https://example.org/blog/', undefined],
    ],
  )
  assert.equal(group![0]!.attributes.text, 'Friends & "foes"')
  assert.equal(all(group![0]!, 'outline')[0]!.attributes.xmlUrl, 'https://two.example/feed')
})

test('a visit to a feed that brought nothing changes nothing in OPML', () => {
  const inputs = (more: Partial<FeedInfo>) => {
    const outputs = feedsOf(makeSite({}, [makeRiver([makeFeed('one', more)], [])]))
    return digest(outputs.find(({path}) => path.endsWith('opml.xml'))!.inputs)
  }
  assert.equal(inputs({health: 'failing', note: 'No answer.', lastGood: '2024-01-01T00:00:00Z'}), inputs({}))
})

test('a planet that takes the root of the site has its feeds there, and the blog none of its own', () => {
  const river = makeRiver([makeFeed('one')], [])
  const atRoot = {...river, settings: {...river.settings, path: '/'}}
  const paths = feedsOf(makeSite({one: 'a'}, [atRoot])).map(({path}) => path)
  assert.deepEqual(
    paths.filter((path) => !path.includes('/')),
    ['atom.xml', 'rss.xml', 'feed.json', 'opml.xml', 'foafroll.xml'],
  )
})

test('feeds are announced by title, address and type', () => {
  assert.deepEqual(feedLinks('Almagest', '/blog/')[0], {
    title: 'Almagest (Atom)',
    url: '/blog/atom.xml',
    type: 'application/atom+xml',
    format: 'Atom',
  })
})

test('only addresses in attributes move; scripts go; all else keeps its bytes', () => {
  const page = 'https://e.example/a/b/'
  const pairs = [
    ['<a href=\'../c?x=1&amp;y="2"\'>', "<a href='https://e.example/a/c?x=1&amp;y=%222%22'>"],
    ['<a  HREF=/c >c</a>', '<a  HREF=https://e.example/c >c</a>'],
    [
      '<img srcset="a.png 1x,/b,c.png 2x, https://f.example/d 3x">',
      '<img srcset="https://e.example/a/b/a.png 1x,https://e.example/b,c.png 2x, https://f.example/d 3x">',
    ],
    ['<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'],
    ['<a href="//f.example/">', '<a href="https://f.example/">'],
    ['<p title="href=\'x\'">a < b <!-- <a href="x"> --></p>', '<p title="href=\'x\'">a < b <!-- <a href="x"> --></p>'],
    ['<p>1<script src="x">if (a < b) "<a href=c>"</script>2</p>', '<p>12</p>'],
    [
      '<video poster="p.jpg"><source src="v.webm"></video>',
      '<video poster="https://e.example/a/b/p.jpg"><source src="https://e.example/a/b/v.webm"></video>',
    ],
  ] as const
  for (const [given, wanted] of pairs) assert.equal(makeAbsolute(given, page), wanted)
})

test('a post on another page brings no ids, and its notes lead to its own page', () => {
  const given =
    '<h2 id="a">A</h2><p ID=b class="x">1<sup><a href="#fn-1" id="r" aria-describedby=\'l\' data-x>1</a></sup></p><a href="/b/">b</a>'
  const wanted = '<h2>A</h2><p class="x">1<sup><a href="/blog/one/#fn-1" data-x>1</a></sup></p><a href="/b/">b</a>'
  assert.equal(makeGuest(given, '/blog/one/'), wanted)
})
