import assert from 'node:assert/strict'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import {readFeed, UnreadableFeedError} from '../../src/planet/read-feed.ts'
import type {FeedDocument} from '../../src/types.ts'

const fixtures = join(import.meta.dirname, '../fixtures/feeds')

describe('readFeed: fixtures', () => {
  for (const file of readdirSync(fixtures).filter((name) => name.endsWith('.in'))) {
    const name = file.slice(0, -3)
    it(name, async () => {
      const url = 'https://host.example/path/feed'
      const document = await readFeed(readFileSync(join(fixtures, file)), {url})
      const out = join(fixtures, `${name}.out`)
      const text = `${JSON.stringify(document, null, 2)}\n`
      // Look at what changed before you commit what UPDATE=1 writes.
      if (process.env.UPDATE) writeFileSync(out, text)
      assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(out, 'utf8')))
    })
  }
})

describe('readFeed: bytes to text', () => {
  const latin = (encoding: string) =>
    Buffer.from(
      `<?xml version="1.0"${encoding}?><rss version="2.0"><channel><title>Caf\xe9</title></channel></rss>`,
      'latin1',
    )

  it('the byte order mark comes first', async () => {
    const feed = `\ufeff${rss('<title>日本</title>')}`
    assert.equal((await readFeed(Buffer.from(feed, 'utf16le'), {contentType: 'text/xml; charset=utf-8'})).title, '日本')
  })

  it('then the header, then the declaration', async () => {
    const declared = latin(' encoding="koi8-r"')
    assert.equal((await readFeed(declared, {contentType: 'text/xml; charset=iso-8859-1'})).title, 'Café')
    assert.equal((await readFeed(declared)).title, 'CafИ')
  })

  it('UTF-8 is UTF-8 whatever its labels say, and its owner is told', async () => {
    const bytes = Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${rss('<title>Café</title>')}`)
    const {title, warnings} = await readFeed(bytes)
    assert.equal(title, 'Café')
    assert.deepEqual(warnings, ['The document says it is windows-1252, but it is UTF-8.'])
  })

  it('what names no encoding and is not UTF-8 is read as the fallback', async () => {
    assert.equal((await readFeed(latin(''))).title, 'Caf\ufffd')
    assert.equal((await readFeed(latin(''), {fallback: 'windows-1252'})).title, 'Café')
  })

  it('somebody may know better than the document', async () => {
    assert.equal((await readFeed(latin(' encoding="utf-8"'), {charset: 'latin1'})).title, 'Café')
  })
})

describe('readFeed: URLs', () => {
  const item = '<item><link>a</link></item>'

  it('RSS goes by the link of its channel', async () => {
    const feed = rss(`<link>https://site.example/blog/</link>${item}`)
    assert.equal(await firstUrl(feed, 'https://proxy.example/feed'), 'https://site.example/blog/a')
  })

  it('without such a link by the document', async () => {
    assert.equal(await firstUrl(rss(item), 'https://site.example/x/feed'), 'https://site.example/x/a')
  })

  it('xml:base wins over both', async () => {
    const feed = rss(`<link>https://site.example/</link><item xml:base="https://base.example/y/"><link>a</link></item>`)
    assert.equal(await firstUrl(feed, 'https://site.example/feed'), 'https://base.example/y/a')
  })

  it('Content-Location is where the document lives', async () => {
    const feed = await readFeed(Buffer.from(rss(item)), {
      url: 'https://a.example/feed',
      headers: {'Content-Location': 'https://b.example/z/'},
    })
    assert.equal(feed.entries[0]?.url, 'https://b.example/z/a')
  })

  it('nobody is sent to a script', async () => {
    assert.equal(await firstUrl(rss('<item><link>javascript:alert(1)</link></item>')), undefined)
  })
})

describe('readFeed: titles of RSS', () => {
  for (const [written, title] of [
    ['&amp;lt;canvas&amp;gt; &amp;amp; co', '&lt;canvas&gt; &amp; co'],
    ['How to use &lt;canvas&gt;', 'How to use <canvas>'],
    ['&lt;b&gt;Big&lt;/b&gt; &amp;#8211; bad', 'Big – bad'],
    ['Big <em>news</em> now', 'Big news now'],
    ['&lt;img src="x" alt="A picture"&gt;', 'A picture'],
    ['\u202egnp.exe', 'gnp.exe'],
  ] as const)
    it(`${written} reads ${title}`, async () => {
      const feed = await readFeed(Buffer.from(rss(`<title>${written}</title>`)))
      assert.equal(feed.title, title)
    })

  it('are not endless', async () => {
    const feed = await readFeed(Buffer.from(rss(`<title>${'x'.repeat(100_000)}</title>`)))
    assert.equal(feed.title?.length, 2000)
  })
})

describe('readFeed: what is no feed', () => {
  for (const [text, message] of [
    ['', 'The document is empty.'],
    ['<!doctype html><html><p>Hello</html>', 'This is an HTML page, not a feed.'],
    ['<note>x</note>', 'This is XML, but no feed: there is no rss, feed or rdf:RDF element in it.'],
    ['{"a": 1}', 'This is JSON, but no JSON Feed that could be read.'],
    ['{"items": [', 'This is JSON, but no JSON Feed that could be read.'],
    ['gone fishing', 'This is no feed: it begins with neither XML nor JSON.'],
  ] as const)
    it(message, async () => {
      await assert.rejects(readFeed(Buffer.from(text)), new UnreadableFeedError(message))
    })
})

describe('readFeed: hostile documents', () => {
  it('a bomb of entities does not go off', async () => {
    const entities = Array.from({length: 20}, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('')
    const feed = await readFeed(
      Buffer.from(`<!DOCTYPE rss [<!ENTITY e0 "lol">${entities}]>${rss('<title>&e20;</title>')}`),
    )
    assert.ok(feed.title!.length < 100)
  })

  it('elements without end leave what stands before them', async () => {
    const feed = await readFeed(Buffer.from(rss(`<title>T</title><item><title>I</title>${'<b>'.repeat(50_000)}`)))
    assert.equal(feed.title, 'T')
    assert.equal(feed.entries[0]?.title, 'I')
    assert.ok(feed.warnings.includes('Elements nest thousands deep. What follows was not read.'))
  })

  it('more items than anybody writes are not read', async () => {
    const feed = await readFeed(Buffer.from(rss('<item/>'.repeat(5_001))))
    assert.equal(feed.entries.length, 5_000)
    assert.deepEqual(feed.warnings, ['Only the first 5000 items were read.'])
  })

  it('nor are more in JSON or in a page', async () => {
    const json = JSON.stringify({version: 'https://jsonfeed.org/version/1.1', items: Array(5_001).fill({id: '1'})})
    const page = `<div class="h-feed">${'<p class="h-entry">x</p>'.repeat(5_001)}</div>`
    for (const text of [json, page]) {
      const {entries, warnings} = await readFeed(Buffer.from(text))
      assert.deepEqual([entries.length, warnings], [5_000, ['Only the first 5000 items were read.']])
    }
  })

  it('of elements without number the first are read', async () => {
    const feed = await readFeed(Buffer.from(rss(`<title>T</title><item/>${'<a/>'.repeat(300_000)}<item/>`)))
    assert.deepEqual([feed.title, feed.entries.length], ['T', 1])
    assert.deepEqual(feed.warnings, ['Only the first 300000 elements were read.'])
  })

  it('a long feed comes out in its order, whole', async () => {
    const items = Array.from(
      {length: 999},
      (_, n) => `<item><title>${n}</title><description>Text ${n}</description></item>`,
    )
    const {title, entries} = await readFeed(Buffer.from(rss(`<title>T</title>${items.join('')}`)))
    assert.equal(title, 'T')
    assert.deepEqual(
      entries.map(({title, summary}) => `${title} ${summary?.html}`),
      items.map((_, n) => `${n} Text ${n}`),
    )
  })

  it('names of JavaScript are names like others', async () => {
    const inside = await readFeed(Buffer.from(`<?xml version="1.0"?><constructor>${rss('<item/>')}</constructor>`))
    assert.equal(inside.entries.length, 1)
    const odd = await readFeed(Buffer.from(rss('<item><pubDate>1 Jan 2020 10:00 constructor</pubDate></item>')))
    assert.equal(odd.entries[0]?.published, '2020-01-01T10:00:00.000Z')
    const feed = await readFeed(
      Buffer.from(rss('<item><__proto__><a>1</a></__proto__><constructor toString="x">y</constructor></item>')),
    )
    assert.equal(feed.entries.length, 1)
    assert.equal(({} as {a?: string}).a, undefined)
  })
})

function rss(channel: string): string {
  return `<rss version="2.0"><channel>${channel}</channel></rss>`
}

async function firstUrl(feed: string, url = 'https://host.example/'): Promise<FeedDocument['link']> {
  return (await readFeed(Buffer.from(feed), {url})).entries[0]?.url
}
