import assert from 'node:assert/strict'
import {execFileSync, spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'node:test'
import {post} from './helpers/site.ts'

const repository = join(import.meta.dirname, '..')

/** What a config may ask of the package. */
const config = `import {defineConfig, readFeed, sanitizeHtml, type Item} from 'almagest'
const loud = (item: Item) => ({...item, title: item.title.toUpperCase()})
if (sanitizeHtml('<b onclick="x()">safe</b>') !== '<b>safe</b>') throw new Error('not sanitised')
if (typeof readFeed !== 'function') throw new Error('no reader')
export default defineConfig({
  site: {title: 'Packed', url: 'https://example.org'},
  planet: {feeds: [{file: 'feed.xml', filter: loud}]},
  theme: './mine',
})
`
const theme = `import {contract, defineTheme, html} from 'almagest/theme'
export default defineTheme({contract, views: {missing: () => html\`<!doctype html><title>\${'<lost>'}</title>\`}})
`
const feed =
  '<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><item><title>from afar</title><link>https://f.example/1</link><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate></item></channel></rss>'

test('the packed package builds a blog and a planet in an empty folder elsewhere', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-pack-'))
  context.after(() => rmSync(folder, {recursive: true, force: true}))
  const [{filename}] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
      cwd: repository,
      encoding: 'utf8',
    }).replace(/^[^[]*/, ''),
  )
  mkdirSync(join(folder, 'node_modules/almagest'), {recursive: true})
  execFileSync('tar', [
    'xzf',
    join(folder, filename),
    '-C',
    join(folder, 'node_modules/almagest'),
    '--strip-components=1',
  ])
  const {dependencies} = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(dependencies))
    symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name))
  const files = {
    'planet.config.ts': config,
    'mine/index.ts': theme,
    'feed.xml': feed,
    'content/posts/one.md': post('One', '2025-01-01'),
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), {recursive: true})
    writeFileSync(join(folder, path), text)
  }

  const {status, stderr} = spawnSync(
    process.execPath,
    [join(folder, 'node_modules/almagest/bin/almagest.cjs'), 'build'],
    {cwd: folder, encoding: 'utf8'},
  )
  assert.equal(stderr, '')
  assert.equal(status, 0)
  assert.match(readFileSync(join(folder, 'dist/planet/index.html'), 'utf8'), /FROM AFAR/)
  assert.match(readFileSync(join(folder, 'dist/404.html'), 'utf8'), /&lt;lost&gt;/)
  assert.ok(readdirSync(join(folder, 'node_modules/almagest/lib/src')).includes('index.d.ts'))
})
