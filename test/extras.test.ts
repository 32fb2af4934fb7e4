/** Packages that a site may have besides: those of the project count, wherever the engine stands. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import sharp from 'sharp'
import {findExtra} from '../src/packages.ts'
import {configText, createSite, type Files, post} from './helpers/site.ts'

/** A package in the project, under a name that a package beside the engine has, too. */
function stub(name: string, code: string, version = '1.0.0'): Files {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({
      name,
      version,
      type: 'module',
      exports: {import: './in.js'},
    }),
    [`node_modules/${name}/in.js`]: code,
  }
}

const setsMaths = (word: string) => `export default {renderToString: (source) => '<math>' + source + ' ${word}</math>'}`

test('maths are set by the package of the project, in threads as well, and anew by another version of it', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText('markdown: {math: true},'),
    'content/posts/one.md': post('One', '2025-01-01', '$x$'),
    'content/posts/two.md': post('Two', '2025-01-01', '$y$'),
    ...stub('temml', setsMaths('once')),
  })
  await site.almagest('build', {ALMAGEST_THREADS_FROM: '1'})
  assert.match(site.read('dist/2025/01/one/index.html'), /<math>x once</)
  assert.match(site.read('dist/2025/01/two/index.html'), /<math>y once</)
  for (const [path, text] of Object.entries(stub('temml', setsMaths('again'), '1.0.1'))) site.write(path, text)
  await site.almagest('build')
  assert.match(site.read('dist/2025/01/one/index.html'), /<math>x again</)
})

test('pictures and cards are made by the packages of the project', async (context) => {
  const create = {width: 300, height: 300, channels: 3, background: '#00aa00'} as const
  const site = createSite(context, {
    'planet.config.ts': configText('', 'cards: true'),
    'content/posts/one.md': post('One', '2025-01-01', '![A pear](pear.png)'),
    'content/posts/pear.png': await sharp({create}).png().toBuffer(),
    ...stub('@resvg/resvg-js', "export const renderAsync = async () => ({asPng: () => Buffer.from('drawn here')})"),
  })
  await site.build()
  const card = Object.entries(site.tree()).find(([path]) => path.startsWith('assets/cards/'))
  assert.equal(card?.[1], 'drawn here')
  for (const [path, text] of Object.entries(stub('sharp', "throw new Error('no binary here')"))) site.write(path, text)
  site.remove('.almagest')
  await assert.rejects(site.build(), /sharp is installed, and cannot be loaded: no binary here/)
})

test('a package that nobody installed is not there, and one that the engine is proven with is its own', (context) => {
  const {root} = createSite(context, stub('satteri', 'export const markdownToMdast = () => ({})'))
  assert.equal(findExtra('nobody-has-this', root), undefined)
  assert.match(findExtra('satteri', root)!, /in\.js$/)
  assert.doesNotMatch(findExtra('satteri')!, /in\.js$/)
})
