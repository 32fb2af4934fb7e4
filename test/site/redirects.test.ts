/** Former addresses of posts, through the front door. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ProblemsError} from '../../src/problem.ts'
import {configText, createSite, post} from '../helpers/site.ts'

const aliases = 'aliases: [/archives/000131.html, "/old/Größe/", /2025/01/one/]'

test('every former address of a post leads to it', async (context) => {
  const site = createSite(context, {'content/posts/one.md': post('One & all', '2025-01-01', 'Text.', aliases)})
  await site.build()
  for (const path of ['archives/000131.html', 'old/Größe/index.html']) {
    const page = site.read(`dist/${path}`)
    assert.match(page, /<meta http-equiv="refresh" content="0; url=\/2025\/01\/one\/">/)
    assert.match(page, /<link rel="canonical" href="https:\/\/example.org\/2025\/01\/one\/">/)
    assert.match(page, /<a href="\/2025\/01\/one\/">One &amp; all<\/a>/)
  }
  assert.match(site.read('dist/2025/01/one/index.html'), /Text\./)
})

test('former addresses lie below the path of the site and go with the post', async (context) => {
  const files = {'planet.config.ts': configText().replace("'https://example.org'", "'https://example.org/blog/'")}
  const site = createSite(context, {...files, 'content/posts/one.md': post('One', '2025-01-01', 'Text.', aliases)})
  await site.build()
  assert.match(site.read('dist/archives/000131.html'), /url=\/blog\/2025\/01\/one\//)
  site.write('content/posts/one.md', post('One', '2025-01-01', 'Text.', `${aliases}\ndraft: true`))
  const {removed} = await site.build()
  assert.ok(removed.includes('archives/000131.html'))
})

test('a former address that is another page’s own is a problem that names both', async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'aliases: /2025/01/two/'),
    'content/posts/two.md': post('Two', '2025-01-01'),
  })
  await assert.rejects(site.build(), (error) => {
    assert.ok(error instanceof ProblemsError)
    assert.match(error.message, /Two pages want \/2025\/01\/two\/\./)
    return true
  })
})
