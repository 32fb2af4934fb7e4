/** How the default theme looks in a real browser where things are narrow, on paper, or written from right to left. */
import assert from 'node:assert/strict'
import {join} from 'node:path'
import {after, before, type TestContext, test} from 'node:test'
import type {Browser, Page} from 'playwright-core'
import {preview} from '../../src/dev/preview.ts'
import {noBrowser, openBrowser} from '../helpers/browser.ts'
import {configText, createSite, type Files, post} from '../helpers/site.ts'

let browser: Browser

before(async () => {
  if (!noBrowser) browser = await openBrowser()
})
after(() => browser?.close())

/** A built site, and a way to open its pages as on a phone. */
async function openSite(context: TestContext, files: Files): Promise<(path: string) => Promise<Page>> {
  const site = createSite(context, files)
  await site.build()
  const server = await preview(join(site.root, 'dist'), {base: () => '', port: 0})
  context.after(server.close)
  return async (path) => {
    const page = await browser.newPage({viewport: {width: 390, height: 800}})
    context.after(() => page.close())
    await page.goto(server.url + path)
    return page
  }
}

const sum = Array.from({length: 30}, (_, index) => `x_{${index}}`).join(' + ')

test('a formula that is too wide for a phone scrolls by itself', {skip: noBrowser}, async (context) => {
  const open = await openSite(context, {
    'planet.config.ts': configText('markdown: {math: true}, planet: {feeds: []},'),
    'content/posts/sum.md': post('Sum', '2025-01-01', `$$\n${sum}\n$$\n\nHere $$${sum}$$ too.`),
  })
  for (const path of ['2025/01/sum/', 'planet/']) {
    const page = await open(path)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, path)
    for (const formula of await page.locator('.math-display').all())
      assert.ok(await formula.evaluate(({scrollWidth, clientWidth}) => scrollWidth > clientWidth))
  }
})

test('paper has the whole of wide tables, no ways to other pages, and each address once', {
  skip: noBrowser,
}, async (context) => {
  const row = `|${'averylongword |'.repeat(9)}\n`
  const links = 'See <https://example.net/a> and [words](https://example.net/b).'
  const open = await openSite(context, {
    'planet.config.ts': configText('blog: {perPage: 1},'),
    'content/posts/one.md': post('One', '2025-01-01', `${links}\n\n${row}|${'---|'.repeat(9)}\n${row}`, 'series: S'),
    'content/posts/two.md': post('Two', '2025-01-02', 'Words.', 'series: S'),
  })
  const page = await open('2025/01/one/')
  await page.emulateMedia({media: 'print'})
  // A sheet of A4 between its margins.
  await page.setViewportSize({width: 700, height: 1000})
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 700)
  const table = await page.locator('table').evaluate(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)
  assert.ok(table <= 1, `${table} pixels are cut off`)
  for (const way of await page.locator('nav, .skip, footer ul').all()) assert.equal(await way.isVisible(), false)
  const behind = await page
    .locator('.prose a')
    .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content))
  assert.deepEqual(behind, ['none', '" <https://example.net/b>"'])
  const home = await open('')
  await home.emulateMedia({media: 'print'})
  assert.equal(await home.locator('.pager').isVisible(), false)
})

test('code keeps its order in text from right to left, and a title there has its date on its own side', {
  skip: noBrowser,
}, async (context) => {
  const open = await openSite(context, {
    'planet.config.ts': configText('planet: {feeds: []},'),
    'content/posts/ar.md': post('ليلة', '2025-01-01', 'كانت `code()` و <kbd>f()</kbd> صافية.', 'language: ar'),
    'content/posts/en.md': post('Night', '2025-01-02'),
  })
  const page = await open('2025/01/ar/')
  for (const name of ['code', 'kbd']) {
    // Where the first sign and the bracket behind it stand, from the left.
    const [first, last] = await page.locator(`.prose ${name}`).evaluate(({firstChild}) => {
      const text = firstChild as Text
      return [0, text.length - 1].map((at) => {
        const range = new Range()
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        return range.getBoundingClientRect().left
      })
    })
    assert.ok(first! < last!, name)
  }
  for (const [path, entry] of [
    ['', '.teaser'],
    ['planet/', '.item header'],
  ] as const) {
    const list = await open(path)
    const sides = await list.locator(entry).evaluateAll((entries) =>
      entries.map((each) =>
        Array.from(each.querySelectorAll('.p-name, time'), (part) => {
          const range = new Range()
          range.selectNodeContents(part)
          const {left, right} = range.getBoundingClientRect()
          return left + right < innerWidth ? 'left' : 'right'
        }),
      ),
    )
    assert.equal(sides.length, 2)
    for (const [title, date] of sides) assert.equal(title, date, path)
  }
})

test('no line of a byline ends with a separator', {skip: noBrowser}, async (context) => {
  const people = 'authors: [{name: Somebody With A Name}, {name: Another Long Name}, {name: Noor}]'
  const open = await openSite(context, {'content/posts/one.md': post('One', '2025-01-01', 'Words.', people)})
  const page = await open('2025/01/one/')
  const pieces = page.locator('.meta > *')
  const signs = (side: string) =>
    pieces.evaluateAll((each, side) => each.map((piece) => getComputedStyle(piece, side).content), side)
  assert.deepEqual(await signs('::after'), Array(5).fill('none'))
  assert.deepEqual(await signs('::before'), ['none', ...Array(4).fill('"·"')])
})

test('code that goes on has a shade on that side, and none where it ends', {skip: noBrowser}, async (context) => {
  const text = `\`\`\`\n${'wide '.repeat(50)}\n\`\`\`\n\n\`\`\`\nshort\n\`\`\``
  const open = await openSite(context, {'content/posts/one.md': post('One', '2025-01-01', text)})
  const page = await open('2025/01/one/')
  /** Whether the outermost pixels left and right look other than the middle, below the text. */
  async function shades(index: number) {
    const {x, y, width, height} = (await page.locator('pre').nth(index).boundingBox())!
    const [left, middle, right] = await Promise.all(
      [x + 1, x + width / 2, x + width - 3].map((at) =>
        page.screenshot({clip: {x: Math.round(at), y: Math.round(y + height - 11), width: 2, height: 2}}),
      ),
    )
    return [!left!.equals(middle!), !right!.equals(middle!)]
  }
  assert.deepEqual(await shades(0), [false, true])
  assert.deepEqual(await shades(1), [false, false])
  await page
    .locator('pre')
    .first()
    .evaluate((code) => code.scrollTo({left: 9999, behavior: 'instant'}))
  assert.deepEqual(await shades(0), [true, false])
})

/** Words of what the selector finds that stand on more than one line. */
function broken(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((parts) =>
    parts.flatMap((part) => {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      while (walker.nextNode()) {
        const text = walker.currentNode as Text
        for (const {0: word, index} of text.data.matchAll(/\S+/g)) {
          const range = new Range()
          range.setStart(text, index)
          range.setEnd(text, index + word.length)
          if (new Set(Array.from(range.getClientRects(), ({top}) => top)).size > 1) found.push(word)
        }
      }
      return found
    }),
  )
}

test('the way through many pages keeps its words and numbers whole, however narrow or large', {
  skip: noBrowser,
}, async (context) => {
  const posts = Array.from({length: 30}, (_, index) => {
    const day = String(index + 1).padStart(2, '0')
    return [`content/posts/${day}.md`, post(`Post ${day}`, `2025-01-${day}`)]
  })
  const open = await openSite(context, {
    'planet.config.ts': configText('blog: {perPage: 1}, planet: {perPage: 1, feeds: [], fold: {max: 30}},'),
    ...Object.fromEntries(posts),
  })
  for (const path of ['', 'page/15/', 'planet/page/15/']) {
    const page = await open(path)
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({width, height: 800})
      assert.deepEqual(await broken(page, '.pager'), [], `${path} at ${width}`)
    }
    await page.setViewportSize({width: 360, height: 800})
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, path)
    assert.deepEqual(await broken(page, '.pager'), [], `${path} in large letters`)
  }
})

test('a short title beside a long one stays whole, as does the name of a list of terms', {
  skip: noBrowser,
}, async (context) => {
  const long = 'A much longer title that goes on about a boat, a lamp and the long way home'
  const tags = 'tags: [one, two words, three, four, five of them, six, seven]'
  const open = await openSite(context, {
    'content/posts/one.md': post('Pictures', '2025-01-01'),
    'content/posts/two.md': post('Between', '2025-01-02', 'Words.', tags),
    'content/posts/three.md': post(long, '2025-01-03'),
  })
  const page = await open('2025/01/two/')
  for (const width of [320, 390, 768]) {
    await page.setViewportSize({width, height: 800})
    assert.deepEqual(await broken(page, '.around, .terms'), [])
  }
})

test('nothing in a post pushes a page sideways, and marked lines have more than a hue', {
  skip: noBrowser,
}, async (context) => {
  const frame = '<iframe width="900" height="200" src="about:blank"></iframe>'
  const open = await openSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', `${frame}\n\n\`\`\`js {2}\none()\ntwo()\n\`\`\``),
  })
  const page = await open('2025/01/one/')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390)
  assert.match(await page.locator('.marked').evaluate((line) => getComputedStyle(line).boxShadow), / -8\.\d+px 0px/)
  await page.emulateMedia({forcedColors: 'active'})
  for (const selector of ['.marked', 'pre'])
    assert.equal(await page.locator(selector).evaluate((part) => getComputedStyle(part).outlineStyle), 'solid')
})

test('paper breaks no word of a table that has room', {skip: noBrowser}, async (context) => {
  const words = '| permalink | required | a string of signs | where posts stand, as a pattern | `/:year/:month/` |'
  const open = await openSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', `${words}\n|${'---|'.repeat(5)}\n${words}`),
  })
  const page = await open('2025/01/one/')
  await page.emulateMedia({media: 'print'})
  await page.setViewportSize({width: 700, height: 1000})
  assert.deepEqual(await broken(page, 'table'), [])
})

test('what stands alone can be touched: its target is 24 pixels high', {skip: noBrowser}, async (context) => {
  const open = await openSite(context, {
    'planet.config.ts': configText('planet: {feeds: []},', "author: {name: 'A', url: 'https://example.org/'}"),
    'content/posts/one.md': post('One', '2025-01-01', 'A.\n\n<!--more-->\n\n## Part\n', 'toc: true'),
  })
  for (const [path, selector] of [
    ['', '.on a, footer .h-card a'],
    ['2025/01/one/', '.toc a'],
    ['planet/2025/01/', '.dated a'],
    ['planet/sources/', '.sources a'],
  ] as const) {
    const page = await open(path)
    const heights = await page.locator(selector).evaluateAll((links) => links.map((a) => a.getClientRects()[0]!.height))
    assert.ok(heights.length > 0 && heights.every((height) => height >= 24), `${path} ${heights}`)
  }
})
