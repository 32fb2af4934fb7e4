/** How parts of a text are drawn in a real browser: players, forms, and what is marked. */
import assert from 'node:assert/strict'
import {join} from 'node:path'
import {after, before, type TestContext, test} from 'node:test'
import type {Browser, Page} from 'playwright-core'
import {preview} from '../../src/dev/preview.ts'
import {noBrowser, openBrowser} from '../helpers/browser.ts'
import {createSite, type Files, post} from '../helpers/site.ts'

let browser: Browser

before(async () => {
  if (!noBrowser) browser = await openBrowser()
})
after(() => browser?.close())

/** A page of a site that is built for it. */
async function open(context: TestContext, files: Files, path: string): Promise<Page> {
  const site = createSite(context, files)
  await site.build()
  const server = await preview(join(site.root, 'dist'), {base: () => '', port: 0})
  context.after(server.close)
  const page = await browser.newPage()
  context.after(() => page.close())
  await page.goto(server.url + path)
  return page
}

/** The only post of a site, with this text. */
function openPost(context: TestContext, text: string, more = ''): Promise<Page> {
  return open(context, {'content/posts/one.md': post('One', '2025-01-01', text, more)}, '2025/01/one/')
}

test('a player of sound can be seen and pressed, and is no wider than a phone', {skip: noBrowser}, async (context) => {
  const wide = '<audio controls style="width: 900px" src="https://example.net/a.mp3"></audio>'
  const page = await openPost(context, wide, 'enclosure: https://example.net/talk.mp3')
  await page.setViewportSize({width: 390, height: 800})
  const players = await page.locator('audio').evaluateAll((all) => all.map((each) => each.getBoundingClientRect()))
  assert.equal(players.length, 2)
  for (const {width, height} of players) assert.ok(height > 40 && width <= 350, `${width} × ${height}`)
})

test('of a form in a post, neither its words nor their labels are drawn as buttons', {
  skip: noBrowser,
}, async (context) => {
  const page = await openPost(context, '<form><p>Letters</p><label>Address <input></label></form>')
  for (const name of ['p', 'label'])
    assert.equal(
      await page.locator(`.prose form > ${name}`).evaluate((part) => getComputedStyle(part).borderStyle),
      'none',
    )
})

test('what follows a form keeps its distance', {skip: noBrowser}, async (context) => {
  const page = await openPost(context, '<form><label>Address <input></label></form>\n\nBelow.')
  const [above, below] = await page
    .locator('.prose > *')
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect()))
  assert.ok(below!.top - above!.bottom > 10)
})

test('a table has no shade where nothing more is there, however narrow', {skip: noBrowser}, async (context) => {
  const page = await openPost(context, '<table><tr><td>i</td></tr></table>\n\n| i |\n|---|\n|   |')
  for (const table of await page.locator('table').all()) {
    const {x, y, width} = (await table.boundingBox())!
    assert.ok(width < 30, String(width))
    const shots = [x - 5, x, x + width - 3].map((at) =>
      page.screenshot({clip: {x: Math.round(at), y: Math.round(y) + 2, width: 2, height: 2}}),
    )
    const [beside, left, right] = await Promise.all(shots)
    assert.ok(beside!.equals(left!) && beside!.equals(right!))
  }
})

test('where colours are forced, code and links that are marked can be read', {skip: noBrowser}, async (context) => {
  const page = await openPost(context, '<mark>Some `code` and [a link](https://example.net/)</mark>')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({forcedColors: 'active', colorScheme})
    const drawn = await page.locator('mark, mark *').evaluateAll((all) =>
      all.map((each) => {
        const {color, backgroundColor} = getComputedStyle(each)
        return `${color} on ${backgroundColor}`
      }),
    )
    assert.equal(drawn.length, 3)
    assert.deepEqual(new Set(drawn), new Set([drawn[0]]), colorScheme)
  }
})

test('where colours are forced, the ring of focus is wider than the frame of the entry one is at', {
  skip: noBrowser,
}, async (context) => {
  const page = await openPost(context, 'Words.')
  await page.goto(new URL('/archive/', page.url()).href)
  await page.emulateMedia({forcedColors: 'active'})
  const width = await page
    .locator('header nav a[aria-current]')
    .first()
    .evaluate((link) => {
      ;(link as HTMLElement).focus({focusVisible: true} as FocusOptions)
      return Number.parseFloat(getComputedStyle(link).outlineWidth)
    })
  assert.ok(width >= 2, String(width))
})

test('a title in another language says so in the archive', {skip: noBrowser}, async (context) => {
  const page = await openPost(context, 'كلمات', 'language: ar')
  for (const path of ['/archive/', '/2025/']) {
    await page.goto(new URL(path, page.url()).href)
    const link = page.locator('.dated a')
    assert.deepEqual([await link.getAttribute('lang'), await link.getAttribute('dir')], ['ar', 'rtl'], path)
  }
})
