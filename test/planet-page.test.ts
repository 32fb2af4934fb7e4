import assert from 'node:assert/strict'
import {test} from 'node:test'
import {channel, following} from './helpers/planet-site.ts'
import {configText, createSite, post} from './helpers/site.ts'

test('a note without a title has no heading, a long post is folded, and each item says its language', async (t) => {
  const long = `<p>${'word '.repeat(500)}</p>`
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Words</title><id>urn:w</id><updated>2025-01-03T00:00:00Z</updated>
    <entry xml:lang="he"><id>urn:1</id><title>Shalom</title><link href="https://words.example/1"/><published>2025-01-03T00:00:00Z</published><updated>2025-01-03T00:00:00Z</updated><content type="html">${long.replaceAll('<', '&lt;')}</content></entry></feed>`
  const site = createSite(t, {
    'planet.config.ts': following(["{file: 'notes.xml'}", "{file: 'words.xml'}"]),
    'notes.xml': channel('Notes', 'https://notes.example/', [
      {title: '', link: 'https://notes.example/1', date: '2025-01-02', html: 'Only a note.'},
    ]),
    'words.xml': atom,
  })
  await site.build()
  const page = site.read('dist/planet/index.html')
  const note = page.split(/<article|<\/article>/).find((item) => item.includes('Only a note.'))!
  assert.doesNotMatch(note, /<h\d/)
  assert.doesNotMatch(site.read('dist/planet/sources/notes/index.html'), /<p class="meta"><\/p>/)
  assert.match(note, /<p class="untitled"><a class="u-url" href="https:\/\/notes\.example\/1"/)
  const words = page.split('<article').find((item) => item.includes('Shalom'))!
  assert.match(words, /<h3 class="p-name">.*lang="he" dir="rtl"/)
  assert.match(words, /<div class="e-content prose" lang="he" dir="rtl"><p>(?:word ){299}word…<\/p>/)
  assert.match(words, /Read on at Words/)
})

test('what has a day and no time of day is shown with its day', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText('planet: {feeds: []},', "timeZone: 'Africa/Cairo'"),
    'content/posts/day.md': post('Day', '2025-01-03'),
    'content/posts/night.md': post('Night', '2025-01-03 00:01'),
    // In this night the clocks of Egypt went from midnight to one.
    'content/posts/spring.md': post('Spring', '2025-04-25'),
  })
  await site.build()
  const page = site.read('dist/planet/index.html')
  const times = Array.from(page.matchAll(/<time class="dt-published"[^>]*>([^<]*)/g), ([, text]) =>
    text!.replace(/\s/g, ' '),
  )
  assert.deepEqual(times, ['April 25, 2025', '12:01 AM', 'January 3, 2025'])
})

test('an item without a title and a text has a description in RSS, which wants one of them', async (t) => {
  const silent = {title: '', link: 'https://pears.example/1', html: ''}
  const site = createSite(t, {
    'planet.config.ts': following(["{file: 'pears.xml'}"]),
    'pears.xml': channel('Pears &amp; Co', 'https://pears.example/', [silent]),
  })
  await site.build()
  const [item = ''] = /<item>.*<\/item>/s.exec(site.read('dist/planet/rss.xml')) ?? []
  assert.match(item, /<description><!\[CDATA\[Pears &amp; Co\]\]>/)
})

test('headings of items and comments stand below what they stand in on pages, and in feeds as they were written', async (t) => {
  const html = '<h1 title="not <h1>">Top</h1><p>1 &lt;h1> 2</p><h4>Far</h4><h2>Mid</h2><h1>Again</h1>'
  const link = 'https://notes.example/'
  const site = createSite(t, {
    'planet.config.ts': following(["{file: 'notes.xml'}"]),
    'notes.xml': channel('Notes', link, [
      {title: 'Titled', link: `${link}1`, date: '2025-01-02', html},
      {title: '', link: `${link}2`, date: '2025-01-03', html: '<h4>Of a note</h4>'},
    ]),
    'content/posts/pears.md': post(
      'Pears',
      '2025-01-04',
      '<!-- <h3> -->\n\n### Ripe\n\n##### Very\n\n<script>"<h3>"</script>',
    ),
    'content/comments/pears/1.yaml': "author: Ada\ndate: 2025-01-05\nhtml: '<h1>No</h1><h3>Never</h3>'\n",
  })
  await site.build()
  const headings = (page: string) =>
    site
      .read(`dist/${page}/index.html`)
      .split('<main')[1]!
      .split('<aside')[0]!
      .replace(/ title=".*?"/g, '')
      .match(/<h[1-6].*?<\/h[1-6]>/g)!
      .map((heading) => `${heading[2]}${heading.at(-2)} ${heading.replace(/<.*?>/g, '')}`)
  assert.deepEqual(headings('planet').slice(2), [
    ...['33 Pears', '44 Ripe', '55 Very'],
    ...['22 Friday, January 3, 2025', '33 Of a note'],
    ...['22 Thursday, January 2, 2025', '33 Titled', '44 Top', '66 Far', '55 Mid', '44 Again'],
  ])
  assert.deepEqual(headings('planet/sources/notes'), [
    ...['11 Notes', '22 Of a note'],
    ...['22 Titled', '33 Top', '55 Far', '44 Mid', '33 Again'],
  ])
  assert.deepEqual(headings('2025/01/pears').slice(-3), ['22 Comments', '33 No', '44 Never'])
  const river = site.read('dist/planet/index.html')
  assert.match(river, /<h4 title="not <h1>">Top<\/h4><p>1 &#x3C;h1> 2<\/p>/)
  assert.match(river, /<!-- <h3> -->.*<script>"<h3>"<\/script>/s)
  assert.match(site.read('dist/planet/atom.xml'), /<h1 title="not <h1>">Top<\/h1>.*<h4>Far<\/h4>/)
})

test('a source whose name has no letter stands behind the first sign of it', async (t) => {
  const names = {one: 'Night Garden', two: '***', three: '👩‍🌾🍐'}
  const site = createSite(t, {
    'planet.config.ts': following(Object.keys(names).map((name) => `{file: '${name}.xml'}`)),
    ...Object.fromEntries(
      Object.entries(names).map(([key, name]) => [`${key}.xml`, channel(name, `https://${key}.example/`, [])]),
    ),
  })
  await site.build()
  const faces = site.read('dist/planet/sources/index.html').matchAll(/<span class="face[^>]*>([^<]*)</g)
  assert.deepEqual(Array.from(faces, ([, text]) => text).sort(), ['*', 'NG', 'T', '👩‍🌾'])
})
