/** Posts in another language than the site, and texts in several, through the front door. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite, post} from '../helpers/site.ts'

const files = {
  'planet.config.ts': configText("theme: {menu: [{title: 'Posts', url: '/archive/'}]},"),
  'content/posts/letter.md': post('A letter', '2025-03-01', 'Words.', 'translationKey: letter'),
  'content/posts/brief.md': post('Ein Brief', '2025-03-02', 'Worte.', 'translationKey: letter\nlanguage: de'),
  'content/posts/risala.md': post('رسالة', '2025-03-03', 'كلمات.', 'translationKey: letter\nlang: ar\nslug: risala'),
  'content/posts/alone.md': post('Alone', '2025-03-04', 'Words.', 'translationKey: alone'),
  'content/pages/me.md': '---\ntitle: Me\ntranslationKey: me\n---\nI.\n',
  'content/pages/ich.md': '---\ntitle: Ich\ntranslationKey: me\nlanguage: de\n---\nIch.\n',
}

test('a text in several languages says in each where the others are', async (context) => {
  const site = createSite(context, files)
  await site.build()
  const alternates = [
    '<link rel="alternate" hreflang="ar" href="https://example.org/2025/03/risala/">',
    '<link rel="alternate" hreflang="de" href="https://example.org/2025/03/brief/">',
    '<link rel="alternate" hreflang="en" href="https://example.org/2025/03/letter/">',
  ].join('\n')
  for (const name of ['letter', 'brief', 'risala'])
    assert.ok(site.read(`dist/2025/03/${name}/index.html`).includes(alternates), name)
  assert.match(
    site.read('dist/2025/03/letter/index.html'),
    /<a rel="alternate" hreflang="de" lang="de" dir="ltr" href="\/2025\/03\/brief\/" title="Ein Brief">Deutsch<\/a>/,
  )
  assert.match(site.read('dist/me/index.html'), /hreflang="de" lang="de" dir="ltr" href="\/ich\/" title="Ich">Deutsch</)
  assert.doesNotMatch(site.read('dist/2025/03/alone/index.html'), /hreflang/)
})

test('a post in another language has a page in that language; what the site is called stays as it is', async (context) => {
  const site = createSite(context, files)
  await site.build()
  const brief = site.read('dist/2025/03/brief/index.html')
  assert.match(brief, /<html lang="de" dir="ltr">/)
  assert.match(brief, /<header class="site" lang="en" dir="ltr">/)
  assert.match(brief, />2\. März 2025</)
  assert.match(brief, /<small>Älter<\/small> <span lang="en" dir="ltr">A letter</)
  assert.match(brief, /<h1 class="p-name">Ein Brief</)
  assert.match(site.read('dist/2025/03/risala/index.html'), /<html lang="ar" dir="rtl">/)
  assert.match(site.read('dist/2025/03/letter/index.html'), /<html lang="en" dir="ltr">[\s\S]*<header class="site">/)
})

test('a new translation redraws the others, and an edit of its text none of them', async (context) => {
  const {'content/posts/risala.md': risala, ...first} = files
  const site = createSite(context, first)
  await site.build()
  site.write('content/posts/risala.md', risala)
  const {written} = await site.build()
  assert.ok(written.includes('2025/03/letter/index.html'), written.join())
  site.write('content/posts/risala.md', risala.replace('كلمات', 'كلمات أخرى'))
  const pages = (await site.build()).written.filter((path) => /^2025.*index\.html$/.test(path))
  assert.deepEqual(pages, ['2025/03/risala/index.html'])
})

test('two texts in one language with the same key are a problem', async (context) => {
  const site = createSite(context, {
    ...files,
    'content/posts/second.md': post('Second', '2025-03-05', 'W.', 'translationKey: letter'),
  })
  await assert.rejects(site.build(), ({problems}: {problems: {file: string; message: string}[]}) => {
    const told = problems.map(({file, message}) => `${file}: ${message}`)
    assert.deepEqual(told, [
      'content/posts/letter.md: content/posts/second.md has the `translationKey` letter in the language en, too.',
    ])
    return true
  })
})
