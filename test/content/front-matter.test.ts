import assert from 'node:assert/strict'
import {test} from 'node:test'
import {readFrontMatter} from '../../src/content/front-matter.ts'

function read(text: string) {
  return readFrontMatter(text, 'content/posts/a.md')
}

function problem(text: string) {
  const {problems, data} = read(text)
  assert.equal(problems.length, 1)
  assert.deepEqual(data, {})
  return problems[0]!
}

test('YAML, TOML and JSON give the same data, with dates as text', () => {
  const wanted = {title: 'One', date: '2025-01-31', tags: ['a', 'b'], deep: {x: 1}}
  const yaml = '---\ntitle: One\ndate: 2025-01-31\ntags: [a, b]\ndeep:\n  x: 1\n---\n'
  const toml = '+++\ntitle = "One"\ndate = 2025-01-31\ntags = ["a", "b"]\n[deep]\nx = 1\n+++\n'
  const json = '---json\n{"title": "One", "date": "2025-01-31", "tags": ["a", "b"], "deep": {"x": 1}}\n---\n'
  for (const text of [yaml, toml, toml.replace('+++', '---toml').replace('+++', '---'), json]) {
    assert.deepEqual(read(text).data, wanted)
  }
})

test('the body begins after the closing line, and says on which line', () => {
  const {body, line} = read('---\ntitle: x\n---\n\nHello\n')
  assert.equal(body, '\nHello\n')
  assert.equal(line, 4)
})

test('a file without front matter is all body', () => {
  assert.deepEqual(read('Hello\n---\n'), {data: {}, body: 'Hello\n---\n', line: 1, lines: [], problems: []})
  assert.equal(read('----\nx').body, '----\nx')
})

test('byte order marks and the line ends of other systems are welcome', () => {
  for (const text of ['\uFEFF---\r\ntitle: x\r\n---\r\nHello\r\n', '---\rtitle: x\r---\rHello\r']) {
    const {data, body} = read(text)
    assert.deepEqual(data, {title: 'x'})
    assert.equal(body, 'Hello\n')
  }
})

test('a line that only begins like a fence belongs to the data', () => {
  assert.deepEqual(read('---\na: |\n  x\n----: y\nb: 1\n---\n').data, {a: 'x\n', '----': 'y', b: 1})
  assert.deepEqual(read('+++\na = """\n---\n+++ x"""\nb = 1\n+++\n').data, {a: '---\n+++ x', b: 1})
})

test('empty front matter and mere comments are no data', () => {
  assert.deepEqual(read('---\n---\nx').data, {})
  assert.deepEqual(read('---\n# title: x\n---\nx').data, {})
})

test('languages that run code are refused and not run', () => {
  for (const language of ['js', 'javascript', 'JS', 'coffee', 'cson', 'toString']) {
    const {message, line} = problem(`---${language}\n{title: (globalThis.ran = true)}\n---\n`)
    assert.match(message, /is not read, and never run/)
    assert.equal(line, 1)
  }
  assert.equal('ran' in globalThis, false)
})

test('a mistake is told with its line every time the file is read', () => {
  for (let time = 0; time < 2; time++) {
    const {line, column, source} = problem('---\ntitle: x\ntitle: y\n---\n')
    assert.deepEqual({line, column, source}, {line: 3, column: 1, source: 'title: y'})
  }
})

test('mistakes in TOML and JSON have a line too', () => {
  assert.deepEqual([problem('+++\na = 1\nb =\n+++\n').line], [3])
  assert.match(problem('---json\n{"a": 1,\n "b": }\n---\n').message, /cannot be read/)
})

test('a tab before a name is told as such', () => {
  const {line, hint} = problem('---\n\ttitle: x\n---\n')
  assert.equal(line, 2)
  assert.match(hint ?? '', /tabs/)
})

test('text that YAML takes for something else comes with the way to write it', () => {
  assert.equal(problem('---\ntitle: Hello: World\n---\n').hint, 'Put the text in quotes: `title: "Hello: World"`.')
  assert.equal(problem('---\ntitle: @you\n---\n').hint, 'Put the text in quotes: `title: "@you"`.')
  assert.match(problem('---\ntitle: [a, b\ndate: x\n---\n').hint ?? '', /not closed/)
})

test('a list with a slip is mended as a list, and no text is made of it', () => {
  const hint = (line: string) => problem(`---\n${line}\n---\n`).hint
  for (const open of ['tags: [a', 'tags: {a: 1', 'tags:\n  - [b']) assert.equal(hint(open), 'A bracket is not closed.')
  assert.match(hint('tags: [a, #b]') ?? '', /not closed, or behind ` #`/)
  for (const quote of ["tags: [a, 'b]", "title: 'a", 'title: "a']) assert.equal(hint(quote), 'A quote is not closed.')
  for (const gap of ["tags: [a, , b, '']", 'tags: [,a]'])
    assert.match(hint(gap) ?? '', /^Nothing stands before a comma/)
  for (const list of ['tags: ["a" "b"]', 'tags: [a: b: c]', 'tags: [a, @b]'])
    assert.match(hint(list) ?? '', /^Put commas/)
  assert.equal(hint('tags: [a]]'), 'There is a closing bracket too many.')
  assert.equal(hint('title: [A] story'), 'Put the text in quotes: `title: "[A] story"`.')
})

test('what git leaves of a conflict is told as such, at its line', () => {
  const sides = (one: string, other: string) => `<<<<<<< HEAD\n${one}\n=======\n${other}\n>>>>>>> spring\n`
  for (const [fence, line] of [
    ['---', 'title: x'],
    ['+++', 'title = "x"'],
  ] as const) {
    const {
      message,
      line: at,
      source,
      hint,
    } = problem(`${fence}\n${line}\n${sides('date: 1', 'date: 2')}${fence}\nText.`)
    assert.equal(message, 'Two branches were put together and left to be settled.')
    assert.deepEqual([at, source], [3, '<<<<<<< HEAD'])
    assert.match(hint ?? '', /delete those with `<<<<<<<`/)
  }
  assert.equal(problem(`---\ntitle: x\n${sides('draft: true\n---\nOne.', '---\nTwo.')}`).line, 3)
  assert.deepEqual(read('---\ntitle: >\n  <<<<<<< x\n---\n').problems, [])
})

test('front matter without an end is told instead of swallowing the post', () => {
  assert.match(problem('---\ntitle: x\n\nHello').message, /no end/)
})

test('lists and bare words are no front matter', () => {
  problem('---\n- a\n---\n')
  problem('---\nhello\n---\n')
  problem('---json\n[1]\n---\n')
})

test('aliases that multiply, deep nesting, and sheer length end in a message', () => {
  const rows = Array.from('bcdefghi', (name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`)
  assert.match(problem(`---\na: &a [x,x,x,x,x,x,x,x,x]\n${rows.join('\n')}\n---\n`).message, /values|alias/)
  assert.match(problem(`---\na: ${'['.repeat(5000)}\n---\n`).message, /cannot be read/)
  assert.match(problem(`---json\n{"a": ${'['.repeat(5000)}${']'.repeat(5000)}}\n---\n`).message, /nested/)
  assert.match(problem(`---\na: &a [*a]\n---\n`).message, /nested|cannot be read/)
  assert.match(problem(`---\n${'a: b\n'.repeat(3000)}---\n`).message, /too long/)
  assert.match(problem(`---\na: ${'x'.repeat(200_000)}\n---\n`).message, /too long/)
})

test('names out of JavaScript’s own world do no harm', () => {
  problem('---\n__proto__: {admin: true}\n---\n')
  problem('---json\n{"__proto__": {"admin": true}}\n---\n')
  problem('+++\n__proto__.admin = true\n+++\n')
  assert.deepEqual(Object.keys(read('---\ntoString: 1\nhasOwnProperty: 2\n---\n').data), ['toString', 'hasOwnProperty'])
  assert.equal('admin' in {}, false)
})
