/** The site that comes with Almagest: its own home, its documentation and its example. */
import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {Parser as HtmlParser} from 'htmlparser2'
import Parser from 'rss-parser'
import {createSite, type Files} from './helpers/site.ts'
import {brokenRules} from './site/feed-rules.ts'
import {all, readItems, readXml, textOf} from './site/read-feed.ts'

const root = join(import.meta.dirname, '..')
const now = () => '2026-11-23T12:00:00.000Z'

function readExample(): Files {
  const entries = readdirSync(join(root, 'content'), {recursive: true, withFileTypes: true})
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = paths.map((path) => [path.slice(root.length + 1), readFileSync(path)] as const)
  return {...Object.fromEntries(files), 'planet.config.ts': readFileSync(join(root, 'planet.config.ts'))}
}

/** Links of a page to this site, and the ids that links may lead to. */
function scan(html: string): {links: string[]; ids: Set<string>} {
  const links: string[] = []
  const ids = new Set<string>()
  const parser = new HtmlParser({
    onopentag(_, {id, href, src}) {
      if (id) ids.add(id)
      for (const url of [href, src]) if (url && !/^[a-z]+:/i.test(url)) links.push(url)
    },
  })
  parser.end(html)
  return {links, ids}
}

test('the example site', async (context) => {
  const site = createSite(context, readExample(), now)
  const report = await site.build()

  await context.test('builds with no network, nothing to mend, and every link leading somewhere', () => {
    assert.deepEqual(report.problems, [])
    assert.deepEqual(report.read.feeds, 6)

    const tree = site.tree()
    const pages = new Map(Object.entries(tree).filter(([path]) => path.endsWith('.html')))
    const scanned = new Map(Array.from(pages, ([path, html]) => [path, scan(html)]))
    const broken: string[] = []
    for (const [path, {links}] of scanned)
      for (const link of links) {
        const {pathname, hash} = new URL(link, `https://x.example/${path.replace(/index\.html$/, '')}`)
        const file = decodeURIComponent(pathname.slice(1)).replace(/(^|\/)$/, '$1index.html')
        const found = file in tree && (!hash || scanned.get(file)?.ids.has(decodeURIComponent(hash.slice(1))))
        if (!found) broken.push(`${path}: ${link}`)
      }
    assert.deepEqual(broken, [])
    assert.equal(
      Object.keys(tree).find((path) => path.includes('search-notes')),
      undefined,
    )
    assert.ok('.well-known/security.txt' in tree)
  })

  await context.test('says the same to readers of every kind in its three feeds', async () => {
    for (const folder of ['', 'planet/']) {
      const files = ['atom.xml', 'rss.xml', 'feed.json']
      const [atom, rss, json] = files.map((file) => site.read(`dist/${folder}${file}`))
      for (const file of files) assert.deepEqual(brokenRules(file, site.read(`dist/${folder}${file}`)), [])
      const items = readItems('atom.xml', atom!)
      assert.ok(items.length >= 9)
      assert.equal(new Set(items.map(({id}) => id)).size, items.length)
      const seconds = (read: typeof items) => read.map((item) => ({...item, published: item.published.slice(0, 19)}))
      assert.deepEqual(seconds(readItems('rss.xml', rss!)), seconds(items))
      assert.deepEqual(seconds(readItems('feed.json', json!)), seconds(items))
      for (const {html} of items) assert.doesNotMatch(html, /(?:href|src)="(?!https?:|mailto:)|<script/)

      const parser = new Parser()
      for (const text of [atom!, rss!]) {
        const read = await parser.parseString(text)
        assert.deepEqual(
          read.items.map(({title, link}) => [title, link]),
          items.map(({title, url}) => [title, url]),
        )
      }
    }
  })

  await context.test('has every blog of its planet whole, the ugly one, too', () => {
    const items = readItems('feed.json', site.read('dist/planet/feed.json'))
    const counts = Array.from(
      Map.groupBy(items, ({source}) => source!),
      ([name, {length}]) => [name, length],
    )
    assert.deepEqual(Object.fromEntries(counts), {
      Almagest: 9,
      'Notes from the Attic': 4,
      'Slow Letters': 5,
      'Small Workbench': 4,
      'The Lamplighter': 2,
      'The Night Garden': 5,
      'Tide Tables': 5,
    })
    const cruet = items.find(({title}) => title === 'Salt & pepper & a third thing')!
    assert.equal(cruet.url, 'http://attic.example.com/notes/cruet.html?from=rss&n=41')
    assert.match(cruet.html, /“sugar”/)
    assert.doesNotMatch(cruet.html, /onclick|style|Buy a cruet/)
    const outlines = all(all(readXml(site.read('dist/planet/opml.xml')), 'body')[0]!, 'outline')
    assert.equal(outlines.length, 7)
    assert.equal(textOf(readXml(site.read('dist/planet/atom.xml')), 'title'), 'Planet Almagest')
  })
})
