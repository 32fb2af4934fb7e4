import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite, differences, post} from './helpers/site.ts'

test('posts wait for their date and leave when they expire; a build tells when the next change is', async (context) => {
  let now = '2025-06-01T12:00:00.000Z'
  const site = createSite(
    context,
    {
      'content/posts/soon.md': post('Soon', '2025-06-02 08:00'),
      'content/posts/sale.md': post('Sale', '2025-05-01', 'Pears.', 'expires: 2025-06-03'),
      'content/posts/later.md': post('Later', '2025-07-01'),
    },
    () => now,
  )
  const steps = [
    ['2025-06-01T12:00:00.000Z', ['sale'], '2025-06-02T08:00:00.000Z', 'content/posts/soon.md is due'],
    ['2025-06-02T08:00:00.000Z', ['sale', 'soon'], '2025-06-03T00:00:00.000Z', 'content/posts/sale.md expires'],
    ['2025-06-03T00:00:00.000Z', ['soon'], '2025-07-01T00:00:00.000Z', 'content/posts/later.md is due'],
    ['2025-07-01T00:00:00.000Z', ['later', 'soon'], undefined, undefined],
  ] as const
  for (const [time, shown, at, because] of steps) {
    now = time
    const {nextChangeAt, nextChangeBecause} = await site.build()
    assert.deepEqual([nextChangeAt, nextChangeBecause], [at, because])
    const written = JSON.parse(site.read('.almagest/next-change.json'))
    assert.deepEqual(written, at ? {at, because} : {})
    const posts = Object.keys(site.tree()).flatMap((path) => /^\d+\/\d+\/(\w+)\/index\.html$/.exec(path)?.[1] ?? [])
    assert.deepEqual(posts.toSorted(), shown)
  }
})

test('the next change is a feed that is due, where that comes first; build prints it and gives it as JSON', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText("planet: {feeds: ['https://feed.example/rss', {file: 'a.xml'}]},"),
    'a.xml': '<rss version="2.0"><channel><title>A</title></channel></rss>',
    'content/posts/soon.md': post('Soon', '2999-01-01'),
  })
  const {nextChangeAt, nextChangeBecause} = await site.build()
  assert.deepEqual([nextChangeAt, nextChangeBecause], ['2025-06-01T12:00:00.000Z', 'a feed is due'])
  const {out} = await site.almagest('build')
  assert.match(out, /^Next change at 20\S+: a feed is due\.$/m)
  const {out: json} = await site.almagest('build', '--json')
  assert.match(json, /"nextChangeAt":\s*"20/)
})

test('previews show what readers do not see, and say so', async (context) => {
  const site = createSite(context, {
    'content/posts/draft.md': post('Sketch', '2025-05-01', 'Text.', 'draft: true'),
    'content/posts/soon.md': post('Soon', '2025-06-02'),
    'content/posts/old.md': post('Old', '2025-01-01', 'Text.', 'expires: 2025-02-01'),
  })
  await site.build()
  assert.ok(!Object.keys(site.tree()).some((path) => /draft|soon|old/.test(path)))
  await site.build({drafts: true, future: true, out: 'preview'})
  const badge = (path: string) => /<strong class="badge">(.*?)<\/strong>/.exec(site.read(`preview/${path}`))?.[1]
  assert.equal(badge('2025/05/draft/index.html'), 'Draft')
  assert.equal(badge('2025/06/soon/index.html'), 'Appears on June 2, 2025')
  assert.equal(badge('2025/01/old/index.html'), 'Expired on February 1, 2025')
})

test('the same bytes come of any zone the machine is in, across changes of the clock', async (context) => {
  const config = configText('', "timeZone: 'Europe/Vienna'")
  const files = {
    'planet.config.ts': config,
    'content/posts/spring.md': post('Spring', '2025-03-30 02:30', 'Skipped.', 'expires: 2999-03-28 02:30'),
    'content/posts/autumn.md': post('Autumn', '2024-10-27 02:30', 'Twice.'),
    'content/posts/night.md': post('Night', '2025-01-01 00:30'),
    'content/posts/zoned.md': post('Zoned', '2024-12-31T23:30:00-03:30'),
  }
  const trees: Record<string, string>[] = []
  for (const zone of ['UTC', 'Asia/Tokyo', 'America/St_Johns']) {
    const site = createSite(context, files)
    const {code, err} = await site.almagest('build', {TZ: zone})
    assert.equal(code, 0, err)
    trees.push({...site.tree(), next: site.read('.almagest/next-change.json')})
  }
  assert.ok('2025/01/night/index.html' in trees[0]!)
  assert.deepEqual(differences(trees[0]!, trees[1]!), [])
  assert.deepEqual(differences(trees[0]!, trees[2]!), [])
})

test('a schema checks the front matter of its folder: all mistakes at once, each with its line shown', async (context) => {
  const schema = `const schema = {'~standard': {version: 1, vendor: 'test', validate: (value: any) => {
    const issues = []
    if (typeof value.minutes !== 'number') issues.push({message: 'Expected a number', path: ['minutes']})
    if (!['sweet', 'salty'].includes(value.taste)) issues.push({message: 'Expected sweet or salty', path: [{key: 'taste'}]})
    return issues.length ? {issues} : {value: {...value, hours: value.minutes / 60}}
  }}}\n`
  const config = schema + configText("schemas: {'posts/recipes': schema},")
  const site = createSite(context, {
    'planet.config.ts': config,
    'content/posts/other.md': post('Other', '2025-01-01'),
    'content/posts/recipes/soup.md': post('Soup', '2025-01-02', 'Stir.', 'minutes: long\ntaste: sour'),
  })
  await assert.rejects(site.build(), ({problems}) => {
    assert.deepEqual(
      problems.map(({line, column, source, message}: Record<string, unknown>) => [line, column, source, message]),
      [
        [4, 10, 'minutes: long', '`minutes`: Expected a number'],
        [5, 8, 'taste: sour', '`taste`: Expected sweet or salty'],
      ],
    )
    return true
  })
  site.write('content/posts/recipes/soup.md', post('Soup', '2025-01-02', 'Stir.', 'minutes: 90\ntaste: salty'))
  await site.build()
})

test('sections have addresses of their own, and the list of posts may stand elsewhere', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText("blog: {path: '/blog/', permalinks: {notes: '/notes/:slug/'}},"),
    'content/posts/essay.md': post('Essay', '2025-01-01'),
    'content/posts/notes/pear.md': post('Pear', '2025-01-02'),
    'content/pages/index.md': '---\ntitle: Welcome\n---\nCome in.\n',
    'content/pages/blog.md': '---\ntitle: Writing\n---\nAll of it.\n',
  })
  await site.build()
  assert.ok('notes/pear/index.html' in site.tree())
  assert.match(site.read('dist/index.html'), /<h1[^>]*>Welcome<\/h1>/)
  assert.doesNotMatch(site.read('dist/index.html'), /Essay/)
  assert.match(site.read('dist/blog/index.html'), /Writing<\/h1>.*All of it.*Pear.*Essay/s)
})

test('without a page of its own the home page is the first of the list, whose links lead on', async (context) => {
  const posts = Array.from({length: 7}, (_, index) => [
    `content/posts/p${index}.md`,
    post(`P${index}`, `2025-01-0${index + 1}`),
  ])
  const site = createSite(context, {
    'planet.config.ts': configText("blog: {path: '/blog/', perPage: 2},"),
    ...Object.fromEntries(posts),
  })
  await site.build()
  const home = site.read('dist/index.html')
  assert.match(home, /P6/)
  const [, older] = /rel="next" href="([^"]*)"/.exec(home)!
  assert.ok(`${older!.slice(1)}index.html` in site.tree(), older!)
})

test('what git leaves of a conflict in a text is a warning, told by every build; in code it is shown', async (context) => {
  const conflict = '<<<<<<< HEAD\nPears.\n=======\nPlums.\n>>>>>>> spring\n'
  const site = createSite(context, {
    'content/posts/left.md': post('Left', '2025-01-01', `Fruit.\n\n${conflict}`),
    'content/posts/shown.md': post(
      'Shown',
      '2025-01-02',
      `\`\`\`\n${conflict}\`\`\`\n\n:::note\n~~~\n${conflict}~~~\n:::\n`,
    ),
  })
  for (let time = 0; time < 2; time++) {
    const {problems} = await site.build()
    assert.deepEqual(
      problems.map(({file, line, source, warning}) => [file, line, source, warning]),
      [['content/posts/left.md', 8, '<<<<<<< HEAD', true]],
    )
    assert.match(problems[0]!.message, /^Two branches .* settled\. Keep the lines/)
  }
  site.write('content/posts/more.md', post('More', '2025-01-03'))
  assert.equal((await site.build()).problems.length, 1)
})
