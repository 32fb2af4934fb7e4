/** Share cards, through the front door. */
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {imageSize} from 'image-size'
import {configText, createSite, post} from './helpers/site.ts'

const files = {
  'planet.config.ts': configText('', "cards: true, author: 'Ada Quill'"),
  'content/posts/pears.md': post(
    'Pears & "plums" <of> the north, and what became of them in a long winter',
    '2025-01-31',
  ),
  'content/posts/own.md': post('Own', '2025-02-01', 'Text.', 'image: own.svg'),
  'content/posts/own.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320"/>',
  'content/pages/about.md': '---\ntitle: About\n---\nMe.\n',
}

const cardOf = (html: string) =>
  /"og:image" content="https:\/\/example\.org\/(assets\/cards\/[\w-]+\.png)"/.exec(html)?.[1]

test('a post without a picture is shown by a card with its title, and keeps it while its text changes', async (context) => {
  const site = createSite(context, files)
  const {problems} = await site.build()
  assert.deepEqual(problems, [])
  const page = site.read('dist/2025/01/pears/index.html')
  const card = cardOf(page)!
  const bytes = readFileSync(join(site.root, 'dist', card))
  assert.deepEqual(imageSize(bytes), {width: 1200, height: 630, type: 'png'})
  assert.ok(bytes.length < 100_000, String(bytes.length))
  assert.match(page, /"og:image:width" content="1200"[\s\S]*"image":"https:\/\/example\.org\/assets\/cards\//)
  assert.ok(cardOf(site.read('dist/about/index.html')))
  assert.match(
    site.read('dist/2025/02/own/index.html'),
    /"og:image" content="https:\/\/example\.org\/2025\/02\/own\.svg"|own\.svg/,
  )
  assert.equal(cardOf(site.read('dist/2025/02/own/index.html')), undefined)

  site.write('content/posts/pears.md', files['content/posts/pears.md'].replace('Text.', 'Another text.'))
  const edited = await site.build()
  assert.deepEqual(
    edited.written.filter((path) => path.endsWith('.png')),
    [],
  )
  assert.ok(edited.written.includes('2025/01/pears/index.html'))

  site.write('content/posts/pears.md', files['content/posts/pears.md'].replace('Pears', 'Apples'))
  const renamed = await site.build()
  assert.deepEqual(renamed.written.filter((path) => path.endsWith('.png')).length, 1)
  assert.deepEqual(
    renamed.removed.filter((path) => path.endsWith('.png')),
    [card],
  )

  site.remove('dist')
  await site.build()
  assert.equal(cardOf(site.read('dist/2025/01/pears/index.html')) === card, false)
})

test('a letter that no font has is a warning in every build until it is mended', async (context) => {
  const site = createSite(context, {
    ...files,
    'content/posts/odd.md': post('Odd \u{16f00}', '2025-03-01', 'Text.', 'slug: odd'),
  })
  const told = async () => (await site.build()).problems.map(({message, warning}) => [message, warning])
  const warning = [['No font here has \u{16f00} for the share card.', true]]
  assert.deepEqual(await told(), warning)
  assert.deepEqual(await told(), warning)
  site.write('content/pages/about.md', '---\ntitle: About\n---\nNot me.\n')
  assert.deepEqual(await told(), warning)
  site.remove('dist')
  assert.deepEqual(await told(), warning)
  site.write('content/posts/odd.md', post('Even', '2025-03-01', 'Text.', 'slug: odd'))
  assert.deepEqual(await told(), [])
})

test('a theme draws its own cards', async (context) => {
  const site = createSite(context, {
    ...files,
    'planet.config.ts': configText("theme: './theme',", 'cards: true'),
    'theme/index.ts': `import {contract, defineTheme} from 'almagest/theme'
export default defineTheme({contract, card: ({title}) => '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><desc>' + title.length + '</desc></svg>'})`,
  })
  await site.build()
  assert.ok(cardOf(site.read('dist/2025/01/pears/index.html')))
})

test('without the wish there are no cards', async (context) => {
  const site = createSite(context, {...files, 'planet.config.ts': configText()})
  await site.build()
  assert.doesNotMatch(Object.keys(site.tree()).join(), /cards/)
  assert.doesNotMatch(site.read('dist/2025/01/pears/index.html'), /og:image/)
})
