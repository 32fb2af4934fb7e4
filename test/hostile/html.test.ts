/** HTML of strangers in a real browser: what comes in by a feed is refreshed, built, served and opened. */
import assert from 'node:assert/strict'
import {after, before, type TestContext, test} from 'node:test'
import type {Browser, Page} from 'playwright-core'
import {preview} from '../../src/dev/preview.ts'
import {noBrowser, openBrowser} from '../helpers/browser.ts'
import {configText, createSite, post, type TestSite} from '../helpers/site.ts'
import {payloads} from './payloads.ts'

let browser: Browser

before(async () => {
  if (!noBrowser) browser = await openBrowser()
})
after(() => browser?.close())

/** A feed of these texts, one item each, dated so that all of them are in the river. */
function feedOf(name: string, texts: readonly string[]): string {
  const items = texts.map((text, index) => {
    const url = `https://stranger.example/${encodeURIComponent(name)}/${index}`
    return {id: url, url, title: `${name} ${index}`, content_html: text, date_published: day(index)}
  })
  return JSON.stringify({version: 'https://jsonfeed.org/version/1.1', title: name, home_page_url: home, items})
}

const home = 'https://stranger.example/'
/** Pictures that posts show are on this host: readers ask for them, and tell nothing of the page. */
const pictures = 'https://a.example/'
const day = (index: number) => new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString()

/** A built site that follows these feeds, every item of which is on the first page of its source. */
async function siteOf(context: TestContext, feeds: Readonly<Record<string, string>>): Promise<TestSite> {
  const names = Object.keys(feeds)
  const list = names.map((name) => `{file: '${name}.json', name: '${name}', site: '${home}'}`)
  const site = createSite(context, {
    'planet.config.ts': configText(`planet: {feeds: [${list}], perPage: 1000, fold: {max: 1000}},`),
    'content/posts/own.md': post('Own', '2025-01-01'),
    ...Object.fromEntries(names.map((name) => [`${name}.json`, feeds[name]!])),
  })
  await site.build()
  return site
}

/** A page that notes what it asks for and what runs in it; the site alone is answered. */
async function watch(context: TestContext, own: string): Promise<{page: Page; noted: string[]}> {
  const page = await browser.newPage()
  context.after(async () => {
    await page.unrouteAll({behavior: 'ignoreErrors'})
    await page.close()
  })
  const noted: string[] = []
  await page.addInitScript(() => {
    const ran = () => console.error('it ran')
    Object.defineProperty(window, 'ran', {value: ran, writable: false})
    Object.defineProperty(window, 'alert', {value: ran, writable: false})
  })
  await page.route('**/*', async (route) => {
    const request = route.request()
    const url = request.url()
    if (url.startsWith(own)) return route.continue()
    const isShown = url.startsWith(pictures) && request.resourceType() === 'image'
    if (!isShown) noted.push(`asked for ${url}`)
    else if (request.headers().referer) noted.push(`told ${url} of the page`)
    await route.fulfill({status: 200, contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>'})
  })
  page.on('console', (message) => message.type() === 'error' && noted.push(message.text()))
  page.on('pageerror', (error) => noted.push(error.message))
  page.on('dialog', (dialog) => {
    noted.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', (popup) => noted.push(`popup: ${popup.url()}`))
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(own)) noted.push(`went to ${frame.url()}`)
  })
  return {page, noted}
}

/** All that a hasty reader could do: every element is hovered, focused, opened, played with and pressed. */
function touchEverything(): void {
  addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a')
    if (/^https?:/.test(link?.href ?? '')) event.preventDefault()
  })
  const kinds =
    'load error mouseover mouseenter pointerover pointerenter focus focusin toggle animationstart wheel begin end'
  for (const element of document.querySelectorAll<HTMLElement>('.e-content *, .e-content')) {
    for (const kind of `${kinds} transitionend beforematch scroll copy input change submit`.split(' '))
      element.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}))
    element.focus?.()
    // Who presses play wants to hear it.
    if (!(element instanceof HTMLMediaElement)) element.click?.()
    if (element instanceof HTMLDetailsElement) element.open = true
  }
}

/** What stands in the items of the page and must not, in a few words each. */
function findForbidden(): readonly string[] {
  const elements =
    'script,style,link,meta,base,iframe,frame,object,embed,form,input,button,select,textarea,template,dialog,slot,image,use,animate,set,foreignObject,annotation-xml,track,noscript,title,portal'
  const found = Array.from(document.querySelectorAll(`.e-content :is(${elements})`), ({tagName}) => tagName)
  for (const element of document.querySelectorAll('.e-content *'))
    for (const {name, value} of element.attributes) {
      if (
        /^on|^(?:style|class|ping|target|srcdoc|formaction|action|is|slot|part|xlink:href|background|popover|autoplay)$/.test(
          name,
        )
      )
        if (!/^(?:language-[\w+-]+)?$/.test(value)) found.push(`${element.tagName} ${name}`)
      if (/^(?:id|name|headers)$/.test(name) && !value.startsWith('item-')) found.push(`${name}=${value}`)
      if (/^\s*(?:javascript|data|vbscript|blob|file):/i.test(value) && name !== 'title' && name !== 'alt')
        found.push(`${name}=${value}`)
    }
  for (const link of document.querySelectorAll('.e-content a[href]'))
    if (!/\bnoopener\b/.test(link.getAttribute('rel') ?? '')) found.push(`${link.outerHTML} without noopener`)
  if (document.querySelectorAll('main').length !== 1 + document.querySelectorAll('.e-content main').length)
    found.push('the page has another main')
  return found
}

test('HTML of strangers: nothing of it runs, nothing is asked for, and the pages stay as they are', {
  skip: noBrowser,
}, async (context) => {
  const groups = new Map(Object.entries(payloads).map(([name, texts]) => [name.replaceAll(' ', '-'), texts]))
  const site = await siteOf(
    context,
    Object.fromEntries(Array.from(groups, ([name, texts]) => [name, feedOf(name, texts)])),
  )
  const server = await preview(`${site.root}/dist`, {base: () => '', port: 0})
  context.after(server.close)
  const {page, noted} = await watch(context, server.url)
  for (const path of ['planet/', ...Array.from(groups.keys(), (name) => `planet/sources/${name}/`)]) {
    await page.goto(server.url + path)
    const items = await page.locator('main article.h-entry').count()
    assert.equal(await page.locator('main article.h-entry > .e-content').count(), items)
    const texts = groups.get(path.split('/').at(-2)!)
    if (texts) assert.equal(items, texts.length, path)
    assert.deepEqual(await page.evaluate(findForbidden), [], path)
    await page.evaluate(touchEverything)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20))))
    assert.equal(await page.evaluate(() => typeof document.getElementById + typeof document.forms), 'functionobject')
    assert.deepEqual(noted, [], path)
    assert.equal(page.url(), server.url + path)
  }
  // Somebody opens a feed or the list of feeds in the browser: the texts stand there as text.
  for (const path of [
    'planet/atom.xml',
    'planet/rss.xml',
    'planet/opml.xml',
    'planet/foafroll.xml',
    'planet/feed.json',
  ]) {
    await page.goto(server.url + path)
    const strange = await page.evaluate(() => document.getElementsByTagNameNS('http://www.w3.org/2000/svg', '*').length)
    assert.equal(strange, 0)
    assert.deepEqual(noted, [], path)
  }
})
