import assert from 'node:assert/strict'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {hostOf} from '../../src/planet/host.ts'
import {openStore} from '../../src/planet/open-store.ts'
import {openSqlite} from '../../src/planet/sqlite.ts'
import {ProblemsError} from '../../src/problem.ts'
import {testStore} from './store-suite.ts'

testStore('SQLite', (t, connections) => {
  const file = temporaryFile(t)
  return Array.from({length: connections}, () => openSqlite(file))
})

test('what was kept is there after closing and opening again', async (t) => {
  const file = temporaryFile(t)
  const before = await openStore(openSqlite(file))
  await before.follow([{key: 'a.example/', url: 'https://a.example/'}], '2025-01-01T00:00:00.000Z')
  await before.close()
  const after = await openStore(openSqlite(file))
  t.after(() => after.close())
  assert.equal((await after.read()).feeds[0]?.feed, 'a.example/')
})

test('a store of a newer Almagest is left alone', async (t) => {
  const sql = openSqlite(temporaryFile(t))
  t.after(() => sql.close())
  await openStore(sql)
  await sql.query('update almagest set version = 99')
  await assert.rejects(openStore(sql), (error: unknown) => {
    assert.ok(error instanceof ProblemsError)
    assert.match(error.problems[0]!.message, /version 99/)
    return true
  })
})

test('a transaction that fails leaves nothing, and the next one is not its heir', async (t) => {
  const sql = openSqlite(temporaryFile(t))
  t.after(() => sql.close())
  await sql.query('create table note (text text not null)')
  const failing = sql.transaction(async ({query}) => {
    await query('insert into note values ($1)', ['lost'])
    throw new Error('on purpose')
  })
  const later = sql.query('insert into note values ($1)', ['kept'])
  await assert.rejects(failing, /on purpose/)
  await later
  assert.deepEqual(
    (await sql.query('select text from note')).map(({text}) => text),
    ['kept'],
  )
})

test('a host is the registrable domain, an address, or the disk', () => {
  const urls = [
    'https://a.b.example.co.uk/feed',
    'http://me.github.io/',
    'http://127.9.0.1:8080/',
    'http://[::1]/',
    'file:a/b.xml',
  ]
  assert.deepEqual(urls.map(hostOf), ['example.co.uk', 'github.io', '127.9.0.1', '[::1]', 'file:'])
})

function temporaryFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-store-'))
  t.after(() => rmSync(folder, {recursive: true}))
  return join(folder, 'state', 'planet.sqlite')
}
