import assert from 'node:assert/strict'
import {test} from 'node:test'
import {kindOfSource} from '../../src/content/kinds.ts'
import {type PostSettings, parsePost} from '../../src/content/post.ts'

const settings: PostSettings = {
  folder: 'content',
  base: '',
  timeZone: 'UTC',
  language: 'en',
  authors: [{name: 'Ada Lovelace', url: 'https://ada.example/'}],
  permalink: '/:year/:month/:slug/',
  permalinks: {},
  formerPermalinks: [],
  taxonomies: [],
  folders: {},
}

function parse(text: string, path = 'posts/hello.md', changes: Partial<PostSettings> = {}) {
  return parsePost(path, text, {...settings, ...changes})
}

function post(front: string, path?: string, changes?: Partial<PostSettings>) {
  const {value, problems} = parse(`---\n${front}\n---\nBody`, path, changes)
  assert.deepEqual(problems, [])
  return value!
}

const dated = 'title: Hello\ndate: 2025-01-31'

function urlOf(front: string, path?: string, changes?: Partial<PostSettings>) {
  return post(front, path, changes).summary.url
}

function problemsOf(front: string, path?: string) {
  return parse(`---\n${front}\n---\n`, path).problems.map(({message, line}) => `${line}: ${message}`)
}

test('a post has what its front matter says', () => {
  const front = [
    'title: Hello',
    'date: 2025-01-31 10:00',
    'updated: 2025-02-01',
    'tags: [One, two]',
    'categories: Programming/Rust, Life',
    'description: In short',
    'draft: true',
    'lang: pt-br',
    'guid: https://old.example/?p=1',
    'mood: fine',
  ]
  const {summary, body, line} = post(front.join('\n'))
  assert.deepEqual(summary, {
    kind: 'post',
    path: 'posts/hello.md',
    url: '/2025/01/hello/',
    id: 'https://old.example/?p=1',
    title: 'Hello',
    date: '2025-01-31T10:00:00.000Z',
    updated: '2025-02-01T00:00:00.000Z',
    tags: ['One', 'two'],
    categories: ['Programming/Rust', 'Life'],
    authors: settings.authors,
    description: 'In short',
    draft: true,
    language: 'pt-BR',
    extra: {mood: 'fine'},
  })
  assert.equal(body, 'Body')
  assert.equal(line, front.length + 3)
})

test('all mistakes of a post are told at once, each at its place', () => {
  const front = 'titel: x\ndate: 99999999-01-01\ntags: [a, 1, true, null, {x: 1}, [y]]\ndraft: maybe\nlang: not a tag'
  assert.deepEqual(problemsOf(front), [
    '1: The post has no title.',
    '3: “99999999-01-01” is not a date.',
    '4: `tags` must be a list of texts, but holds true.',
    '4: `tags` must be a list of texts, but holds nothing.',
    '4: `tags` must be a list of texts, but holds names with values.',
    '4: `tags` must be a list of texts, but holds a list.',
    '5: `draft` must be true or false, not the text “maybe”.',
    '6: “not a tag” is not a language tag.',
    '2: `titel` means nothing to Almagest; did you mean `title`?',
  ])
})

test('the name of a language is no tag, and comes with the one that is meant', () => {
  const hintOf = (language: string) => parse(`---\n${dated}\nlanguage: ${language}\n---\n`).problems[0]?.hint
  const meant = {german: 'de', Deutsch: 'de', français: 'fr', 日本語: 'ja', pt_BR: 'pt-BR'}
  for (const [name, tag] of Object.entries(meant)) assert.equal(hintOf(name), `Did you mean \`${tag}\`?`)
  assert.equal(hintOf('klingon'), 'Write it as `en`, `pt-BR` or `zh-Hant`.')
  for (const tag of ['de', 'gsw', 'zh-Hant', 'sl-rozaj']) assert.equal(hintOf(tag), undefined)
})

test('a title or date that is no text is told once, and one of blanks is none', () => {
  assert.deepEqual(problemsOf('title: [A]\ndate: 2025-01-31'), ['2: `title` must be text, not a list.'])
  assert.deepEqual(problemsOf('title: A\ndate: [2025-01-31]'), ['3: `date` must be text, not a list.'])
  assert.deepEqual(problemsOf("title: ' '\ndate: ' '"), ['2: The post has no title.', '3: The post has no date.'])
})

test('a field `draft` without a value publishes nothing', () => {
  for (const draft of ['draft:', "draft: ''", 'draft: null'])
    assert.deepEqual(problemsOf(`title: x\ndate: 2025-01-31\n${draft}`), [
      '4: `draft` must be true or false, not nothing.',
    ])
})

test('a slip of the pen is a warning, and the field is kept', () => {
  const {value, problems} = parse(`---\n${dated}\ncatagories: [a]\n---\n`)
  assert.deepEqual(
    problems.map(({warning}) => warning),
    [true],
  )
  assert.deepEqual(value?.summary.extra, {catagories: ['a']})
})

test('a text without front matter is told once, with the lines that it lacks', () => {
  const told = (path: string) =>
    parse('Just words.\n', path).problems.map(({message, line, source, hint}) => ({message, line, source, hint}))
  assert.deepEqual(told('posts/a.md'), [
    {
      message: 'The post has no title and no date: it has no front matter.',
      line: 1,
      source: 'Just words.',
      hint: 'Begin the file with these lines:\n    ---\n    title: Some words\n    date: 2025-01-31\n    ---',
    },
  ])
  assert.deepEqual(told('pages/a.md'), [
    {
      message: 'The page has no title: it has no front matter.',
      line: 1,
      source: 'Just words.',
      hint: 'Begin the file with these lines:\n    ---\n    title: Some words\n    ---',
    },
  ])
})

test('a conflict that takes in the first line of the front matter is told as one', () => {
  const [problem, ...more] = parse(`<<<<<<< HEAD\n---\n${dated}\n=======\n---\n${dated}\n>>>>>>> a\n---\n`).problems
  assert.equal(problem?.message, 'Two branches were put together and left to be settled.')
  assert.deepEqual([problem.line, more], [1, []])
})

test('front matter that does not begin in the first line is told where it is, and no second one is asked for', () => {
  const block = `---\n${dated}\n---\nWords.\n`
  for (const [text, line] of [
    [`\n${block}`, 2],
    [` ${block}`, 1],
    [`<!-- a note -->\n${block}`, 2],
    [block.replaceAll('---', '----'), 1],
    [block.replaceAll('---', '—'), 1],
    [block.slice(4), 1],
  ] as const) {
    const [problem, ...more] = parse(text).problems
    assert.equal(problem?.message, 'The front matter of the post must begin with `---` in the first line.', text)
    assert.deepEqual([problem.line, more], [line, []], text)
  }
})

test('a draft whose field has other capitals is not published, other fields get a warning', () => {
  for (const name of ['Draft', 'DRAFT']) {
    const {value, problems} = parse(`---\n${dated}\n${name}: true\n---\n`)
    assert.equal(value, undefined)
    assert.deepEqual(
      problems.map(({message, hint, line, column, warning}) => [message, hint, line, column, warning]),
      [
        [
          `\`${name}\` means nothing to Almagest; did you mean \`draft\`?`,
          'Write `draft`: without it, the text would be published.',
          4,
          1,
          undefined,
        ],
      ],
    )
  }
  const {value, problems} = parse(`---\n${dated}\nTAGS: [a]\nTags: [b]\n---\n`)
  assert.deepEqual(value?.summary.tags, [])
  assert.deepEqual(
    problems.map(({message, warning}) => [message, warning]),
    ['TAGS', 'Tags'].map((name) => [`\`${name}\` means nothing to Almagest; did you mean \`tags\`?`, true]),
  )
})

test('a schema of the site lets no capital letter publish a draft', () => {
  const schema = {'~standard': {version: 1, vendor: 'test', validate: (value: unknown) => ({value})}} as const
  const {value, problems} = parsePost('posts/a.md', `---\n${dated}\nDraft: true\nTags: [a]\n---\n`, settings, schema)
  assert.equal(value, undefined)
  assert.deepEqual(
    problems.map(({line, warning}) => [line, warning]),
    [[4, undefined]],
  )
})

test("another engine's word for a draft is a mistake, unless the text is one here or a schema knows the word", () => {
  for (const word of ['published: false', 'status: draft', 'status: Private'])
    assert.deepEqual(
      parse(`---\n${dated}\n${word}\n---\n`).problems.map(({message, hint, line}) => [message, hint, line]),
      [[`\`${word}\` means nothing to Almagest: the text would be published.`, 'Write `draft: true`.', 4]],
    )
  for (const word of ['published: false\ndraft: true', 'published: true', 'status: publish', 'status: reading'])
    assert.deepEqual(problemsOf(`${dated}\n${word}`), [], word)
  assert.equal(post(`${dated}\nstatus: reading`).summary.extra.status, 'reading')
  const named = {'~standard': {version: 1, vendor: 'test', validate: () => ({value: {status: 'draft'}})}} as const
  const text = (word: string) => `---\n${dated}\n${word}\n---\n`
  assert.deepEqual(parsePost('posts/a.md', text('status: draft'), settings, named).problems, [])
  assert.equal(parsePost('posts/a.md', text('published: false'), settings, named).value, undefined)
})

test("other engines' names for addresses and dates are a warning with ours", () => {
  const {value, problems} = parse(
    `---\n${dated}\nurl: /x/y.html\nexpiryDate: 2006-01-01\npublishDate: 2005-01-01\n---\n`,
  )
  assert.deepEqual(
    problems.map(({message, hint, warning}) => [message, /`[a-z]+`/.exec(hint!)![0], warning]),
    [
      ['`expiryDate` means nothing to Almagest.', '`expires`', true],
      ['`publishDate` means nothing to Almagest.', '`date`', true],
      ['`url` means nothing to Almagest.', '`permalink`', true],
    ],
  )
  assert.equal(value!.summary.extra.url, '/x/y.html')
  assert.deepEqual(problemsOf(`${dated}\nurl: https://elsewhere.example/`), [])
})

test('a slip of the pen is shown at the name of the field', () => {
  for (const [front, column] of [
    ['---\ntittle: x\n---\n', 1],
    ['---\n"tittle" : x\n---\n', 1],
    ['+++\n  tittle = "x"\n+++\n', 3],
    ['---json\n{"date": "2025-01-31", "tittle": "x"}\n---\n', 24],
  ] as const) {
    const slip = parse(front).problems.find(({message}) => message.includes('`tittle`'))
    assert.deepEqual([slip?.line, slip?.column], [2, column], front)
  }
})

test('a post needs a date, a page does not', () => {
  assert.deepEqual(problemsOf('title: x'), ['1: The post has no date.'])
  assert.equal(post('title: x', 'pages/about.md').summary.date, '')
})

test('a number in the title stays as it was written', () => {
  assert.equal(post('title: 1.10\ndate: 2025-01-31').summary.title, '1.10')
  assert.equal(post('title: 007 # Bond\ndate: 2025-01-31').summary.title, '007')
})

test('the URL of a post follows the pattern and the clocks of the site', () => {
  assert.equal(urlOf('title: x\ndate: 2025-01-31T23:30:00Z', undefined, {timeZone: 'Asia/Tokyo'}), '/2025/02/hello/')
  const permalink = '/:section/:category/:title-:day.html'
  const front = 'title: Was ist C#?\ndate: 2025-01-31\ncategory: Über/Programme'
  assert.equal(urlOf(front, 'posts/notes/x.md', {permalink}), '/notes/%C3%BCber/programme/was-ist-c-sharp-31.html')
  assert.equal(urlOf(dated, 'posts/x.md', {permalink: '/:section/:category/:slug'}), '/x/')
})

test('the slug comes from the front matter, the file or its folder', () => {
  assert.equal(urlOf(dated, 'posts/2025-01-31-Hello World.md'), '/2025/01/hello-world/')
  assert.equal(urlOf(dated, 'posts/a trip/index.md'), '/2025/01/a-trip/')
  assert.equal(urlOf(`${dated}\nslug: C++ & C`), '/2025/01/c-plus-plus-c/')
})

test('pages lie where their files lie', () => {
  assert.equal(urlOf('title: x', 'pages/About Us/Team.md'), '/about-us/team/')
  assert.equal(urlOf('title: x', 'pages/about/index.md'), '/about/')
  assert.equal(urlOf('title: x', 'pages/index.md', {base: '/blog'}), '/blog/')
  assert.equal(urlOf('title: x\nslug: me', 'pages/about/index.md'), '/me/')
})

test('a permalink of its own is kept to the letter', () => {
  assert.equal(
    urlOf(`${dated}\npermalink: /Old_Path/Post.html`, undefined, {base: '/blog'}),
    '/blog/Old_Path/Post.html',
  )
})

test('aliases become URLs below the base, without doubling it', () => {
  const front = `${dated}\naliases: [/old/post.html, 2004/01/caf%C3%A9, /blog/x/]`
  assert.deepEqual(post(front, undefined, {base: '/blog'}).aliases, [
    '/blog/old/post.html',
    '/blog/2004/01/caf%C3%A9/',
    '/blog/x/',
  ])
})

test('paths that lead elsewhere are refused as permalinks and aliases', () => {
  const bad = [
    '../../etc/passwd',
    '/a/../../b',
    '/%2e%2e%2fx',
    '/%252e%252e%252fx',
    '/..%c0%afx',
    '/a\\\\b',
    '/con',
    '/a./b',
  ]
  for (const path of [...bad, '/a//b', '/a\\u0000b', 'C:/x', '//host/x', '/a?b', `/${'x'.repeat(300)}`, '/ a ']) {
    for (const field of ['aliases', 'permalink']) {
      const problems = problemsOf(`${dated}\n${field}: ["${path}"]`.replace(/permalink: \[(.*)\]/, 'permalink: $1'))
      assert.equal(problems.length, 1, `${field} ${path}`)
      assert.match(problems[0]!, /^4: The (?:alias|permalink) /)
    }
  }
})

test('whatever a slug holds, it is one safe part of a path', () => {
  const hostile = [
    '../../etc/passwd',
    '..\\\\..\\\\x',
    'C:\\\\x',
    'CON',
    'com1',
    'aux.html',
    '%2e%2e%2fx',
    '.git',
    '*',
    'a::$DATA',
    '\\u202etxt.exe',
    '😀',
  ]
  for (const slug of [...hostile, 'é'.repeat(300), '😀'.repeat(99), '__proto__']) {
    const {value, problems} = parse(`---\n${dated}\nslug: "${slug}"\n---\n`)
    assert.deepEqual(problems, [], slug)
    const [, , , part] = decodeURIComponent(value!.summary.url).split('/')
    assert.match(part!, /^[\p{L}\p{M}\p{N}_-]{1,255}$/u, slug)
    assert.doesNotMatch(part!, /^(?:con|aux|com1)$/)
    assert.ok(Buffer.byteLength(part!) <= 255)
  }
  for (const slug of ['..', '.', '/', 'a\\u0000b'])
    assert.equal(problemsOf(`${dated}\nslug: "${slug}"`).length, 1, slug)
})

test('authors are found among the site’s by name, or made', () => {
  const {summary} = post(`${dated}\nauthor: [ada lovelace, Grace, {name: Edsger, url: "https://e.example/", x: 1}]`)
  assert.deepEqual(summary.authors, [settings.authors[0], {name: 'Grace'}, {name: 'Edsger', url: 'https://e.example/'}])
  assert.equal(problemsOf(`${dated}\nauthors: [1]`).length, 1)
})

test('the id outlives changes of base, permalink, title and extension, but tells posts apart', () => {
  const {id} = post(dated).summary
  assert.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const changes = {base: '/blog', permalink: '/:slug/', timeZone: 'Asia/Tokyo'}
  assert.equal(post(dated.replace('Hello', 'Other'), 'posts/hello/index.md', changes).summary.id, id)
  assert.notEqual(post(dated, 'posts/other.md').summary.id, id)
  assert.notEqual(post('title: Hello\ndate: 2025-01-30').summary.id, id)
})

test('names out of JavaScript’s own world are plain extra fields', () => {
  const {extra} = post(`${dated}\nconstructor: 1\ntoString: 2`).summary
  assert.deepEqual(Object.entries(extra), [
    ['constructor', 1],
    ['toString', 2],
  ])
})

test('a file that is not UTF-8 gets a warning with its place', () => {
  const {problems} = parse(`---\n${dated}\n---\nca\uFFFD`)
  assert.deepEqual(
    problems.map(({line, column, warning}) => [line, column, warning]),
    [[5, 3, true]],
  )
})

test('posts and pages are known by folder and extension', () => {
  const kinds = ['posts/a.md', 'posts/a/b.markdown', 'pages/a.MD', 'posts/a.png', 'static/a.md', 'data/a.md'].map(
    kindOfSource,
  )
  assert.deepEqual(kinds, ['post', 'post', 'page', undefined, undefined, undefined])
})

test('series, expiry and further taxonomies are read', () => {
  const front = `${dated}\nexpires: 2026-01-01\nseries: A tale\npart: 2\nplaces: [Oslo, Bergen]`
  const {summary} = post(front, undefined, {taxonomies: ['places', 'people']})
  assert.equal(summary.expires, '2026-01-01T00:00:00.000Z')
  assert.deepEqual(summary.series, {name: 'A tale', part: 2})
  assert.deepEqual(summary.terms, {places: ['Oslo', 'Bergen']})
  assert.deepEqual(post(`${dated}\nseries: {name: A tale}`).summary.series, {name: 'A tale'})
  assert.deepEqual(problemsOf(`${dated}\nseries: {part: 1}`), ['4: The series has no name.'])
  assert.deepEqual(problemsOf(`${dated}\nseries: A\npart: two`), ['5: `part` must be a number.'])
})

test('a section may have a permalink pattern of its own', () => {
  const permalinks = {notes: '/n/:slug/', 'notes/short': '/s/:slug/'}
  assert.equal(urlOf(dated, 'posts/notes/a.md', {permalinks}), '/n/a/')
  assert.equal(urlOf(dated, 'posts/notes/short/a.md', {permalinks}), '/s/a/')
  assert.equal(urlOf(dated, 'posts/notes/short/a/index.md', {permalinks}), '/s/a/')
  assert.equal(urlOf(dated, 'posts/notesx/a.md', {permalinks}), '/2025/01/a/')
})

test('an author leads to a page and nowhere else', () => {
  const text = (url: string) => `---\ntitle: x\ndate: 2025-01-31\nauthors: [{name: Bo, url: "${url}"}]\n---\n`
  for (const url of ['https://bo.example/', '/bo/', 'bo.html'])
    assert.deepEqual(parsePost('posts/hello.md', text(url), settings).problems, [], url)
  const {problems} = parsePost('posts/hello.md', text('javascript:alert(1)'), settings)
  assert.deepEqual([problems[0]?.message, problems[0]?.column], ['“javascript:alert(1)” is no address of a page.', 28])
})

test('a guid goes before an id that is a number of a database, and both stay letter for letter', () => {
  const both = post(`${dated}\nid: 0123\nguid: http://old.example/?p=123`, undefined, {permalink: '/archives/:id.html'})
  assert.equal(both.summary.id, 'http://old.example/?p=123')
  assert.equal(both.summary.url, '/archives/0123.html')
  const chosen = post(`${dated}\nid: "tag:old.example,2004:1"\nguid: http://old.example/?p=123`)
  assert.equal(chosen.summary.id, 'tag:old.example,2004:1')
  assert.equal(post(`${dated}\nid:\nguid: 123 at http://old.example`).summary.id, '123 at http://old.example')
})

test('an id that is no address stays what it is, with a warning: feeds may never have had it', () => {
  const {value, problems} = parse(`---\n${dated}\nid: 0123\n---\n`)
  assert.equal(value!.summary.id, '0123')
  assert.deepEqual(
    problems.map(({message, line, warning}) => [message, line, warning]),
    [['The id “0123” is no address, which ids in feeds have to be.', 4, true]],
  )
  assert.match(problems[0]!.hint!, /write `guid` in place of `id`/)
  assert.deepEqual(problemsOf('title: About\nid: 7', 'pages/about.md'), [])
})

test('a date before the name of a file is its date where no other is written, with the id that would have', () => {
  const at = (front: string, path: string) => post(front, path).summary
  for (const path of ['posts/2004-03-07-pears.md', 'posts/2004-3-7-pears.md', 'posts/2004-03-07_pears/index.md']) {
    const {date, url, id} = at('title: x', path)
    assert.deepEqual([date, url], ['2004-03-07T00:00:00.000Z', '/2004/03/pears/'], path)
    assert.equal(id, at('title: x\ndate: 2004-03-07', path).id)
  }
  assert.equal(at('title: x\ndate: 2005-01-01', 'posts/2004-03-07-pears.md').date, '2005-01-01T00:00:00.000Z')
  assert.equal(at('title: x\ndate:', 'posts/2004-03-07.md').date, '2004-03-07T00:00:00.000Z')
  assert.equal(at('title: x', 'pages/2004-03-07-pears.md').date, '')
  for (const path of ['posts/2004-13-07-pears.md', 'posts/2004-03-071.md', 'posts/2004-03-07/pears.md'])
    assert.deepEqual(problemsOf('title: x', path), ['1: The post has no date.'], path)
  assert.match(parse('Words.', 'posts/2004-03-07-pears.md').problems[0]!.message, /^The post has no title: /)
})

test('a text that is not UTF-8 is told so, and not that it lacks what it may have', () => {
  const utf16 = Buffer.from(`\uFEFF---\ntitle: x\ndate: 2025-01-31\n---\n`, 'utf16le')
  const latin1 = Buffer.from('Un caf\u00e9', 'latin1')
  for (const bytes of [utf16, utf16.subarray(2), latin1])
    assert.deepEqual(
      parse(bytes.toString('utf8')).problems.map(({message, hint}) => [message, hint]),
      [['The post cannot be read: it is not UTF-8.', 'Save the file as UTF-8.']],
    )
})

test('a field that is there and empty is to be filled, not to be added', () => {
  const hints = (front: string) => parse(`---\n${front}\n---\n`).problems.map(({line, hint}) => `${line}: ${hint}`)
  assert.deepEqual(hints('title: ""\ndate:'), [
    '2: Write it as `title: Some words`.',
    '3: Write it as `date: 2025-01-31`.',
  ])
  assert.deepEqual(hints('draft: true').at(-1), '1: Add `date: 2025-01-31` between the `---` lines.')
})

test('a version at the end of an address is no extension', () => {
  for (const [permalink, url] of [
    ['/2004/03/release-1.5', '/2004/03/release-1.5/'],
    ['/old/version-2.0', '/old/version-2.0/'],
    ['/old/2.0rc1', '/old/2.0rc1/'],
    ['/a.html', '/a.html'],
    ['/a.mp3', '/a.mp3'],
    ['/a.7z', '/a.7z'],
  ])
    assert.equal(urlOf(`${dated}\npermalink: ${permalink}`), url)
})
