import assert from 'node:assert/strict'
import {type TestContext, test} from 'node:test'
import {createRandom} from './helpers/random.ts'
import {configText, createSite, differences, type Files, post, readTree, type TestSite} from './helpers/site.ts'

const three = {
  'content/posts/one.md': post('One', '2025-01-01', 'First body.', 'tags: [a]'),
  'content/posts/two.md': post('Two', '2025-01-02', 'See [one](one.md).', 'tags: [a, b]'),
  'content/posts/three.md': post('Three', '2025-01-03', 'Third body.', 'tags: [b]'),
}

test('an edit of one body writes its page, the feeds that carry it and its lines in the index, and nothing else', async (context) => {
  const site = createSite(context, three)
  await site.build()
  site.write('content/posts/two.md', post('Two', '2025-01-02', 'See [one](one.md) again.', 'tags: [a, b]'))
  const {written, removed} = await site.build()
  const feeds = [...blogFeeds, 'tags/a/atom.xml', 'tags/b/atom.xml']
  assert.deepEqual(written.toSorted(), ['2025/01/two/index.html', ...feeds, ...searched('a')].toSorted())
  assert.deepEqual(removed, [])
})

test('a rebuild with no change runs no step and writes nothing, in the same process and in a new one', async (context) => {
  const site = createSite(context, three)
  await site.build()
  const opened = await site.open()
  for (const build of [site.build, opened.build, opened.build]) {
    // With what the last build wrote down of itself, and with every part of the site looked at again.
    for (const forget of [false, true]) {
      if (forget) site.remove('.almagest/last-build.json')
      const {written, removed, same, ran} = await build()
      assert.deepEqual({written, removed, same, ran}, {written: [], removed: [], same: 0, ran: {}})
    }
  }
  await opened.close()
})

test('a rebuild with no change tells again what there is to tell', async (context) => {
  const site = createSite(context, {
    ...three,
    'planet.config.ts': configText("blog: {links: 'warning'}"),
    'content/posts/soon.md': post('Soon', '2099-01-02', 'Soon.'),
    'content/posts/lost.md': post('Lost', '2025-01-05', '[x](/nowhere/)'),
  })
  const first = JSON.parse(JSON.stringify(await site.build())) as Awaited<ReturnType<typeof site.build>>
  assert.match(first.problems.map(({message}) => message).join(), /leads nowhere/)
  assert.match(first.nextChangeAt ?? '', /^2099-01/)
  const {written, removed, left, milliseconds, ...again} = await site.build()
  assert.equal(left, first.written.length)
  const {problems, read, permanence, nextChangeAt, nextChangeBecause} = first
  assert.deepEqual(again, {
    problems,
    read,
    permanence: {...permanence, added: 0},
    nextChangeAt,
    nextChangeBecause,
    same: 0,
    ran: {},
  })
})

test('a new title reaches every page that shows it', async (context) => {
  const site = createSite(context, three)
  await site.build()
  site.write('content/posts/one.md', post('Uno', '2025-01-01', 'First body.', 'tags: [a]'))
  const {written} = await site.build()
  const pages = [
    '2025/01/index.html',
    '2025/index.html',
    '2025/01/one/index.html',
    '2025/01/two/index.html',
    'archive/index.html',
    'index.html',
    'tags/a/index.html',
  ]
  assert.deepEqual(
    written.toSorted(),
    [...pages, ...blogFeeds, 'tags/a/atom.xml', 'search/index.json', ...searched('o', 'u')].toSorted(),
  )
})

test('a deleted post takes its page and its folder with it', async (context) => {
  const site = createSite(context, three)
  await site.build()
  site.remove('content/posts/three.md')
  const {removed} = await site.build()
  assert.deepEqual(removed, ['2025/01/three/index.html'])
  assert.ok(!Object.keys(site.tree()).some((path) => path.includes('three')))
})

test('a file of the site that somebody else changed or deleted is made again', async (context) => {
  const site = createSite(context, three)
  await site.build()
  const before = site.tree()
  site.write('dist/2025/01/one/index.html', 'defaced')
  site.remove('dist/rss.xml')
  const {written} = await site.build()
  assert.deepEqual(written.toSorted(), ['2025/01/one/index.html', 'rss.xml'])
  assert.deepEqual(differences(site.tree(), before), [])
})

test('files in the output folder that Almagest did not put there stay', async (context) => {
  const site = createSite(context, {...three, 'dist/keep.txt': 'mine'})
  await site.build()
  assert.equal(site.read('dist/keep.txt'), 'mine')
})

test('a problem stops the build before the last good site is touched', async (context) => {
  const site = createSite(context, three)
  await site.build()
  const before = site.tree()
  site.write('content/posts/four.md', '---\ndate: 2025-01-04\n---\nNo title.\n')
  site.write('content/posts/two.md', post('Two', '2025-01-02', 'See [nothing](nothing.md).'))
  await assert.rejects(site.build(), ({problems}) => {
    assert.deepEqual(problems.map(({file, line}: {file: string; line: number}) => [file, line]).toSorted(), [
      ['content/posts/four.md', 1],
      ['content/posts/two.md', 6],
    ])
    return true
  })
  assert.deepEqual(differences(site.tree(), before), [])
})

test('two posts that want one URL are a problem that names both', async (context) => {
  const site = createSite(context, {...three, 'content/posts/more/one.md': post('Other', '2025-01-09', 'Text.')})
  await assert.rejects(site.build(), /Two pages want \/2025\/01\/one\//)
})

test('a site with a path prefix keeps it out of file names and puts it into every URL', async (context) => {
  const config = "export default {site: {title: 'T', url: 'https://example.org/blog/'}}"
  const site = createSite(context, {...three, 'planet.config.ts': config})
  await site.build()
  const files = site.tree()
  assert.ok('2025/01/one/index.html' in files)
  let met = 0
  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith('.html')) continue
    for (const [, url] of text.matchAll(/ (?:href|src)="(\/[^"]*)"/g)) {
      assert.match(url!, /^\/blog\//, `${path} has ${url}`)
      met++
    }
  }
  assert.ok(met > 20, `${met} URLs were met`)
})

test('a changed config, theme or helper of either draws the site anew', async (context) => {
  const theme = (word: string) =>
    `import {contract, defineTheme, html} from 'almagest/theme'\nimport {greet} from './greet.ts'\nexport default defineTheme({contract, views: {missing: () => html\`<!doctype html><title>${word} \${greet}</title>\`}})\n`
  const site = createSite(context, {
    ...three,
    'planet.config.ts': configText("theme: './mine',"),
    'mine/index.ts': theme('Lost'),
    'mine/greet.ts': "export const greet = 'friend'\n",
  })
  await site.build()
  assert.equal(site.read('dist/404.html'), '<!doctype html><title>Lost friend</title>')
  site.write('mine/greet.ts', "export const greet = 'stranger'\n")
  await site.build()
  assert.equal(site.read('dist/404.html'), '<!doctype html><title>Lost stranger</title>')
})

test('after 200 random edits and restarts the site equals a clean build byte for byte', async (context) => {
  const random = createRandom(42)
  const site = createSite(context, {...lenient, 'content/posts/p0.md': post('P0', '2025-01-01')})
  let opened = await site.open()
  for (let round = 0; round < 200; round++) {
    edit(site, random)
    if (random(6) === 0) {
      await opened.close()
      opened = await site.open()
    }
    if (round % 20 === 7) await inThreads(() => opened.build())
    else await opened.build()
    if (round % 20 === 9) assert.deepEqual(await fromClean(context, site, slowly), [], `after edit ${round}`)
    if (round % 20 === 19)
      assert.deepEqual(await inThreads(() => fromClean(context, site, lenient)), [], `after edit ${round}`)
  }
  await opened.close()
})

test('the colours of a language do not depend on which other languages were met before', async (context) => {
  const perl = (text: string) =>
    post('Perl', '2025-01-02', `${text}\n\n\`\`\`perl\nprint 1;\n__DATA__\n@@ index.html\n<p>%= 1</p>\n\`\`\``)
  const files = {
    'content/posts/a.md': post('A', '2025-01-01', '```zephir\nlet a = 1;\n```'),
    'content/posts/b.md': perl('One'),
  }
  const [rareFirst, alone] = [createSite(context, files), createSite(context, {'content/posts/b.md': perl('One')})]
  await alone.build()
  const before = alone.read('dist/2025/01/b/index.html').match(/<pre.*?<\/pre>/s)![0]
  await rareFirst.build()
  assert.equal(rareFirst.read('dist/2025/01/b/index.html').match(/<pre.*?<\/pre>/s)![0], before)
  assert.match(rareFirst.read('dist/2025/01/a/index.html'), /hljs-keyword/)
  alone.write('content/posts/b.md', perl('Two'))
  await alone.build()
  assert.equal(alone.read('dist/2025/01/b/index.html').match(/<pre.*?<\/pre>/s)![0], before)
})

test('a look at the files that fails, or that nobody waits for, is no fault of its own', async (context) => {
  const config = {'planet.config.ts': configText("publish: {mode: 'releases'},")}
  const site = createSite(context, {
    ...config,
    'content/posts/a.md': post('A', '2025-01-01'),
    'dist.releases': 'a file',
  })
  await inThreads(() => assert.rejects(site.build(), {code: 'ENOTDIR'}))
  site.remove('dist.releases')
  await inThreads(() => site.build())
  site.write('content/posts/a.md', '---\ntitle: A\ndate: never\n---\n')
  await inThreads(() => assert.rejects(site.build(), {name: 'ProblemsError'}))
  site.write('content/posts/a.md', post('A', '2025-01-01', 'Mended.'))
  await inThreads(() => site.build())
  assert.match(site.read('dist/2025/01/a/index.html'), /Mended/)
})

/** Posts that go leave links behind that lead nowhere. */
const lenient = {'planet.config.ts': configText("blog: {links: 'warning'},")}

/** The same, read by remark-parse alone. */
const slowly = {'planet.config.ts': configText("blog: {links: 'warning'}, markdown: {quick: false},")}

/** Divide all work among threads, however little it is. */
async function inThreads<Value>(work: () => Promise<Value>): Promise<Value> {
  process.env.ALMAGEST_THREADS_FROM = '1'
  try {
    return await work()
  } finally {
    delete process.env.ALMAGEST_THREADS_FROM
  }
}

/** The feeds of the whole blog. */
const blogFeeds = ['atom.xml', 'rss.xml', 'feed.json']

/** The files of the search index that words with these beginnings change when they come or go. */
function searched(...beginnings: string[]): string[] {
  return ['search/posts-0.json', ...beginnings.map((begin) => `search/t-${begin}.json`)]
}

/** One random change: a post written, renamed, moved in time or deleted, a picture, page, comment or data file exchanged. */
function edit(site: TestSite, random: (below: number) => number): void {
  const paths = Object.keys(readTree(`${site.root}/content`)).filter((path) => path.endsWith('.md'))
  const path = `posts/${random(3) ? '' : 'deep/'}p${random(12)}.md`
  const act = random(12)
  if (act === 0 && paths.length > 1) site.remove(`content/${paths[random(paths.length)]}`)
  else if (act === 1)
    site.write(
      'content/posts/pixel.svg',
      `<svg xmlns="http://www.w3.org/2000/svg" width="${1 + random(5)}" height="2"/>`,
    )
  else if (act === 2)
    site.write(`content/pages/page${random(3)}.md`, `---\ntitle: Page ${random(4)}\n---\nText ${random(4)}.\n`)
  else if (act === 3) site.write('content/data/team.yaml', `name: N${random(3)}\n`)
  else if (act === 4)
    site.write(
      `content/comments/p${random(12)}/${random(2)}.yaml`,
      `author: A${random(3)}\ndate: 2025-02-01\ntext: Word ${random(9)}\n`,
    )
  else {
    const target = paths[random(paths.length)]!
    const body = [
      random(3) ? `See [that](/${target}).` : `See [[T${random(4)}]].`,
      random(3) ? '' : '<!--more-->',
      `Word ${random(9)}.`,
      random(4) ? '' : '```js\nlet a = 1\n```',
    ].join('\n\n')
    const more = [
      `tags: [${'abc'[random(3)]}]`,
      random(8) ? '' : 'draft: true',
      random(8) ? '' : `expires: 2025-0${5 + random(3)}-01`,
      random(4) ? '' : `series: S${random(2)}\npart: ${random(3)}`,
      random(4) ? '' : `authors: [A${random(3)}, A${random(3)}]`,
      random(4) ? '' : `categories: [Web / C${random(3)}]`,
    ]
      .filter(Boolean)
      .join('\n')
    const name = path.replace(/.*\/|\.md/g, '')
    site.write(
      `content/${path}`,
      post(
        `T${random(4)}`,
        `2025-01-${10 + random(20)}`,
        random(3) ? body : `Word ${random(9)}.`,
        `${more}\nslug: ${path.includes('deep') ? 'deep-' : ''}${name}`,
      ),
    )
  }
}

/** Paths at which the site differs from one made of the same sources in another folder, with an empty cache. */
async function fromClean(context: TestContext, site: TestSite, config: Files): Promise<string[]> {
  const sources = Object.entries(readTree(`${site.root}/content`)).map(([path, text]) => [`content/${path}`, text])
  const clean = createSite(context, {...config, ...Object.fromEntries(sources)})
  await clean.build()
  return differences(site.tree(), clean.tree())
}
