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
  assert.match(style[1], /--measure.* body \{ background: ivory \}$/s)
})

test('a footer may be markup made by html', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': `import {html} from 'almagest/theme'\n${configText('theme: {footer: html`By <em>hand</em>`},')}`,
    'content/posts/one.md': post('One', '2025-01-31'),
  })
  await site.build()
  assert.match(site.read('dist/index.html'), /<p>By <em>hand<\/em><\/p>/)
})
