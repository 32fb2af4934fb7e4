import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import type {RequestListener} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'node:test'
import {feedServer, rss} from '../helpers/feed-server.ts'

const program = join(import.meta.dirname, '../../bin/almagest.cjs')

test('a refresh that is told to end leaves a host that keeps it waiting, and keeps what others said', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'almagest-stop-'))
  t.after(() => rmSync(root, {recursive: true}))
  const quick = await feedServer(t, (_, response) => response.end(rss('one', 'two')))
  const {promise: asked, resolve: onAsked} = Promise.withResolvers<void>()
  // Without a word to end, a host that says nothing is left after twenty seconds only.
  let answered = false
  const late: RequestListener = (_, response) => {
    setTimeout(onAsked, 50)
    setTimeout(() => {
      answered = true
      response.end(rss('late'))
    }, 15_000).unref()
  }
  const slow = await feedServer(t, late, '127.0.0.2')
  mkdirSync(join(root, 'content'))
  writeFileSync(
    join(root, 'planet.config.ts'),
    `export default {
      site: {title: 'T', url: 'https://example.org'},
      planet: {feeds: ['${quick.origin}/feed', '${slow.origin}/feed']},
      refresh: {allow: ['127.0.0.0/8'], concurrency: 1},
    }`,
  )
  const child = spawn(process.execPath, [program, 'refresh', '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (text) => (out += text))
  await asked
  child.kill('SIGTERM')
  const [code, signal] = await once(child, 'close')
  assert.equal(answered, false)
  const {visits, stopped} = JSON.parse(out)
  assert.deepEqual([code, signal, stopped], [0, null, true])
  assert.deepEqual(
    visits.map(({name, added}: {name: string; added: number}) => [name, added]),
    [['Notes', 2]],
  )
})
