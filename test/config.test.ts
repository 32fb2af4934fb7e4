import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {type TestContext, test} from 'node:test'
import {readConfig} from '../src/config.ts'
import type {Problem, ProblemsError} from '../src/problem.ts'
import {configText, createSite} from './helpers/site.ts'

/** The problems of a config, or none. */
async function problemsOf(
  context: TestContext,
  text: string,
  files: Record<string, string> = {},
): Promise<readonly Problem[]> {
  const site = createSite(context, {...files, 'planet.config.ts': text})
  return readConfig(site.root).then(
    () => [],
    (error: ProblemsError) => error.problems,
  )
}

test('title and URL are enough; everything else has a default', async (context) => {
  const site = createSite(context, {})
  const {settings} = await readConfig(site.root)
  assert.deepEqual(settings.site, {
    title: 'Test',
    description: '',
    url: 'https://example.org',
    base: '',
    feed: settings.site.feed,
    language: 'en',
    timeZone: 'UTC',
    authors: [],
    hubs: [],
    crawlers: 'all',
    redirects: [],
  })
  assert.equal(settings.blog.permalink, '/:year/:month/:slug/')
  assert.deepEqual(settings.planets, [])
})

test('a path in the URL becomes the base of the site', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': "export default {site: {title: 'T', url: 'https://example.org/blog/'}}",
  })
  const {settings} = await readConfig(site.root)
  assert.deepEqual([settings.site.url, settings.site.base], ['https://example.org/blog', '/blog'])
})

test('all mistakes are told at once, each with its line and what was probably meant', async (context) => {
  const text = `import {defineConfig} from 'almagest'

export default defineConfig({
  site: {titel: 'T', url: 'example.org', timeZone: 'Europe/Wien'},
  blog: {perPage: 0},
  planet: {
    path: 'planet',
    feeds: ['https://a.example/feed', {url: 'https://b.example/feed', nmae: 'B'}, {file: 'none.xml'}, 7],
  },
  plannet: {},
})
`
  const problems = await problemsOf(context, text)
  const told = problems.map(({line, message, hint = ''}) => `${line} ${message} ${hint}`)
  const places = problems.map(({line, column}) => line! * 1000 + column!)
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  )
  for (const expected of [
    /^4 `site\.title` is missing/,
    /^4 There is no setting `site\.titel`. Did you mean `title`\?/,
    /^4 Expected an absolute URL .* for `site\.url`, not “example\.org”/,
    /^4 Expected a time zone .*“Europe\/Wien”/,
    /^5 .*`blog\.perPage`, not 0/,
    /^7 Expected a path .*“planet”/,
    /^8 There is no setting `planet\.feeds\.1\.nmae`. Did you mean `name`\?/,
    /^8 Expected a URL or an object .*`planet\.feeds\.3`/,
    /^10 There is no setting `plannet`. Did you mean `planet`\?/,
  ])
    assert.ok(
      told.some((line) => expected.test(line)),
      `${expected} in\n${told.join('\n')}`,
    )
  assert.ok(
    problems.every(({file, source, line}) => file === 'planet.config.ts' && source === text.split('\n')[line! - 1]),
  )
})

test('a value of the wrong kind is told in our words, and a time zone that nearly is one by its name', async (context) => {
  const text =
    "export default {site: {title: 5, url: 'https://a.example', timeZone: 'Europe/Viena'}, planets: 5, blog: 'x'}"
  const problems = await problemsOf(context, text)
  assert.deepEqual(problems.map(({message, hint = ''}) => `${message} ${hint}`.trim()).toSorted(), [
    'Expected a list for `planets`, not 5.',
    'Expected a time zone such as `Europe/Vienna` for `site.timeZone`, not “Europe/Viena”. Did you mean `Europe/Vienna`?',
    'Expected an object for `blog`, not “x”.',
    'Expected text for `site.title`, not 5.',
  ])
})

test('the name of a language is no tag, and comes with the one that is meant', async (context) => {
  const [problem] = await problemsOf(context, configText('', "language: 'german'"))
  assert.match(problem!.message, /^Expected a language tag .* for `site\.language`, not “german”\.$/)
  assert.equal(problem!.hint, 'Did you mean `de`?')
})

test('what may be asked inside a network is a host, an address or a network, and a slip opens none', async (context) => {
  const allow = (...hosts: string[]) => problemsOf(context, configText(`refresh: {allow: ${JSON.stringify(hosts)}},`))
  const good = [
    'wiki.home.arpa',
    'NAS',
    '10.0.0.7',
    '::1',
    '[fd12::1]',
    '10.0.0.0/8',
    '0.0.0.0/0',
    'fd00::/8',
    '[fd00::]/128',
  ]
  assert.deepEqual(await allow(...good), [])
  const bad = ['10.0.0.0/99', '10.0.0.0/', '10.0.0.0/8/9', '10.0.0.0/-1', 'fd00::/129', '300.0.0.0/8', 'fe80::1%eth0']
  bad.push('http://wiki.home.arpa', 'wiki.home.arpa:8080', '*.home.arpa', 'wiki home', '10.0.0.0 /8')
  assert.deepEqual(
    (await allow(...bad)).map(({message}) => message),
    bad.map(
      (host, index) =>
        `Expected a host, an address or a network such as \`10.0.0.0/8\` for \`refresh.allow.${index}\`, not “${host}”.`,
    ),
  )
})

test('every key that means nothing is told with its own place and word, however many stand in one object', async (context) => {
  const text = configText(
    `planet: {fedes: [], pth: '/x/', status: true},
  images: {width: [1], qualty: {}},
  taxonomies: {people: {titel: 'People', paht: '/p/'}},`,
    "urll: 'x', timezone: 'UTC',\n    author: {name: 'A', ulr: 'x', emial: 'y'}, cards: {font: [], fnots: []}",
  )
  const problems = await problemsOf(context, text)
  assert.deepEqual(
    problems.map(({message, hint}) => [/`(.+)`/.exec(message)![1], hint]),
    [
      ['site.urll', 'Did you mean `url`?'],
      ['site.timezone', 'Did you mean `timeZone`?'],
      ['site.author.ulr', 'Did you mean `url`?'],
      ['site.author.emial', 'Did you mean `email`?'],
      ['site.cards.font', 'Did you mean `fonts`?'],
      ['site.cards.fnots', 'Did you mean `fonts`?'],
      ['planet.fedes', 'Did you mean `feeds`?'],
      ['planet.pth', 'Did you mean `path`?'],
      ['images.width', 'Did you mean `widths`?'],
      ['images.qualty', 'Did you mean `quality`?'],
      ['taxonomies.people.titel', 'Did you mean `title`?'],
      ['taxonomies.people.paht', 'Did you mean `path`?'],
    ],
  )
  for (const {message, source, column} of problems) {
    const key = /`(?:.+\.)?(.+)`/.exec(message)![1]!
    assert.ok(source!.slice(column! - 1).startsWith(`${key}:`), message)
  }
})

test('an author that is neither a name nor an object is told what one is', async (context) => {
  const [problem] = await problemsOf(context, configText('', 'author: 5'))
  assert.equal(problem?.message, 'Expected a name, or an object with `name`, for `site.author`, not 5.')
})

test('wishes to the default theme are checked, each with its place and the word that was probably meant', async (context) => {
  const told = async (theme: string) =>
    (await problemsOf(context, configText(`theme: ${theme},`))).map(
      ({message, source, column, hint = ''}) => `${source!.slice(column! - 1)} | ${message} ${hint}`,
    )
  for (const [theme, ...expected] of [
    ["{menu: [{title: 'x'}]}", /^\{title.* \| `theme\.menu\.0\.url` is missing\./],
    ["{menu: 'x'}", /^menu.* \| Expected a list such as .* for `theme\.menu`, not “x”/],
    ["{menu: ['/a/']}", /^'\/a\/'.* \| Expected an object with `title` and `url` for `theme\.menu\.0`/],
    ["{menu: [{title: 'x', url: '/x/', ulr: ''}]}", /^ulr.* `theme\.menu\.0\.ulr`\. Did you mean `url`\?/],
    ["{menu: [{title: 'x', url: 'about'}]}", /^url.* \| Expected a path of the site .*, not “about”/],
    ['{footer: 5}', /^footer.* \| Expected text, or markup made by `html`, for `theme\.footer`, not 5\./],
    ["{acent: 'red'}", /^acent.* \| There is no setting `theme\.acent`\. Did you mean `accent`\?/],
    ['{width: 12}', /^width.* \| Expected a CSS length such as `34em` for `theme\.width`, not 12\./],
    ["{width: '12'}", /Expected a CSS length/],
    ["{accent: 'notacolour'}", /^accent.* \| Expected a CSS colour .* for `theme\.accent`, not “notacolour”/],
    ["{accent: 'rebecapurple'}", /Did you mean `rebeccapurple`\?/],
    ["{accent: 'rgb(0 0 0); color: red'}", /Expected a CSS colour/],
    ["{accent: 'rgb(0 0 0))}x{('}", /Expected a CSS colour/],
    ["{accent: '#12345'}", /Expected a CSS colour/],
    ["{fonts: {heading: 'sans'}}", /^heading.* Did you mean `headings`\?/],
    ["{fonts: 'Georgia; x: y'}", /^fonts.* a CSS font list/],
    ["{fonts: '\"Georgia'}", /^fonts.* a CSS font list/],
    ["{icon: 'icon.svg'}", /^icon.* Expected a path of the site/],
    ["{me: 'https://a.example/'}", /^me.* Expected a list of URLs/],
    ["{me: ['ada'], widht: '3em'}", /^'ada'.* Expected a URL /, /^widht.* Did you mean `width`\?/],
    ['5', /^theme.* \| Expected a folder, .* for `theme`, not 5\./],
    ["{from: './theme', menu: 5}", /^menu.* Expected a list/],
  ] as const) {
    const problems = await told(theme)
    assert.equal(problems.length, expected.length, problems.join('\n'))
    for (const [index, pattern] of expected.entries()) assert.match(problems[index]!, pattern)
  }
})

test('what CSS allows may be wished, and a theme of the site’s own may know further wishes', async (context) => {
  for (const accent of [
    'Teal',
    '#abc',
    '#aabbccdd',
    'oklch(0.6 0.15 250)',
    'light-dark(red, var(--x, #fff))',
    'LinkText',
  ])
    assert.deepEqual(await problemsOf(context, configText(`theme: {accent: '${accent}'},`)), [], accent)
  for (const theme of [
    `{fonts: {text: 'Georgia, "Times New Roman", serif', headings: 'sans'}, width: 'min(40rem, 80ch)'}`,
    "{width: '34.5em', footer: '', icon: 'data:image/png;base64,x', me: ['https://a.example/', 'mailto:a@a.example']}",
    "{menu: [{title: 'A', url: '/a/'}, {title: 'B', url: 'https://b.example'}, {title: 'C', url: '#c'}]}",
    "{from: './theme', acent: 'red', mood: [1], menu: [{title: 'A', url: '/a/', open: true}]}",
  ])
    assert.deepEqual(await problemsOf(context, configText(`theme: ${theme},`)), [], theme)
})

test('a feed on disk that is not there and a feed named twice are mistakes', async (context) => {
  const problems = await problemsOf(
    context,
    configText("planet: {feeds: [{file: 'none.xml'}, 'https://a.example/f', 'http://a.example/f']},"),
  )
  assert.deepEqual(
    problems.map(({message}) => message),
    ['There is no file none.xml.', 'http://a.example/f is followed twice.'],
  )
})

test('a plugin that is none is a mistake of the config', async (context) => {
  const [problem] = await problemsOf(context, configText('markdown: {rehypePlugins: [[() => {}, {a: 1}], 12]},'))
  assert.match(problem!.message, /^Expected a plugin: .* for `markdown\.rehypePlugins\.1`, not 12\.$/)
})

test('paths and patterns that could not be folders on every system are mistakes', async (context) => {
  for (const name of ['a::b', 'nul', '..', 'a|b', '%2e%2e', 'a%', 'x\\\\y', 'a\\u0007', 'dot.', 'é'.repeat(130)]) {
    const text = configText(`planets: [{path: '/${name}/'}], blog: {permalink: '/${name}/:slug/'},`)
    const told = (await problemsOf(context, text)).map(({message}) => message)
    assert.match(told.join('\n'), /names of folders .*`planets\.0\.path`/, name)
    assert.match(told.join('\n'), /names of folders .*`blog\.permalink`/, name)
  }
  assert.deepEqual(await problemsOf(context, configText("blog: {permalink: '/:section/né/:title.html'},")), [])
})

test('a field that means something else is no taxonomy, though folders may be sorted by its name', async (context) => {
  const page = readFileSync('content/pages/docs/writing.md', 'utf8')
  const cells = Array.from(
    page
      .split('| field ')[1]!
      .split('\n\n')[0]!
      .matchAll(/^\| (`.*?) +\|/gm),
    ([, cell]) => cell!,
  )
  const fields = cells.flatMap((cell) => Array.from(cell.matchAll(/`(\w+)`/g), ([, name]) => name!))
  const others = [...fields, 'toc', 'tag', 'category', 'author', 'alias', 'lang'].filter(
    (name) => !['tags', 'categories', 'series', 'authors'].includes(name),
  )
  assert.ok(others.length > 20)
  const told = await problemsOf(context, configText(`taxonomies: ${JSON.stringify(others)},`))
  assert.equal(told.length, others.length, told.map(({message}) => message).join('\n'))
  for (const name of ['image', 'category']) {
    const [problem] = await problemsOf(context, configText(`taxonomies: {${name}: {path: '/x/'}},`))
    assert.match(problem!.message, /a field that means nothing else to Almagest/, name)
  }
  const free = "taxonomies: {language: {path: '/', folders: {de: 'Deutsch'}}, status: {}, people: {}},"
  assert.deepEqual(await problemsOf(context, configText(free)), [])
})

test('folders make blogs only below a name of their own', async (context) => {
  const [problem, ...more] = await problemsOf(context, configText('taxonomies: {tags: {folders: true}},'))
  assert.equal(problem!.message, 'There is no setting `taxonomies.tags.folders`.')
  assert.equal(problem!.hint, 'Known here: title, path, hierarchical.')
  assert.deepEqual(more, [])
  const [slip] = await problemsOf(context, configText('taxonomies: {blogs: {folder: true}},'))
  assert.equal(slip!.hint, 'Did you mean `folders`?')
  assert.deepEqual(await problemsOf(context, configText('taxonomies: {blogs: {folders: true}},')), [])
})

test('two planets at one path are a mistake', async (context) => {
  const [problem, ...more] = await problemsOf(context, configText("planets: [{path: '/stars/'}, {path: '/stars/'}],"))
  assert.equal(problem?.message, 'Two planets stand at /stars/.')
  assert.deepEqual(more, [])
})

test('a list of feeds is read from an OPML file', async (context) => {
  const opml =
    '<opml version="2.0"><body><outline text="Friends"><outline type="rss" text="A" xmlUrl="https://a.example/f" htmlUrl="https://a.example/"/></outline><outline type="rss" text="B" xmlUrl="https://b.example/f"/></body></opml>'
  const site = createSite(context, {
    'friends.opml': opml,
    'planet.config.ts': configText("planet: {feeds: [{opml: 'friends.opml'}]},"),
  })
  const {settings, files} = await readConfig(site.root)
  assert.deepEqual(
    settings.planets[0]!.feeds.map(({url, name, group}) => [url, name, group]),
    [
      ['https://a.example/f', 'A', 'Friends'],
      ['https://b.example/f', 'B', undefined],
    ],
  )
  assert.ok([...files.keys()].some((file) => file.endsWith('friends.opml')))
})

test('an error in the config is told with its own line', async (context) => {
  for (const [text, line] of [
    ['export default {\n  site: {\n  title = 1\n}}', 3],
    ["import './helper.ts'\nexport default {}", 1],
    ['\n\nthrow new Error("out of tea")\nexport default {}', 3],
    ['\nenum Kind { A }\nexport default {}', 2],
  ] as const) {
    const [problem] = await problemsOf(context, text)
    assert.deepEqual([problem?.file, problem?.line], ['planet.config.ts', line], text)
  }
})

test('a config that is a function, or nothing, is told what to export', async (context) => {
  for (const [text, message] of [
    ['export default () => ({})', 'The config is not an object.'],
    ['export const site = {}', 'The config exports nothing as default.'],
  ] as const) {
    const problems = await problemsOf(context, text)
    assert.deepEqual(
      problems.map((problem) => [problem.message, problem.hint]),
      [[message, 'Write `export default defineConfig({…})`.']],
    )
  }
})

test('configs in JavaScript work too, and one that is missing is said so', async (context) => {
  for (const name of ['planet.config.js', 'planet.config.mjs']) {
    const site = createSite(context, {[name]: "export default {site: {title: 'JS', url: 'https://example.org'}}"})
    site.remove('planet.config.ts')
    assert.equal((await readConfig(site.root)).settings.site.title, 'JS')
    site.remove(name)
    await assert.rejects(readConfig(site.root), ({problems: [problem]}: ProblemsError) => {
      assert.match(problem!.message, /There is no planet\.config\.ts/)
      return /`almagest init`/.test(problem!.hint!)
    })
  }
})

test('the site never goes over what it is made from', async (context) => {
  const site = createSite(context, {'content/posts/one.md': 'x'})
  for (const out of ['.', '..', '/', 'content', 'content/posts', '.almagest', '.git/site', 'node_modules/site'])
    await assert.rejects(readConfig(site.root, {out}), /The site cannot go to/, out)
  for (const out of ['dist', 'public/blog', '../elsewhere', '..site']) await readConfig(site.root, {out})
})
