import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {before, type TestContext, test} from 'node:test'
import {install, type Packed, pack} from '../scripts/packed.ts'
import {post, readTree} from './helpers/site.ts'

const repository = join(import.meta.dirname, '..')
const temporary = mkdtempSync(join(tmpdir(), 'almagest-pack-'))
process.once('exit', () => rmSync(temporary, {recursive: true, force: true}))

let packed: Packed

before(() => {
  // What Node would find there would hide that the package lacks it.
  for (let folder = temporary; folder !== dirname(folder); folder = dirname(folder))
    assert.ok(!existsSync(join(folder, 'node_modules/unified')), `${folder}/node_modules is in the way of this test`)
  packed = pack(temporary)
  const manifests = [repository, packed.clone].map((folder) => readFileSync(join(folder, 'package.json'), 'utf8'))
  assert.equal(manifests[0], manifests[1], 'packing leaves the manifest as it was')
})

/** A project with the package in it, and with it what it cannot do without. */
function openProject(context: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(temporary, 'site-'))
  context.after(() => rmSync(folder, {recursive: true, force: true}))
  install(packed, folder, {optional: false})
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const site = {
  'planet.config.ts': `import {defineConfig, readFeed, sanitizeHtml, type Item} from 'almagest'
import {shout} from './shout.ts'
const loud = (item: Item) => ({...item, title: item.title.toUpperCase()})
if (sanitizeHtml('<b onclick="x()">safe</b>') !== '<b>safe</b>') throw new Error('not sanitised')
if (typeof readFeed !== 'function') throw new Error('no reader')
export default defineConfig({
  site: {title: 'Packed', url: 'https://example.org', cards: true},
  planet: {feeds: [{file: 'feed.xml', filter: loud}]},
  markdown: {remarkPlugins: [[shout, {sign: '!'}]]},
  theme: './mine',
})
`,
  'shout.ts': `interface Node {value?: string; children?: Node[]}
export function shout(options: {sign: string}) {
  return function walk(tree: Node): void {
    if (tree.value) tree.value += options.sign
    tree.children?.forEach(walk)
  }
}
`,
  'mine/index.ts': `import {contract, defineTheme, html} from 'almagest/theme'
export default defineTheme({contract, views: {missing: () => html\`<!doctype html><title>\${'<lost>'}</title>\`}})
`,
  'feed.xml':
    '<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><item><title>from afar</title><link>https://f.example/1</link><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate></item></channel></rss>',
  'content/posts/one.md': post('One', '2025-01-01', 'Heard\n\n```js\nlet it = be\n```\n'),
}

test('the packed package builds a blog and a planet in an empty folder elsewhere, with filter, theme and plugin', (context) => {
  const folder = openProject(context, site)
  const program = join(folder, 'node_modules/almagest/bin/almagest.cjs')
  const {status, stderr} = spawnSync(process.execPath, [program, 'build'], {cwd: folder, encoding: 'utf8'})
  assert.equal(stderr, '')
  assert.equal(status, 0)
  const read = (path: string) => readFileSync(join(folder, 'dist', path), 'utf8')
  assert.match(read('planet/index.html'), /FROM AFAR/)
  assert.match(read('404.html'), /&lt;lost&gt;/)
  assert.match(read('2025/01/one/index.html'), /Heard!/)
  assert.match(read('2025/01/one/index.html'), /hljs-keyword/)
  assert.match(read('rss.xml'), /<item>/)
})

test('npm create almagest begins a site with the packed package, and it builds', (context) => {
  const folder = openProject(context, {})
  const creator = join(folder, 'node_modules/create-almagest')
  cpSync(join(repository, 'create-almagest'), creator, {recursive: true})
  const run = (program: string, ...words: string[]) =>
    spawnSync(process.execPath, [join(folder, 'node_modules', program), ...words], {cwd: folder, encoding: 'utf8'})
  const made = run('create-almagest/index.cjs', 'my-blog', '--yes')
  assert.deepEqual([made.status, made.stderr], [0, ''])
  const built = run('almagest/bin/almagest.cjs', 'build', '--root', 'my-blog')
  assert.deepEqual([built.status, built.stderr], [0, ''])
  assert.match(readFileSync(join(folder, 'my-blog/dist/planet/index.html'), 'utf8'), /The lamp on the third floor/)
  const {version, dependencies} = JSON.parse(readFileSync(join(creator, 'package.json'), 'utf8'))
  const {version: packedVersion} = packed.manifest
  assert.deepEqual([version, dependencies.almagest], [packedVersion, packedVersion])
})

test('pieces of the default theme are in the packed package, to be changed', (context) => {
  const folder = openProject(context, site)
  const almagest = (...words: string[]) =>
    spawnSync(process.execPath, [join(folder, 'node_modules/almagest/bin/almagest.cjs'), ...words], {
      cwd: folder,
      encoding: 'utf8',
    })
  writeFileSync(
    join(folder, 'planet.config.ts'),
    "export default {site: {title: 'Packed', url: 'https://example.org'}}",
  )
  const {status, stderr} = almagest('theme', 'eject', 'byline', 'post')
  assert.deepEqual([status, stderr], [0, ''])
  writeFileSync(
    join(folder, 'planet.config.ts'),
    "export default {site: {title: 'Packed', url: 'https://example.org'}, theme: './theme'}",
  )
  const file = join(folder, 'theme/parts/byline.ts')
  writeFileSync(file, readFileSync(file, 'utf8').replace('class="meta"', 'class="meta mine"'))
  const built = almagest('build', '--accept')
  assert.deepEqual([built.status, built.stderr], [0, ''])
  assert.match(readFileSync(join(folder, 'dist/2025/01/one/index.html'), 'utf8'), /class="meta mine"/)
})

test('its types need no package of their own', (context) => {
  const folder = openProject(context, site)
  symlinkSync(join(repository, 'node_modules/@types'), join(folder, 'node_modules/@types'))
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--allowImportingTsExtensions']
  const tsc = join(repository, 'node_modules/.bin/tsc')
  const {stdout} = spawnSync(tsc, [...options, '--types', 'node', 'planet.config.ts', 'mine/index.ts'], {
    cwd: folder,
    encoding: 'utf8',
  })
  assert.equal(stdout, '')
})

test('it asks npm for few packages, and brings the licences of those inside it', (context) => {
  const {manifest} = packed
  assert.deepEqual(Object.keys(manifest.dependencies), ['undici'])
  assert.deepEqual([manifest.scripts, manifest.devDependencies], [undefined, undefined])
  const asked = closure([...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)])
  assert.ok(asked.size <= 20, `${asked.size} packages: ${[...asked].join(', ')}`)
  const files = readTree(join(openProject(context, {}), 'node_modules/almagest'))
  const bytes = Object.values(files).reduce((sum, text) => sum + text.length, 0)
  assert.ok(bytes < 8_000_000, `${bytes} bytes`)
  for (const name of ['unified', 'remark-parse', 'rehype-stringify', 'rss-parser', 'feed', 'gray-matter', 'chokidar'])
    assert.match(files['lib/THIRD-PARTY-LICENSES']!, new RegExp(`^${name} \\d`, 'm'))
})

/** Everything that npm installs on one platform for these packages, by the lockfile: all of theirs, and one binary each. */
function closure(names: readonly string[], all = new Set<string>()): ReadonlySet<string> {
  const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, {dependencies?: object; cpu?: string[]; os?: string[]}>
  }
  const visit = (name: string) => {
    const found = lock.packages[`node_modules/${name}`]
    if (!found || all.has(name) || (found.cpu && !found.cpu.includes(process.arch))) return
    all.add(name)
    for (const next of Object.keys({
      ...found.dependencies,
      ...(found as {optionalDependencies?: object}).optionalDependencies,
    }))
      visit(next)
  }
  names.forEach(visit)
  return all
}
