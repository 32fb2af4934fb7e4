/** Every kind of page in a real browser: no finding by axe, valid by html-validate, readable in both schemes. */
import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {after, before, test} from 'node:test'
import {HtmlValidate} from 'html-validate'
import {type Browser, chromium, type Page} from 'playwright-core'
import defaultTheme from '../../themes/default/index.ts'
import {draw, makeSite} from './fixture.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const skip = existsSync(executablePath) ? false : 'There is no Chromium; name one in the variable CHROMIUM.'
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

/** One page of each kind. */
const kinds = [
  '/',
  '/page/1/',
  '/post-1/',
  '/post-3/',
  '/about/',
  '/archive/',
  '/2026/',
  '/2026/11/',
  '/tags/',
  '/tags/c-plus-plus/',
  '/planet/',
  '/planet/group/makers/',
  '/planet/2026/11/',
  '/planet/months/',
  '/planet/sources/',
  '/planet/status/',
  '/planet/glass/',
  '/404.html',
]

let browser: Browser | undefined
let files: Map<string, string>

before(async () => {
  files = await draw(makeSite({perPage: 2}))
  if (skip) return
  browser = await chromium.launch({
    executablePath,
    args: [...flags, '--disable-component-update', '--disable-sync'],
  })
})

after(() => browser?.close())

for (const [width, scheme, urls] of [
  [390, 'light', kinds],
  [1280, 'dark', ['/', '/post-1/', '/planet/']],
] as const) {
  test(`under a strict policy axe finds nothing and the console is empty, ${width} pixels wide and ${scheme}`, {
    skip,
  }, async () => {
    const page = await open(width, scheme)
    const messages: string[] = []
    page.on('console', (message) => messages.push(message.text()))
    for (const url of urls) {
      await page.goto(`http://site.test${url}`)
      await page.evaluate(axe)
      assert.deepEqual(await page.evaluate(runAxe), [], url)
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width, `${url} scrolls sideways`)
    }
    assert.deepEqual(messages, [])
    await page.context().close()
  })
}

test('whatever the accent, text in it has a contrast of 7:1', {skip}, async () => {
  const page = await browser!.newPage()
  const accents = ['red', 'lime', 'yellow', 'cyan', 'blue', 'magenta', 'black', 'white', '#888', 'oklch(.7 .4 150)']
  for (const accent of accents) {
    const style = defaultTheme.stylesheet({accent})
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({colorScheme})
      await page.setContent(`<style>${style}</style><pre><a href="#">Words</a></pre>`)
      const [text, ground] = await page.evaluate<[Rgb, Rgb]>(colours)
      assert.ok(contrast(text, ground) >= 7, `${accent}, ${colorScheme}: ${contrast(text, ground)}`)
    }
  }
  await page.close()
})

test('the first key leads to the skip link, which leads to the text', {skip}, async () => {
  const page = await open(1280, 'light')
  await page.goto('http://site.test/post-1/')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to content')
  await page.keyboard.press('Enter')
  assert.equal(new URL(page.url()).hash, '#content')
  await page.context().close()
})

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    // Matters of taste: `<!doctype html>` in small letters, blank lines where a piece is left out, whole titles.
    rules: {'doctype-style': 'off', 'no-trailing-whitespace': 'off', 'long-title': 'off'},
  })
  for (const [path, text] of files) {
    if (!path.endsWith('.html')) continue
    const {results} = await validator.validateString(text, path)
    const found = results.flatMap(({messages}) =>
      messages.map(({ruleId, message, line}) => `${line}: ${ruleId}: ${message}`),
    )
    assert.deepEqual(found, [], path)
  }
})

async function open(width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser!.newContext({viewport: {width, height: 800}, colorScheme})
  const page = await context.newPage()
  await page.route('**/*', (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname).slice(1)
    const body = files.get(path === '' || path.endsWith('/') ? `${path}index.html` : path)
    if (body === undefined) return route.fulfill({status: 404, body: ''})
    const contentType = path.endsWith('.css') ? 'text/css' : path.endsWith('.svg') ? 'image/svg+xml' : 'text/html'
    return route.fulfill({
      body,
      contentType: `${contentType}; charset=utf-8`,
      headers: {'content-security-policy': policy},
    })
  })
  return page
}

type Rgb = readonly [red: number, green: number, blue: number]

/** Contrast by WCAG 2.2. */
function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) =>
    value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Runs in the page: what is drawn for the colours of a link and of its ground. */
const colours = `(() => {
  const context = document.createElement('canvas').getContext('2d')
  const drawn = (colour) => {
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    return Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3))
  }
  return [drawn(getComputedStyle(document.querySelector('a')).color), drawn(getComputedStyle(document.querySelector('pre')).backgroundColor)]
})()`

/** Runs in the page. */
const runAxe = `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: {'color-contrast-enhanced': {enabled: true}}})
  .then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(({html, any}) => id + ': ' + html + ' ' + (any[0]?.message ?? ''))))`
