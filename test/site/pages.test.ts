/** The pages of a site: which there are, what they say, and what makes them be drawn again. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ProblemsError} from '../../src/problem.ts'
import {loadTheme} from '../../src/site/load-theme.ts'
import {termProblems} from '../../src/site/terms.ts'
import {contract, defineTheme, html} from '../../src/site/theme.ts'
import defaultTheme from '../../themes/default/index.ts'
import {draw, inputsOf, makeRiver, makeSite} from './fixture.ts'

test('a site has every kind of page', async () => {
  const paths = Array.from((await draw(makeSite())).keys()).filter((path) => path.endsWith('.html'))
  assert.deepEqual(paths.sort(), [
    '2026/01/index.html',
    '2026/11/index.html',
    '2026/index.html',
    '404.html',
    'about/index.html',
    'archive/index.html',
    'categories/index.html',
    'categories/letters/index.html',
    'categories/workshop/index.html',
    'index.html',
    'planet/2026/11/index.html',
    'planet/clear-sky/index.html',
    'planet/glass/index.html',
    'planet/group/makers/index.html',
    'planet/group/observers/index.html',
    'planet/index.html',
    'planet/months/index.html',
    'planet/najm/index.html',
    'planet/own/index.html',
    'planet/sources/index.html',
    'planet/status/index.html',
    'post-1/index.html',
    'post-2/index.html',
    'post-3/index.html',
    'search/index.html',
    'tags/c-plus-plus/index.html',
    'tags/c-sharp/index.html',
    'tags/c/index.html',
    'tags/index.html',
    'tags/mistakes/index.html',
    'tags/optics/index.html',
  ])
})

test('lists are cut into pages that lead to each other', async () => {
  const files = await draw(makeSite({perPage: 1}))
  const second = files.get('page/2/index.html')!
  assert.match(second, /<link rel="prev" href="\/">/)
  assert.match(second, /<a rel="next" href="\/page\/1\/">/)
  assert.match(second, /The comet that was not there/)
  assert.doesNotMatch(second, /How to polish a mirror/)
  assert.match(second, /<title>Page 2 – Notes from the Observatory<\/title>/)
})

test('every URL of a page begins with the base of the site', async () => {
  const site = makeSite({
    site: {url: 'https://example.org/blog', base: '/blog'},
    options: {
      menu: [
        {title: 'Out', url: 'https://example.net/'},
        {title: 'About', url: '/about/'},
      ],
    },
    perPage: 1,
  })
  for (const [path, text] of await draw(site)) {
    const urls = Array.from(text.matchAll(/(?:href|src)="(\/[^"]*)"/g), ([, url]) => url!)
    assert.deepEqual(
      urls.filter((url) => !url.startsWith('/blog/')),
      [],
      path,
    )
  }
  const page = (await draw(site)).get('page/2/index.html')!
  assert.match(page, /<link rel="canonical" href="https:\/\/example\.org\/blog\/page\/2\/">/)
})

test('a page at the root introduces the home page', async () => {
  const site = makeSite({pages: [{title: 'Welcome', url: '/', html: '<p>Come in.</p>'}]})
  const files = await draw(site)
  assert.match(files.get('index.html')!, /<h1>Welcome<\/h1>.*Come in\./s)
  assert.match(files.get('index.html')!, /The comet that was not there/)
})

test('a planet at the root is the home page', async () => {
  const river = makeRiver()
  const files = await draw(makeSite({rivers: [{...river, settings: {...river.settings, path: '/'}}]}))
  assert.match(files.get('index.html')!, /Two nights with a comet/)
})

test('a group of sources has its own page and leads to the archive, where a month has all its titles', async () => {
  const files = await draw(makeSite())
  const makers = files.get('planet/group/makers/index.html')!
  assert.match(makers, /Casting a lens/)
  assert.doesNotMatch(makers, /Two nights with a comet/)
  assert.match(makers, /<a href="\/planet\/group\/makers\/" dir="auto" aria-current="true">Makers<\/a>/)
  assert.match(makers, /<p class="on"><a href="\/planet\/months\/">Archive<\/a><\/p>\s*<\/aside>/)
  const month = files.get('planet/2026/11/index.html')!
  for (const title of ['Two nights with a comet', 'Casting a lens', 'Sand, sorted', 'Untitled'])
    assert.ok(month.includes(title))
})

test('what is folded and what else carries a story is said', async () => {
  const page = (await draw(makeSite())).get('planet/index.html')!
  assert.match(page, /<summary>and 2 more from Marek’s Glassworks<\/summary>.*Sand, sorted/s)
  assert.match(page, /Also in <a href="https:\/\/glass\.example\/comet" dir="auto">Marek’s Glassworks<\/a>, /)
})

test('dates are those of the time zone of the site and the language of the page', async () => {
  const files = await draw(makeSite({site: {language: 'fr', timeZone: 'Europe/Berlin'}}))
  const written = (day: string) =>
    new RegExp(`<time class="dt-published" datetime="2025-12-31T23:30:00Z">${day}</time>`)
  assert.match(files.get('index.html')!, written('1 janvier 2026'))
  assert.match(files.get('post-3/index.html')!, written('1\\. Januar 2026'))
  assert.match(files.get('archive/index.html')!, /<h2 id="y2026"><a href="\/2026\/">2026<\/a><\/h2>/)
  assert.doesNotMatch(files.get('archive/index.html')!, /<h2 id="y2025">/)
})

test('titles and names never become markup', async () => {
  const evil = '"><img src=x onerror=alert(1)><!--'
  const site = makeSite({
    site: {title: evil, description: evil, authors: [{name: evil}]},
    posts: [{title: evil, description: evil, tags: [evil], categories: [evil], authors: [{name: evil, url: '/"><x>'}]}],
    rivers: [
      makeRiver('', {name: evil, note: evil, group: evil, face: `https://e.example/${evil}`, health: 'failing'}),
    ],
  })
  for (const [path, text] of await draw(site)) assert.doesNotMatch(text, /<img src=x|<x>|<!--/, path)
})

test('no text ends the block of structured data', async () => {
  const page = (await draw(makeSite({posts: [{title: '</script><script>alert(1)</script>'}]}))).get(
    'post-1/index.html',
  )!
  assert.equal(page.match(/<script/g)?.length, 1)
  const [, data] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)!
  assert.equal(JSON.parse(data!).headline, '</script><script>alert(1)</script>')
})

test('an edit to one body draws that page again and nothing else', () => {
  const before = inputsOf(makeSite({posts: posts('Before.')}))
  const after = inputsOf(makeSite({posts: posts('After.')}))
  const changed = Array.from(after.keys()).filter((path) => before.get(path) !== after.get(path))
  assert.deepEqual(changed, ['post-1/index.html'])

  function posts(body: string) {
    return [
      {title: 'One', tags: ['a'], excerpt: '<p>Above.</p>', html: `<p>Above.</p><p>${body}</p>`},
      {title: 'Two', tags: ['a'], date: '2026-01-01T00:00:00Z'},
    ]
  }
})

test('an edit to an excerpt draws the lists that show it', () => {
  const before = inputsOf(makeSite({posts: [{excerpt: 'One.', html: 'One.', tags: ['a']}]}))
  const after = inputsOf(makeSite({posts: [{excerpt: 'Two.', html: 'Two.', tags: ['a']}]}))
  const changed = Array.from(after.keys()).filter((path) => before.get(path) !== after.get(path))
  assert.deepEqual(changed.sort(), ['index.html', 'post-1/index.html', 'tags/a/index.html'])
})

test('a good visit without news draws the status of the planet alone', () => {
  const before = inputsOf(makeSite({rivers: [makeRiver('', {lastGood: '2026-11-23T05:00:00Z'})]}))
  const after = inputsOf(makeSite({rivers: [makeRiver('', {lastGood: '2026-11-23T06:00:00Z'})]}))
  const changed = Array.from(after.keys()).filter((path) => before.get(path) !== after.get(path))
  assert.deepEqual(changed, ['planet/status/index.html', 'planet/status.json', 'planet/metrics.txt'])
})

test('names that want one page are told with the file', () => {
  const site = makeSite({
    posts: [{tags: ['Web', 'C++', 'c#']}, {tags: ['web', 'C', 'rock-roll']}, {tags: ['Rock & Roll']}],
  })
  const found = termProblems(site).map(({message, file, warning}) => ({message, file, warning}))
  assert.deepEqual(found, [
    {
      message: '“rock-roll” and “Rock & Roll” of the tags want one page.',
      file: 'content/posts/2.md',
      warning: undefined,
    },
    {message: '“Web” and “web” of the tags want one page.', file: 'content/posts/1.md', warning: true},
  ])
})

test('names that differ in case share a page', async () => {
  const page = (await draw(makeSite({posts: [{tags: ['Web']}, {title: 'Second', tags: ['web']}]}))).get(
    'tags/web/index.html',
  )!
  assert.match(page, /<h1[^>]*>Web<\/h1>.*Second/s)
})

test('a category below another stands on the pages of both', async () => {
  const files = await draw(
    makeSite({
      posts: [
        {title: 'Tail', categories: ['Sky/Comets']},
        {title: 'Blue', categories: ['Sky']},
      ],
    }),
  )
  assert.match(files.get('categories/sky/index.html')!, /Tail.*Blue/s)
  assert.match(files.get('categories/sky/comets/index.html')!, /<h1[^>]*>Sky \/ Comets<\/h1>/)
  assert.doesNotMatch(files.get('categories/sky/comets/index.html')!, /Blue/)
  assert.match(files.get('post-1/index.html')!, /href="\/categories\/sky\/comets\/" dir="auto">Sky \/ Comets<\/a>/)
})

test('a name of any script has a page that its links lead to', async () => {
  const tags = ['C', 'C++', 'C#', 'Καφές', '東京', 'naïve café', 'R&D / Ideas', '100%', '🚀', '...', 'con']
  const files = await draw(makeSite({posts: [{tags}]}))
  const urls = Array.from(files.get('tags/index.html')!.matchAll(/<a href="(\/tags\/[^"]+)"/g), ([, url]) => url!)
  assert.equal(urls.length, tags.length)
  for (const url of urls) assert.ok(files.has(`${decodeURIComponent(url.slice(1))}index.html`), url)
})

test('a post, a list and an item of the planet carry microformats', async () => {
  const files = await draw(makeSite())
  const [post, home, planet] = ['post-1/', '', 'planet/'].map((path) => files.get(`${path}index.html`)!)
  const entry = ['h-entry', 'p-name', 'u-url', 'dt-published', 'e-content', 'p-author h-card']
  for (const name of [...entry, 'dt-updated', 'p-category'])
    assert.match(post!, new RegExp(`class="(?:[\\w-]+ )*${name}[ "]`))
  for (const name of ['h-feed', 'h-entry', 'p-name', 'u-url', 'dt-published', 'p-summary'])
    assert.match(home!, new RegExp(`class="(?:[\\w-]+ )*${name}[ "]`))
  for (const name of ['h-feed', ...entry, 'u-enclosure'])
    assert.match(planet!, new RegExp(`class="(?:[\\w-]+ )*${name}[ "]`))
})

test('a draft says that it is one, and is not for search engines', async () => {
  const files = await draw(makeSite({site: {language: 'de'}, posts: [{draft: true}]}))
  assert.match(
    files.get('post-1/index.html')!,
    /<meta name="robots" content="noindex">.*<strong class="badge">Entwurf<\/strong>/s,
  )
  assert.match(files.get('index.html')!, /<strong class="badge">Entwurf<\/strong>/)
})

test('a theme of the site replaces one view, one part, some words and adds to the styles', async () => {
  const own = defineTheme({
    contract,
    views: {missing: (props, parts) => parts.layout({...props, about: {title: 'Oh'}, body: html`<h1>Lost</h1>`})},
    parts: {
      footer: ({site}) => html`<footer>Made in ${site.settings.title}</footer>`,
      head: (props, _parts, base) => html`${base.head(props)}<meta name="mine">`,
    },
    words: () => ({archive: 'Everything'}),
    stylesheet: (_options, base) => `${base}h1{color:red}`,
  })
  const files = await draw(makeSite(), {exported: own, digest: 'one'})
  assert.match(files.get('404.html')!, /<h1>Lost<\/h1>.*<footer>Made in Notes from the Observatory<\/footer>/s)
  assert.match(files.get('index.html')!, /<title>.*<meta name="mine">.*<footer>Made in/s)
  assert.match(files.get('archive/index.html')!, /<h1>Everything<\/h1>/)
  const style = Array.from(files).find(([path]) => path.endsWith('.css'))!
  assert.match(style[1], /--measure.*h1\{color:red\}$/s)
})

test('options for a theme of the site may be functions', async () => {
  const own = defineTheme({
    contract,
    parts: {footer: ({site}) => html`<footer>${(site.options.shout as (text: string) => string)('hey')}</footer>`},
  })
  const site = makeSite({options: {shout: (text: string) => text.toUpperCase()}})
  assert.match((await draw(site, {exported: own, digest: 'one'})).get('index.html')!, /<footer>HEY<\/footer>/)
  assert.equal(inputsOf(site).size, inputsOf(makeSite()).size)
})

test('a theme for another contract is refused with a clear message', () => {
  const own = {exported: {contract: 99, views: {}}, digest: 'one', file: 'theme/index.ts'}
  assert.throws(
    () => loadTheme(defaultTheme, own, {}),
    (error) => {
      assert.ok(error instanceof ProblemsError)
      assert.match(error.problems[0]!.message, /made for version 99 of the theme contract; this is version 1/)
      assert.equal(error.problems[0]!.file, 'theme/index.ts')
      return true
    },
  )
})

test('a view that no page asks for is told with the name that was meant', () => {
  const own = {exported: {contract, views: {psot: () => html``}, parts: {sidebar: () => html``}}, digest: 'one'}
  assert.throws(
    () => loadTheme(defaultTheme, own, {}),
    (error) => {
      assert.ok(error instanceof ProblemsError)
      const told = error.problems.map(({message, hint}) => `${message} ${hint}`)
      assert.match(told[0]!, /view `psot`\. Did you mean `post`\?/)
      assert.match(told[1]!, /part `sidebar`\. Known here: layout, head, /)
      return true
    },
  )
})

test('the theme speaks the language of the site', async () => {
  const words = {
    de: 'Archiv',
    fr: 'Archives',
    es: 'Archivo',
    ja: 'アーカイブ',
    ar: 'الأرشيف',
    'pt-BR': 'Arquivo',
    xx: 'Archive',
  }
  for (const [language, word] of Object.entries(words)) {
    const page = (await draw(makeSite({site: {language}}))).get('archive/index.html')!
    assert.match(page, new RegExp(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`))
    assert.ok(page.includes(`<h1>${word}</h1>`), language)
  }
})
