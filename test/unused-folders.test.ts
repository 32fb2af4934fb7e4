/** Settings by folder, when no such folder is there. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite, post} from './helpers/site.ts'

const schema = "{'~standard': {version: 1, vendor: 'x', validate: (value) => ({value})}}"

test('a folder that a setting names and nothing lies in is a warning, with the one that was probably meant', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText(
      `blog: {permalinks: {noets: '/notes/:slug/', 'notes/': '/n/:slug/'}},
       taxonomies: {blogs: {path: '/blogs/', folders: {travle: 'Travel', 'travel/alps': 'Alps'}}},
       schemas: {'posts/ntoes': ${schema}, posts: ${schema}, 'posts/far/away': ${schema}},`,
    ),
    'content/posts/notes/one.md': post('One', '2025-01-01'),
    'content/posts/travel/alps/two/index.md': post('Two', '2025-01-02'),
  })
  const {problems} = await site.build()
  assert.ok(problems.every(({warning, file}) => warning && file === 'planet.config.ts'))
  assert.deepEqual(
    problems.map(({message, hint}) => `${message} ${hint}`),
    [
      'No post lies in posts/noets/, which `blog.permalinks` names. Did you mean "notes"?',
      'No post lies in posts/travle/, which `taxonomies.blogs.folders` names. Did you mean "travel"?',
      'No post lies in posts/ntoes/, which `schemas` names. Did you mean "posts/notes"?',
      'No post lies in posts/far/away/, which `schemas` names. Mend its name, or take it out.',
    ],
  )
  assert.equal((await site.build()).problems.length, problems.length)
})

test('where there are no posts or pages yet, none is missed', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText(
      `blog: {permalinks: {notes: '/notes/:slug/'}}, schemas: {posts: ${schema}, 'pages/notes': ${schema}},`,
    ),
  })
  assert.deepEqual((await site.build()).problems, [])
  site.write('content/pages/about.md', '---\ntitle: About\n---\nMe.\n')
  const {problems} = await site.build()
  assert.deepEqual(
    problems.map(({message}) => message),
    ['No page lies in pages/notes/, which `schemas` names.'],
  )
})
