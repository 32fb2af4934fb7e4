/** Addresses and feed ids that were published once, through the front door. */
import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {type Problem, ProblemsError} from '../src/problem.ts'
import {configText, createSite, post, type TestSite} from './helpers/site.ts'

const guarded = {accept: false}
const real = "url: 'https://pears.blog'"
const files = {
  'planet.config.ts': configText('', real),
  'content/posts/one.md': post('One', '2025-01-01', 'First.', 'aliases: [/older/]'),
  'content/posts/two.md': post('Two', '2025-01-02', 'Second.'),
  'content/pages/about.md': '---\ntitle: About\n---\nMe.\n',
}

/** The problems that a build ends with: file, message and hint as one text each. */
async function lost(site: TestSite): Promise<string[]> {
  const error = await site.build(guarded).then(
    () => undefined,
    (error: unknown) => error,
  )
  assert.ok(error instanceof ProblemsError, 'the build should fail')
  return error.problems.map(({file, message, hint}: Problem) => `${file}: ${message} ${hint}`)
}

/** What a build reports of the ledger when nothing was given up. */
function added(count: number) {
  return {added: count, removed: 0, lost: [], newIds: []}
}

function idIn(site: TestSite, url: string): string {
  return JSON.parse(site.read('permanence.json'))[url].id
}

test('the first build records posts, pages, feeds and former addresses, one line each, and the next leaves the file alone', async (context) => {
  const site = createSite(context, files)
  const {permanence} = await site.build(guarded)
  assert.deepEqual(permanence, added(7))
  const text = site.read('permanence.json')
  const urls = ['/2025/01/one/', '/2025/01/two/', '/about/', '/atom.xml', '/feed.json', '/older/', '/rss.xml']
  assert.deepEqual(Object.keys(JSON.parse(text)), urls)
  assert.equal(text.split('\n').length, urls.length + 3)
  assert.match(text, /^"\/2025\/01\/one\/": \{"of": "content\/posts\/one\.md", "id": "urn:uuid:[\da-f-]{36}"\},$/m)
  assert.deepEqual((await site.build(guarded)).permanence, added(0))
  assert.equal(site.read('permanence.json'), text)
})

test('a post whose address changes stops the build, which names it and the line that mends it', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  const before = site.tree()
  const id = idIn(site, '/2025/01/one/')
  site.write('content/posts/one.md', `${files['content/posts/one.md']}`.replace('title:', 'slug: uno\ntitle:'))
  const mend = 'Replace its aliases by `aliases: [/older/, /2025/01/one/]`'
  assert.deepEqual(await lost(site), [
    `content/posts/one.md: /2025/01/one/ would vanish: the address of this post is another now. ${mend}. If the change is wanted, run \`almagest build --accept\`.`,
  ])
  assert.deepEqual(site.tree(), before)
  site.write(
    'content/posts/one.md',
    post('One', '2025-01-01', 'First.', 'slug: uno\naliases: [/older/, /2025/01/one/]'),
  )
  assert.deepEqual((await site.build(guarded)).permanence, added(1))
  assert.equal(idIn(site, '/2025/01/uno/'), id)
})

test('a file that was renamed brings its former address and id along', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  const id = idIn(site, '/2025/01/two/')
  site.remove('content/posts/two.md')
  site.write('content/posts/second.md', post('Two', '2025-01-02', 'Second.'))
  const [problem, ...more] = await lost(site)
  assert.deepEqual(more, [])
  assert.ok(problem!.startsWith('content/posts/second.md: /2025/01/two/ would vanish'))
  assert.ok(problem!.includes(`\`aliases: [/2025/01/two/]\` to its front matter and add \`id: "${id}"\``), problem!)

  site.write('content/posts/second.md', post('Two', '2025-01-02', 'Second.', 'aliases: [/2025/01/two/]'))
  const [other] = await lost(site)
  assert.match(other!, /^content\/posts\/second\.md: The feed id of this post is another now/)
  assert.ok(other!.includes(`\`id: "${id}"\``))

  site.write('content/posts/second.md', post('Two', '2025-01-02', 'Second.', `aliases: [/2025/01/two/]\nid: "${id}"`))
  await site.build(guarded)
})

test('each of several files that were renamed at once is found by its date', async (context) => {
  const site = createSite(context, {
    ...files,
    'planet.config.ts': configText('', `${real}, timeZone: 'America/St_Johns'`),
    'content/posts/three.md': post('Three', '2025-01-03 23:30'),
  })
  await site.build(guarded)
  const ids = ['two', 'three'].map((name) => idIn(site, `/2025/01/${name}/`))
  for (const [from, to, text] of [
    ['two', 'zwei', post('Zwei', '2025-01-02')],
    ['three', 'more/drei', post('Drei', '2025-01-03 23:30')],
  ] as const) {
    site.remove(`content/posts/${from}.md`)
    site.write(`content/posts/${to}.md`, text)
  }
  site.write('content/posts/four.md', post('Four', '2025-01-04'))
  const told = (await lost(site)).sort()
  assert.equal(told.length, 2)
  assert.match(told[1]!, /Add `aliases: \[\/2025/)
  assert.ok(told[0]!.startsWith('content/posts/more/drei.md: /2025/01/three/ would vanish'), told[0]!)
  assert.ok(
    told[0]!.includes(`\`aliases: [/2025/01/three/]\` to its front matter and add \`id: "${ids[1]}"\``),
    told[0]!,
  )
  assert.ok(told[1]!.startsWith('content/posts/zwei.md: /2025/01/two/ would vanish'), told[1]!)
})

test('a post that is taken away beside a new one of another day is not taken for it', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  site.remove('content/posts/two.md')
  site.write('content/posts/news.md', post('News', '2025-05-01'))
  assert.deepEqual(await lost(site), [
    'content/posts/two.md: /2025/01/two/ would vanish: its post is not published any more. Bring the post back, or add `aliases: [/2025/01/two/]` to the one that takes its place: content/posts/news.md, if it became that. If the change is wanted, run `almagest build --accept`.',
  ])
})

test('a date that changes the id but not the address is told', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  site.write('content/posts/two.md', post('Two', '2025-01-09', 'Second.'))
  const [problem] = await lost(site)
  assert.match(problem!, /^content\/posts\/two\.md: The feed id of this post is another now: every reader/)
})

test('a date that changes the address and the id is told once, with both lines that mend it', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  const id = idIn(site, '/2025/01/two/')
  site.write('content/posts/two.md', post('Two', '2001-01-02', 'Second.'))
  const [problem, ...others] = await lost(site)
  assert.deepEqual(others, [])
  const mend = `Add \`aliases: [/2025/01/two/]\` to its front matter and add \`id: "${id}"\``
  assert.ok(problem!.includes(mend), problem!)

  const lines = `aliases: [/2025/01/two/]\nid: "${id}"`
  site.write('content/posts/two.md', post('Two', '2001-01-02', 'Second.', lines))
  assert.deepEqual((await site.build(guarded)).permanence, added(1))
})

test('an address that is given up names the feed id that goes with it', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  site.write('content/posts/two.md', post('Two', '2001-01-02', 'Second.'))
  const {permanence} = await site.build()
  assert.deepEqual(permanence, {added: 1, removed: 1, lost: ['/2025/01/two/'], newIds: ['/2001/01/two/']})
})

test('two posts with one feed id are told, and taking it out of the copy mends it', async (context) => {
  const own = 'guid: urn:x:1'
  const site = createSite(context, {...files, 'content/posts/two.md': post('Two', '2025-01-02', 'Second.', own)})
  await site.build(guarded)
  site.write('content/posts/copy.md', post('Three', '2025-01-03', 'Third.', own))
  const problems = await lost(site)
  assert.equal(problems.length, 1)
  assert.match(
    problems[0]!,
    /^content\/posts\/copy\.md: Both content\/posts\/two\.md and content\/posts\/copy\.md have the feed id urn:x:1: .*Take `id` or/,
  )
  // Taken out of the wrong one, it is an id that another post runs away with.
  site.write('content/posts/two.md', post('Two', '2025-01-02', 'Second.'))
  assert.match(
    (await lost(site)).join(),
    /^content\/posts\/two\.md: The feed id of this post is another now: .*`id: "urn:x:1"`/,
  )

  site.write('content/posts/two.md', post('Two', '2025-01-02', 'Second.', own))
  site.write('content/posts/copy.md', post('Three', '2025-01-03', 'Third.'))
  await site.build(guarded)
})

test('of two posts that are on record with one id, either may get another', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  const text = site.read('permanence.json')
  site.write('permanence.json', text.replace(idIn(site, '/2025/01/two/'), idIn(site, '/2025/01/one/')))
  await site.build(guarded)
  assert.equal(site.read('permanence.json'), text)
})

test('an address that got a slash at its end is told as what it is', async (context) => {
  const site = createSite(context, {
    ...files,
    'content/posts/two.md': post('Two', '2025-01-02', '', 'permalink: /v1.5\naliases: [/v1.4]'),
  })
  await site.build(guarded)
  site.write(
    'permanence.json',
    site.read('permanence.json').replace('"/v1.5/"', '"/v1.5"').replace('"/v1.4/"', '"/v1.4"'),
  )
  const [problem, ...others] = await lost(site)
  assert.deepEqual(others, [])
  assert.match(
    problem!,
    /two\.md: \/v1\.4 and \/v1\.5 would vanish: there is a slash at the end now\. Nearly every host leads there by itself\. If/,
  )
})

test('an id on record that is no address is kept as a guid', async (context) => {
  const site = createSite(context, {...files, 'content/posts/two.md': post('Two', '2025-01-02', 'Second.', 'id: 12')})
  await site.build(guarded)
  site.write('content/posts/two.md', post('Two', '2025-01-02', 'Second.', 'id: 12\nguid: http://old.example/?p=12'))
  const [problem] = await lost(site)
  assert.match(
    problem!,
    /two\.md: The feed id of this post is another now.* Write `guid: "12"` in its front matter, and no `id`\./,
  )
  site.write('content/posts/two.md', post('Two', '2025-01-02', 'Second.', 'guid: "12"'))
  assert.deepEqual((await site.build(guarded)).problems, [])
})

test('a post that is taken away, or a draft again, is told; another post may take its place', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  site.write('content/posts/one.md', post('One', '2025-01-01', 'First.', 'draft: true'))
  const [problem] = await lost(site)
  assert.match(
    problem!,
    /^content\/posts\/one\.md: .* would vanish: their post is a draft now\. Take `draft: true` out/,
  )
  assert.match(problem!, /`aliases: \[\/2025\/01\/one\/, \/older\/\]`/)
  site.remove('content/posts/one.md')
  site.write('content/posts/two.md', post('Two', '2025-01-02', 'Second.', 'aliases: [/2025/01/one/, /older/]'))
  assert.deepEqual((await site.build(guarded)).permanence, added(0))
})

test('a post whose date is to come by a slip is told with that date', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  site.write('content/posts/two.md', post('Two', '2062-01-02', 'Second.'))
  const [problem, ...others] = await lost(site)
  assert.deepEqual(others, [])
  assert.match(
    problem!,
    /^content\/posts\/two\.md: \/2025\/01\/two\/ would vanish: its post waits for its date, 2062-01-02\. Mend its date, or/,
  )
})

test('a former address that leads nowhere any more is told, and goes along with a file that was renamed', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  const id = idIn(site, '/2025/01/one/')
  site.write('content/posts/one.md', post('One', '2025-01-01', 'First.'))
  assert.deepEqual(await lost(site), [
    'content/posts/one.md: /older/ would vanish: nothing leads on from there to this post any more. Add `aliases: [/older/]` to its front matter. If the change is wanted, run `almagest build --accept`.',
  ])
  site.remove('content/posts/one.md')
  site.write('content/posts/uno.md', post('One', '2025-01-01', 'First.'))
  const [problem, ...others] = await lost(site)
  assert.deepEqual(others, [])
  assert.ok(
    problem!.includes(`\`aliases: [/2025/01/one/, /older/]\` to its front matter and add \`id: "${id}"\``),
    problem!,
  )
  await site.build()
  assert.ok(!site.read('permanence.json').includes('/older/'))
})

test('all addresses of a post that is taken away are told at once', async (context) => {
  const site = createSite(context, {
    ...files,
    'content/posts/one.md': post('One', '2025-01-01', 'First.', 'aliases: [/b/, /a/]'),
  })
  await site.build(guarded)
  site.remove('content/posts/one.md')
  const [problem, ...others] = await lost(site)
  assert.deepEqual(others, [])
  assert.match(
    problem!,
    /^content\/posts\/one\.md: \/2025\/01\/one\/, \/a\/ and \/b\/ would vanish: their post is not published any more\. .*`aliases: \[\/2025\/01\/one\/, \/a\/, \/b\/\]`/,
  )
})

test('a post that expires takes its former addresses along', async (context) => {
  let now = '2025-06-01T12:00:00.000Z'
  const more = 'expires: 2025-07-01\naliases: [/older/]'
  const site = createSite(
    context,
    {
      ...files,
      'planet.config.ts': configText("blog: {formerPermalinks: '/:slug.html'},", real),
      'content/posts/one.md': post('One', '2025-01-01', 'First.', more),
    },
    () => now,
  )
  await site.build(guarded)
  now = '2025-08-01T12:00:00.000Z'
  assert.deepEqual((await site.build(guarded)).permanence, added(0))
  assert.ok(!('older/index.html' in site.tree()))
})

test('a post that expires leaves as it was meant to, and may come back', async (context) => {
  let now = '2025-06-01T12:00:00.000Z'
  const expiring = {'content/posts/one.md': post('One', '2025-01-01', 'First.', 'expires: 2025-07-01')}
  const site = createSite(context, {...files, ...expiring}, () => now)
  await site.build(guarded)
  const id = idIn(site, '/2025/01/one/')
  now = '2025-08-01T12:00:00.000Z'
  assert.deepEqual((await site.build(guarded)).permanence, added(0))
  assert.ok(!('2025/01/one/index.html' in site.tree()))
  assert.equal(idIn(site, '/2025/01/one/'), id)
})

test('what is accepted is recorded and not asked for again', async (context) => {
  const site = createSite(context, {...files, '.gitignore': ''})
  await site.build(guarded)
  site.remove('content/posts/one.md')
  site.write('content/posts/two.md', post('Two', '2025-01-09', 'Second.'))
  const {code, err} = await site.almagest('build')
  assert.equal(code, 1)
  assert.match(err, /\/2025\/01\/one\/ and \/older\/ would vanish/)
  const accepted = await site.almagest('build', '--accept')
  assert.equal(accepted.code, 0)
  const told = 'permanence.json: 2 addresses given up, 1 feed id changed. Keep the file with your posts.\n'
  const list = '  - /2025/01/one/\n  - /older/\n  ~ /2025/01/two/ has another feed id\n'
  assert.ok(accepted.out.endsWith(told + list), accepted.out)
  assert.ok(!site.read('permanence.json').includes('/one/'))
  assert.equal((await site.almagest('build')).code, 0)
})

test('what is accepted stands in the report', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  site.remove('content/posts/one.md')
  site.write('content/posts/two.md', post('Two', '2025-01-09', 'Second.'))
  const {permanence} = await site.build()
  assert.deepEqual(permanence, {added: 0, removed: 2, lost: ['/2025/01/one/', '/older/'], newIds: ['/2025/01/two/']})
})

test('previews and sites that do not want it neither compare nor record', async (context) => {
  const site = createSite(context, files)
  for (const preview of [{drafts: true}, {future: true}, {base: '/x'}, {out: 'elsewhere'}]) {
    await site.build({...guarded, ...preview})
    assert.ok(!existsSync(join(site.root, 'permanence.json')), JSON.stringify(preview))
  }
  site.write('planet.config.ts', configText('', `${real}, permanence: false`))
  await site.build(guarded)
  assert.ok(!existsSync(join(site.root, 'permanence.json')))
})

test('a feed that would vanish is told, and a file put there by hand keeps its address', async (context) => {
  const planet = (path: string) => configText(`planet: {path: '${path}'},`, real)
  const site = createSite(context, {...files, 'planet.config.ts': planet('/planet/')})
  await site.build(guarded)
  site.write('planet.config.ts', planet('/friends/'))
  const problems = await lost(site)
  assert.equal(problems.length, 3)
  assert.match(problems[0]!, /The feed \/planet\/atom\.xml would vanish. Readers are subscribed to it/)
  for (const file of ['atom.xml', 'rss.xml', 'feed.json']) site.write(`content/static/planet/${file}`, 'moved')
  await site.build(guarded)
})

test('the lines of two branches may be put together, but not be left unsettled', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  const [first, line = '', ...more] = site.read('permanence.json').split('\n')
  site.write('permanence.json', [first, '<<<<<<< ours', line, '=======', line, ...more].join('\n'))
  const problems = await lost(site)
  assert.match(problems[0]!, /^permanence\.json: Two branches were put together .*Keep the lines of both sides/)
  site.write('permanence.json', [first, line.replace(/,$/, ''), line, ...more].join('\n'))
  await site.build(guarded)
  assert.equal(site.read('permanence.json'), [first, line, ...more].join('\n'))
})

test('cleaning leaves what was published on record', async (context) => {
  const site = createSite(context, files)
  await site.build(guarded)
  await site.almagest('clean')
  assert.ok(existsSync(join(site.root, 'permanence.json')))
})

test('the ids of the feeds stay when title, authors and address of the site change, and its podcast keeps its own', async (context) => {
  const podcast = "blog: {podcast: {image: '/c.png', category: 'Arts'}}, planet: {},"
  const config = (site: string) => `export default {site: {${site}}, ${podcast}}`
  const first = config("title: 'Pears', url: 'http://pears.blog'")
  const site = createSite(context, {...files, 'planet.config.ts': first, 'content/static/c.png': 'x'})
  const ids = () =>
    Object.entries(site.tree())
      .filter(([path]) => /(?:atom|rss)\.xml$/.test(path))
      .flatMap(([path, text]) => [path, /<(id|podcast:guid)>.*?<\/\1>/.exec(text)?.[0]])
  await site.build(guarded)
  const before = ids()
  assert.equal(idIn(site, '/atom.xml'), /<id>(.*?)<\/id>/.exec(site.read('dist/atom.xml'))![1])
  site.write('planet.config.ts', config("title: 'Tea', url: 'https://tea.blog/x', author: 'Bo'"))
  await site.build(guarded)
  assert.deepEqual(ids(), before)
  site.write('planet.config.ts', first.replace("category: 'Arts'", "category: 'Arts', guid: 'mine'"))
  await site.build(guarded)
  assert.match(site.read('dist/rss.xml'), /<podcast:guid>mine</)
})

test('a site with an address that is an example is told that nobody knows its pages', async (context) => {
  const site = createSite(context, {...files, 'planet.config.ts': configText()})
  await site.build(guarded)
  site.remove('content/posts/two.md')
  const [problem] = await lost(site)
  assert.ok(
    problem!.endsWith(
      'takes its place. Nobody knows it while `site.url` is https://example.org: run `almagest build --accept`.',
    ),
    problem!,
  )
})

test('a ledger that is empty, however it is written, is none', async (context) => {
  const site = createSite(context, files)
  for (const text of ['{}\n', '{\n}\n', '', '{ }']) {
    site.write('permanence.json', text)
    assert.equal((await site.build(guarded)).permanence.added, 7, JSON.stringify(text))
  }
})

test('a new pattern of addresses is one mistake, and naming the one before mends it', async (context) => {
  const posts = Array.from({length: 6}, (_, n) => [`content/posts/p${n}.md`, post(`P${n}`, `2025-01-1${n}`)] as const)
  const site = createSite(context, {...files, ...Object.fromEntries(posts)})
  await site.build(guarded)
  const ids = idIn(site, '/2025/01/p3/')

  site.write('planet.config.ts', configText("blog: {permalink: '/:slug/'},", real))
  const [only, ...others] = await lost(site)
  assert.deepEqual(others, [])
  assert.match(
    only!,
    /The addresses of 8 posts would vanish, \/2025\/01\/one\/ among them: .*formerPermalinks: '\/:year/,
  )

  site.write(
    'planet.config.ts',
    configText("blog: {permalink: '/:slug/', formerPermalinks: '/:year/:month/:slug/'},", real),
  )
  const {problems} = await site.build(guarded)
  assert.deepEqual(problems, [])
  assert.match(site.read('dist/2025/01/p3/index.html'), /url=\/p3\//)
  assert.match(site.read('dist/_redirects'), /^\/2025\/01\/p3\/ +\/p3\/ 301$/m)
  assert.equal(idIn(site, '/p3/'), ids)

  site.write('planet.config.ts', configText("blog: {permalink: '/:slug/'},", real))
  assert.match((await lost(site)).join(), /would vanish/)
})

test('what follows from a former pattern gives way to what is there or was written down, and to the older post', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText("blog: {formerPermalinks: ['/:slug/', '/archives/:slug.html']},"),
    'content/pages/about.md': '---\ntitle: About\n---\nMe.\n',
    'content/posts/about.md': post('About this blog', '2025-01-01'),
    'content/posts/notes.md': post('Notes', '2025-03-01'),
    'content/posts/old/notes.md': post('Older notes', '2024-03-01'),
    'content/posts/elsewhere.md': post('Elsewhere', '2025-02-01', 'Text.', 'aliases: [/mine/]'),
    'content/posts/mine.md': post('Mine', '2025-02-02', 'Text.', 'permalink: /my/own.html'),
  })
  assert.deepEqual((await site.build()).problems, [])
  assert.match(site.read('dist/about/index.html'), /Me\./)
  assert.match(site.read('dist/archives/about.html'), /url=\/2025\/01\/about\//)
  assert.match(site.read('dist/notes/index.html'), /url=\/2024\/03\/notes\//)
  assert.match(site.read('dist/mine/index.html'), /url=\/2025\/02\/elsewhere\//)
  assert.match(site.read('dist/archives/mine.html'), /url=\/my\/own\.html/)
})
