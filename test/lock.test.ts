import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {takeLock} from '../src/lock.ts'
import {placeOfSite} from '../src/publish/place.ts'
import {createSite, post} from './helpers/site.ts'

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
    globalThis.lock = takeLock(${JSON.stringify(file)})
    console.log(globalThis.lock ? 'held' : 'busy')
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => holder.kill('SIGKILL'))
  const [said] = await once(holder.stdout, 'data')
  assert.equal(String(said).trim(), 'held')
  assert.equal(takeLock(file), undefined)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const lock = takeLock(file)
  assert.ok(lock)
  lock.release()
})

test('a build that finds another at work leaves with code 4 and says who is there, or waits', async (t) => {
  const site = createSite(t, {'content/posts/one.md': post('One', '2025-01-01')})
  const {lock: file} = placeOfSite({out: join(site.root, 'dist'), state: join(site.root, '.almagest')})
  const lock = takeLock(file, 'almagest schedule')!
  const outcomes = await Promise.all([1, 2, 3].map(() => site.almagest('build')))
  for (const {code, err} of outcomes) {
    assert.equal(code, 4)
    assert.match(err, /`almagest schedule` \(process \d+\) is at work here\.\n {2}→ .*--wait/)
  }
  assert.ok(!existsSync(join(site.root, 'dist')))
  assert.equal((await site.almagest('clean')).code, 4)
  assert.equal((await site.almagest('build', '--out', 'preview')).code, 0)
  const waiting = site.almagest('build', '--wait')
  lock.release()
  assert.equal((await waiting).code, 0)
})

test('builds that start at the same time publish one site, and none harms another', async (t) => {
  const site = createSite(t, {'content/posts/one.md': post('One', '2025-01-01')})
  const codes = await Promise.all(Array.from({length: 6}, async () => (await site.almagest('build')).code))
  assert.ok(codes.includes(0) && codes.every((code) => code === 0 || code === 4), codes.join())
  assert.deepEqual((await site.build()).written, [])
})

function lockFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-lock-'))
  t.after(() => rmSync(folder, {recursive: true}))
  return join(folder, 'state', 'lock')
}
