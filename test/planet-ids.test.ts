import assert from 'node:assert/strict'
import {test} from 'node:test'
import {channel, following, publisher} from './helpers/planet-site.ts'
import {createSite, type TestSite} from './helpers/site.ts'

const titles = ['Grafting the old tree', 'Pruning in the rain', 'A ladder for the orchard']

/** A feed with these items, its links and guids below `home`. */
function pears(home: string, names: readonly string[] = titles): string {
  const items = names.map((title, index) => ({title, date: `2025-01-0${names.length - index}`}))
  return channel('Pears', home, items)
}

/** What may become of a feed of which readers have seen every item. */
const changes: Readonly<Record<string, (body: string) => string>> = {
  'is secured': (body) => body.replaceAll('http:', 'https:'),
  'moves to another domain': (body) => body.replaceAll('pears.example', 'quinces.example'),
  'gives its items ids of another kind': (body) =>
    body.replace(/<guid>.*?-(\w+)<\/guid>/g, '<guid isPermaLink="false">urn:pears:$1</guid>'),
  'puts one id on two new items': (body) =>
    body.replace(
      '<item>',
      (item) =>
        ['one', 'two']
          .map(
            (name) =>
              `<item><title>New, ${name}</title><link>http://pears.example/${name}</link><guid>http://pears.example/new</guid><pubDate>Thu, 09 Jan 2025 00:00:00 GMT</pubDate></item>`,
          )
          .join('') + item,
    ),
}

/** The ids of the merged feed by the titles of its items, after another look at all feeds. */
async function idsOf(site: TestSite): Promise<ReadonlyMap<string, string>> {
  await site.almagest('refresh', '--force')
  await site.build()
  const entries = site.read('dist/planet/atom.xml').split('<entry>').slice(1)
  return new Map(entries.map((entry) => [/<title[^>]*>([^<]*)/.exec(entry)![1]!, /<id>([^<]*)/.exec(entry)![1]!]))
}

for (const [what, change] of Object.entries(changes))
  test(`the merged feed keeps the ids of its items when a feed ${what}`, async (t) => {
    const body = pears('http://pears.example/')
    const host = await publisher(t, {'/feed': {body}})
    const site = createSite(t, {'planet.config.ts': following([`${host.origin}/feed`])})
    const before = await idsOf(site)
    assert.deepEqual([...before.keys()], titles)
    host.answers['/feed'] = {body: change(body)}
    for (const round of [1, 2]) {
      const after = await idsOf(site)
      for (const [title, id] of before) assert.equal(after.get(title), id, `${title}, round ${round}`)
      assert.equal(new Set(after.values()).size, after.size)
    }
  })

test('a story keeps its id when the feed that owns it tells it after another', async (t) => {
  const told = pears('http://127.0.0.2/', titles.slice(0, 1)).replace(/<guid>.*?<\/guid>/, '<guid>urn:digest:77</guid>')
  const digest = await publisher(t, {'/digest': {body: told}})
  const owner = await publisher(t, {'/feed': {body: pears('http://127.0.0.2/', [])}}, '127.0.0.2')
  const feeds = [`{url: '${digest.origin}/digest', name: 'Digest'}`, `{url: '${owner.origin}/feed', name: 'Owner'}`]
  const site = createSite(t, {'planet.config.ts': following(feeds)})
  assert.deepEqual([...(await idsOf(site))], [[titles[0], 'urn:digest:77']])
  owner.answers['/feed'] = {body: pears('http://127.0.0.2/', titles.slice(0, 1))}
  assert.deepEqual([...(await idsOf(site))], [[titles[0], 'urn:digest:77']])
  assert.match(site.read('dist/planet/index.html'), /Owner[\s\S]*Digest/)
  owner.answers['/feed'] = {body: pears('http://127.0.0.2/', titles.slice(0, 2))}
  assert.equal((await idsOf(site)).get(titles[1]!), 'http://127.0.0.2/pruning-in-the-rain')
})
