import assert from 'node:assert/strict'
import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {facePath, faceUrl} from '../src/planet/faces.ts'
import {mirrorWishes} from '../src/planet/mirror.ts'
import {openStore} from '../src/planet/open-store.ts'
import {pictureKind} from '../src/planet/picture-kind.ts'
import {fetchPictures} from '../src/planet/pictures.ts'
import {refresh} from '../src/planet/refresh.ts'
import {openSqlite} from '../src/planet/sqlite.ts'
import {subscribe} from '../src/planet/subscriptions/subscribe.ts'
import type {ProblemsError} from '../src/problem.ts'
import type {FeedState, FetchResult} from '../src/types.ts'
import {type Answer, channel, following, publisher} from './helpers/planet-site.ts'
import {createSite, post, type TestSite} from './helpers/site.ts'

/** The head of a picture of 8 by 8 pixels, and a text that tells it from others. */
const png = (text: string) =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08', 'latin1'), Buffer.from(text)])
const picture = (body: Buffer): Answer => ({type: 'image/png', body})
const withFaces = (feeds: string[], planet = '') => following(feeds, planet).replace('faces: false', 'faces: true')
const files = (site: TestSite, folder: string) =>
  existsSync(join(site.root, folder)) ? readdirSync(join(site.root, folder)) : []

test('the face of a feed is asked for after the first contact, once in 30 days, and shown from the site itself', async (t) => {
  const home = await publisher(
    t,
    {'/favicon.ico': picture(png('icon')), '/logo.png': picture(png('logo'))},
    '127.0.0.2',
  )
  const logo = `<image><url>${home.origin}/logo.png</url><title>A</title><link>${home.origin}/</link></image>`
  const items = [{title: 'Hello', date: '2025-01-01'}]
  const named = await publisher(t, {'/a': {body: channel('Named', `${home.origin}/`, items, logo)}})
  const unnamed = await publisher(t, {'/b': {body: channel('Unnamed', `${home.origin}/`, items)}}, '127.0.0.4')
  const own = await publisher(t, {'/me.png': {body: '<svg onload="alert(1)">', type: 'image/png'}}, '127.0.0.3')
  const site = createSite(t, {
    'planet.config.ts': withFaces([
      `${named.origin}/a`,
      `${unnamed.origin}/b`,
      `{file: 'c.xml', name: 'Own', face: '${own.origin}/me.png'}`,
    ]),
    'c.xml': channel('Own', 'https://own.example/', items),
  })
  await site.almagest('refresh')
  assert.equal(home.asked.length, 0, 'the first contact is one request')
  await site.almagest('refresh', '--force')
  await site.almagest('refresh', '--force')
  assert.deepEqual(home.asked.map(({path}) => path).sort(), ['/favicon.ico', '/logo.png'])
  assert.deepEqual(
    own.asked.map(({path}) => path),
    ['/me.png'],
  )

  await site.build()
  const faces = files(site, 'dist/planet/faces')
  assert.equal(faces.length, 2, 'what is no picture is not kept, whatever it calls itself')
  const page = site.read('dist/planet/index.html')
  for (const face of faces) assert.ok(page.includes(`src="/planet/faces/${face}"`), face)
  assert.doesNotMatch(page, new RegExp(`src="${home.origin}`))
  assert.deepEqual((await site.build()).written, [])
})

test('where a face is to be had', () => {
  const state = (about: FeedState['about']) => ({about}) as FeedState
  const told = state({
    icon: 'https://a.example/icon.png',
    image: 'https://a.example/i.png',
    link: 'https://a.example/blog/',
  })
  const feed = (face?: string) => subscribe({url: 'https://a.example/feed', ...(face && {face})})
  assert.equal(faceUrl(feed('https://me.example/f.png'), told), 'https://me.example/f.png')
  assert.equal(faceUrl(feed('/faces/me.png'), told), undefined, 'the site has it')
  assert.equal(faceUrl(feed('me.png'), told), 'https://a.example/icon.png', 'a name of another planet’s file')
  assert.equal(faceUrl(feed('//me.example/me.png'), told), 'https://a.example/icon.png', 'another host')
  assert.deepEqual(
    ['//me.example/me.png', 'https://me.example/f.png', 'data:x', ' ', 'me.png', 'a/../../b.png', '/x/b.png'].map(
      facePath,
    ),
    [undefined, undefined, undefined, undefined, '/faces/me.png', '/b.png', '/x/b.png'],
  )
  assert.equal(faceUrl(feed(), state({image: 'https://a.example/i.png'})), 'https://a.example/i.png')
  assert.equal(faceUrl(feed(), state({link: 'https://a.example/blog/'})), 'https://a.example/favicon.ico')
  assert.equal(faceUrl(feed(), state({link: 'javascript:x', icon: 'file:///etc/passwd'})), undefined)
})

test('nobody is asked for a face when the config says so', async (t) => {
  const {origin, asked} = await publisher(t, {'/a': {body: channel('A', 'http://127.0.0.1:1/', [{title: 'Hello'}])}})
  const site = createSite(t, {'planet.config.ts': following([`{url: '${origin}/a', face: '${origin}/a.png'}`])})
  await site.almagest('refresh')
  await site.almagest('refresh', '--force')
  assert.deepEqual(
    asked.map(({path}) => path),
    ['/a', '/a'],
  )
})

test('a face that is not kept here is never asked for by a reader: initials stand for it', async (t) => {
  const {origin} = await publisher(t, {'/a': {body: channel('Anna Nas', 'http://127.0.0.1:1/', [{title: 'Hello'}])}})
  const feed = `{url: '${origin}/a', name: 'Anna Nas', face: '${origin}/a.png'}`
  const site = createSite(t, {'planet.config.ts': withFaces([feed])})
  const pages = ['index.html', 'sources/index.html', 'sources/anna-nas/index.html']
  const check = async (when: string) => {
    await site.build()
    for (const page of pages)
      assert.doesNotMatch(site.read(`dist/planet/${page}`), /<img class="face/, `${page} ${when}`)
    assert.match(site.read('dist/planet/sources/index.html'), />AN</, when)
  }
  await check('before any visit')
  await site.almagest('refresh')
  await site.almagest('refresh', '--force')
  await check('when it answers 404')
  site.write('planet.config.ts', following([feed]))
  await check('when faces are not wanted')
})

test('a face may be a file of the site, by its path or by its name in `faces/`; one that is missing is told', async (t) => {
  const site = createSite(t, {
    'planet.config.ts': following([
      "{file: 'a.xml', name: 'Anna', face: 'joe smith.png'}",
      "{file: 'b.xml', name: 'Bo', face: '/pictures/bo.png'}",
      "{file: 'c.xml', name: 'Cy', face: 'lost.png'}",
      "{file: 'd.xml', name: 'Di', face: '/faces/lost.png'}",
    ]).replace("url: 'https://example.org'", "url: 'https://example.org/blog'"),
    'content/static/faces/joe smith.png': png('joe'),
    'content/static/pictures/bo.png': png('bo'),
    ...Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [
        `${name}.xml`,
        channel(name, `https://${name}.example/`, [{title: 'Hello'}]),
      ]),
    ),
  })
  const {problems} = await site.build()
  const page = site.read('dist/planet/sources/index.html')
  assert.deepEqual(
    page.match(/<img class="face[^>]* src="[^"]*"/g)?.map((tag) => tag.split('src=')[1]),
    ['"/blog/faces/joe%20smith.png"', '"/blog/pictures/bo.png"'],
  )
  assert.deepEqual(
    problems.map(({message, hint, warning}) => [message, hint?.split('. ')[0], warning]),
    [
      [
        'The site has no files for 2 faces of feeds, such as /faces/lost.png of Cy.',
        'Put it there as `content/static/faces/lost.png`',
        true,
      ],
    ],
  )
  site.write('content/static/faces/lost.png', png('found'))
  assert.deepEqual((await site.build()).problems, [])
  assert.match(site.read('dist/planet/sources/index.html'), /lost\.png/)
})

test('a face that can be no picture is a mistake in the config', async (t) => {
  for (const face of ['data:image/png;base64,AA', '//b.example/b.png', 'javascript:x']) {
    const site = createSite(t, {'planet.config.ts': following([`{url: 'https://a.example/feed', face: '${face}'}`])})
    await assert.rejects(site.build(), (error: ProblemsError) => {
      assert.match(error.problems[0]!.message, /Expected a URL, a path such as/)
      return true
    })
  }
})

test('a planet may show the pictures of items from its own site', async (t) => {
  const pictures = await publisher(
    t,
    {
      '/one.png': picture(png('one')),
      '/two.png': picture(png('two')),
      '/fake.png': {type: 'image/png', body: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'},
      '/huge.png': picture(png('x'.repeat(2_100_000))),
    },
    '127.0.0.2',
  )
  const img = (name: string) => `<img src="${pictures.origin}/${name}.png" srcset="${pictures.origin}/${name}.png 2x">`
  const html = ['one', 'two', 'fake', 'huge'].map(img).join('')
  const framed = `<picture><source srcset="${pictures.origin}/big.webp">${img('one')}</picture>`
  const {origin, answers} = await publisher(t, {
    '/a': {
      body: channel('Looks', 'https://looks.example/', [
        {title: 'Views', date: '2025-01-02', html},
        {title: 'Framed', date: '2025-01-01', html: framed},
      ]),
    },
  })
  const site = createSite(t, {
    'planet.config.ts': following([`${origin}/a`], 'mirrorImages: true'),
    'content/posts/mine.md': post('Mine', '2025-01-01'),
  })
  const {code, err} = await site.almagest('refresh')
  assert.equal(code, 0, err)
  assert.equal(pictures.asked.length, 4)
  await site.build()
  const media = files(site, 'dist/planet/media')
  assert.equal(media.length, 2)
  const page = site.read('dist/planet/index.html')
  for (const name of media) assert.ok(page.includes(`src="/planet/media/${name}"`))
  assert.match(page, /src="http:\S+\/huge\.png" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer"/)
  assert.doesNotMatch(page, /one\.png|two\.png|big\.webp|srcset/)
  assert.match(site.read('dist/planet/feed.json'), /https:\/\/example\.org\/planet\/media\/\w+\.png/)
  assert.doesNotMatch(site.read('dist/planet/atom.xml'), /src="\/planet/)

  // A picture is asked for once; an item that is not shown any more takes its pictures along.
  await site.almagest('refresh', '--force')
  assert.equal(pictures.asked.length, 4)
  site.write(
    'planet.config.ts',
    following([`{url: '${origin}/a', drop: {categories: ['x']}}`], 'mirrorImages: true, retain: {days: 1}'),
  )
  await site.build()
  assert.deepEqual(files(site, 'dist/planet/media'), [])
  answers['/a'] = {status: 500}

  site.write('planet.config.ts', following([`${origin}/a`]))
  await site.build()
  assert.deepEqual(files(site, 'dist/planet/media'), [])
  assert.match(site.read('dist/planet/index.html'), /one\.png/)
})

test('an item brings ten pictures at most, and a host that wants to be left alone is', async (t) => {
  const store = await openStore(openSqlite(':memory:'))
  t.after(() => store.close())
  const now = '2025-01-01T00:00:00.000Z'
  const feed = subscribe('https://looks.example/feed')
  const show = (host: string) => Array.from({length: 12}, (_, index) => `<img src="https://${host}/${index}.png">`)
  const document = channel('Looks', 'https://looks.example/', [
    {title: 'Many', html: show('some.example').join('')},
    {title: 'Tired', html: show('tired.example').join('')},
  ])
  const answer = {status: 'fresh', url: feed.url, body: Buffer.from(document), contentType: '', headers: {}} as const
  await refresh({store, subscriptions: [feed], now: () => now, fetch: async () => answer})
  const wishes = await mirrorWishes(store, [feed])
  assert.equal(wishes.length, 20)

  const asked: string[] = []
  const means = {
    pictures: store.pictures,
    folder: join(createSite(t, {}).root, 'pictures'),
    now: () => now,
    sleep: async () => {},
    concurrency: 2,
    async fetch(url: string): Promise<FetchResult> {
      asked.push(new URL(url).host)
      if (!url.includes('tired')) return {...answer, body: png(url)}
      return {status: 'failed', code: 429, reason: 'too often', headers: {'retry-after': '3600'}}
    },
  }
  const count = () => [asked.filter((host) => host === 'some.example').length, asked.length]
  await fetchPictures(wishes, means)
  assert.deepEqual(count(), [10, 11])
  await fetchPictures(wishes, means)
  assert.deepEqual(count(), [10, 11], 'neither what is kept nor who is tired')
  await fetchPictures(wishes, {...means, now: () => '2025-01-01T02:00:00.000Z', budget: {pictures: 0, bytes: 1}})
  assert.deepEqual(count(), [10, 11], 'the budget is spent')
  await fetchPictures(wishes, {...means, now: () => '2025-01-01T02:00:00.000Z'})
  assert.deepEqual(count(), [10, 12])
})

test('pictures are asked for in their order, each where it is wished for first', async (t) => {
  const store = await openStore(openSqlite(':memory:'))
  t.after(() => store.close())
  const asked: string[] = []
  const wish = (name: string) => ({url: `https://a.example/${name}.png`, maxBytes: 9, again: {had: 9, failed: 9}})
  await fetchPictures(['a', 'b', 'c', 'a'].map(wish), {
    pictures: store.pictures,
    folder: join(createSite(t, {}).root, 'pictures'),
    now: () => '2025-01-01T00:00:00.000Z',
    sleep: async () => {},
    concurrency: 1,
    budget: {pictures: 2},
    async fetch(url) {
      asked.push(url)
      return {status: 'failed', code: 404, reason: 'not there', headers: {}}
    },
  })
  assert.deepEqual(asked, ['https://a.example/a.png', 'https://a.example/b.png'])
})

test('a picture is known by its first bytes', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1')
  const kinds = [
    '\x89PNG\r\n\x1a\n…',
    '\xff\xd8\xff\xe0',
    'GIF89a',
    'RIFF1234WEBPVP8 ',
    '\0\0\0 ftypavif',
    '\0\0\x01\0',
  ]
  assert.deepEqual(
    kinds.map((text) => pictureKind(bytes(text))),
    ['png', 'jpg', 'gif', 'webp', 'avif', 'ico'],
  )
  for (const text of ['', '<svg>', '<html>', 'RIFF1234WAVE', 'GIF', '%PDF-1.4', '\0\0\0 ftypmp42'])
    assert.equal(pictureKind(bytes(text)), undefined, text)
})
