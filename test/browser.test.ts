import assert from 'node:assert/strict'
import {join} from 'node:path'
import {after, before, type TestContext, test} from 'node:test'
import type {Browser, Page} from 'playwright-core'
import {dev} from '../src/dev/dev.ts'
import {preview} from '../src/dev/preview.ts'
import {toTrouble} from '../src/dev/trouble.ts'
import {showTrouble} from '../src/dev/trouble-box.ts'
import {build} from '../src/index.ts'
import type {Problem} from '../src/problem.ts'
import {noBrowser, openBrowser} from './helpers/browser.ts'
import {configText, createSite, type Files, post, testTime} from './helpers/site.ts'

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
  const server = await preview(join(files.root, 'example'), {base: () => '', port: 0})
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

/** A site that is being written, and a page of it that a reader has open. */
async function openDev(context: TestContext, files: Files, path: string) {
  const site = createSite(context, files)
  const troubles: (readonly Problem[])[] = []
  const server = await dev(site.root, {
    now: () => testTime,
    port: 0,
    onBuild: () => {},
    onTrouble: (problems) => troubles.push(problems),
  })
  context.after(server.close)
  const {page, errors} = await openPage()
  await page.goto(server.url + path)
  return {site, server, page, errors, troubles}
}

const long = Array.from({length: 40}, (_, number) => `## Part ${number}\n\nWords of part ${number}.`).join('\n\n')
const details = '<details><summary>More</summary>Hidden words.</details>\n\n<input id="name">'

test('a save is patched into the open page, which keeps its place, what was opened and what was typed', {
  skip: noBrowser,
}, async (context) => {
  const path = 'content/posts/one.md'
  const {site, page, errors} = await openDev(
    context,
    {[path]: post('One', '2025-01-01', `${details}\n\n${long}`)},
    '2025/01/one/',
  )
  await page.evaluate(() => Object.assign(window, {untouched: true}))
  await page.locator('summary').click()
  await page.locator('#name').fill('Ptolemy')
  await page.locator('#part-30').scrollIntoViewIfNeeded()
  const before = await page.locator('#part-30').evaluate((heading) => heading.getBoundingClientRect().top)

  site.write(
    path,
    post(
      'One',
      '2025-01-01',
      `${details}\n\nA new beginning.\n\n${long.replace('Words of part 30', 'Better words of part 30')}`,
    ),
  )
  await page.getByText('Better words of part 30').waitFor()
  const after = await page.locator('#part-30').evaluate((heading) => heading.getBoundingClientRect().top)
  assert.ok(Math.abs(after - before) < 2, `moved by ${after - before}`)
  assert.ok(await page.getByText('Hidden words.').isVisible())
  assert.equal(await page.locator('#name').inputValue(), 'Ptolemy')
  assert.equal(await page.evaluate(() => 'untouched' in window), true)
  assert.deepEqual(errors, [])
})

test('a mistake stands over the last good page with its place and goes away when it is mended', {
  skip: noBrowser,
}, async (context) => {
  const path = 'content/posts/one.md'
  const {site, page, troubles} = await openDev(
    context,
    {[path]: post('One', '2025-01-01', 'Good words.')},
    '2025/01/one/',
  )
  site.write(path, post('One', 'yesterday', 'Good words.'))
  await page.getByText(`${path}:3:7`).waitFor()
  assert.ok(await page.getByText('date: yesterday').isVisible())
  assert.ok(await page.getByText('Good words.').isVisible())
  assert.equal(troubles.at(-1)?.length, 1)
  site.write(path, post('One', '2025-01-01', 'Mended words.'))
  await page.getByText('Mended words.').waitFor()
  // The page comes first, and then that nothing is wrong with the rest.
  await page.getByText(`${path}:3:7`).waitFor({state: 'detached'})
})

test('a warning does not look like an error, and says what it is', {skip: noBrowser}, async () => {
  const {page, errors} = await openPage()
  const problems = [
    toTrouble('/site', {message: 'It cannot go on.', file: 'a.md', line: 1}),
    toTrouble('/site', {message: 'It could be better.', warning: true}),
  ]
  await page.evaluate(`(${showTrouble})(${JSON.stringify(problems)}, '')`)
  assert.match(await page.getByRole('alert').innerText(), /^Error\s+a\.md:1\s+It cannot go on\.$/)
  assert.match(await page.getByRole('status').innerText(), /^Warning\s+It could be better\.$/)
  const grounds = await page
    .locator('section')
    .evaluateAll((sections) => sections.map((section) => getComputedStyle(section).backgroundColor))
  assert.notEqual(grounds[0], grounds[1])
  assert.deepEqual(errors, [])
  await page.close()
})

test('what is wrong is read from left to right, line by line, on a page from right to left', {
  skip: noBrowser,
}, async () => {
  const {page} = await openPage()
  await page.setContent('<!doctype html><html lang="ar" dir="rtl"><p>ليلة</p>')
  const problems = [toTrouble('/site', {message: 'One line.\nAnother.', file: 'a.md', line: 1})]
  await page.evaluate(`(${showTrouble})(${JSON.stringify(problems)}, '')`)
  const alert = page.getByRole('alert')
  assert.equal(await alert.evaluate((section) => getComputedStyle(section).direction), 'ltr')
  assert.match(await alert.innerText(), /One line\.\nAnother\.$/)
  assert.equal(await page.locator('almagest-trouble').getAttribute('lang'), 'en')
  await page.close()
})

test('where a part of every page fails, the page that was asked for is named', {skip: noBrowser}, async (context) => {
  const theme =
    "import {contract, defineTheme} from 'almagest/theme'\nexport default defineTheme({contract, parts: {footer: () => { throw new Error('boom') }}})\n"
  const files = {'planet.config.ts': configText("theme: './mine',"), 'mine/index.ts': theme}
  const {page, troubles} = await openDev(
    context,
    {...files, 'content/posts/one.md': post('One', '2025-01-01')},
    '2025/01/one/',
  )
  await page.getByRole('alert').getByText('on /2025/01/one/: boom').waitFor()
  assert.equal(await page.locator('link[rel=icon]').getAttribute('href'), 'data:,')
  assert.ok(!troubles.flat().some(({message}) => message.includes('404')))
})

test('a broken config or theme is told and survived, and a mended or new one is taken up', {
  skip: noBrowser,
}, async (context) => {
  const theme = (style: string) =>
    `import {contract, defineTheme} from 'almagest/theme'\nexport default defineTheme({contract, views: {}, stylesheet: (options, style) => style + '${style}'})\n`
  const {site, page} = await openDev(
    context,
    {
      'content/posts/one.md': post('One', '2025-01-01', 'Words.'),
      'planet.config.ts': configText("theme: './mine',"),
      'mine/index.ts': theme(''),
    },
    '',
  )
  const title = (name: string) => configText("theme: './mine',").replace("'Test'", `'${name}'`)
  site.write('planet.config.ts', title('Half').replace('url:', 'ulr:'))
  await page.getByText('Did you mean `url`?').waitFor()
  site.write('planet.config.ts', title('Whole'))
  await page.getByText('Whole').first().waitFor()
  await page.evaluate(() => Object.assign(window, {untouched: true}))
  site.write('mine/index.ts', theme('body{outline:7px solid red}'))
  await page.waitForFunction(() => getComputedStyle(document.body).outlineWidth === '7px')
  assert.equal(await page.evaluate(() => 'untouched' in window), true)
  site.write('mine/index.ts', 'export default {')
  await page.getByText('mine/index.ts:1').waitFor()
})

test('drafts and posts to come are shown until they are hidden; lists and feeds are fresh when they are asked for', {
  skip: noBrowser,
}, async (context) => {
  const {site, server, page} = await openDev(
    context,
    {
      'content/posts/draft.md': post('Draft', '2025-01-02', 'Not yet.', 'draft: true'),
      'content/posts/later.md': post('Later', '2999-01-02', 'In a while.'),
    },
    '2025/01/draft/',
  )
  assert.ok(await page.getByText('Not yet.').isVisible())
  site.write('content/posts/new.md', post('Brand new', '2025-02-01', 'New.'))
  await page.waitForFunction(() => document.documentElement.dataset.almagestRevision)
  const home = await fetch(server.url).then((response) => response.text())
  assert.match(home, /Brand new/)
  assert.match(home, /Later/)
  assert.match(await fetch(`${server.url}rss.xml`).then((response) => response.text()), /Brand new/)
  server.toggleDrafts()
  await page.waitForFunction(() => !document.body.textContent!.includes('Not yet.'))
  assert.doesNotMatch(await fetch(server.url).then((response) => response.text()), /Later/)
})

test('a picture that changed under its old name is loaded again', {skip: noBrowser}, async (context) => {
  const svg = (width: number) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"/>`
  const {site, page} = await openDev(
    context,
    {'content/posts/dot.svg': svg(10), 'content/posts/one.md': post('One', '2025-01-01', '![dot](dot.svg)')},
    '2025/01/one/',
  )
  site.write('content/posts/dot.svg', svg(33))
  await page.waitForFunction(() => document.querySelector('main img')!.getAttribute('width') === '33')
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('main img')!.naturalWidth === 33)
})

test('what is taken away above leaves open what was opened, and the caret where it was', {
  skip: noBrowser,
}, async (context) => {
  const path = 'content/posts/one.md'
  const text = (...parts: string[]) => post('One', '2025-01-01', parts.join('\n\n'))
  const closed = '<details><summary>Other</summary>Other words.</details>'
  const {site, page} = await openDev(context, {[path]: text('First.', 'Second.', details, 'Last.')}, '2025/01/one/')
  await page.locator('summary').click()
  await page.locator('#name').fill('Ptolemy')
  site.write(path, text('First.', details, 'Last.'))
  await page.getByText('Second.').waitFor({state: 'detached'})
  const opened = () =>
    page.locator('details').evaluateAll((all) => all.map((each) => (each as HTMLDetailsElement).open))
  assert.deepEqual(await opened(), [true])
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'name')
  site.write(path, text('First.', closed, details, 'Last.'))
  await page.getByText('Other', {exact: true}).waitFor()
  assert.deepEqual(await opened(), [false, true])
})

test('a page that cannot be drawn leaves the last good one, with what is wrong over it', {
  skip: noBrowser,
}, async (context) => {
  const theme = (footer: string) =>
    `import {contract, defineTheme, html} from 'almagest/theme'\nexport default defineTheme({contract, parts: {footer: () => ${footer}}})\n`
  const {site, page, troubles} = await openDev(
    context,
    {
      'content/posts/one.md': post('One', '2025-01-01', 'Words.'),
      'planet.config.ts': configText("theme: './mine',"),
      'mine/index.ts': theme('html`Good foot.`'),
    },
    '2025/01/one/',
  )
  site.write('mine/index.ts', theme('{ throw new Error("boom") }'))
  await page.getByRole('alert').getByText('on /2025/01/one/: boom').waitFor()
  assert.ok(await page.getByText('Good foot.').isVisible())
  assert.match(String(troubles.at(-1)?.[0]?.message), /boom/)
  await page.keyboard.press('Escape')
  await page.getByRole('alert').waitFor({state: 'detached'})
  site.write('mine/index.ts', theme('html`Mended foot.`'))
  await page.getByText('Mended foot.').waitFor()
})

test('a site that begins with a mistake is shown as soon as it is mended', {skip: noBrowser}, async (context) => {
  const path = 'content/posts/one.md'
  const {site, page} = await openDev(context, {[path]: post('One', 'yesterday', 'Words.')}, '')
  await page.getByText(`${path}:3:7`).waitFor()
  assert.ok(await page.getByRole('heading', {name: 'There is no such page.'}).isVisible())
  site.write(path, post('One', '2025-01-01', 'Words.'))
  await page.getByRole('link', {name: 'One'}).waitFor()
  await page.getByText(`${path}:3:7`).waitFor({state: 'detached'})
})

test('a patch that is lost on its way is asked for again', {skip: noBrowser}, async (context) => {
  const path = 'content/posts/one.md'
  const {site, page} = await openDev(context, {[path]: post('One', '2025-01-01', 'Before.')}, '2025/01/one/')
  await page.route('**/2025/01/one/', (route) => route.abort(), {times: 1})
  site.write(path, post('One', '2025-01-01', 'After.'))
  await page.getByText('After.').waitFor()
})

test('pages that nobody sees hold no connection, and catch up when they are looked at', {
  skip: noBrowser,
}, async (context) => {
  const path = 'content/posts/one.md'
  const {site, server, page} = await openDev(context, {[path]: post('One', '2025-01-01', 'Before.')}, '2025/01/one/')
  const turn = (tab: Page, hidden: boolean) =>
    tab.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', {value: hidden, configurable: true})
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  await turn(page, true)
  const window = await browser.newContext()
  context.after(() => window.close())
  for (let count = 0; count < 7; count++) {
    const tab = await window.newPage()
    await tab.goto(`${server.url}2025/01/one/`, {timeout: 5_000})
    await turn(tab, true)
  }
  site.write(path, post('One', '2025-01-01', 'After.'))
  await turn(page, false)
  await page.getByText('After.').waitFor()
})
