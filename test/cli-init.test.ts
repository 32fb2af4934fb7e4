import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {load} from 'js-yaml'
import {program, readTree} from './helpers/site.ts'

const opml =
  '<opml version="2.0"><body><outline type="rss" text="Far" xmlUrl="https://far.example/feed"/></body></opml>'

/** An empty folder, and the program run in it with these lines as answers. */
function emptyFolder(context: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'almagest-init-'))
  context.after(() => rmSync(root, {recursive: true, force: true}))
  return {
    root,
    run(words: readonly string[], answers = '', folder = '.') {
      const cwd = join(root, folder)
      return spawnSync(process.execPath, [program, ...words], {cwd, input: answers, encoding: 'utf8'})
    },
    read: (path: string) => readFileSync(join(root, path), 'utf8'),
  }
}

test('init --yes asks nothing and makes a site whose blog and planet are alive without a network', (context) => {
  const {run, read, root} = emptyFolder(context)
  const {status, stdout, stderr} = run(['init', 'my-blog', '--yes'])
  assert.deepEqual([status, stderr], [0, ''])
  assert.match(stdout, /\+ planet\.config\.ts[\s\S]*cd my-blog\n {2}npm install\n {2}npm run dev\n$/)
  assert.deepEqual(Object.keys(readTree(join(root, 'my-blog'))), [
    '.gitattributes',
    '.github/workflows/pages.yml',
    '.gitignore',
    'content/pages/about.md',
    'content/posts/hello.md',
    'feeds/neighbour.xml',
    'package.json',
    'planet.config.ts',
  ])
  const manifest = JSON.parse(read('my-blog/package.json'))
  assert.equal(manifest.name, 'my-blog')
  assert.deepEqual(Object.keys(manifest.scripts), ['dev', 'build', 'refresh'])

  const built = run(['build'], '', 'my-blog')
  assert.deepEqual([built.status, built.stderr], [0, ''])
  const dist = readTree(join(root, 'my-blog/dist'))
  assert.match(dist['index.html']!, /My blog/)
  assert.match(dist['planet/index.html']!, /The lamp on the third floor/)
  assert.match(dist['planet/index.html']!, /Hello/)
  assert.ok('about/index.html' in dist)
})

test('init adds what is missing to a folder and changes nothing that is there', (context) => {
  const {run, read, root} = emptyFolder(context)
  mkdirSync(join(root, 'content/posts'), {recursive: true})
  writeFileSync(join(root, 'content/posts/old.md'), '---\ntitle: Old\ndate: 2001-01-01\n---\n')
  writeFileSync(join(root, 'package.json'), '{"name": "mine"}')
  const {status, stdout} = run(['init', '--yes'])
  assert.equal(status, 0)
  assert.match(stdout, /· package\.json was there already; it stays as it is/)
  assert.match(stdout, /· content\/posts was there already/)
  assert.match(stdout, /\n {2}npm install almagest\n {2}npx almagest dev\n/)
  assert.equal(read('package.json'), '{"name": "mine"}')
  assert.ok(!existsSync(join(root, 'content/posts/hello.md')))

  const before = readTree(root)
  assert.match(run(['init', '--yes', '--title', 'Other']).stdout, /· planet\.config\.ts was there already/)
  assert.deepEqual(readTree(root), before)
})

test('init asks four questions, again when an answer cannot be, and keeps the addresses of where one comes from', (context) => {
  const {run, read, root} = emptyFolder(context)
  writeFileSync(join(root, 'friends.opml'), opml)
  const answers = [
    'Pears & tea',
    'nonsense',
    'pears.example/blog',
    'jekyl',
    'jekyll',
    'friends.opml, near.example/feed.xml',
  ]
  const {status, stdout, stderr} = run(['init', 'pears'], `${answers.join('\n')}\n`)
  assert.equal(status, 0, stderr)
  assert.match(stderr, /called\? \(Pears\): .*nonsense is no address.*Did you mean Jekyll\?/s)
  assert.match(stdout, /npx almagest refresh/)
  const config = read('pears/planet.config.ts')
  for (const line of [
    "title: 'Pears & tea',",
    "url: 'https://pears.example/blog',",
    "blog: {permalink: '/:category/:year/:month/:day/:slug.html'},",
    "{opml: 'friends.opml'},\n      'https://near.example/feed.xml',",
  ])
    assert.ok(config.includes(line), config)
  assert.equal(read('pears/friends.opml'), opml)
  assert.ok(!existsSync(join(root, 'pears/feeds')))
  assert.equal(run(['build'], '', 'pears').status, 0)
})

test('init takes what is usual when answers end early', (context) => {
  const {run, read} = emptyFolder(context)
  assert.equal(run(['init', 'site'], 'Only a name\n').status, 0)
  assert.match(read('site/planet.config.ts'), /title: 'Only a name',\n {4}url: 'https:\/\/example\.org'/)
})

test('a title may hold any sign', (context) => {
  const {run, root} = emptyFolder(context)
  const title = ['It\\\'s "{{date}}" $', '{process.exit(9)} `<b>` \\'].join('')
  assert.equal(run(['init', 'odd', '--yes', '--title', title]).status, 0)
  const {status, stderr} = run(['build'], '', 'odd')
  assert.deepEqual([status, stderr], [0, ''])
  const feed = JSON.parse(readFileSync(join(root, 'odd/dist/feed.json'), 'utf8'))
  assert.equal(feed.title, title)
})

test('init refuses what it cannot use, before it writes anything', (context) => {
  const {run, root} = emptyFolder(context)
  writeFileSync(join(root, 'list.opml'), 'no list')
  for (const [words, answer] of [
    [['a', 'b'], /one folder/],
    [['a', '--url', 'nonsense'], /--url: nonsense is no address/],
    [['a', '--from', 'Huge'], /--from: Did you mean Hugo/],
    [['a', '--feeds', 'missing'], /neither an address nor a file/],
    [['a', '--feeds', 'missing.opml'], /neither an address nor a file/],
    [['a', '--feeds', 'list.opml'], /no list of feeds/],
  ] as const) {
    const {status, stderr} = run(['init', ...words, '--yes'])
    assert.notEqual(status, 0)
    assert.match(stderr, answer)
    assert.ok(!existsSync(join(root, 'a')))
  }
})

test('only what is there is said to have been there', (context) => {
  const {run, root} = emptyFolder(context)
  writeFileSync(join(root, 'planet.config.mjs'), 'export default {}')
  const {stdout} = run(['init', '--yes'])
  assert.match(stdout, /· planet\.config\.mjs was there already/)
  assert.doesNotMatch(stdout, /(?:config\.ts|neighbour\.xml) was there/)
})

test('the workflow builds on push and by the clock, and keeps what the planet remembers between runs', (context) => {
  const {run, read} = emptyFolder(context)
  run(['init', '--yes'])
  const {on, jobs} = load(read('.github/workflows/pages.yml')) as {
    on: {push: {branches: string[]}; schedule: {cron: string}[]}
    jobs: {site: {steps: {uses?: string; run?: string; with?: {path?: string; key?: string}}[]}}
  }
  assert.deepEqual(on.push.branches, ['main', 'master'])
  assert.match(on.schedule[0]!.cron, /^\d+ \* \* \* \*$/)
  const {steps} = jobs.site
  const saved = steps.filter(({with: {path} = {}}) => path === '.almagest')
  assert.deepEqual(
    saved.map(({uses}) => uses?.replace(/@.*/, '')),
    ['actions/cache/restore', 'actions/cache/save'],
  )
  const commands = steps.flatMap(({run = []}) => run)
  assert.deepEqual(commands.map((command) => command.replace(/ \|\|.*/, '')).slice(1, 3), [
    'npx almagest refresh',
    'npx almagest build',
  ])
})

test('the workflow records the addresses of the site where the next build finds them', (context) => {
  const {run, read, root} = emptyFolder(context)
  const git = (folder: string, ...words: string[]) => {
    const {status, stdout, stderr} = spawnSync('git', words, {cwd: join(root, folder), encoding: 'utf8'})
    assert.equal(status, 0, stderr)
    return stdout.trim()
  }
  git('.', 'init', '--quiet', '--bare', '--initial-branch=main', 'origin')
  git('.', 'clone', '--quiet', 'origin', 'blog')
  for (const [key, value] of [
    ['user.name', 'Ada'],
    ['user.email', 'ada@example.org'],
  ] as const)
    git('blog', 'config', key, value)
  run(['init', '--yes'], '', 'blog')
  git('blog', 'checkout', '--quiet', '-B', 'main')
  git('blog', 'add', '.')
  git('blog', 'commit', '--quiet', '-m', 'Begin')
  git('blog', 'push', '--quiet', 'origin', 'main')
  const {jobs} = load(read('blog/.github/workflows/pages.yml')) as {jobs: {site: {steps: {run?: string}[]}}}
  const script = jobs.site.steps.find(({run}) => run?.includes('permanence.json'))!.run!
  const step = () => {
    assert.equal(run(['build'], '', 'blog').status, 0)
    return spawnSync('bash', ['-e', '-c', script], {cwd: join(root, 'blog'), encoding: 'utf8'})
  }
  assert.equal(step().status, 0)
  assert.match(git('origin', 'show', 'main:permanence.json'), /hello/)
  const recorded = git('origin', 'rev-parse', 'main')
  assert.equal(step().status, 0)
  assert.equal(git('origin', 'rev-parse', 'main'), recorded)
  // Another checkout, as the next run has it, knows what was published.
  git('.', 'clone', '--quiet', 'origin', 'next')
  rmSync(join(root, 'next/content/posts/hello.md'))
  writeFileSync(join(root, 'next/content/posts/other.md'), '---\ntitle: Other\ndate: 2025-01-01\n---\n')
  const {status, stderr} = run(['build'], '', 'next')
  assert.equal(status, 1)
  assert.match(stderr, /hello\/ would vanish/)
})
