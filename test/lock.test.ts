import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {takeLock} from '../src/lock.ts'

test('a lock has one holder at a time', (t) => {
  const file = lockFile(t)
  const first = takeLock(file)
  assert.ok(first)
  assert.equal(takeLock(file), undefined)
  first.release()
  const second = takeLock(file)
  assert.ok(second)
  second.release()
})

test('a lock whose holder was killed is free', async (t) => {
  const file = lockFile(t)
  const script = `
    import {takeLock} from ${JSON.stringify(import.meta.resolve('../src/lock.ts'))}
    console.log(takeLock(${JSON.stringify(file)}) ? 'held' : 'busy')
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(holder.stdout, 'data')
  assert.equal(String(said).trim(), 'held')
  assert.equal(takeLock(file), undefined)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const lock = takeLock(file)
  assert.ok(lock)
  lock.release()
})

function lockFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-lock-'))
  t.after(() => rmSync(folder, {recursive: true}))
  return join(folder, 'state', 'lock')
}
