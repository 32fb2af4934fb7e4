import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {test} from 'node:test'
import {configText, createSite, post, program} from './helpers/site.ts'

/** Writes what is loaded, one URL a line, to a third stream. */
const spy = `data:text/javascript,${encodeURIComponent(`
  import {writeSync} from 'node:fs'
  import {registerHooks} from 'node:module'
  registerHooks({load(url, context, next) { writeSync(3, url + '\\n'); return next(url, context) }})
`)}`

/** The packages that a command loads, and how many modules of ours. */
function loaded(root: string, ...words: string[]) {
  const {status, output} = spawnSync(process.execPath, ['--import', spy, program, ...words], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  assert.equal(status, 0, output[2]!)
  const urls = output[3]!.split('\n')
  const packages = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [])
  const modules = urls.filter((url) => url.endsWith('.ts')).length
  assert.ok(modules > 0, 'the spy saw nothing')
  return {packages: new Set(packages), modules}
}

const feed =
  '<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><item><title>I</title><link>https://f.example/1</link><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate></item></channel></rss>'

test('the version and the help are told without loading a package', (context) => {
  const {root} = createSite(context, {})
  const version = loaded(root, '--version')
  assert.deepEqual([...version.packages], [])
  assert.ok(version.modules < 12, `${version.modules} modules`)
  assert.deepEqual([...loaded(root, '--help').packages], [])
})

test('a build that finds nothing changed loads nothing that reads, renders or fetches', async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', '```js\nlet a\n```'),
    'feed.xml': feed,
    'planet.config.ts': configText("planet: {feeds: [{file: 'feed.xml'}, 'https://far.example/feed']},"),
  })
  await site.almagest('build')
  const {packages} = loaded(site.root, 'build')
  const heavy = ['unified', 'remark-parse', 'rehype-stringify', 'rehype-sanitize', 'satteri', 'highlight.js', 'parse5']
  for (const name of [...heavy, 'gray-matter', 'rss-parser', 'undici', 'chokidar', 'image-size', 'gemoji', 'temml'])
    assert.ok(!packages.has(name), name)
})
