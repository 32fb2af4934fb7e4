/** What a later build must not take over from an earlier one. */
import assert from 'node:assert/strict'
import {mkdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {setTimeout} from 'node:timers/promises'
import {configText, createSite, differences, type Files, post, testTime} from './helpers/site.ts'

const twelve: Files = Object.fromEntries(
  Array.from({length: 12}, (_, index) => [
    `content/posts/p${index}.md`,
    post(`P${index}`, `2025-01-${10 + index}`, `Body ${index}.`, 'tags: [a]'),
  ]),
)

test('a setting that changes without the text of the config draws anew what it decides about', async (context) => {
  const files = {
    ...twelve,
    'planet.config.ts': `import {readFileSync} from 'node:fs'\nconst blog = JSON.parse(readFileSync(new URL('./blog.json', import.meta.url), 'utf8'))\n${configText('blog,')}`,
  }
  const [old, young] = ['{"perPage": 2}', '{"perPage": 4, "termFeeds": ["atom", "json"]}']
  const [site, clean] = [old, young].map((blog) => createSite(context, {...files, 'blog.json': blog}))
  await site!.almagest('build')
  site!.write('blog.json', young)
  for (const each of [site!, clean!]) assert.equal((await each.almagest('build')).err, '')
  assert.deepEqual(differences(site!.tree(), clean!.tree()), [])
})

test('a site that gets another address without the text of its config looks at its links again', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': `import {readFileSync} from 'node:fs'\nconst url = readFileSync(new URL('./url', import.meta.url), 'utf8')\nexport default {site: {title: 'T', url}}`,
    url: 'https://old.example',
    'content/posts/a.md': post('A', '2025-01-01', '[b](https://young.example/nowhere/)'),
  })
  assert.equal((await site.almagest('build')).code, 0)
  site.write('url', 'https://young.example')
  const {code, err} = await site.almagest('build')
  assert.equal(code, 1)
  assert.match(err, /nothing stands at \/nowhere\//)
})

test('a link that leads nowhere is told by every build', async (context) => {
  const site = createSite(context, twelve)
  await site.build()
  symlinkSync('/nowhere/at/all.md', join(site.root, 'content/posts/link.md'))
  for (let build = 0; build < 2; build++) await assert.rejects(site.build(), /The link leads nowhere/)
})

test('a preview shows a draft once its date has come, and says when that is', async (context) => {
  let time = testTime
  const files = {...twelve, 'content/posts/soon.md': post('Soon', '2025-06-03', 'Text.', 'draft: true')}
  const site = createSite(context, files, () => time)
  const preview = {out: 'preview', drafts: true}
  assert.equal((await site.build(preview)).nextChangeAt, '2025-06-03T00:00:00.000Z')
  time = '2025-06-05T12:00:00.000Z'
  await site.build(preview)
  assert.match(site.read('preview/2025/06/soon/index.html'), /Soon/)
})

test('what a plugin is given may hold itself', async (context) => {
  const config = `const options = {}\noptions.self = options\n${configText('markdown: {remarkPlugins: [[() => () => {}, options]]},')}`
  const site = createSite(context, {...twelve, 'planet.config.ts': config})
  for (let build = 0; build < 2; build++) assert.deepEqual((await site.build()).problems, [])
})

test('a schema may give dates, and what nobody can write down is a problem of the post', async (context) => {
  const schema = (value: string) =>
    configText(
      `schemas: {posts: {'~standard': {version: 1, validate: (data) => ({value: {...data, seen: ${value}}})}}},`,
    )
  const site = createSite(context, {
    'planet.config.ts': schema('new Date(0)'),
    'content/posts/a.md': post('A', '2025-01-01'),
  })
  await site.build()
  site.write('planet.config.ts', schema('3n'))
  await assert.rejects(site.build(), ({problems: [problem]}) => {
    assert.match(problem.message, /schema/)
    assert.equal(problem.file, 'content/posts/a.md')
    return true
  })
})

test('what failed for a moment is tried again', async (context) => {
  const plugin = `() => () => { if (globalThis.serviceIsDown) throw new Error('The service is down') }`
  const site = createSite(context, {
    ...twelve,
    'planet.config.ts': configText(`markdown: {remarkPlugins: [${plugin}]},`),
  })
  Object.assign(globalThis, {serviceIsDown: true})
  await assert.rejects(site.build(), /The service is down/)
  Object.assign(globalThis, {serviceIsDown: false})
  assert.deepEqual((await site.build()).problems, [])
})

test('a file whose name is no UTF-8 is told, since nobody can open it by that', async (context) => {
  const site = createSite(context, {...twelve, 'content/static/replaced \ufffd.txt': 'A name like any other.'})
  const bytes = (path: string) => Buffer.concat([Buffer.from(join(site.root, path)), Buffer.of(0xff)])
  try {
    writeFileSync(bytes('content/posts/bad'), 'Text.')
    mkdirSync(bytes('content/static/folder'))
  } catch {
    return context.skip('this file system has no such names')
  }
  for (let run = 0; run < 2; run++) {
    const {problems} = await site.build()
    assert.deepEqual(
      problems.map(({message, file, warning}) => [message, file, warning]).sort(),
      ['content/posts/bad\ufffd', 'content/static/folder\ufffd'].map((file) => [
        'The name is not written in UTF-8, so it is left out.',
        file,
        true,
      ]),
    )
  }
  assert.equal(site.read('dist/replaced \ufffd.txt'), 'A name like any other.')
})

test('a build with another config beside one that goes on leaves that one its own results', async (context) => {
  const files = {
    ...twelve,
    'other.config.ts': configText('markdown: {smartPunctuation: false, emoji: false},'),
    'content/posts/q.md': post('Q', '2025-02-02', '"Quoted" -- text :tada: ...'),
  }
  const [site, clean] = [createSite(context, files), createSite(context, files)]
  const one = await site.open()
  await site.build({config: 'other.config.ts', out: 'staging'})
  await one.build()
  await one.close()
  await clean.build()
  assert.deepEqual(differences(site.tree(), clean.tree()), [])
})

test('a file that changes while it is read and is undone is drawn as it is', async (context) => {
  const svg = (width: number) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="2"/>`
  const files = {...twelve, 'content/static/a.svg': svg(1), 'content/data/d.json': '{"of": 1}'}
  let change = () => {}
  const site = createSite(context, files, () => {
    // Asked for after the files were listed, and before they are read.
    change()
    change = () => {}
    return testTime
  })
  const changed = {
    'content/posts/p0.md': post('P0', '2025-01-10', 'Written and undone.', 'tags: [a]'),
    'content/static/a.svg': svg(2),
    'content/data/d.json': '{"of": 2}',
  }
  change = () => {
    for (const [path, text] of Object.entries(changed)) site.write(path, text)
  }
  await site.build()
  assert.equal(site.read('dist/a.svg'), svg(2))
  assert.match(site.read('dist/2025/01/p0/index.html'), /undone/)
  for (const path of Object.keys(changed)) site.write(path, files[path as keyof typeof files])
  await site.build()
  const clean = createSite(context, files)
  await clean.build()
  assert.deepEqual(differences(site.tree(), clean.tree()), [])
})

test('a file that looks as it did and is another one is read all the same', async (context) => {
  const site = createSite(context, twelve)
  const name = join(site.root, 'content/posts/p0.md')
  // What an earlier build noted may be wrong where clocks or disks are.
  await site.build()
  const sources = JSON.parse(site.read('.almagest/sources.json'))
  site.write('content/posts/p0.md', twelve['content/posts/p0.md']!.toString().replace('Body', 'Text'))
  const {size, mtimeMs, ctimeMs, ino} = statSync(name)
  sources['posts/p0.md'][0] = [size, mtimeMs, ctimeMs, ino, ''].join()
  site.write('.almagest/sources.json', JSON.stringify(sources))
  for (const file of ['cache.sqlite', 'last-build.json']) site.remove(`.almagest/${file}`)
  await setTimeout(2_100)
  await site.build()
  assert.match(site.read('dist/2025/01/p0/index.html'), /Text 0/)
})
