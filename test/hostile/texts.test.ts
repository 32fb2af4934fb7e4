/** Titles, names and addresses that try to be more than that, through every field of a feed and out on every side. */
import assert from 'node:assert/strict'
import {type TestContext, test} from 'node:test'
import {parseFragment} from 'parse5'
import {configText, createSite, post} from '../helpers/site.ts'
import {brokenRules} from '../site/feed-rules.ts'
import {readXml} from '../site/read-feed.ts'

const texts = [
  'x]]><b><![CDATA[y',
  'x]]&gt;y',
  'nul\u0000, bell\u0007, tab\t, line\r\nend',
  'half \ud83d and other half \udc00',
  'none \ufffe\uffff, next line \u0085, separators \u2028\u2029',
  'turned \u202e around \u2066 twice',
  '"><script>ran()</script><img src=x: onerror=ran()>',
  "' onmouseover='ran()",
  '</title></textarea></style><svg onload=ran()>',
  '&lt;script&gt;ran()&lt;/script&gt;',
  '&amp;lt;i&amp;gt; &undefined; &#0; &#xD800;',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
  '--><!-- --!>',
  '{{7*7}} \u0024{7*7} <%= 7*7 %> {% x %} $&  $1 almagest:0:',
  'javascript:ran()',
  'data:text/html,<script>ran()</script>',
  'https://e.example/"><script>ran()</script>?a=1&b=2',
  'http://[half',
  '//e.example\\x',
  '__proto__',
  '\ufeff \u200b',
  '',
  `${'long '.repeat(40_000)}`,
  '👩‍👩‍👧 é e\u0301 שלום 中文',
]

const fields = {
  feed: ['title', 'home_page_url', 'description', 'language', 'icon'],
  item: ['id', 'url', 'title', 'summary', 'content_html', 'language', 'image', 'external_url', 'date_published'],
  author: ['name', 'url', 'avatar', 'email'],
  attachment: ['url', 'mime_type', 'title'],
} as const

/** A JSON feed with a good item, and one in which `text` stands in one field. */
function jsonFeed(number: number, group: keyof typeof fields, field: string, text: string): string {
  const home = `https://json-${number}.example/`
  const instead = (of: string) => (of === group ? {[field]: text} : {})
  const item = {
    ...{id: `${home}odd`, url: `${home}odd`, title: 'Odd', content_html: '<p>odd</p>', date_published: '2025-01-02'},
    authors: [{name: 'Ann', url: home, ...instead('author')}],
    attachments: [{url: `${home}odd.mp3`, mime_type: 'audio/mpeg', ...instead('attachment')}],
    tags: group === 'author' ? [text] : ['tag'],
    ...instead('item'),
  }
  const good = {
    id: `${home}good`,
    url: `${home}good`,
    title: 'Good',
    content_html: '<p>good</p>',
    date_published: '2025-01-01',
  }
  const head = {version: 'https://jsonfeed.org/version/1.1', title: `Feed ${number}`, home_page_url: home}
  return JSON.stringify({...head, ...instead('feed'), items: [good, item]})
}

/** The same for what JSON Feed does not have: an Atom entry with `text` in all the rest. */
function atomFeed(number: number, text: string): string {
  const safe = inXml(text)
  const entry = (name: string, more = '') =>
    `<entry><id>urn:n:${number}:${name}</id><title>${name}</title><updated>2025-01-01T00:00:00Z</updated>${more}</entry>`
  const source = `<source><id>${safe}</id><title>${safe}</title><link href="${safe}"/><link rel="self" href="${safe}"/></source>`
  const odd = `<category term="t" scheme="${safe}" label="${safe}"/><link href="${safe}"/><link rel="enclosure" href="${safe}" type="${safe}" length="${safe}"/><author><name>${safe}</name><email>${safe}</email><uri>${safe}</uri></author><rights>${safe}</rights>${source}`
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${safe}"><id>${safe}</id><title type="html">${safe}</title><subtitle>${safe}</subtitle><logo>${safe}</logo>${entry('Good')}${entry('Odd', odd)}</feed>`
}

function inXml(text: string): string {
  const allowed = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return allowed.replace(/[&<>"\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

async function planetOf(context: TestContext, feeds: Readonly<Record<string, string>>) {
  const names = Object.keys(feeds)
  const list = names.map((name) => `{file: 'feeds/${name}'}`)
  const site = createSite(context, {
    'planet.config.ts': configText(
      `planet: {feeds: [${list}], feedLimit: 100000, perPage: 10000, fold: {max: 100000}},`,
    ),
    'content/posts/own.md': post('Own', '2025-01-01'),
    ...Object.fromEntries(names.map((name) => [`feeds/${name}`, feeds[name]!])),
  })
  await site.build()
  return site
}

test('whatever stands in a field, feeds and lists stay well-formed, valid and complete, and pages are as they are meant', async (context) => {
  const feeds: Record<string, string> = {}
  for (const text of texts) {
    for (const [group, names] of Object.entries(fields))
      for (const field of names) {
        const number = Object.keys(feeds).length
        feeds[`${number}.json`] = jsonFeed(number, group as keyof typeof fields, field, text)
      }
    feeds[`${Object.keys(feeds).length}.xml`] = atomFeed(Object.keys(feeds).length, text)
  }
  const tree = (await planetOf(context, feeds)).tree()
  const read = (path: string) => Buffer.from(tree[path]!, 'latin1').toString('utf8')
  for (const file of ['planet/atom.xml', 'planet/rss.xml', 'planet/feed.json'])
    assert.deepEqual([...new Set(brokenRules(file, read(file)))], [], file)
  const goods = (text: string) => text.match(/<title[^>]*>(?:<!\[CDATA\[)?Good|"title": "Good"/g)?.length
  for (const file of ['planet/atom.xml', 'planet/rss.xml', 'planet/feed.json'])
    assert.equal(goods(read(file)), Object.keys(feeds).length, `no odd item takes a good one along: ${file}`)
  assert.equal(readXml(read('planet/opml.xml')).name, 'opml')
  for (const path of Object.keys(tree).filter((path) => /\.(?:xml|rdf|opml)$/.test(path))) readXml(read(path))
  for (const path of Object.keys(tree).filter((path) => path.endsWith('.json'))) JSON.parse(read(path))

  const pages = Object.keys(tree).filter((path) => path.endsWith('.html'))
  assert.ok(pages.length > Object.keys(feeds).length)
  for (const path of pages) {
    const html = read(path)
    assert.deepEqual(intruders(html), [], path)
    assert.doesNotMatch(
      html.replace(/class="e-content[\s\S]*?<\/article>/g, ''),
      /[\u202a-\u202e\u2066-\u2069\0]/u,
      path,
    )
  }
})

/** Elements and attributes of a page that no theme of ours puts there. */
function intruders(html: string): readonly string[] {
  const found: string[] = []
  const walk = ({tagName = '', attrs = [], childNodes = []}: Node) => {
    const values = new Map(attrs.map(({name, value}) => [name, value]))
    const isOurs = values.get('type') === 'application/ld+json' || values.get('src')?.startsWith('/assets/')
    if (/^(?:script|iframe|object|embed|style|base|math)$/.test(tagName) && !isOurs) found.push(tagName)
    for (const [name, value] of values) {
      const leads = /^(?:href|src|action|poster|cite)$/.test(name) && !/^(?:https?:\/\/|\/|#|mailto:)/.test(value)
      if (leads || /^on|^style$/.test(name)) found.push(`${tagName} ${name}=${value.slice(0, 60)}`)
    }
    for (const child of childNodes) walk(child)
  }
  walk(parseFragment(html) as never)
  return found
}

interface Node {
  readonly tagName?: string
  readonly attrs?: readonly {readonly name: string; readonly value: string}[]
  readonly childNodes?: readonly Node[]
}
