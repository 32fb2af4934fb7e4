import assert from 'node:assert/strict'
import {test} from 'node:test'
import {renderedForm} from '../src/build/rendered-form.ts'
import {Problem} from '../src/problem.ts'

test('a rendered body is read as it was written down, whatever signs stand in it', () => {
  const texts = ['', 'a\nb\r\n"c"\\', '\n', '€ 🙂 é\u2028', 'half \ud83d of one', 'nothing \0 here', '{"html":3}\n']
  for (const html of texts)
    for (const text of texts)
      for (const more of [{}, {excerpt: '<p>“x”\n</p>'}]) {
        const reference = {href: '/a/\n', kind: 'link', line: 3} as const
        const rendered = {value: {html, text, headings: [], references: [reference], ...more}, problems: []}
        assert.deepEqual(renderedForm.read(renderedForm.write(rendered)), rendered)
      }
})

test('a body that could not be rendered is written down with what is wrong with it', () => {
  const read = renderedForm.read(renderedForm.write({problems: [new Problem('Bad.', {file: 'a.md', line: 2})]}))
  assert.equal(read.value, undefined)
  assert.deepEqual(
    read.problems.map(({message, line}) => [message, line]),
    [['Bad.', 2]],
  )
})
