import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite, post} from './helpers/site.ts'

const episode = `enclosure:
  url: talk.mp3
  duration: "1:02:03"
  season: 2
  episode: 7
  explicit: false
  kind: bonus
  transcript: talk.vtt
  chapters: https://cdn.example/talk.json`

const files = {
  'content/posts/talk/index.md': post('A talk', '2025-01-02', 'About <b>pears</b> & tea.', episode),
  'content/posts/talk/talk.mp3': new Uint8Array(1234),
  'content/posts/talk/talk.vtt': 'WEBVTT\n',
  'content/posts/film.md': post(
    'A film',
    '2025-01-01',
    'Seen.',
    'enclosure: {url: "https://cdn.example/film.mp4", length: 99}',
  ),
}

test('a post brings its sound along, on its page and in every feed', async (context) => {
  const site = createSite(context, files)
  await site.build()
  const html = site.read('dist/2025/01/talk/index.html')
  assert.match(html, /<audio controls preload="none" src="\/2025\/01\/talk\/talk\.mp3"><\/audio>/)
  assert.match(
    html,
    /<a class="u-enclosure" href="\/2025\/01\/talk\/talk\.mp3">talk\.mp3<\/a> · <a href="[^"]*talk\.vtt">/,
  )
  assert.match(
    site.read('dist/2025/01/film/index.html'),
    /<video controls preload="none" src="https:\/\/cdn\.example\/film\.mp4">/,
  )
  const rss = site.read('dist/rss.xml')
  assert.match(
    rss,
    /<enclosure url="https:\/\/example\.org\/2025\/01\/talk\/talk\.mp3" length="1234" type="audio\/mpeg"\/>/,
  )
  assert.match(rss, /<enclosure url="https:\/\/cdn\.example\/film\.mp4" length="99" type="video\/mp4"\/>/)
  assert.match(rss, /xmlns:itunes="http:\/\/www\.itunes\.com\/dtds\/podcast-1\.0\.dtd"/)
  for (const element of [
    '<itunes:duration>3723</itunes:duration>',
    '<itunes:season>2</itunes:season>',
    '<itunes:episode>7</itunes:episode>',
    '<itunes:episodeType>bonus</itunes:episodeType>',
    '<itunes:explicit>false</itunes:explicit>',
    '<podcast:episode>7</podcast:episode>',
    '<podcast:transcript url="https://example.org/2025/01/talk/talk.vtt" type="text/vtt"/>',
    '<podcast:chapters url="https://cdn.example/talk.json" type="application/json+chapters"/>',
  ])
    assert.ok(rss.includes(element), `${element} in ${rss}`)
  assert.doesNotMatch(rss, /<podcast:guid>/)
  assert.match(
    site.read('dist/atom.xml'),
    /rel="enclosure"[^>]*href="https:\/\/example\.org\/2025\/01\/talk\/talk\.mp3"/,
  )
  assert.equal(JSON.parse(site.read('dist/feed.json')).items[0].attachments[0].duration_in_seconds, 3723)
})

test('the config makes the feed a podcast', async (context) => {
  const podcast = `blog: {podcast: {
    image: '/cover.jpg', category: ['Arts', 'Food & Drink'], kind: 'serial', owner: {email: 'ada@mail.example'},
    locked: true, funding: {url: 'https://give.example/', text: 'Pears & tea'},
  }},`
  const site = createSite(context, {
    ...files,
    'planet.config.ts': configText(podcast, "author: 'Ada Quill'"),
    'content/static/cover.jpg': 'A picture.',
  })
  await site.build()
  const rss = site.read('dist/rss.xml')
  for (const element of [
    '<itunes:author>Ada Quill</itunes:author>',
    '<itunes:image href="https://example.org/cover.jpg"/>',
    '<itunes:type>serial</itunes:type>',
    '<itunes:explicit>false</itunes:explicit>',
    '<itunes:email>ada@mail.example</itunes:email>',
    '<podcast:locked owner="ada@mail.example">yes</podcast:locked>',
    '<podcast:funding url="https://give.example/">Pears &amp; tea</podcast:funding>',
  ])
    assert.ok(rss.includes(element), `${element} in ${rss}`)
  assert.match(rss, /<itunes:category text="Arts">\s*<itunes:category text="Food &amp; Drink"\/>\s*<\/itunes:category>/)
  assert.match(rss, /<podcast:guid>[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]{21}<\/podcast:guid>/)
})

test('a slip in an enclosure is told with its line', async (context) => {
  const site = createSite(context, {
    'content/posts/a.md': post('A', '2025-01-01', 'Text.', 'enclosure: {url: gone.mp3, lenght: 3, duration: long}'),
  })
  await assert.rejects(site.build(), ({problems}) => {
    const told = problems.map(({line, message, hint}: Record<string, unknown>) => `${line} ${message} ${hint}`)
    assert.match(told.join('\n'), /4 An enclosure has no `lenght`\. Did you mean `length`\?/)
    assert.match(told.join('\n'), /4 .*“gone\.mp3” leads nowhere/)
    assert.match(told.join('\n'), /4 The duration cannot be read/)
    return true
  })
})

test('a field of an enclosure that holds another kind of value than it should is told, each by itself', async (context) => {
  const wrong =
    'explicit: yes, season: "2", episode: 1.5, kind: Trailer, length: 3 MB, title: 7, type: [audio/mpeg], transcript: 1, chapters: {}'
  const site = createSite(context, {
    'content/posts/a.md': post('A', '2025-01-01', 'Text.', `enclosure: {url: "https://a.example/a.mp3", ${wrong}}`),
  })
  await assert.rejects(site.build(), ({problems}) => {
    const told = problems.map(({line, message}: Record<string, unknown>) => `${line} ${message}`)
    assert.deepEqual(told, [
      '4 `explicit` of the enclosure must be true or false.',
      '4 `season` of the enclosure must be a whole number.',
      '4 `episode` of the enclosure must be a whole number.',
      '4 `kind` of the enclosure must be `trailer` or `bonus`.',
      '4 `length` of the enclosure must be a whole number.',
      '4 `title` of the enclosure must be text.',
      '4 `type` of the enclosure must be text.',
      '4 `transcript` of the enclosure must be text.',
      '4 `chapters` of the enclosure must be text.',
    ])
    return true
  })
  const empty = 'title: , season: ~, kind: full, explicit: true, duration: ""'
  site.write(
    'content/posts/a.md',
    post('A', '2025-01-01', 'Text.', `enclosure: {url: "https://a.example/a.mp3", ${empty}}`),
  )
  await site.build()
  assert.match(site.read('dist/rss.xml'), /<itunes:explicit>true<\/itunes:explicit>/)
})
