import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {ProblemsError} from '../src/problem.ts'
import {createRandom} from './helpers/random.ts'
import {configText, createSite, differences, post} from './helpers/site.ts'

/** Text between the first match of `begin` and the next of `end`. */
function part(html: string, begin: RegExp, end: RegExp): string {
  const start = html.search(begin)
  if (start < 0) return ''
  const rest = html.slice(start)
  const stop = rest.slice(1).search(end)
  return stop < 0 ? rest : rest.slice(0, stop + 1)
}

function links(html: string): string[] {
  return Array.from(html.matchAll(/<a [^>]*href="([^"]*)"/g), ([, url]) => url!)
}

test('a series leads from part to part and has a page in reading order', async (context) => {
  const site = createSite(context, {
    'content/posts/a.md': post('A', '2025-01-01', 'Text.', 'series: Pears\npart: 2'),
    'content/posts/b.md': post('B', '2025-01-02', 'Text.', 'series: {name: Pears, part: 1}'),
    'content/posts/c.md': post('C', '2025-01-03', 'Text.', 'series: Pears'),
    'content/posts/d.md': post('D', '2025-01-04', 'Text.', 'series: Alone'),
  })
  await site.build()
  const middle = site.read('dist/2025/01/a/index.html')
  assert.match(middle, /Part 2 of 3: <a href="\/series\/pears\/"[^>]*>Pears<\/a>/)
  const nav = part(middle, /<nav class="around" aria-label="Pears">/, /<\/nav>/)
  assert.deepEqual(links(nav), ['/2025/01/b/', '/2025/01/c/'])
  const list = part(site.read('dist/series/pears/index.html'), /<main/, /<\/main>/)
  assert.deepEqual(
    links(list).filter((url) => url.startsWith('/2025')),
    ['/2025/01/b/', '/2025/01/a/', '/2025/01/c/'],
  )
  assert.doesNotMatch(site.read('dist/2025/01/d/index.html'), /Part 1/)
})

test('categories stand below one another, each with its parents and children', async (context) => {
  const site = createSite(context, {
    'content/posts/a.md': post('A', '2025-01-01', 'Text.', 'categories: [Web / CSS]'),
    'content/posts/b.md': post('B', '2025-01-02', 'Text.', 'categories: [Web/HTML, C++]'),
  })
  await site.build()
  const web = part(site.read('dist/categories/web/index.html'), /<main/, /<\/main>/)
  assert.match(web, /href="\/categories\/web\/css\/".*href="\/categories\/web\/html\/"/s)
  assert.deepEqual(
    links(web).filter((url) => url.startsWith('/2025')),
    ['/2025/01/b/', '/2025/01/a/'],
  )
  const css = part(site.read('dist/categories/web/css/index.html'), /<main/, /<h1/)
  assert.deepEqual(links(css), ['/categories/', '/categories/web/'])
  assert.ok('categories/c-plus-plus/index.html' in site.tree())
})

test('every author of a post has a page with a card, and names lead there', async (context) => {
  const config = configText('', "authors: [{name: 'Ada Quill', url: 'https://ada.example/', bio: 'Looks up.'}]")
  const site = createSite(context, {
    'planet.config.ts': config,
    'content/posts/a.md': post('A', '2025-01-01', 'Text.', 'authors: [Ada Quill, Bo]'),
    'content/posts/b.md': post('B', '2025-01-02', 'Text.', 'author: Bo'),
  })
  await site.build()
  const ada = site.read('dist/authors/ada-quill/index.html')
  assert.match(ada, /class="p-author h-card".*<h1 class="p-name"[^>]*>Ada Quill<\/h1>.*Looks up\..*u-url/s)
  assert.match(ada, /href="\/2025\/01\/a\/"/)
  assert.doesNotMatch(ada, /href="\/2025\/01\/b\/"/)
  const byline = part(site.read('dist/2025/01/a/index.html'), /<p class="meta">/, /<\/p>/)
  assert.deepEqual(links(byline).slice(1), [
    'https://example.org/authors/ada-quill/',
    'https://example.org/authors/bo/',
  ])
})

test('folders of posts are blogs of their own, with lists, feeds and a place in the menu', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText(
      "taxonomies: {blogs: {path: '/', folders: {kitchen: 'The kitchen', 'night-sky': 'Stars'}}}, blog: {perPage: 2, permalinks: {kitchen: '/kitchen/:year/:slug/'}},",
    ),
    ...Object.fromEntries(
      [1, 2, 3].map((day) => [`content/posts/kitchen/soup-${day}.md`, post(`Soup ${day}`, `2025-01-0${day}`)]),
    ),
    'content/posts/kitchen/bread/rye.md': post('Rye', '2025-02-01'),
    'content/posts/night-sky/mars/index.md': post('Mars', '2025-02-02'),
    'content/posts/other/one.md': post('One', '2025-02-03'),
    'content/posts/two.md': post('Two', '2025-02-04'),
  })
  assert.deepEqual((await site.build()).problems, [])
  const titles = (path: string) =>
    Array.from(site.read(`dist/${path}`).matchAll(/class="u-url"[^>]*>([^<]+)</g), ([, title]) => title)
  assert.deepEqual(titles('kitchen/index.html'), ['Rye', 'Soup 3'])
  assert.deepEqual(titles('kitchen/page/1/index.html'), ['Soup 2', 'Soup 1'])
  assert.match(site.read('dist/kitchen/index.html'), /<h1[^>]*>The kitchen<\/h1>/)
  assert.deepEqual(titles('night-sky/index.html'), ['Mars'])
  assert.match(site.read('dist/kitchen/atom.xml'), /<title>The kitchen – Test<\/title>[\s\S]*Rye/)
  assert.match(
    site.read('dist/index.html'),
    /<nav[\s\S]*<a href="\/night-sky\/"[^>]*>Stars<[\s\S]*<a href="\/kitchen\/"[^>]*>The kitchen<[\s\S]*<\/nav>/,
  )
  assert.match(site.read('dist/2025/02/mars/index.html'), /<a [^>]*href="\/night-sky\/"[^>]*>Stars</)
  assert.ok(site.tree()['kitchen/2025/soup-1/index.html'])
  assert.deepEqual(titles('index.html'), ['Two'])
  assert.equal(site.read('dist/sitemap.xml').split('<loc>https://example.org/</loc>').length, 2)

  site.write('planet.config.ts', configText('taxonomies: {blogs: {folders: true}},'))
  await site.build()
  assert.match(site.read('dist/blogs/index.html'), /Kitchen[\s\S]*Night sky[\s\S]*Other/)
  assert.deepEqual(titles('blogs/kitchen/index.html'), ['Rye', 'Soup 3', 'Soup 2', 'Soup 1'])
})

test('the config names further taxonomies, and where each stands', async (context) => {
  const config = configText("taxonomies: {tags: {path: '/topics/'}, people: {title: 'With', hierarchical: true}},")
  const site = createSite(context, {
    'planet.config.ts': config,
    'content/posts/a.md': post('A', '2025-01-01', 'Text.', 'tags: [C#]\npeople: [Family/Bo, Ada]'),
  })
  await site.build()
  const files = Object.keys(site.tree())
  for (const path of ['topics/index.html', 'topics/c-sharp/index.html', 'topics/c-sharp/atom.xml', 'people/index.html'])
    assert.ok(files.includes(path), path)
  assert.ok(files.includes('people/family/bo/index.html'))
  assert.ok(!files.some((path) => path.startsWith('tags/')))
  const html = site.read('dist/2025/01/a/index.html')
  assert.match(html, /<span>With<\/span>.*href="\/people\/family\/bo\/".*href="\/people\/ada\/"/s)
})

test('names that want one page are told; those that differ in letter case alone are a warning', async (context) => {
  const site = createSite(context, {
    'content/posts/a.md': post('A', '2025-01-01', 'Text.', 'tags: [Night Sky]'),
    'content/posts/b.md': post('B', '2025-01-02', 'Text.', 'tags: [night sky]'),
  })
  const {problems} = await site.build()
  assert.match(problems.map(({message}) => message).join(), /“night sky” and “Night Sky” of the tags want one page/)
  site.write('content/posts/c.md', post('C', '2025-01-03', 'Text.', 'tags: [night-sky]'))
  await assert.rejects(site.build(), /“night-sky” and “Night Sky” of the tags want one page/)
})

test('wiki links find posts by their title, and each post tells who links to it', async (context) => {
  const site = createSite(context, {
    'content/posts/pears.md': post('On Pears', '2025-01-01', '## Ripe'),
    'content/posts/tea.md': post('Tea', '2025-01-02', 'With [[On Pears]], see [[on pears#ripe|ripe ones]].'),
    'content/pages/about.md': '---\ntitle: About\n---\n[Pears](../posts/pears.md)\n',
  })
  await site.build()
  assert.match(site.read('dist/2025/01/tea/index.html'), /<a href="\/2025\/01\/pears\/">On Pears<\/a>/)
  const pears = part(site.read('dist/2025/01/pears/index.html'), /<h2>Linked from/, /<\/section>/)
  assert.deepEqual(links(pears), ['/2025/01/tea/', '/about/'])
  site.write('content/posts/tea.md', post('Tea', '2025-01-02', 'Without.'))
  const {written} = await site.build()
  assert.ok(written.includes('2025/01/pears/index.html'))
  site.write('content/posts/tea.md', post('Tea', '2025-01-02', 'One\n\n[[On Peers]]'))
  await assert.rejects(site.build(), ({problems: [problem]}) => {
    assert.deepEqual([problem.line, problem.source], [8, '[[On Peers]]'])
    assert.match(problem.hint, /on-pears/)
    return true
  })
})

test('related posts share what is rare; an edit that changes no word of weight draws no other page', async (context) => {
  const text = (word: string) => `${word} and ${word} again. It is about ${word}.`
  const site = createSite(context, {
    'content/posts/a.md': post('A', '2025-01-01', text('heliotrope')),
    'content/posts/b.md': post('B', '2025-01-02', text('astrolabe'), 'tags: [brass]'),
    'content/posts/c.md': post('C', '2025-01-03', text('heliotrope'), 'tags: [brass]'),
    'content/posts/d.md': post('D', '2025-01-04', text('nothing')),
  })
  await site.build()
  const related = () => links(part(site.read('dist/2025/01/c/index.html'), /<h2>Related/, /<\/section>/))
  assert.deepEqual(related(), ['/2025/01/b/', '/2025/01/a/'])
  assert.doesNotMatch(site.read('dist/2025/01/d/index.html'), /Related/)
  site.write('content/posts/a.md', post('A', '2025-01-01', `${text('heliotrope')} Mended.`))
  const {written, ran} = await site.build()
  assert.deepEqual(
    written.filter((path) => path.endsWith('.html')),
    ['2025/01/a/index.html'],
  )
  assert.equal(ran.related, undefined)
  site.write('content/posts/a.md', post('A', '2025-01-01', text('nothing')))
  await site.build()
  assert.deepEqual(related(), ['/2025/01/b/'])
})

test('a post says how long it takes to read, and how many words it has', async (context) => {
  const site = createSite(context, {
    'content/posts/long.md': post('Long', '2025-01-01', 'word '.repeat(1150)),
    'content/posts/ja.md': post('Ja', '2025-01-02', '語'.repeat(1500), 'language: ja'),
  })
  await site.build()
  assert.match(site.read('dist/2025/01/long/index.html'), /<span title="1,150 words">5 minutes<\/span>/)
  assert.match(site.read('dist/2025/01/ja/index.html'), /<span title="1,500[^"]*">3[^<]*<\/span>/)
})

test('data files reach views under their names, and what cannot be read is told with its line', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText("theme: './theme',"),
    'theme/index.ts': `import {contract, defineTheme, html} from 'almagest/theme'
declare module 'almagest/theme' { interface Data { readonly team: readonly {readonly name: string}[] } }
export default defineTheme({contract, views: {missing: ({site: {data}}) => html\`<!doctype html>\${data.team.map(({name}) => name)} \${(data['maps/oslo'] as any).zoom} \${(data.prices as any)[0].pear} \${(data.conf as any).a}\`}})\n`,
    'content/posts/a.md': post('A', '2025-01-01'),
    'content/data/team.yaml': '- name: Ada\n- name: Bo\n',
    'content/data/maps/oslo.json': '{"zoom": 7}',
    'content/data/prices.csv': 'pear,quince\n"1,50",2\n',
    'content/data/conf.toml': 'a = 3\n',
  })
  await site.build()
  assert.equal(site.read('dist/404.html'), '<!doctype html>AdaBo 7 1,50 3')
  assert.ok(!Object.keys(site.tree()).some((path) => path.includes('team')))
  site.write('content/data/team.yaml', '- name: Cleo\n')
  await site.build()
  assert.match(site.read('dist/404.html'), /Cleo 7/)
  site.write('content/data/team.json', '{\n  "a": 1,\n}')
  await assert.rejects(site.build(), ({problems}) => {
    const told = problems.map(({file, message}: {file: string; message: string}) => `${file} ${message}`).join('\n')
    assert.match(told, /team\.json.*cannot be read/)
    assert.match(told, /Two data files are called “team”/)
    return true
  })
})

test('two comments of one name are a problem, and words of a config that asks for warnings are none', async (context) => {
  const comment = 'id: a\nauthor: Eve\ndate: 2025-01-04\ntext: Hello\n'
  const site = createSite(context, {
    'planet.config.ts': configText("blog: {links: 'warning'},"),
    'content/posts/pears.md': post('Pears', '2025-01-01', '[[Nobody]] and [nothing](nothing.md)'),
    'content/comments/pears/1.yaml': comment,
  })
  const {problems} = await site.build()
  assert.deepEqual(problems.map(({source, warning}) => [source, warning]).slice(0, 2), [
    ['[[Nobody]] and [nothing](nothing.md)', true],
    ['[[Nobody]] and [nothing](nothing.md)', true],
  ])
  assert.match(site.read('dist/2025/01/pears/index.html'), /<a href="#">Nobody<\/a> and <a href="nothing\.md">/)
  site.write('content/comments/pears/2.yaml', comment)
  const twice = 'content/comments/pears/2.yaml Two comments under one post are called “a”.'
  const told = async () => {
    const error = await site.build().then(
      () => assert.fail(),
      (error: ProblemsError) => error,
    )
    return error.problems.filter(({warning}) => !warning).map(({file, message}) => `${file} ${message}`)
  }
  assert.deepEqual(await told(), [twice])
  site.write('content/comments/pears/2.yaml', `-\n  ${comment.trim().replaceAll('\n', '\n  ')}\n`.repeat(3))
  assert.deepEqual(await told(), [twice])
})

test('comments stand below a page as they stand below a post', async (context) => {
  const site = createSite(context, {
    'content/pages/guestbook.md': '---\ntitle: Guestbook\n---\n\nWrite here.\n',
    'content/comments/guestbook/1.yaml': 'id: a\nauthor: Ada\ndate: 2025-01-02\ntext: I was here.\n',
  })
  await site.build()
  assert.match(site.read('dist/guestbook/index.html'), /h-cite[\s\S]*Ada[\s\S]*I was here\./)
})

test('comments find their post by its file, by its slug or by its path, and never the wrong one of two', async (context) => {
  const comment = (text: string) => `author: Eve\ndate: 2025-01-04\ntext: ${text}\n`
  const site = createSite(context, {
    'content/posts/2004/2004-12-24-candles.md': post('One', '2004-12-24'),
    'content/posts/2005/candles/index.md': post('Two', '2005-12-24'),
    'content/posts/2006.md': post('Three', '2006-01-01', 'Text.', 'slug: third'),
    'content/comments/2004-12-24-candles/1.yaml': comment('by its file'),
    'content/comments/2005/candles/1.yaml': comment('by its path'),
    'content/comments/third/1.yaml': comment('by its slug'),
  })
  assert.deepEqual((await site.build()).problems, [])
  assert.match(site.read('dist/2004/12/candles/index.html'), /by its file/)
  assert.match(site.read('dist/2005/12/candles/index.html'), /by its path/)
  assert.match(site.read('dist/2006/01/third/index.html'), /by its slug/)
  site.write('content/comments/candles/1.yaml', comment('whose?'))
  await assert.rejects(site.build(), ({problems: [{message, hint}]}) => {
    assert.match(message, /2004-12-24-candles\.md and posts\/2005\/candles\/index\.md are called “candles”/)
    assert.match(hint, /“2004\/2004-12-24-candles” or “2005\/candles”/)
    return true
  })
})

test('comments stand below their post as threads; nothing private or dangerous is published', async (context) => {
  const site = createSite(context, {
    'content/posts/2025-01-01-pears.md': post('Pears', '2025-01-01'),
    'content/comments/pears/1.yaml':
      'id: one\nauthor: {name: Ada, email: ada@mail.example, url: https://ada.example/, ip: 192.0.2.7}\ndate: 2025-01-02\ntext: "I <like> them.\\n\\nVery."\n',
    'content/comments/pears/2.yaml':
      'id: two\nparent: one\nname: bo@mail.example\ndate: 2025-01-03\nhtml: "<p onclick=x>So <b>do</b> I<script>alert(1)</script></p>"\nemail: bo@mail.example\n',
    'content/comments/pears/3.yaml': 'author: Eve\ndate: 2025-01-04\ntext: Buy things\nstatus: pending\n',
    'content/comments/lost/1.yaml': 'author: Eve\ndate: 2025-01-04\ntext: Hello\n',
  })
  const {problems} = await site.build()
  assert.match(problems.map(({message}) => message).join(), /no post “lost”/)
  const html = site.read('dist/2025/01/pears/index.html')
  const comments = part(html, /<section aria-labelledby="comments">/, /<\/section>/)
  assert.match(
    comments,
    /<article class="u-comment h-cite" id="comment-one">.*p-author h-card" href="https:\/\/ada\.example\/"/s,
  )
  assert.match(comments, /<p>I &#x3C;like> them\.<\/p>.*<div class="aside"><article[^>]*id="comment-two">/s)
  assert.match(comments, /<p>So <b>do<\/b> I<\/p>/)
  assert.ok(html.indexOf('u-comment') < html.lastIndexOf('</article>'))
  for (const [path, text] of Object.entries(site.tree()))
    assert.doesNotMatch(text, /mail\.example|192\.0\.2\.7|Buy things|alert\(1\)|onclick/, path)
  site.write('content/comments/pears/3.yaml', 'author: Eve\ndate: 2025-01-04\ntext: Me too\n')
  const {written} = await site.build()
  assert.deepEqual(written, ['2025/01/pears/index.html'])
})

test('comments of every script have an address of their own', async (context) => {
  const names = ['первый', 'второй', '一', 'plain_1', 'a b!']
  const files = names.map((name, index) => [
    `content/comments/pears/${name}.yaml`,
    `author: Ada\ndate: 2025-01-0${index + 2}\ntext: Good\n`,
  ])
  const site = createSite(context, {
    'content/posts/2025-01-01-pears.md': post('Pears', '2025-01-01'),
    ...Object.fromEntries(files),
  })
  await site.build()
  const comments = part(
    site.read('dist/2025/01/pears/index.html'),
    /<section aria-labelledby="comments">/,
    /<\/section>/,
  )
  const ids = Array.from(comments.matchAll(/ id="(comment-[^"]*)"/g), ([, id]) => id!)
  assert.deepEqual(ids, ['comment-первый', 'comment-второй', 'comment-一', 'comment-plain_1', 'comment-a-b-'])
  for (const id of ids) assert.ok(comments.includes(`href="/2025/01/pears/#${encodeURIComponent(id)}"`), id)
})

test('an edit of words relates, in a later process, what a clean build relates', async (context) => {
  const random = createRandom(11)
  const words = Array.from({length: 40}, (_, index) => `${'abcdefghij'[index % 10]!.repeat(4)}${index}`)
  const text = () => Array.from({length: 12}, () => words[random(words.length)]!).join(' ')
  const body = () => `${text()}\n\n${text()}`
  const name = (index: number) => `content/posts/p${index}.md`
  const posts = Array.from({length: 40}, (_, index) => [
    name(index),
    post(`P${index}`, `2025-01-${10 + (index % 20)}`, body()),
  ])
  const files = Object.fromEntries(posts)
  const edited = createSite(context, files)
  await edited.build()
  for (let round = 0; round < 8; round++) {
    for (let count = 0; count <= round % 3; count++) {
      const index = random(posts.length)
      files[name(index)] = post(`P${index}`, `2025-01-${10 + (index % 20)}`, body())
      edited.write(name(index), files[name(index)])
    }
    const {ran} = await edited.build()
    assert.equal(ran.relations, 1)
    const clean = createSite(context, files)
    await clean.build()
    assert.deepEqual(differences(edited.tree(), clean.tree()), [])
  }
})

test('a word that too many posts share says nothing, till an edit in a later process takes it from one', async (context) => {
  const text = (index: number) => (index <= 150 ? 'Quasar, quasar.' : 'Nothing.')
  const files = Object.fromEntries(
    Array.from({length: 280}, (_, index) => [
      `content/posts/p${index}.md`,
      post(`P${index}`, '2025-01-01', text(index)),
    ]),
  )
  const site = createSite(context, files)
  await site.build()
  const related = () => links(part(site.read('dist/2025/01/p7/index.html'), /<h2>Related/, /<\/section>/)).length
  assert.equal(related(), 0)
  site.write('content/posts/p0.md', post('P0', '2025-01-01', 'Pulsar, pulsar.'))
  await site.build()
  assert.equal(related(), 5)
  site.write('content/posts/p0.md', files['content/posts/p0.md']!)
  await site.build()
  assert.equal(related(), 0)
})
