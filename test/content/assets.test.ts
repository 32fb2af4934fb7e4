import assert from 'node:assert/strict'
import {test} from 'node:test'
import {placeAssets} from '../../src/content/assets.ts'

function place(paths: readonly string[], base = '') {
  const owners = [
    {path: 'posts/trip/index.md', url: `${base}/2025/01/trip/`, hidden: false},
    {path: 'posts/secret/index.md', url: `${base}/2026/01/secret/`, hidden: true},
    {path: 'pages/old/index.md', url: `${base}/old.html`, hidden: false},
  ]
  const sources = paths.map((path) => ({path, digest: path}))
  const {value, problems} = placeAssets(sources, owners, {base, folder: 'content'})
  return {placed: value!.map(({source, url, path}) => [source.path, url, path]), problems}
}

test('files in the folder of a post lie beside it on the site', () => {
  assert.deepEqual(place(['posts/trip/cat.png', 'posts/trip/more/ä.png', 'pages/old/x.pdf'], '/blog').placed, [
    ['posts/trip/cat.png', '/blog/2025/01/trip/cat.png', '2025/01/trip/cat.png'],
    ['posts/trip/more/ä.png', '/blog/2025/01/trip/more/%C3%A4.png', '2025/01/trip/more/ä.png'],
    ['pages/old/x.pdf', '/blog/x.pdf', 'x.pdf'],
  ])
})

test('other files keep their path, static ones go to the root', () => {
  assert.deepEqual(
    place(['posts/img/cat.png', 'pages/about/me.jpg', 'static/.well-known/a', 'static/page.md']).placed.map(
      ([, url]) => url,
    ),
    ['/posts/img/cat.png', '/about/me.jpg', '/.well-known/a', '/page.md'],
  )
})

test('files of an unpublished post stay back with it', () => {
  assert.deepEqual(place(['posts/secret/plan.pdf']).placed, [])
})

test('posts, pages and what lies elsewhere are not copied', () => {
  assert.deepEqual(place(['posts/a.md', 'pages/a.md', 'data/x.json', 'feeds/a.xml', 'comments/a/1.yaml']).placed, [])
})

test('a name that some server cannot hold is told', () => {
  const {placed, problems} = place(['posts/img/con.png', 'static/a:b', 'static/\u202egnp.exe'])
  assert.deepEqual(placed, [])
  assert.deepEqual(
    problems.map(({file}) => file),
    ['content/posts/img/con.png', 'content/static/a:b', 'content/static/\u202egnp.exe'],
  )
})
