import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createMarkdown} from '../../src/content/markdown.ts'
import {markdownFor} from '../helpers/settings.ts'

const render = createMarkdown(markdownFor({math: true}))

/** The HTML with every formula shown by its signs alone. */
async function formulas(text: string): Promise<string> {
  const {value, problems} = await render(text, {file: 'a.md', line: 1})
  assert.deepEqual(problems, [])
  return value!.html.replace(/<math.*?<\/math>/gs, (markup) => markup.replace(/<[^>]*>/g, ''))
}

test('formulas in a line and in blocks become MathML', async () => {
  const {value} = await render('$x^2$', {file: 'a.md', line: 1})
  assert.match(value!.html, /^<p><span class="math"><math>.*<msup><mi>x<\/mi>.*<\/math><\/span><\/p>$/)
  assert.equal(value!.text, 'x^2')
  assert.equal(
    await formulas('a $$x_1*y*z$$ b'),
    '<p>a <span class="math math-display" tabindex="0">x1∗y∗z</span> b</p>',
  )
  assert.equal(await formulas('$$\na\n= b\n- c\n\n+ d\n$$'), '<p class="math math-display" tabindex="0">a=b−c+d</p>')
  assert.equal(await formulas('```math\nx\n```'), '<p class="math math-display" tabindex="0">x</p>')
  assert.equal(await formulas('$a\nb$ <b>c</b>'), '<p><span class="math">ab</span> <b>c</b></p>')
})

test('blocks of formulas end where their quote or list item ends', async () => {
  assert.equal(
    await formulas('> $$\n> q\nlazy'),
    '<blockquote>\n<p class="math math-display" tabindex="0">q</p>\n</blockquote>\n<p>lazy</p>',
  )
  assert.match(await formulas('- $$\n  z\n  $$\n- b'), /<li>\n<p class="math math-display" tabindex="0">z<\/p>/)
})

test('a table of contents has the signs of a formula, and no numbers of notes', async () => {
  const {value} = await render('## The area $\\pi r^2$ of it\n\n## Second[^1] thing\n\n[^1]: Note.', {
    file: 'a.md',
    line: 1,
  })
  assert.deepEqual(value!.headings, [
    {depth: 2, id: 'the-area-pi-r2-of-it', text: 'The area \\pi r^2 of it'},
    {depth: 2, id: 'second1-thing', text: 'Second thing'},
  ])
  assert.match(value!.text, /^The area \\pi r\^2 of it\nSecond thing\n/)
})

test('money, lone dollars, escapes and code are no formulas', async () => {
  for (const text of ['$5 and $10', 'a $ b $', '$$$', 'from $US to $CA', '$ x$', '$x $']) {
    assert.equal(await formulas(text), `<p>${text}</p>`)
  }
  assert.equal(await formulas('\\$x$ `$x$`'), '<p>$x$ <code>$x$</code></p>')
})

test('a formula that cannot be read is a problem with its line', async () => {
  const {value, problems} = await render('one\n\ntwo $\\frac{$', {file: 'a.md', line: 5})
  assert.equal(value, undefined)
  assert.deepEqual(
    problems.map(({line, source}) => [line, source]),
    [[7, 'two $\\frac{$']],
  )
  assert.match(problems[0]!.message, /^The formula cannot be read: /)
})

test('without the option, dollars are dollars', async () => {
  const plain = createMarkdown(markdownFor())
  assert.equal((await plain('$x^2$', {file: 'a.md', line: 1})).value?.html, '<p>$x^2$</p>')
})
