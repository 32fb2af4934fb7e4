/** Themes from elsewhere: pieces of the default theme in the site's own folder, and packages from npm. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite, differences, post} from './helpers/site.ts'

const content = {
  'content/posts/one.md': post('One', '2025-01-31', 'Above.\n\n<!--more-->\n\nBelow.', 'tags: [a]\ncategories: [b/c]'),
  'content/pages/about.md': '---\ntitle: About\ntoc: true\n---\n\n## Me\n\nText.\n',
}
const themed = (from: string) => configText(`theme: '${from}',`)

test('a view or part of the site that fails is told with the page and its own line', async (context) => {
  const theme = (pieces: string) =>
    `import {contract, defineTheme} from 'almagest/theme'\nexport default defineTheme({contract, ${pieces}})\n`
  const site = createSite(context, {
    'planet.config.ts': configText("theme: {from: './theme'},"),
    'content/posts/one.md': post('One', '2025-01-01'),
    'theme/index.ts': theme('views: {\n  post: (props) => props.nothing.here}'),
  })
  const {code, err} = await site.almagest('build')
  assert.equal(code, 1)
  assert.match(err, /^\ntheme\/index\.ts:3:\d+: The view `post` failed on \/2025\/01\/one\/: Cannot read/)
  site.write('theme/index.ts', theme('parts: {footer: (props) => props.nothing.here}'))
  assert.match((await site.almagest('build')).err, /^\ntheme\/index\.ts:2:\d+: The part `footer` failed on \//)
  site.write('theme/views/post.ts', 'export const post = (props: any) => props.nothing.at.all\n')
  site.write(
    'theme/index.ts',
    "import {contract, defineTheme} from 'almagest/theme'\nimport {post} from './views/post.ts'\nexport default defineTheme({contract, views: {post}})\n",
  )
  assert.match((await site.almagest('build')).err, /^\ntheme\/views\/post\.ts:1:\d+: The view `post` failed on/)
})

test('a view that gives no page is told, and a part that gives plain text', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': themed('./theme'),
    'content/posts/one.md': post('One', '2025-01-01'),
  })
  for (const [pieces, message] of [
    ['views: {home: () => {}}', 'The view `home` gave no page on /.'],
    ['views: {home: async () => html``}', 'The view `home` gave a promise on /.'],
    ["views: {home: () => '<p>'}", 'The view `home` gave plain text on /.'],
    ['parts: {layout: () => {}}', 'The part `layout` gave no page on /'],
    ["parts: {footer: () => '<b>'}", 'The part `footer` gave plain text on /'],
  ]) {
    site.write(
      'theme/index.ts',
      `import {contract, defineTheme, html} from 'almagest/theme'\nexport default defineTheme({contract, ${pieces}} as any)\n`,
    )
    const {code, err} = await site.almagest('build')
    assert.equal(code, 1)
    assert.ok(err.includes(`theme/index.ts: ${message}`), err)
    assert.match(err, /Return what `html`/)
  }
  const nothing = 'parts: {footer: () => undefined, byline: () => "", teaser: () => [html`<i>a</i>`]}'
  site.write(
    'theme/index.ts',
    `import {contract, defineTheme, html} from 'almagest/theme'\nexport default defineTheme({contract, ${nothing}} as any)\n`,
  )
  assert.equal((await site.almagest('build')).err, '')
})

test('the whole default theme, ejected, draws the same site', async (context) => {
  const site = createSite(context, content)
  await site.build()
  const before = site.tree()
  const {code, out, err} = await site.almagest('theme', 'eject', '--all')
  assert.deepEqual([code, err], [0, ''])
  assert.match(out, /wrote theme\/views\/post\.ts\n/)
  assert.match(out, /Now say `theme: '\.\/theme'`/)
  for (const [path, text] of Object.entries(site.tree('theme'))) assert.doesNotMatch(text, /from '\.\.\/\.\.\//, path)

  site.write('planet.config.ts', themed('./theme'))
  await site.build()
  assert.deepEqual(differences(before, site.tree()), [])
  const listed = await site.almagest('theme')
  assert.match(listed.out, /^ {2}post {6}A post\. {2}\(\.\/theme\)$/m)
})

test('a view comes with the files it is made with, is changed, and is not copied over', async (context) => {
  const site = createSite(context, {...content, 'planet.config.ts': themed('./theme')})
  assert.equal((await site.almagest('theme', 'eject', 'page')).code, 0)
  assert.deepEqual(Object.keys(site.tree('theme')), [
    'index.ts',
    'parts/translated.ts',
    'views/contents.ts',
    'views/page.ts',
  ])
  site.write('theme/views/page.ts', site.read('theme/views/page.ts').replace('<article>', '<article id="mine">'))

  const again = await site.almagest('theme', 'eject', 'page', 'byline')
  assert.match(again.out, /kept {2}theme\/views\/page\.ts, which was there/)
  await site.build()
  assert.match(site.read('dist/about/index.html'), /<article id="mine">/)
  assert.equal(
    site.read('theme/index.ts'),
    `/** The theme of this site. What it leaves out is the default theme's. */
import {contract, defineTheme} from 'almagest/theme'
import {byline} from './parts/byline.ts'
import {page} from './views/page.ts'

export default defineTheme({
  contract,
  views: {page},
  parts: {byline},
})
`,
  )
})

test('an index written by hand is left alone, and what it needs is told', async (context) => {
  const index = `import {contract, defineTheme} from 'almagest/theme'\nexport default defineTheme({contract})\n`
  const site = createSite(context, {'planet.config.ts': themed('./theme'), 'theme/index.ts': index})
  const {out} = await site.almagest('theme', 'eject', 'face')
  assert.match(out, /^import \{face\} from '\.\/parts\/face\.ts'$/m)
  assert.equal(site.read('theme/index.ts'), index)
})

test('what there is not cannot be ejected', async (context) => {
  const site = createSite(context, {})
  const slip = await site.almagest('theme', 'eject', 'postt')
  assert.deepEqual(
    [slip.code, slip.err],
    [2, 'The default theme has no view or part postt.\n  → Did you mean `post`?\n'],
  )
})

const paperHome = 'node_modules/almagest-theme-paper'
const paper = (contract: string) => ({
  'planet.config.ts': themed('almagest-theme-paper'),
  'package.json': '{"private": true}',
  [`${paperHome}/package.json`]:
    '{"name": "almagest-theme-paper", "type": "module", "exports": {".": {"import": "./paper.js"}}}',
  [`${paperHome}/paper.js`]: `import {defineTheme, contract, html} from 'almagest/theme'
import {word} from './word.js'
export default defineTheme({contract: ${contract}, views: {missing: () => html\`<!doctype html><title>\${word}</title>\`}})
`,
  [`${paperHome}/word.js`]: "export const word = 'Paper & ink'\n",
})

test('a theme may be a package from npm', async (context) => {
  const site = createSite(context, {...content, ...paper('contract')})
  await site.build()
  assert.equal(site.read('dist/404.html'), '<!doctype html><title>Paper &amp; ink</title>')
  assert.match(site.read('dist/2025/01/one/index.html'), /class="h-entry"/)
  const {code, err} = await site.almagest('theme', 'eject', 'post')
  assert.equal(code, 1)
  assert.match(err, /is the package almagest-theme-paper, not the default theme/)
})

test('a package made for another version of the contract is refused, and one that is not there', async (context) => {
  const site = createSite(context, {...content, ...paper('contract + 1')})
  const old = await site.almagest('build')
  assert.match(
    old.err,
    /node_modules\/almagest-theme-paper\/paper\.js.*This theme was made for version 2 of the theme contract; this is version 1/,
  )
  assert.match(old.err, /Look for a newer version of the theme/)
  site.write('planet.config.ts', themed('almagest-theme-none'))
  const none = await site.almagest('build')
  assert.match(none.err, /The theme almagest-theme-none is not installed/)
  assert.match(none.err, /npm install almagest-theme-none/)
})
