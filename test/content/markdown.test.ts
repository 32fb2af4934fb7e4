import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {test} from 'node:test'
import {createMarkdown} from '../../src/content/markdown.ts'
import {showProblem} from '../../src/problem.ts'
import type {Rendered} from '../../src/types.ts'
import {markdownFor} from '../helpers/settings.ts'

const plain = markdownFor()
const place = {file: 'content/posts/a.md', line: 10}
const render = createMarkdown(plain)

const fixtures = new URL('../fixtures/markdown/', import.meta.url)

for (const name of readdirSync(fixtures).filter((each) => each.endsWith('.in'))) {
  test(`markdown: ${name.slice(0, -3).replaceAll('-', ' ')}`, async () => {
    const {value, problems} = await render(readFileSync(new URL(name, fixtures), 'utf8'), place)
    const found = describe(value!) + problems.map(showProblem).join('\n')
    const wanted = new URL(name.replace(/\.in$/, '.out'), fixtures)
    if (process.env.UPDATE || !existsSync(wanted)) writeFileSync(wanted, found)
    assert.equal(found, readFileSync(wanted, 'utf8'))
  })
}

test('the quick parser and remark-parse read every fixture alike', async () => {
  const slow = createMarkdown({...plain, quick: false})
  for (const name of readdirSync(fixtures).filter((each) => each.endsWith('.in'))) {
    const body = readFileSync(new URL(name, fixtures), 'utf8')
    assert.deepEqual(await render(body, place), await slow(body, place), name)
  }
})

/** A rendered body as a fixture tells it. Marks of references are written so that they can be read. */
function describe({html, excerpt, headings, references, text}: Rendered): string {
  const part = (name: string, content: string) => `--- ${name}\n${content}\n`
  const seen = (markup: string) => markup.replace(/\uFDD0(\d+)\uFDD1/g, '«$1»')
  return [
    part('html', seen(html)),
    excerpt === undefined ? '' : part('excerpt', seen(excerpt)),
    part('headings', headings.map(({depth, id, text}) => `${depth} ${id}: ${text}`).join('\n')),
    part('references', references.map(({href, kind, line}, n) => `«${n}» ${kind} ${href} (${line ?? '-'})`).join('\n')),
    part('text', text),
  ].join('')
}

test('plugins of the config see the trees, in their places', async () => {
  const seen: string[] = []
  const note = (where: string) => () => (tree: {type: string}) => {
    seen.push(`${where} ${tree.type}`)
  }
  const link = () => (tree: {children: unknown[]}) => {
    const properties = {href: 'made.md'}
    tree.children.push({type: 'element', tagName: 'a', properties, children: [{type: 'text', value: 'made'}]})
  }
  const {value} = await createMarkdown(
    markdownFor({remarkPlugins: [note('remark')], rehypePlugins: [note('rehype'), link]}),
  )('Hi', place)
  assert.deepEqual(seen, ['remark root', 'rehype root'])
  assert.deepEqual(value?.references, [{href: 'made.md', kind: 'link'}])
})

test('plugins may be asynchronous and have options', async () => {
  const shout = (sign: string) => async (tree: {children: {children: {value: string}[]}[]}) => {
    await null
    tree.children[0]!.children[0]!.value += sign
  }
  const {value} = await createMarkdown(markdownFor({remarkPlugins: [[shout, '!']]}))('Hi', place)
  assert.equal(value?.html, '<p>Hi!</p>')
})

test('a plugin’s message is a warning with its place in the file, its failure a problem', async () => {
  const warn = () => (_: unknown, file: {message(reason: string, place: object): void}) => {
    file.message('Too loud', {line: 3, column: 2})
  }
  const fail = () => () => {
    throw new Error('Broken')
  }
  const {value, problems} = await createMarkdown(markdownFor({remarkPlugins: [warn]}))('a\n\nb', place)
  assert.equal(value?.html, '<p>a</p>\n<p>b</p>')
  assert.deepEqual(
    problems.map(({message, line, column, warning}) => [message, line, column, warning]),
    [['Too loud', 12, 2, true]],
  )
  const failed = await createMarkdown(markdownFor({rehypePlugins: [fail]}))('a', place)
  assert.equal(failed.value, undefined)
  assert.match(failed.problems[0]!.message, /plugin failed: Broken/)
})

test('a box that nothing closes is a warning where it begins', async () => {
  const {value, problems} = await render('::::tip\n:::details More\na\n:::\n\nb', place)
  assert.match(value!.html, /<p>b<\/p><\/div>$/)
  assert.deepEqual(
    problems.map(({message, line, column, warning}) => [message.slice(0, 25), line, column, warning]),
    [['Nothing closes “::::tip”:', 10, 1, true]],
  )
  assert.deepEqual((await render(':::note\na\n:::', place)).problems, [])
})

test('a text that would keep the parser busy for minutes ends in a message', async () => {
  const hostile = createMarkdown({...plain, quick: false}, {timeMs: 50})
  for (const text of ['!['.repeat(5000) + '](b)'.repeat(5000), 'a\n-\n'.repeat(20_000)]) {
    const {value, problems} = await hostile(text, place)
    assert.equal(value, undefined)
    assert.match(problems[0]!.message, /takes too long/)
  }
  const {problems} = await render('>'.repeat(9_000), place)
  assert.match(problems[0]!.message, /nested too deeply/)
  assert.equal((await hostile('fine', place)).value?.html, '<p>fine</p>')
})

test('what rendering says by itself is in the language of the body', async () => {
  const {value} = await render('Ja[^1]\n\n- [ ] Brot\n\n[^1]: Nein', {...place, language: 'de-AT'})
  assert.match(value!.html, />Fußnoten</)
  assert.match(value!.html, /aria-label="Zurück zu Verweis 1"/)
  assert.match(value!.html, /aria-label="Offen"/)
})

test('the same body gives the same bytes, whatever was rendered before', async () => {
  const body = '# A\n\n[^1] `x`\n\n```js\nlet a\n```\n\n[^1]: b'
  const first = await createMarkdown(plain)(body, place)
  await render('# A\n\n# A\n\nx[^1]\n\n[^1]: c', place)
  assert.deepEqual(await render(body, place), first)
})

test('front matter in a block of Markdown is coloured as YAML, and no sign of it changes', async () => {
  for (const text of [
    '---\ntitle: A\n---\n\n# B\n',
    '---\na: 1\n---\n',
    '---\na: 1\n',
    '---\n---\n\n---\n',
    '# A\n---\n',
  ]) {
    const {value} = await render(`~~~md\n${text}~~~`, place)
    assert.equal(value!.html.replace(/<[^>]*>/g, ''), text)
    assert.equal(value!.html.includes('hljs-attr'), /: .*\n---/.test(text), text)
  }
})
