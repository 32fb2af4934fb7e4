import assert from 'node:assert/strict'
import {join} from 'node:path'
import {after, before, test} from 'node:test'
import type {Browser, Page} from 'playwright-core'
import {dev} from '../src/dev.ts'
import {build} from '../src/index.ts'
import {serve} from '../src/serve.ts'
import {noBrowser, openBrowser} from './helpers/browser.ts'
import {configText, createSite, post, testTime} from './helpers/site.ts'

let browser: Browser

before(async () => {
  if (!noBrowser) browser = await openBrowser()
})
after(() => browser?.close())

/** A page that collects what goes wrong in it. */
async function openPage(): Promise<{page: Page; errors: string[]}> {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('requestfailed', (request) => {
    // Leaving a page ends what it was still loading.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') errors.push(`${request.url()} failed`)
  })
  return {page, errors}
}

test('the example site can be walked from home to a post and to the planet with no error and no foreign request', {
  skip: noBrowser,
}, async (context) => {
  const root = join(import.meta.dirname, '..')
  const files = createSite(context, {})
  await build(root, {out: join(files.root, 'example')})
  const server = await serve({root: join(files.root, 'example'), base: '', port: 0})
  context.after(server.close)
  const {page, errors} = await openPage()
  const foreign: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) foreign.push(request.url())
  })

  await page.goto(server.url)
  await page.locator('.h-entry a').first().click()
  await page.waitForLoadState()
  assert.match(page.url(), /\/20\d\d\//)
  assert.ok(await page.locator('article h1').isVisible())
  await page.locator('header nav a', {hasText: 'Planet'}).click()
  await page.waitForURL(/\/planet\/$/)
  assert.ok((await page.locator('.h-entry').count()) >= 10)
  const sources = await page.locator('a[href*="/planet/sources/"]').count()
  assert.ok(sources >= 6)
  await page.locator('a[href*="/planet/sources/"]').first().click()
  await page.waitForURL(/\/planet\/sources\//)
  await page.goto(`${server.url}nowhere/`)
  assert.ok(await page.locator('h1').isVisible())
  assert.deepEqual(foreign, [])
  assert.deepEqual(
    errors.filter((error) => !/404/.test(error)),
    [],
  )
})

test('a save shows in the open page, a mistake stands over it, and its mending takes it away', {
  skip: noBrowser,
}, async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', 'Before.'),
    'content/posts/draft.md': post('Draft', '2025-01-02', 'Not yet.', 'draft: true'),
  })
  const server = await dev(site.root, {now: () => testTime, port: 0, onBuild: () => {}, onTrouble: () => {}})
  context.after(server.close)
  const {page, errors} = await openPage()

  await page.goto(`${server.url}2025/01/one/`)
  site.write('content/posts/one.md', post('One', '2025-01-01', 'After.'))
  await page.getByText('After.').waitFor()
  site.write('content/posts/one.md', post('One', 'yesterday', 'After.'))
  await page.getByText('content/posts/one.md:3').waitFor()
  assert.ok(await page.getByText('After.').isVisible())
  site.write('content/posts/one.md', post('One', '2025-01-01', 'Mended.'))
  await page.getByText('Mended.').waitFor()
  assert.equal(await page.getByText('content/posts/one.md:3').count(), 0)
  site.write('planet.config.ts', configText().replace("'Test'", "'Renamed'"))
  await page.getByText('Renamed').first().waitFor()
  await page.goto(`${server.url}2025/01/draft/`)
  assert.ok(await page.getByText('Not yet.').isVisible())
  assert.deepEqual(
    errors.filter((error) => !/_almagest\/events/.test(error)),
    [],
  )
})
