import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {commands} from '../src/commands/index.ts'
import {configText, createSite} from './helpers/site.ts'

/** Later than every date in the examples. */
const now = () => '2026-12-01T12:00:00.000Z'

const root = join(import.meta.dirname, '..')

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** The texts of all blocks of code in a language, as somebody would copy them. */
function blocks(file: string, language: string): string[] {
  const found = read(file).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))
  return Array.from(found, ([, text]) => text!)
}

test('the sites that the README and the first page of the documentation show can be built as they stand there', async (t) => {
  for (const file of ['README.md', 'content/pages/docs/getting-started.md']) {
    const [hello, about] = blocks(file, 'markdown')
    const site = createSite(
      t,
      {
        'planet.config.ts': blocks(file, 'ts')[0]!,
        'content/posts/hello.md': hello!,
        ...(about && {'content/pages/about.md': about}),
      },
      now,
    )
    const {problems, read} = await site.build()
    assert.deepEqual([problems, read.posts, read.pages], [[], 1, about ? 1 : 0], file)
  }
})

test('a theme that changes one from npm works as the documentation has it', async (t) => {
  const theme = blocks('content/pages/docs/themes.md', 'ts').find((text) => text.includes('almagest-theme-paper'))!
  const paper =
    "import {contract, defineTheme} from 'almagest/theme'\nexport default defineTheme({contract, parts: {}})\n"
  const site = createSite(t, {
    'planet.config.ts': configText("theme: './theme'"),
    'theme/index.ts': theme,
    'node_modules/almagest-theme-paper/package.json': '{"type": "module", "exports": "./index.js"}',
    'node_modules/almagest-theme-paper/index.js': paper,
  })
  await site.build()
  assert.match(site.read('dist/index.html'), /<footer>Mine<\/footer>/)
})

test('every command has its section in the documentation and its line in the README, and every option is told', async () => {
  const pages = ['commands.md', 'planet-keeping.md'].map((name) => read(`content/pages/docs/${name}`)).join('\n')
  for (const [name, load] of commands) {
    const {command} = await load()
    assert.match(pages, new RegExp(`^## .*\`${name}\``, 'm'))
    assert.match(read('README.md'), new RegExp(`^\\|.*\`almagest ${name}\\b`, 'm'))
    for (const option of Object.keys(command.options)) assert.ok(pages.includes(`--${option}`), `${name} --${option}`)
  }
})

test('every setting of the config is told', () => {
  const types = read('src/config/written.ts')
    .replace(/^.*?^export interface Config /ms, '')
    .replace(/^export interface Overrides .*/ms, '')
  const settings = Array.from(types.matchAll(/^ {2,4}(\w+)\??: /gm), ([, name]) => name!)
  const pages = ['configuration', 'planet', 'planet-keeping']
    .map((name) => read(`content/pages/docs/${name}.md`))
    .join('\n')
  assert.ok(settings.length > 40)
  for (const name of new Set(settings)) assert.match(pages, new RegExp(`\`[^\`]*\\b${name}\\b`), name)
})
