import assert from 'node:assert/strict'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {test} from 'node:test'
import {faultOf} from '../src/faults.ts'

/** What SQLite throws when it is to write into a database that it may only read. */
function refusalOf(file: string): unknown {
  new DatabaseSync(file).exec('create table notes (text)')
  const database = new DatabaseSync(file, {readOnly: true})
  try {
    return database.exec("insert into notes values ('a')")
  } catch (error) {
    return error
  } finally {
    database.close()
  }
}

test('a disk too full for the memory that SQLite shares is told as full', () => {
  const error = Object.assign(new Error('disk I/O error'), {code: 'ERR_SQLITE_ERROR', errcode: 4874})
  assert.match(faultOf(error)!.message, /^The disk is full/)
})

test('a state folder that cannot be written is told as such, with no word of another folder for the site', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-'))
  context.after(() => rmSync(folder, {recursive: true, force: true}))
  const {message, hint} = faultOf(refusalOf(join(folder, 'cache.db')))!
  assert.equal(message, 'A database cannot be written: the state folder .almagest')
  assert.match(hint!, /the right to write it/)
  assert.doesNotMatch(hint!, /`out`/)
})
