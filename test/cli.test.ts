import assert from 'node:assert/strict'
import {type SpawnSyncOptionsWithStringEncoding, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, existsSync, openSync, readdirSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {dirname, join} from 'node:path'
import {test} from 'node:test'
import {commands} from '../src/commands/index.ts'
import {configText, createSite, post, program} from './helpers/site.ts'

const one = {'content/posts/one.md': post('One', '2025-01-01', 'Text.')}

test('build says in a few lines what it read and wrote', async (context) => {
  const site = createSite(context, one)
  const first = await site.almagest('build')
  assert.equal(first.code, 0, first.err)
  assert.match(
    first.out,
    /^Read 1 post, 0 pages\.\ndist\/: \d+ written, 0 left alone, 0 removed, in \d+ ms\.\npermanence\.json: 4 new addresses\. Keep the file with your posts\.\n$/,
  )
  const second = await site.almagest('build')
  assert.match(second.out, /dist\/: 0 written, \d+ left alone, 0 removed/)
})

test('build shows every problem with its place, exits with 1 and leaves the last good site', async (context) => {
  const site = createSite(context, one)
  await site.almagest('build')
  site.write('content/posts/two.md', '---\ntitle: Two\ndate: yesterday\n---\n')
  site.write('content/posts/three.md', post('Three', '2025-01-03', '![cat](cat.png)'))
  const {code, err} = await site.almagest('build')
  assert.equal(code, 1)
  assert.match(err, /content\/posts\/two\.md:3:\d+: .*date/i)
  assert.match(err, /date: yesterday/)
  assert.match(err, /content\/posts\/three\.md:6/)
  assert.match(err, /2 problems\. The site was left as it was\./)
  assert.ok(existsSync(`${site.root}/dist/2025/01/one/index.html`))
})

test('a warning is called one, also where there are no colours', async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', '[two](two.md)'),
    'content/posts/two.md': post('Two', '2025-01-02', '', 'draft: true'),
  })
  const {code, err} = await site.almagest('build')
  assert.equal(code, 0)
  assert.match(err, /^warning: content\/posts\/one\.md:6: “two\.md” leads to a post that is not published now\.$/m)
})

test('Markdown that lies where nothing is made of it is a warning, with the place that was probably meant', async (context) => {
  const site = createSite(context, {
    ...one,
    'content/hello.md': post('Hello', '2025-01-01'),
    'content/post/2025/hello.md': post('Hello', '2025-01-01'),
    'content/_posts/hello.markdown': post('Hello', '2025-01-01'),
    'content/page/about.md': '---\ntitle: About\n---\n',
    'content/recipes/tart.md': post('Tart', '2025-01-01'),
    'content/README.md': 'How we write here.',
    'content/static/slides.md': '# Slides',
    'content/data/notes.md': 'Notes.',
  })
  for (const words of [['build'], ['build'], ['check']]) {
    const {code, err} = await site.almagest(...words)
    assert.equal(code, 0, err)
    assert.deepEqual(
      Array.from(
        err.matchAll(/^warning: (\S+): No page is made of this file: .*\n {2}→ Move it to (.*)\.$/gm),
        ([, file, to]) => `${file} -> ${to}`,
      ),
      [
        'content/_posts/hello.markdown -> content/posts/hello.markdown',
        'content/hello.md -> content/posts/hello.md, or to content/pages/hello.md when it has no date',
        'content/page/about.md -> content/pages/about.md',
        'content/post/2025/hello.md -> content/posts/2025/hello.md',
        'content/recipes/tart.md -> content/posts/recipes/tart.md, or to content/pages/recipes/tart.md when it has no date',
      ],
    )
    assert.equal(err.match(/warning/g)?.length, 5, err)
  }
  assert.equal(site.read('dist/slides.md'), '# Slides')
})

test('HTML with front matter in the place of a post is a warning in every build, with the name that makes it one', async (context) => {
  const site = createSite(context, {
    ...one,
    'content/posts/2004-03-07-pears.html': `---\n${'title: Pears'}\n---\n<p>Pears.</p>`,
    'content/pages/about.htm': '---\r\ntitle: About\r\n---\r\n',
    'content/posts/demo.html': '<!doctype html><p>--- A demo.',
    'content/static/raw.html': '---\n---\n',
  })
  for (let turn = 0; turn < 3; turn++) {
    const {code, err} = await site.almagest('build')
    assert.equal(code, 0, err)
    const told = Array.from(err.matchAll(/^warning: (\S+): No page .* plain view\.\n {2}→ Call it (\S+): /gm))
    assert.deepEqual(
      told.map(([, file, name]) => `${file} -> ${name}`),
      ['content/pages/about.htm -> about.md', 'content/posts/2004-03-07-pears.html -> 2004-03-07-pears.md'],
      err,
    )
    if (turn === 1) site.write('content/posts/two.md', post('Two', '2025-01-01'))
  }
  site.write('content/posts/2004-03-07-pears.html', '<p>Pears.</p>')
  assert.equal((await site.almagest('build')).err.match(/plain view/g)?.length, 1)
})

test('hundreds of problems are counted, and shown whole only to those who ask', async (context) => {
  const links = Array.from({length: 100}, (_, number) => `[${number}](gone-${number}.md)`).join('\n\n')
  const site = createSite(context, {'content/posts/one.md': post('One', '2025-01-01', links)})
  const {err} = await site.almagest('build')
  assert.equal(err.match(/leads nowhere/g)?.length, 40)
  assert.match(err, /… and 60 more; --verbose shows them all\.\n\n100 problems\./)
  assert.equal((await site.almagest('build', '--verbose')).err.match(/leads nowhere/g)?.length, 100)
})

test('a line is shown around the place that is meant, and the marker stands below it whatever the script', async (context) => {
  const long = `[${'x, '.repeat(400)}{a: 1}${', y'.repeat(400)}]`
  const site = createSite(context, {
    'content/posts/long.md': `---\ntitle: Long\ndate: 2025-01-01\ntags: "${'t, '.repeat(600)}" x\n---\n`,
    'content/posts/wide.md': '---\ntitle: "日本語" x\ndate: 2025-01-01\n---\n',
    'content/data/list.json': long,
  })
  const {err} = await site.almagest('build')
  for (const line of err.split('\n')) assert.ok(line.length < 200, line)
  assert.match(err, /^ {2}4 \| ….* x$\n {7}[^\n]*\^/m)
  assert.match(err, /^ {2}2 \| title: "日本語" x\n {14}\u3000\u3000\u3000 +\^$/m)
})

test('--json prints one document, for a report and for problems', async (context) => {
  const site = createSite(context, one)
  const good = await site.almagest('build', '--json')
  assert.deepEqual(JSON.parse(good.out).read, {posts: 1, pages: 0, feeds: 0, items: 0})
  site.write('content/posts/two.md', 'no front matter')
  const bad = await site.almagest('build', '--json')
  assert.equal(bad.code, 1)
  assert.equal(JSON.parse(bad.out).problems[0].file, 'content/posts/two.md')
})

test('common options and their values may stand before the command', async (context) => {
  const site = createSite(context, one)
  const {code, err} = await site.almagest('--out', 'public', 'build')
  assert.deepEqual([code, err], [2, 'There is no option --out.\n  → Options of one command stand after its name.\n'])
  const silent = await site.almagest('--config', 'planet.config.ts', '--silent', 'build')
  assert.deepEqual([silent.code, silent.err, existsSync(`${site.root}/dist/index.html`)], [0, '', true])
})

test('--silent says nothing when all is well', async (context) => {
  const site = createSite(context, one)
  assert.deepEqual(await site.almagest('build', '--silent'), {code: 0, out: '', err: ''})
})

test('--out, --base, --drafts and --future do what they say', async (context) => {
  const site = createSite(context, {
    ...one,
    'content/posts/draft.md': post('Draft', '2025-01-02', 'Not yet.', 'draft: true'),
    'content/posts/later.md': post('Later', '2999-01-01', 'In a while.'),
  })
  await site.almagest('build')
  assert.deepEqual(
    Object.keys(site.tree()).filter((path) => /draft|later/.test(path)),
    [],
  )
  await site.almagest('build', '--out', 'preview', '--base', '/try', '--drafts', '--future')
  const preview = site.tree('preview')
  assert.ok('2025/01/draft/index.html' in preview && '2999/01/later/index.html' in preview)
  assert.match(preview['index.html']!, /href="\/try\/2025\/01\/one\/"/)
})

test('drafts and posts to come that were put where the site is published are a warning, and none in another folder', async (context) => {
  const site = createSite(context, {
    ...one,
    'content/posts/draft.md': post('Draft', '2025-01-02', 'Not yet.', 'draft: true'),
    'content/pages/draft.md': '---\ntitle: Page\ndraft: true\n---\n\nNot yet.\n',
    'content/posts/later.md': post('Later', '2999-01-01', 'In a while.'),
  })
  for (const words of [['--drafts'], ['--drafts', '--silent'], ['--drafts', '--verbose']]) {
    const {code, err} = await site.almagest('build', ...words)
    assert.deepEqual([code, /dist\/ shows 2 texts that are not public yet, or not any more\./.test(err)], [0, true])
    assert.match(err, /→ Build again without --drafts before you publish it, or give previews a folder.*--out/)
  }
  assert.match(
    (await site.almagest('build', '--drafts', '--future')).err,
    /shows 3 texts.*\n.*without --drafts and --future/,
  )
  const {problems} = JSON.parse((await site.almagest('build', '--future', '--json')).out)
  assert.deepEqual(problems, [
    {
      message: 'dist/ shows one text that is not public yet, or not any more.',
      hint: 'Build again without --future before you publish it, or give previews a folder of their own: `--out dist.preview`.',
      warning: true,
    },
  ])
  assert.equal((await site.almagest('build', '--drafts', '--future', '--out', 'preview')).err, '')
  assert.equal((await site.almagest('build')).err, '')
})

test('a base is written as in a URL, and refused where it is no path', async (context) => {
  const site = createSite(context, one)
  for (const base of [
    '/x?y',
    '/x#y',
    '/a/../b',
    '/./a',
    '/%2e%2e/b',
    '/%zz',
    'https://x.example/blog',
    '/a//b',
    'a\\b',
    'a\nb',
  ])
    await assert.rejects(site.build({base}), /^ProblemsError: The base cannot be/, base)
  const {code, err} = await site.almagest('build', '--base', '/x?y')
  assert.equal(code, 1)
  assert.match(err, /The base cannot be “\/x\?y”: this is not the path of a URL\.\n.*`--base \/blog`/)
  for (const [base, path] of [
    ['', ''],
    ['/', ''],
    ['a/b/', '/a/b'],
    ['x y', '/x%20y'],
    ['/x%20y', '/x%20y'],
    ['/~é', '/~%C3%A9'],
    ['/a%2Fb%3F', '/a%2Fb%3F'],
  ] as const) {
    await site.build({base})
    assert.match(site.read('dist/index.html'), new RegExp(`href="${path}/2025/01/one/"`))
  }
})

test('what stands in place of a file or folder that is needed is named, with what to do', async (context) => {
  const site = createSite(context, one)
  for (const [path, what] of [
    ['.almagest', 'A file stands where a folder is wanted'],
    ['content', 'A file stands where a folder is wanted'],
    ['permanence.json/a', 'A folder stands where a file is wanted'],
  ] as const) {
    const name = dirname(path) === '.' ? path : dirname(path)
    for (const each of ['content', '.almagest']) if (existsSync(join(site.root, each))) site.remove(each)
    site.write(path, 'x')
    const {code, err} = await site.almagest('build')
    assert.equal(code, 1)
    assert.ok(err.includes(`\n${what}: ${join(site.root, name)}\n  → Move it elsewhere`), err)
    site.remove(name)
  }
  site.write('content/posts/one.md', post('One', '2025-01-01'))
  site.write('dist', 'x')
  const {code, err} = await site.almagest('build')
  assert.equal(code, 1)
  assert.match(
    err,
    /^dist was not made by Almagest and stands where the site wants to write\.\n {2}→ Move dist elsewhere/m,
  )
  assert.equal(site.read('dist'), 'x')
})

test('a report that cannot be written is told, without a trace of the program', {
  skip: !existsSync('/dev/full'),
}, (context) => {
  const site = createSite(context, one)
  const full = openSync('/dev/full', 'w')
  context.after(() => closeSync(full))
  const options: SpawnSyncOptionsWithStringEncoding = {
    cwd: site.root,
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  }
  for (const words of [['build', '--json'], ['build'], ['--help']]) {
    const {status, stderr} = spawnSync(process.execPath, [program, ...words], options)
    assert.equal(status, 1)
    assert.equal(stderr, 'What there was to say could not be written. The disk is full.\n')
  }
})

test('--root builds another folder than this one', async (context) => {
  const site = createSite(context, one)
  const {status} = spawnSync(process.execPath, [program, 'build', '--root', site.root], {cwd: '/'})
  assert.equal(status, 0)
  assert.ok(existsSync(`${site.root}/dist/index.html`))
})

test('what does not exist is answered with what was probably meant, and exit code 2', async (context) => {
  const site = createSite(context, one)
  for (const [words, answer] of [
    [['biuld'], /Did you mean `almagest build`\?/],
    [['build', '--draft'], /Did you mean --drafts\?/],
    [['build', '--out'], /--out needs a value/],
    [['refresh', 'nobody'], /No feed is called nobody/],
    [['new'], /needs a title/],
    [['dev', '--port', 'x'], /--port wants a number/],
  ] as const) {
    const {code, err} = await site.almagest(...words)
    assert.equal(code, 2, words.join(' '))
    assert.match(err, answer)
  }
})

test('a server that cannot listen where it should says why and ends', async (context) => {
  const site = createSite(context, one)
  await site.almagest('build')
  for (const command of ['dev', 'preview']) {
    // An address of documentation, which no machine has.
    const {code, err} = await site.almagest(command, '--host', '192.0.2.1', '--port', '0')
    assert.equal(code, 1, command)
    assert.match(err, /^192\.0\.2\.1 is no address of this machine\.\n {2}→ .*--host/m)
  }
})

test('a server says when the port that was asked for is taken, and takes the next', async (context) => {
  const site = createSite(context, one)
  await site.almagest('build')
  const other = createServer().listen(0, '127.0.0.1')
  context.after(() => other.close())
  await once(other, 'listening')
  const {port} = other.address() as AddressInfo
  for (const command of ['dev', 'preview']) {
    const child = spawn(process.execPath, [program, command, '--port', String(port)], {cwd: site.root})
    let out = ''
    for await (const text of child.stdout) {
      out += text
      if (/Serving/.test(out)) child.kill()
    }
    assert.match(out, new RegExp(`Port ${port} is taken\\.\\nServing .*http://127\\.0\\.0\\.1:(?!${port}/)\\d+/`))
  }
})

// The `script` of util-linux gives a program a terminal; that of other systems is told so in other words.
const noTerminal = spawnSync('script', ['--version'], {encoding: 'utf8'}).stdout?.includes('util-linux')
  ? false
  : 'no `script` of util-linux here'

test('at a terminal, q and Ctrl-C end the watch server, and other keys do not', {
  skip: noTerminal,
  timeout: 60_000,
}, async (context) => {
  for (const end of ['q', '\u0003']) {
    const site = createSite(context, one)
    const command = `"${process.execPath}" "${program}" dev --port 0`
    const child = spawn('script', ['-qec', command, '/dev/null'], {cwd: site.root, stdio: ['pipe', 'pipe', 'ignore']})
    context.after(() => child.kill())
    let out = ''
    for await (const text of child.stdout) {
      if (!/Keys:/.test(out) && /Keys:/.test(out + text)) child.stdin.write(`x\u0004${end}`)
      out += text
    }
    const code = child.exitCode ?? (await once(child, 'exit'))[0]
    assert.equal(code, 0, out)
    assert.doesNotMatch(out, /without drafts/)
  }
})

test('words that a command has no use for are told, and nothing is done', async (context) => {
  const site = createSite(context, one)
  for (const words of [
    ['build', 'extra'],
    ['preview', 'dist'],
    ['feeds', 'export', 'feeds.opml'],
    ['feeds', 'import', 'a.opml', 'b.opml'],
    ['planet', 'export', 'planet.jsonl'],
    ['rollback', '1', '2'],
  ]) {
    const {code, out, err} = await site.almagest(...words)
    assert.deepEqual([code, out], [2, ''], words.join(' '))
    assert.match(
      err,
      new RegExp(`has no use for “${words.at(-1)}”\\.\\n {2}→ It takes .* \`almagest ${words[0]} --help\``),
    )
  }
  assert.ok(!existsSync(`${site.root}/dist`))
})

test('help names every command, and each command its options', async (context) => {
  const site = createSite(context, {})
  const {code, out} = await site.almagest('--help')
  assert.equal(code, 0)
  for (const name of ['build', 'refresh', 'dev', 'new', 'clean']) assert.match(out, new RegExp(`almagest ${name}\\b`))
  assert.match((await site.almagest('build', '--help')).out, /--drafts/)
  assert.match((await site.almagest('--version')).out, /^\d+\.\d+\.\d+\n$/)
})

test('help fits into eighty columns', async (context) => {
  const site = createSite(context, {})
  for (const words of [[], ...Array.from(commands.keys(), (name) => [name])]) {
    const {out} = await site.almagest(...words, '--help')
    for (const line of out.split('\n')) assert.ok(line.length <= 80, line)
  }
})

test('help is a word too', async (context) => {
  const site = createSite(context, {})
  assert.deepEqual(await site.almagest('help'), await site.almagest('--help'))
  assert.deepEqual(await site.almagest('help', 'build'), await site.almagest('build', '--help'))
  const unknown = await site.almagest('help', 'biuld')
  assert.deepEqual([unknown.code, unknown.out], [2, ''])
  assert.match(unknown.err, /Did you mean `almagest build`\?/)
})

test('new begins a draft dated in the time zone of the site, and never overwrites', async (context) => {
  const site = createSite(context, {'planet.config.ts': configText('', "timeZone: 'Pacific/Kiritimati'")})
  const {code, out} = await site.almagest('new', 'C++ & me: “a love”')
  assert.equal(code, 0)
  const file = /Wrote (\S+),/.exec(out)![1]!
  assert.match(site.read(file), /^---\ntitle: "C\+\+ & me: “a love”"\ndate: \d{4}-\d\d-\d\d \d\d:\d\d\ndraft: true\n/)
  assert.equal((await site.almagest('build', '--drafts', '--future')).code, 0)
  assert.equal((await site.almagest('new', 'C++ & me: “a love”')).code, 1)
})

test('clean removes the site and the cache and keeps what the planet remembers', async (context) => {
  const feed =
    '<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><item><title>I</title><link>https://f.example/1</link><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate></item></channel></rss>'
  const site = createSite(context, {
    ...one,
    'feed.xml': feed,
    'planet.config.ts': configText("planet: {feeds: [{file: 'feed.xml'}]},"),
  })
  await site.almagest('build')
  site.write('dist/mine.txt', 'mine')
  await site.almagest('clean')
  assert.deepEqual(Object.keys(site.tree()), ['mine.txt'])
  assert.ok(existsSync(`${site.root}/.almagest/planet.sqlite`))
  assert.ok(!existsSync(`${site.root}/.almagest/cache.sqlite`))
})

test('clean leaves nothing that a build without a planet wrote down but when the site will change', async (context) => {
  const site = createSite(context, one)
  await site.almagest('build')
  await site.almagest('clean')
  const left = readdirSync(`${site.root}/.almagest`).filter((name) => !name.endsWith('.lock'))
  assert.deepEqual(left, ['next-change.json'])
})

test('an old Node.js is told which one is needed', () => {
  const script = `Object.defineProperty(process.versions, 'node', {value: '20.1.0'}); require(${JSON.stringify(program)})`
  const {status, stderr} = spawnSync(process.execPath, ['-e', script, 'build'], {encoding: 'utf8'})
  assert.equal(status, 2)
  assert.match(stderr, /needs Node\.js 24 or newer/)
})
