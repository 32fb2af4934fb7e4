/** Feeds that go too deep or too far, beside a good one. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite} from '../helpers/site.ts'

const rss = (items: string, before = '') =>
  `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>F</title><link>https://f.example/</link>${items}</channel></rss>`
const item = (title: string, html = 'x') =>
  `<item><title>${title}</title><link>https://f.example/${title}</link><description>${html}</description></item>`
const inHtml = (html: string) => `<![CDATA[${html}]]>`

const names = 'abcdefghij'
const bomb = Array.from(names, (name, index) =>
  index === 0 ? `<!ENTITY ${name} "boom">` : `<!ENTITY ${name} "${`&${names[index - 1]};`.repeat(10)}">`,
)

const feeds: Readonly<Record<string, string>> = {
  'good.xml': rss(item('Good')),
  'deep-elements.xml': rss(item('Deep', `${'<b>'.repeat(5_000)}words${'</b>'.repeat(5_000)}`)),
  'deep-html.xml': rss(item('Nested', inHtml(`${'<div>'.repeat(5_000)}words`))),
  'deep-json.json': `{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(100_000)}`,
  'no-end.xml': `<?xml version="1.0"?>${'<a>'.repeat(50_000)}`,
  'many.xml': rss(Array.from({length: 10_500}, (_, index) => item(`Many-${index}`)).join('')),
  'long-body.xml': rss(item('Long', inHtml(`<p>${'word '.repeat(600_000)}</p>`))),
  'long-title.xml': rss(item('Title'.repeat(200_000))),
  'bomb.xml': rss(item('Bomb', '&j;'), `<!DOCTYPE rss [${bomb.join('')}]>`),
  'file.xml': rss(item('File', '&x;'), '<!DOCTYPE rss [<!ENTITY x SYSTEM "../secret.txt">]>'),
  'attributes.xml': rss(
    item('Attributes', inHtml(`<p ${Array.from({length: 20_000}, (_, n) => `a${n}=1`).join(' ')}>words`)),
  ),
  'misnested.xml': rss(item('Misnested', inHtml(`${'<a><b><p>'.repeat(3_000)}words`))),
  'links.xml': rss(item('Links', inHtml('<a href="https://a.example/?'.repeat(20_000)))),
  'blank.xml': rss(item('Blank', inHtml(`x${' '.repeat(1_000_000)}y`))),
}

test('what goes too deep or too far costs its own feed at most', async (context) => {
  const list = Object.keys(feeds).map((name) => `{file: '${name}'}`)
  const site = createSite(context, {
    'planet.config.ts': configText(`planet: {feeds: [${list}], perPage: 200},`),
    'secret.txt': 'TOP SECRET',
    ...feeds,
  })
  const {problems} = await site.build()
  assert.ok(problems.every(({warning}) => warning))
  const page = site.read('dist/planet/index.html')
  for (const title of ['Good', 'Deep', 'Nested', 'Many-0', 'Long', 'Attributes', 'Misnested', 'Links', 'Blank'])
    assert.match(page, new RegExp(`>${title}<`), title)
  assert.match(page, />TitleTitle[^<]{1,290}…</)
  const all = Object.values(site.tree()).join('')
  assert.doesNotMatch(all, /TOP SECRET|(?:boom){1000}/)
  for (const [path, text] of Object.entries(site.tree())) assert.ok(text.length < 8_000_000, path)
})
