/** The Content-Security-Policy of the documentation, sent with every file of the example site. */
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, test} from 'node:test'
import type {Browser} from 'playwright-core'
import {preview} from '../../src/dev/preview.ts'
import {build} from '../../src/index.ts'
import {noBrowser, openBrowser} from '../helpers/browser.ts'
import {createSite} from '../helpers/site.ts'

const root = join(import.meta.dirname, '../..')

/** The policies that a page of the documentation tells, each once. */
function policiesIn(doc: string): readonly string[] {
  return Array.from(
    readFileSync(join(root, doc), 'utf8').matchAll(/Content-Security-Policy: ([^`]+)`/g),
    ([, policy]) => policy!,
  )
}

let browser: Browser

before(async () => {
  if (!noBrowser) browser = await openBrowser()
})
after(() => browser?.close())

test('one policy is documented, and it forbids scripts and styles within pages', () => {
  const [policy = '', ...others] = ['docs/threats.md', 'docs/themes.md'].flatMap(policiesIn)
  assert.match(policy, /default-src 'none'/)
  assert.doesNotMatch(policy, /unsafe|nonce|strict-dynamic/)
  for (const other of others) assert.equal(other, policy)
})

test('under the documented policy the example site works, and nothing of it is against the policy', {
  skip: noBrowser,
}, async (context) => {
  const [policy = ''] = policiesIn('docs/threats.md')
  const files = createSite(context, {})
  await build(root, {out: join(files.root, 'example')})
  const server = await preview(join(files.root, 'example'), {base: () => '', port: 0})
  const page = await browser.newPage()
  context.after(async () => {
    await page.unrouteAll({behavior: 'ignoreErrors'})
    await page.close()
    await server.close()
  })
  const against: string[] = []
  page.on('console', (message) => /polic/i.test(message.text()) && against.push(`${page.url()}: ${message.text()}`))
  page.on('pageerror', (error) => against.push(error.message))
  await page.route('**/*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({response, headers: {...response.headers(), 'content-security-policy': policy}})
  })

  const links = (selector: string) =>
    page.locator(selector).evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).pathname))
  await page.goto(server.url)
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).fontFamily), 'Times New Roman')
  const posts = (await links('.h-entry .u-url')).slice(0, 3)
  const paths = new Set([...posts, ...(await links('header nav a')), '/planet/sources/', '/planet/status/', '/tags/'])
  for (const path of [...paths, '/nowhere/']) {
    await page.goto(new URL(path, server.url).href)
    assert.ok(await page.evaluate(() => document.styleSheets.length > 0), path)
  }

  await page.goto(`${server.url}search/`)
  await page.locator('input[type=search]').fill('almagest')
  await page.locator('#results article a').first().waitFor()

  await page.goto(`${server.url}planet/atom.xml`)
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('updated')!).display), 'none')
  assert.deepEqual(against, [])

  // Without scripts, a form asks a search engine instead.
  const quiet = await browser.newPage({javaScriptEnabled: false})
  context.after(() => quiet.close())
  const asked: string[] = []
  await quiet.route('**/*', async (route) => {
    asked.push(route.request().url())
    if (!asked.at(-1)!.startsWith(server.url)) return route.fulfill({status: 200, body: ''})
    const response = await route.fetch()
    await route.fulfill({response, headers: {...response.headers(), 'content-security-policy': policy}})
  })
  await quiet.goto(`${server.url}search/`)
  await quiet.locator('noscript button, form[action^="https:"] button').click()
  assert.match(asked.at(-1)!, /^https:\/\/duckduckgo\.com\//)

  // The policy is in force: what a stranger would bring in does not run.
  await page.goto(server.url)
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p style="color:red" onclick="ran()">x</p>'))
  assert.ok(against.length > 0)
})
