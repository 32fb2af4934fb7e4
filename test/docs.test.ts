import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {commands} from '../src/commands/index.ts'

const root = join(import.meta.dirname, '..')

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

test('every command has its section in the documentation and its line in the README, and every option is told', async () => {
  const pages = ['commands.md', 'planet-keeping.md'].map((name) => read(`content/pages/docs/${name}`)).join('\n')
  for (const [name, load] of commands) {
    const {command} = await load()
    assert.match(pages, new RegExp(`^## .*\`${name}\``, 'm'))
    assert.match(read('README.md'), new RegExp(`^\\|.*\`almagest ${name}\\b`, 'm'))
    for (const option of Object.keys(command.options)) assert.ok(pages.includes(`--${option}`), `${name} --${option}`)
  }
})

test('every setting of the config is told', () => {
  const types = read('src/config/written.ts')
    .replace(/^.*?^export interface Config /ms, '')
    .replace(/^export interface Overrides .*/ms, '')
  const settings = Array.from(types.matchAll(/^ {2,4}(\w+)\??: /gm), ([, name]) => name!)
  const pages = ['configuration', 'planet', 'planet-keeping']
    .map((name) => read(`content/pages/docs/${name}.md`))
    .join('\n')
  assert.ok(settings.length > 40)
  for (const name of new Set(settings)) assert.match(pages, new RegExp(`\`[^\`]*\\b${name}\\b`), name)
})
