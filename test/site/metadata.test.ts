/** What the head of a page tells other programs, through the front door. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite, post} from '../helpers/site.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320"/>'
const more =
  'updated: 2025-02-01\ntags: [Pears]\nauthors: [Ada]\ndescription: "A </script> of <pears>."\nimage: pear.svg'

test('a post says by Open Graph and JSON-LD what it is, when it was written, and which picture stands for it', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText('', "url: 'https://example.org/blog/'"),
    'content/posts/pears/index.md': post('Pears', '2025-01-01', 'Text.', more),
    'content/posts/pears/pear.svg': svg,
  })
  await site.build()
  const page = site.read('dist/2025/01/pears/index.html')
  const url = 'https://example.org/blog/2025/01/pears/'
  assert.ok(page.includes(`<link rel="canonical" href="${url}">`))
  const properties = Object.fromEntries(
    Array.from(page.matchAll(/<meta property="([^"]+)" content="([^"]*)">/g), ([, name, content]) => [name, content]),
  )
  assert.deepEqual(properties, {
    'og:title': 'Pears',
    'og:type': 'article',
    'og:url': url,
    'og:site_name': 'Test',
    'og:locale': 'en',
    'og:description': 'A &lt;/script&gt; of &lt;pears&gt;.',
    'og:image': `${url}pear.svg`,
    'og:image:width': '640',
    'og:image:height': '320',
    'article:published_time': '2025-01-01T00:00:00.000Z',
    'article:modified_time': '2025-02-01T00:00:00.000Z',
    'article:tag': 'Pears',
  })
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)![1]!)
  assert.deepEqual(data, {
    '@context': 'https://schema.org',
    '@type': 'BlogPosting',
    headline: 'Pears',
    url,
    mainEntityOfPage: url,
    inLanguage: 'en',
    description: 'A </script> of <pears>.',
    image: `${url}pear.svg`,
    datePublished: '2025-01-01T00:00:00.000Z',
    dateModified: '2025-02-01T00:00:00.000Z',
    author: [{'@type': 'Person', name: 'Ada'}],
    keywords: 'Pears',
  })
})

test('a page is no article, and a picture elsewhere stays where it is', async (context) => {
  const image = 'https://pictures.example/me.jpg'
  const site = createSite(context, {
    'content/pages/about.md': `---\ntitle: About\ndate: 2025-01-01\nimage: ${image}\n---\nMe.\n`,
  })
  await site.build()
  const page = site.read('dist/about/index.html')
  assert.match(page, /<meta property="og:type" content="website">/)
  assert.ok(page.includes(`<meta property="og:image" content="${image}">`))
  assert.doesNotMatch(page, /article:|BlogPosting/)
})

test('a picture that is not there is a problem of the post that names it', async (context) => {
  const site = createSite(context, {'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'image: none.jpg')})
  await assert.rejects(site.build(), /The picture “none\.jpg” leads nowhere/)
})

test('a text that sets no blanks between its words is described by more than its first one', async (context) => {
  const text = `Hello ${'世界。日本語の文章です。'.repeat(60)}`
  const site = createSite(context, {'content/posts/a.md': post('A', '2025-01-01', text)})
  await site.build()
  const begins = (length: number) => `${text.slice(0, length)}…`
  assert.ok(site.read('dist/2025/01/a/index.html').includes(`<meta name="description" content="${begins(160)}">`))
  assert.ok(site.read('dist/atom.xml').includes(`<summary>${begins(280)}</summary>`))
  const found = Object.values(site.tree('dist/search')).map((file) => Buffer.from(file, 'latin1').toString())
  assert.ok(found.some((file) => file.includes(`"${begins(160)}"`)))
})
