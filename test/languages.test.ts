/** A site in Arabic and one in Japanese, built and looked at in a browser. */
import assert from 'node:assert/strict'
import {join} from 'node:path'
import {after, before, type TestContext, test} from 'node:test'
import type {Browser, Page} from 'playwright-core'
import {preview} from '../src/dev/preview.ts'
import {noBrowser, openBrowser} from './helpers/browser.ts'
import {configText, createSite, type Files, post} from './helpers/site.ts'

const table = '| ١ | ٢ | ٣ | ٤ | ٥ | ٦ | ٧ |\n|-|-|-|-|-|-|-|\n| قصير | أطول قليلا | كلمة | كلمة | كلمة | كلمة | كلمة |'
const code =
  '```js\nexport const path = [1, 2, 3].map((orbit) => orbit * 2).filter((orbit) => orbit > 2).join(" → ")\n```'

const arabic: Files = {
  'planet.config.ts': configText(
    "planet: {feeds: [{file: 'feed.xml', name: 'يوميات البحر'}]},",
    "language: 'ar', description: 'ملاحظات من السطح، في الليالي الصافية.', author: 'نور حداد', timeZone: 'Africa/Cairo'",
  ),
  'content/posts/comet.md': post(
    'مذنب فوق الحظيرة',
    '2025-03-01 21:00',
    `في الليلة الأولى كان **خافتا** وأخضر، وله [ذيل](https://example.net/) قصير.\n\n> [!NOTE]\n> لا حاجة إلى منظار.\n\n${code}\n\n${table}\n\n- ضوء\n- ظل\n\nقال أحدهم[^1].\n\n[^1]: ولم يقل أكثر.`,
    'tags: [سماء, مذنبات]\ncategories: [ملاحظات/ليل]\ntoc: true',
  ),
  'content/posts/mirror.md': post('المرآة', '2025-01-31', 'صقلت المرآة طوال الشتاء.\n\n<!--more-->\n\nثم جاء الربيع.'),
  'content/pages/about.md': '---\ntitle: عني\n---\nأكتب عن السماء.\n',
  'content/comments/comet/one.yaml': 'author: سامي\ndate: 2025-03-02\ntext: رأيته أيضا.\n',
}

const japanese: Files = {
  'planet.config.ts': configText(
    "planet: {feeds: [{file: 'feed.xml', name: '海の日記'}]},",
    "language: 'ja', description: '晴れた夜の屋根の上から。', author: '星野遥', timeZone: 'Asia/Tokyo'",
  ),
  'content/posts/comet.md': post(
    '納屋の上の彗星と、それを描いた二晩のこと',
    '2025-03-01 21:00',
    `最初の夜、彗星は**かすかに**緑色で、[短い尾](https://example.net/)を引いていた。${'望遠鏡はいらない。'.repeat(12)}\n\n> [!NOTE]\n> 双眼鏡で足りる。\n\n${code}\n\n${table}`,
    'tags: [彗星, 夜空]\nslug: comet',
  ),
  'content/posts/mirror.md': post('鏡', '2025-01-31', '冬のあいだ鏡を磨いた。', 'slug: mirror'),
  'content/pages/about.md': '---\ntitle: このサイトについて\nslug: about\n---\n空のことを書く。\n',
}

const feed = (title: string, text: string) =>
  `<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><item><title>${title}</title><link>https://f.example/1</link><pubDate>Sat, 01 Mar 2025 10:00:00 GMT</pubDate><description>${text}</description></item></channel></rss>`

let browser: Browser

before(async () => {
  if (!noBrowser) browser = await openBrowser()
})
after(() => browser?.close())

/** Build the site and serve it to a page of this width. */
async function visit(context: TestContext, files: Files, width: number): Promise<{page: Page; home: string}> {
  const site = createSite(context, files)
  await site.build()
  const server = await preview(join(site.root, 'dist'), {base: () => '', port: 0})
  context.after(server.close)
  const page = await browser.newPage({viewport: {width, height: 844}})
  context.after(() => page.close())
  return {page, home: server.url.replace(/\/$/, '')}
}

/** Every page fits the width of a phone, is laid out in this direction, and says nothing in English. */
async function walk(page: Page, home: string, paths: readonly string[], dir: 'ltr' | 'rtl'): Promise<void> {
  for (const path of paths) {
    await page.goto(home + path)
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, `${path} scrolls sideways`)
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector("main")).direction'), dir, path)
    const words = await page.locator('header, nav, .meta, h2, footer').allInnerTexts()
    assert.doesNotMatch(words.join(' '), /\b(?:Archive|Tags|Newer|Older|Updated|Search|January|March|Sources)\b/, path)
  }
}

const kinds = [
  '/',
  '/2025/03/comet/',
  '/archive/',
  '/2025/',
  '/tags/',
  '/planet/',
  '/planet/sources/',
  '/planet/status/',
]
const paths = [...kinds, '/search/', '/404.html']

test('a site in Arabic runs from right to left, with its dates and words', {skip: noBrowser}, async (context) => {
  const files = {...arabic, 'feed.xml': feed('جزر ومد', 'كان البحر هادئا.')}
  const {page, home} = await visit(context, files, 390)
  await walk(page, home, paths, 'rtl')

  await page.goto(`${home}/2025/03/comet/`)
  assert.match(await page.locator('.dt-published').first().innerText(), /مارس/)
  assert.equal(await page.evaluate('getComputedStyle(document.querySelector("pre")).direction'), 'ltr')
  const [bar, text] = await Promise.all(
    ['.alert', '.alert p:last-child'].map((selector) => page.locator(selector).boundingBox()),
  )
  assert.ok(bar!.x + bar!.width - (text!.x + text!.width) > 10, 'the bar of a note stands on its right')

  // A name in Latin letters has the dot behind it where Arabic goes on: on its left.
  await page.goto(`${home}/planet/`)
  const [name, time] = await Promise.all(
    ['.item .h-card', '.item .dt-published'].map((selector) => page.locator(selector).first().boundingBox()),
  )
  assert.ok(name!.x - (time!.x + time!.width) >= 0, 'the name stands before its time')
  const dot = await page
    .locator('.item .dt-published')
    .first()
    .evaluate((time) => getComputedStyle(time, '::before').right)
  assert.match(dot, /^-\d/, 'the dot stands between the two')
})

test('a site in Japanese has its dates and words, and its search finds words without blanks between them', {
  skip: noBrowser,
}, async (context) => {
  const files = {...japanese, 'feed.xml': feed('引き潮', '海は静かだった。')}
  const {page, home} = await visit(context, files, 390)
  await walk(page, home, paths, 'ltr')

  await page.goto(`${home}/2025/03/comet/`)
  assert.match(await page.locator('.dt-published').first().innerText(), /2025年3月1日/)
  await page.goto(`${home}/search/?q=${encodeURIComponent('望遠鏡')}`)
  await page.locator('#results a').first().waitFor()
  assert.deepEqual(await page.locator('#results h2').allInnerTexts(), ['納屋の上の彗星と、それを描いた二晩のこと'])
  await page.goto(`${home}/search/?q=${encodeURIComponent('磨いた')}`)
  assert.equal(await page.locator('#results a').first().innerText(), '鏡')
})
