import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parseDataFile} from '../../src/content/data.ts'
import {dataName} from '../../src/content/kinds.ts'
import type {Problem} from '../../src/problem.ts'

function read(path: string, text: string) {
  const {value, problems} = parseDataFile(path, text, 'content')
  assert.deepEqual(problems, [])
  return value
}

test('data files are named by their path', () => {
  assert.deepEqual(['data/team.yaml', 'data/maps/oslo.JSON', 'data/readme.md', 'posts/a.json'].map(dataName), [
    'team',
    'maps/oslo',
    undefined,
    undefined,
  ])
})

test('JSON, YAML and TOML become plain data', () => {
  assert.deepEqual(read('data/a.json', '\uFEFF[1, {"a": null}]'), [1, {a: null}])
  assert.deepEqual(read('data/a.yml', '- a\n- b: 2025-01-31\r\n'), ['a', {b: '2025-01-31'}])
  assert.deepEqual(read('data/a.toml', '[a]\nb = 1'), {a: {b: 1}})
  assert.equal(read('data/a.yaml', ''), null)
})

test('CSV becomes records with the names of its first line', () => {
  const text = 'name,"said, by",year\nAda,"one\n""two""",1843\r\nGrace,\n\n,x,y,z'
  assert.deepEqual(read('data/a.csv', text), [
    {name: 'Ada', 'said, by': 'one\n"two"', year: '1843'},
    {name: 'Grace', 'said, by': '', year: ''},
    {name: '', 'said, by': 'x', year: 'y'},
  ])
  assert.deepEqual(read('data/a.csv', ''), [])
})

test('a mistake is told with its place', () => {
  const {problems} = parseDataFile('data/a.yaml', 'a: 1\n\tb: 2', 'content')
  assert.deepEqual(
    problems.map(({file, line}) => [file, line]),
    [['content/data/a.yaml', 2]],
  )
  assert.equal(parseDataFile('data/a.json', '{"__proto__": 1}', 'content').problems.length, 1)
  assert.equal(parseDataFile('data/a.csv', '__proto__\n1', 'content').problems.length, 1)
})

test('a quote that is not closed in a CSV file is told with its line', () => {
  const {value, problems} = parseDataFile('data/c.csv', 'a,b\n1,5"\n"two\nlines",3\n1,"2\n3,"4"\n', 'content')
  assert.equal(value, undefined)
  const [{message, file, line, column, source}] = problems as [Problem]
  assert.deepEqual(
    [message, file, line, column, source],
    ['A quote is not closed.', 'content/data/c.csv', 5, 3, '1,"2'],
  )
  assert.deepEqual(read('data/c.csv', 'a,b\n5",x "y"\n"A" team,""'), [
    {a: '5"', b: 'x "y"'},
    {a: '"A" team', b: ''},
  ])
})
