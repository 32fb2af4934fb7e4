import assert from 'node:assert/strict'
import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import sharp from 'sharp'
import {configText, createSite, differences, post, testTime} from './helpers/site.ts'

/** A photograph of one colour, taken somewhere. */
function photo(width: number, height: number, background: string): Promise<Buffer> {
  return sharp({create: {width, height, channels: 3, background}})
    .jpeg()
    .withExif({
      IFD0: {Make: 'Camera obscura'},
      IFD3: {GPSLatitudeRef: 'N', GPSLatitude: '31/1 12/1 3/1', GPSLongitudeRef: 'E', GPSLongitude: '29/1 55/1 7/1'},
    })
    .toBuffer()
}

/** A picture of one point. */
const icon = await sharp({create: {width: 1, height: 1, channels: 3, background: '#fff'}})
  .png()
  .toBuffer()

const config = configText('images: {widths: [200, 400, 800]},')

test('a picture is offered smaller and in newer formats, over its own colour', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': config,
    'content/posts/a/index.md': post(
      'A',
      '2025-01-01',
      '![A "pear" > one](pear.jpg)\n\n![Icon](icon.png)\n\n![Drawn](d.svg)',
    ),
    'content/posts/a/pear.jpg': await photo(600, 300, '#cc3300'),
    'content/posts/a/icon.png': await sharp(await photo(32, 32, '#fff'))
      .png()
      .toBuffer(),
    'content/posts/a/d.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"/>',
    'content/posts/a/unseen.jpg': await photo(500, 500, '#000'),
  })
  await site.build()
  const html = site.read('dist/2025/01/a/index.html')
  const [, sources, img] = /<picture>(.*?)(<img .*?)<\/picture>/.exec(html)!
  assert.match(img!, /src="\/2025\/01\/a\/pear\.jpg" width="600" height="300"/)
  assert.match(img!, /alt="A “pear” > one"|alt="A &#x22;pear&#x22; > one"/)
  const [red, green, blue] = /data-ground="#(..)(..)(..)"/
    .exec(img!)!
    .slice(1)
    .map((part) => Number.parseInt(part, 16))
  assert.ok(red! > 150 && green! < 100 && blue! < 60)
  const offered = Array.from(sources!.matchAll(/<source type="([^"]*)" srcset="([^"]*)" sizes="([^"]*)">/g))
  assert.deepEqual(
    offered.map(([, type]) => type),
    ['image/avif', 'image/webp'],
  )
  const copies = offered.flatMap(([, , srcset]) => srcset!.split(', ').map((each) => each.split(' ')))
  assert.deepEqual(
    copies.map(([, width]) => width),
    ['200w', '400w', '600w', '200w', '400w', '600w'],
  )
  for (const [url, width] of copies) {
    const bytes = readFileSync(join(site.root, 'dist', url!))
    assert.equal(`${(await sharp(bytes).metadata()).width}w`, width)
    assert.ok(!bytes.includes('Camera'))
  }
  assert.equal(html.match(/<picture>/g)?.length, 1)
  assert.equal(Object.keys(site.tree('dist/assets/images')).length, 6)
})

test('nothing is encoded twice, whatever else changes', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': config,
    'content/posts/a.md': post('A', '2025-01-01', '![A pear](pear.jpg)'),
    'content/posts/pear.jpg': await photo(300, 300, '#00aa00'),
  })
  await site.build()
  const made = () =>
    readdirSync(join(site.root, '.almagest/images')).map((name) => [
      name,
      statSync(join(site.root, '.almagest/images', name)).ino,
    ])
  const [before, tree] = [made(), site.tree('dist/assets/images')]
  assert.equal(before.length, 5)
  site.remove('dist')
  site.write('planet.config.ts', configText("images: {widths: [200, 400, 800], sizes: '50vw'}, blog: {perPage: 3},"))
  await site.build()
  assert.deepEqual(made(), before)
  assert.deepEqual(site.tree('dist/assets/images'), tree)
  assert.match(site.read('dist/2025/01/a/index.html'), /sizes="50vw"/)
  const {written} = await site.build()
  assert.deepEqual(written, [])
})

test('cleaning keeps the copies that the site shows, and drops those that it does not', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': config,
    'content/posts/a.md': post('A', '2025-01-01', '![A pear](pear.jpg) ![A plum](plum.jpg)'),
    'content/posts/pear.jpg': await photo(300, 300, '#00aa00'),
    'content/posts/plum.jpg': await photo(300, 300, '#0000aa'),
  })
  const copies = () => readdirSync(join(site.root, '.almagest/images')).filter((name) => !name.endsWith('.txt'))
  await site.build()
  const both = copies()
  site.write('content/posts/a.md', post('A', '2025-01-01', '![A pear](pear.jpg)'))
  await site.build()
  assert.deepEqual(copies(), both)
  const shown = readdirSync(join(site.root, 'dist/assets/images')).sort()
  assert.match((await site.almagest('clean')).out, /4 copies of pictures that no page shows/)
  assert.deepEqual(copies().sort(), shown)
  assert.doesNotMatch((await site.almagest('clean')).out, /copies/)
  assert.deepEqual(copies().sort(), shown)
})

test('the place where a picture was taken leaves no house; without copies it is published as it is otherwise', async (context) => {
  const bytes = await photo(300, 200, '#0000aa')
  const plain = await sharp({create: {width: 20, height: 20, channels: 3, background: '#fff'}})
    .jpeg()
    .toBuffer()
  const site = createSite(context, {
    'planet.config.ts': configText('images: false,'),
    'content/posts/a.md': post('A', '2025-01-01', '![A pear](pear.jpg)'),
    'content/posts/pear.jpg': bytes,
    'content/static/plain.jpg': plain,
  })
  await site.build()
  const published = readFileSync(join(site.root, 'dist/posts/pear.jpg'))
  assert.equal(published.length, bytes.length)
  assert.ok(bytes.includes('Camera obscura') && published.includes('Camera obscura'))
  const place = Buffer.from([29, 0, 0, 0, 1, 0, 0, 0])
  const reversed = Buffer.from([0, 0, 0, 29, 0, 0, 0, 1])
  assert.ok(bytes.includes(place) || bytes.includes(reversed))
  assert.ok(!published.includes(place) && !published.includes(reversed))
  assert.equal((await sharp(published).metadata()).width, 300)
  assert.deepEqual(readFileSync(join(site.root, 'dist/plain.jpg')), plain)
  assert.doesNotMatch(site.read('dist/2025/01/a/index.html'), /<picture>/)
})

test('a picture that cannot be read, and one in the author’s own markup, stay as they are', async (context) => {
  const whole = await photo(300, 200, '#0000aa')
  const site = createSite(context, {
    'planet.config.ts': config,
    'content/posts/a.md': post(
      'A',
      '2025-01-01',
      '![Half](half.jpg)\n\n<picture><source srcset="b.jpg"><img src="b.jpg"></picture>',
    ),
    'content/posts/half.jpg': whole.subarray(0, whole.length / 3),
    'content/posts/b.jpg': whole,
  })
  await site.build()
  assert.equal(site.read('dist/2025/01/a/index.html').match(/<picture>/g)?.length, 1)
})

test('a picture that changes while a build looks at it or encodes it has copies of no other', async (context) => {
  const [red, blue] = [await photo(300, 200, '#cc0000'), await photo(600, 100, '#0000cc')]
  const files = {
    'planet.config.ts': config,
    'content/posts/a.md': post('A', '2025-01-01', '![A](z.jpg)'),
    'content/posts/z.jpg': red,
  }
  let change = () => {}
  const site = createSite(context, files, () => {
    // Asked for after the files were listed, and before they are read.
    change()
    change = () => {}
    return testTime
  })
  const replace = () => site.write('content/posts/z.jpg', blue)
  const clean = createSite(context, files)
  await clean.build()

  change = replace
  await site.build()
  assert.match(site.read('dist/2025/01/a/index.html'), /width="600"/)
  site.write('content/posts/z.jpg', red)
  await site.build()
  assert.deepEqual(differences(site.tree(), clean.tree()), [])

  for (const folder of ['.almagest/images', 'dist/assets/images']) site.remove(folder)
  site.write('content/posts/b.md', post('B', '2024-01-01'))
  change = replace
  await site.build()
  site.write('content/posts/z.jpg', red)
  site.remove('content/posts/b.md')
  await site.build()
  assert.deepEqual(differences(site.tree(), clean.tree()), [])
})

test('a picture without a size, as an empty or damaged one is, is a warning until it is mended', async (context) => {
  const damaged = {'a/empty.png': '', 'a/text.jpg': 'hello', 'a/whole.png': icon, 'a/drawn.svg': '<svg/>'}
  const paths = Object.entries(damaged).map(([path, bytes]) => [`content/posts/${path}`, bytes] as const)
  const site = createSite(context, {
    'content/posts/a/index.md': post('A', '2025-01-01', '![One](empty.png)'),
    ...Object.fromEntries(paths),
  })
  const expected = ['empty.png', 'text.jpg'].map((name) => [
    `content/posts/a/${name}`,
    'No size can be read from the picture.',
    true,
  ])
  for (let times = 0; times < 2; times++) {
    const {problems} = await site.build()
    assert.deepEqual(
      problems.map(({file, message, warning}) => [file, message, warning]),
      expected,
    )
  }
  site.write('content/posts/a/empty.png', icon)
  site.remove('content/posts/a/text.jpg')
  assert.deepEqual((await site.build()).problems, [])
})
