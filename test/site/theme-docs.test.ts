/** The example of docs/themes.md, as a site would use it. */
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import {configText, createSite, post} from '../helpers/site.ts'

const docs = readFileSync(new URL('../../docs/themes.md', import.meta.url), 'utf8')
const [setting, theme] = Array.from(docs.matchAll(/^```ts\n(.*?)^```$/gms), ([, code]) => code!)

test('the theme of the documentation draws a site', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText(setting),
    'theme/index.ts': theme!,
    'content/posts/one.md': post('One', '2025-01-31', 'Above.\n\n<!--more-->\n\nBelow.'),
  })
  await site.build()
  const home = site.read('dist/index.html')
  assert.match(home, /<a rel="me" href="https:\/\/social\.example\/@ada">Write to me<\/a>/)
  assert.match(home, />Go on<\/a>/)
  assert.match(site.read('dist/archive/index.html'), /<li>January 31, 2025 <a href="\/2025\/01\/one\/">One<\/a><\/li>/)
  const style = Object.entries(site.tree()).find(([path]) => /style\.[\w-]+\.css$/.test(path))!
  assert.match(style[1], /--measure.* :root \{ --ground: light-dark\(ivory, #1b1a14\) \}$/s)
})

test('the documentation names every view with its props, and what every page is told', () => {
  const rows = docs.split('\n').filter((line) => line.startsWith('| `'))
  for (const [view, props] of membersOf('props', 'Views')) {
    const row = rows.find((row) => row.split('|')[1]!.includes(`\`${view}\``))
    for (const [, prop] of props.matchAll(/readonly (\w+)\??:/g))
      assert.ok(row?.includes(`\`${prop}\``), `${view} ${prop}`)
  }
  const told = docs.split('\n\n').find((paragraph) => paragraph.startsWith('`site` is'))!
  for (const [name] of membersOf('theme', 'SiteInfo')) assert.ok(told.includes(`\`${name}\``), `site.${name}`)
})

/** The members of an interface in a file of the contract, each with the text of its type. */
function membersOf(file: string, name: string): readonly (readonly [name: string, type: string])[] {
  const contract = readFileSync(new URL(`../../src/site/${file}.ts`, import.meta.url), 'utf8')
  const body = contract.split(`export interface ${name} {\n`)[1]!.split('\n}')[0]!
  const parts = body.split(/^ {2}(?=(?:readonly )?\w+\??: )/m).slice(1)
  return parts.map((part) => [/\w+(?=\??:)/.exec(part)![0], part])
}

test('a footer may be markup made by html', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': `import {html} from 'almagest/theme'\n${configText('theme: {footer: html`By <em>hand</em>`},')}`,
    'content/posts/one.md': post('One', '2025-01-31'),
  })
  await site.build()
  assert.match(site.read('dist/index.html'), /<p>By <em>hand<\/em><\/p>/)
})
