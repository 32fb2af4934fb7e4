/** Our pages as a parser for microformats2 reads them, through the front door. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {mf2} from 'microformats-parser'
import {configText, createSite, post} from '../helpers/site.ts'

type Found = ReturnType<typeof mf2>
type Thing = Found['items'][number]

const files = {
  'planet.config.ts': configText(
    "planet: {feeds: [{file: 'feed.xml'}]},",
    `author: {name: 'Ada Quill', url: '/about/', image: '/ada.png', bio: 'Looks up.', me: ['https://social.example/@ada']}`,
  ),
  'content/static/ada.png': 'x',
  'content/pages/about.md': '---\ntitle: About\n---\nMe.\n',
  'content/posts/pears.md': post(
    'Pears',
    '2025-01-31 18:00',
    'Above.\n\n<!--more-->\n\nBelow, *all*.',
    'tags: [Fruit, Trees]\ncategories: [Garden]\nupdated: 2025-02-02',
  ),
  'content/comments/pears/one.yaml':
    'author: Noor\nurl: https://noor.example/\ndate: 2025-02-01\ntext: They were good.\n',
  'feed.xml':
    '<rss version="2.0"><channel><title>Far</title><link>https://far.example/</link><item><title>Plums</title><link>https://far.example/plums</link><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate><description>Blue.</description></item></channel></rss>',
}

function read(html: string, path: string): Found {
  return mf2(html, {baseUrl: `https://example.org${path}`})
}

/** The first thing of this kind, at the top or within others. */
function find(things: readonly unknown[], type: string): Thing {
  for (const thing of things as Thing[]) {
    if (thing.type?.includes(type)) return thing
    const within = [...(thing.children ?? []), ...Object.values(thing.properties ?? {}).flat()]
    const found =
      within.length > 0 &&
      find(
        within.filter((each) => typeof each === 'object'),
        type,
      )
    if (found) return found
  }
  return undefined as never
}

test('a parser for microformats finds the posts, who wrote them and what was answered', async (context) => {
  const site = createSite(context, files)
  await site.build()
  const pageUrl = 'https://example.org/2025/01/pears/'

  await context.test('a post is an h-entry with all that readers of them look for', () => {
    const entry = find(read(site.read('dist/2025/01/pears/index.html'), '/2025/01/pears/').items, 'h-entry')
    const {name, published, updated, url, author, category, content, comment} = entry.properties
    assert.deepEqual([name, url], [['Pears'], [pageUrl]])
    assert.deepEqual([published, updated], [['2025-01-31T18:00:00.000Z'], ['2025-02-02T00:00:00.000Z']])
    assert.deepEqual(category, ['Garden', 'Fruit', 'Trees'])
    assert.equal((content![0] as {value: string}).value.replace(/\s+/g, ' '), 'Above. Below, all.')
    const [writer] = author as Thing[]
    assert.deepEqual(writer!.type, ['h-card'])
    assert.deepEqual([writer!.properties.name, writer!.properties.url], [['Ada Quill'], ['https://example.org/about/']])

    const [answer] = comment as Thing[]
    assert.deepEqual(answer!.type, ['h-cite'])
    const {properties} = answer!
    assert.deepEqual(properties.published, ['2025-02-01T00:00:00.000Z'])
    assert.deepEqual(properties.url, [`${pageUrl}#comment-one`])
    assert.equal((properties.author as Thing[])[0]!.properties.name![0], 'Noor')
    assert.match(String(properties.content![0]), /They were good\./)
  })

  await context.test('the home page is an h-feed, with the card of its author and where else to find them', () => {
    const {items, rels} = read(site.read('dist/index.html'), '/')
    const feed = find(items, 'h-feed')
    assert.deepEqual(feed.properties.name, ['Test'])
    const entry = find([feed], 'h-entry')
    assert.deepEqual([entry.properties.name, entry.properties.url], [['Pears'], [pageUrl]])
    assert.deepEqual(entry.properties.summary, ['Above.'])
    const card = items.find(({type}) => type?.includes('h-card'))!
    assert.deepEqual(card.properties, {
      name: ['Ada Quill'],
      url: ['https://example.org/about/'],
      uid: ['https://example.org/about/'],
      photo: ['https://example.org/ada.png'],
      note: ['Looks up.'],
    })
    assert.deepEqual(rels.me, ['https://social.example/@ada', 'https://example.org/about/'])
  })

  await context.test('an item of the planet is an h-entry by its source', () => {
    const {items} = read(site.read('dist/planet/index.html'), '/planet/')
    const entries = find(items, 'h-feed').children as Thing[]
    const plums = entries.find(({properties}) => properties.name?.[0] === 'Plums')!
    assert.deepEqual(plums.properties.url, ['https://far.example/plums'])
    assert.deepEqual(plums.properties.published, ['2025-01-01T00:00:00.000Z'])
    assert.equal((plums.properties.author as Thing[])[0]!.properties.name![0], 'Far')
  })
})
