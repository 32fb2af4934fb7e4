import assert from 'node:assert/strict'
import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {isPlain} from '../../../src/content/markdown/quick.ts'
import {createRandom} from '../../helpers/random.ts'
import {bodyOf, createComparison} from './parsers.ts'
import {createTexts, kinds} from './texts.ts'

const repository = join(import.meta.dirname, '../../..')
const seeds = ['content/**/*.md', 'test/fixtures/markdown/*.in']
  .flatMap((pattern) => globSync(pattern, {cwd: repository}).toSorted())
  .map((path) => bodyOf(readFileSync(join(repository, path), 'utf8')))

const plain = {rehypePlugins: [], math: false}
const withPlugin = {rehypePlugins: [() => undefined], math: false}

/** What posts are made of. Were one left to remark-parse, it would be right and slow. */
const usual: Readonly<Record<string, string>> = {
  'paragraphs and headings': '# Venus\n\nBright,\nin the *evening* or the **morning**; `code` and\n\n## Again\n\nmore…',
  'lists in lists': '- one\n- two\n  - deep\n    and wide\n\n  more\n\n1. first\n2. second\n',
  quotes: '> A planet\n> moves.\n>\n> It does.\n\nYes.',
  code: '```js title="a.js" {1}\nif (a < b) *c*_d_ [[e]] <f\n\n\t@g.h\n```\n\nand\n\n- a\n\n  ```sh\n  ls | wc\n  ```\n',
  'code in a line': 'Call `a*_b` or `[x` or `git\nstatus`.',
  'links and pictures':
    '[a](/b.md "c") ![d](e.png) [![f](g.png)](h) [i][j] [k] <https://example.org/l?m=n&o>\n\n[j]: /p "q"\n[k]: #r',
  addresses: 'See https://example.org/a_b/, www.example.org (http://example.org) or write to me@example.org.',
  notes: 'A claim.[^1] Another.[^two]\n\n[^1]: *Source* of it.\n[^two]: That\nand this.',
  tables: '| a | b |\n|---|--:|\n| `c` | **d** |\n\nThen.',
  tasks: '- [ ] look\n- [x] **seen**\n',
  'items indented too far': '- [x] look\n      - here\n      and there\n- [ ] go\n\n1. a\n       2. b\n   - c\n',
  'what goes on in the next line of a quote':
    '> [a\n> b](/c "d\n> e") and `git\n> status`\n>\n> > [f](https://example.org/ \'g\n> > h\').',
  'links before colons': 'As [a][1]: b, and [b\nc][two]: d.\n\n[1]: /a\n[two]: /b',
  HTML: '<figure>\n  <img src="a.png" alt="b">\n</figure>\n\nH<sub>2</sub>O<br/>\n\n<!--more-->\n\nEnd.',
  'emoji and other scripts': 'Hello 🎉! 日本語と*英語*。 Привет, שלום 👩🏽‍💻: *so* (or 🚀); 🏖️… *b* “c 🎉”',
  'Windows’ line ends': 'a\r\nb\r\n\r\n- c\r\n- d\r\n',
}

/** What the two parsers read differently, or might: one for every rule. */
const unusual: Readonly<Record<string, readonly string[]>> = {
  'control characters': ['*\u0085*', 'a\0b', '[a]:\u007f', '\ufeffa', '- [x] a\r-'],
  'characters outside the basic plane': [
    'a*🎉*',
    '🎉_b_ c',
    '🎉www.example.org',
    '🎉~~b~~',
    '🎉[_b_](c)',
    'a🎉…',
    'a\ud83cb',
    '*\ud800*',
  ],
  'long texts': ['a '.repeat(30_000)],
  boxes: [':::note\na\n:::', ':::a b'],
  stress: ['*_*n', '*\\**e', 'e~~*~~*', '**_**o', '\\_*a*'],
  tabs: ['-\t[\t] y', '[^a]: >  \t-', '>     e\n>   \t'],
  code: [
    'a `b',
    '``a`b``',
    '```\na',
    '```> &nbsp;\n```',
    '```js &amp;\nb\n```',
    '# a `b\nc` d',
    '```\n````\n[^a]:*\n\n    *\n```',
    '> a `b\n> - c`',
    '> a `b\nc`',
    'a `b\n> c`',
    '> > a `b\n> c`',
    '> a `b\n> > c`',
  ],
  brackets: [
    '[a [b](c)](d)',
    '[[a]](b)',
    '- [\n] y',
    '- [x]\n-',
    'b\n[^ y]:',
    '[n[^2]]()\n\n[^2]: a',
    '[[^1]]()\n[^1]:',
  ],
  labels: [
    '> [\n> b]: c',
    '- [o\n  ]:r',
    '**\n[^1]:2)',
    'a\n[^1]: b',
    '> [a]: /b',
    '- [^a]: b',
    '[^1]:[^2]:',
    '[a][^2]: b',
    'a [b]: c',
    '[a][]: b',
    '[^1]:x\n<b>\n',
    '[^a]: [*[^a]b]()',
    '[^1]: - b',
    '[^1]:\n    a',
  ],
  'ends of links': [
    '[a](b "c\n- d")',
    '> [a](b "c\n> 1. d")',
    '> [a](b "c\n>> d")',
    '> [a](b "c\n> # d")',
    '[\\\n]()',
    '[a](<b c>)',
    '[a](b(c)d)',
    '[x[ []()](http://x.y) t',
  ],
  'angle brackets': ['*<a f=r="">', '<g a=/1>', '> <x\n>  y>', '2) [<x\n    y>', 'a <!-- b -->', '<a b="`">`', '<b'],
  'blocks of HTML': [
    '<pre></style>\n\n*a*',
    '<script>\n</pre>\n',
    '- <!--\n\n',
    '- <div>',
    '> <div>',
    '> <?\n>\n',
    '+ y\n <b>\n',
    'a\n<div>',
  ],
  addresses: [
    '/a@b.c',
    '<www.a.b> c',
    '"www. p',
    '.www.a.b c',
    'http://.b',
    '[ http://a.b c',
    '[a www.a.b] c',
    '[xmpp:a@b.c',
  ],
  'addresses in tables': ['| a | http://a.b|c'],
  'indented code in lists': [
    '-\n#\n    b\n     ',
    ' - r\n-     z\n      b',
    '* (\n# o\n    a\n    b',
    '- f\n    > a\n # b\n    > c',
    '1. \n>     e\n>     f',
    'a\n\n    b',
    '- a\n\n      - b',
    '- a\n      - ===',
    '- a\n      - |b|\n      -|-',
    '- a\n\n  # b\n      - c',
    '> - a\n>         - b',
  ],
  'empty items and lines of quotes': [
    '-\n\na',
    '>- o\n>\n>',
    'a\n>\n> b',
    '- a\n>\n> b',
    '>>- e\n>>\n>>> n',
    '>- e\n>   >\n>\n>- u',
    '>\n\na',
  ],
  underlines: ['- a\n  ===', '* [x] a\n  -', 'a\n=', 'a\n--'],
  tables: [
    'a|b\n-|-',
    '> | a |',
    '- | a |',
    '>[\n|||\n>-|-',
    '[^e]:"\ny||;\n    -|-|-',
    'a\n| b |\n|---|',
    '| a |\n|---|\n<b>c</b>',
    '| a |\n|---|\nb',
  ],
  depth: [`${'> '.repeat(2_000)}a`, `${'- '.repeat(2_000)}a`],
}

test('the quick parser may read what posts are made of, and reads it as remark-parse does', async () => {
  const compare = createComparison()
  for (const [name, text] of Object.entries(usual)) assert.equal(await compare(text), 'alike', name)
})

test('what the two parsers might read differently is left to remark-parse, also amid a post', () => {
  for (const [name, texts] of Object.entries(unusual))
    for (const text of texts) {
      assert.equal(isPlain(text, plain), false, `${name}: ${JSON.stringify(text.slice(0, 50))}`)
      assert.equal(isPlain(`A post.\n\n${text}\n\nIts end.`, plain), false, `${name}, amid: ${text.slice(0, 50)}`)
    }
})

test('a quote does not end in a line of nothing but its sign', () => {
  assert.equal(isPlain('> a\n>\n> b', plain), true)
  assert.equal(isPlain('> a\n>', plain), false)
})

test('maths is left to remark-parse where it is switched on', () => {
  assert.equal(isPlain('$x$', {...plain, math: true}), false)
  assert.equal(isPlain('$5', plain), true)
})

test('where a plugin can see positions, texts that differ in them are left to remark-parse', () => {
  for (const text of [
    '- [ ] `a`',
    'www.example.org',
    '> > a\n> b',
    '> - a \n> 2) b',
    'https:/\\/a.b',
    'www&period;a.b',
  ]) {
    assert.equal(isPlain(text, plain), true, text)
    assert.equal(isPlain(text, withPlugin), false, text)
  }
})

for (const [name, positions, count] of [
  ['generated texts come out alike, whichever parser is allowed', false, 2_000],
  ['a plugin sees the same positions, whichever parser is allowed', true, 1_000],
] as const) {
  test(name, async () => {
    const compare = createComparison({positions})
    const make = createTexts(createRandom(count), seeds)
    const verdicts = {left: 0, alike: 0, different: 0}
    for (let index = 0; index < count; index++) {
      const text = make(kinds[index % kinds.length]!)
      const verdict = await compare(text)
      assert.notEqual(verdict, 'different', JSON.stringify(text))
      verdicts[verdict]++
    }
    assert.ok(verdicts.alike > count / 5, `${verdicts.alike} compared`)
  })
}

test('whether a text is plain is known in time proportional to its length', () => {
  // Each would keep a search busy for minutes that began again at every sign.
  for (const sign of [
    '[',
    '<a ',
    '`a\n',
    '```\n',
    '](a "',
    'www.',
    '@',
    ' ',
    '\n',
    '_',
    '> ',
    '- ',
    '<a b="',
    'http://a.b',
    '> `a\n',
    '> [a](b "c\n',
    '[a][b]:',
    '- a\n      - b\n',
  ]) {
    const text = sign.repeat(49_000 / sign.length)
    const begun = process.cpuUsage()
    isPlain(text, withPlugin)
    assert.ok(process.cpuUsage(begun).user < 500_000, sign)
  }
})
