import assert from 'node:assert/strict'
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {test} from 'node:test'
import {openCache} from '../src/cache.ts'
import {openFile} from '../src/cache-file.ts'
import {createRandom} from './helpers/random.ts'
import {createSite, differences, post} from './helpers/site.ts'

test('a damaged cache costs a cold build and nothing else', async (t) => {
  const random = createRandom(3)
  const posts = Array.from({length: 12}, (_, number) => [
    `content/posts/${number}.md`,
    post(`Post ${number}`, '2025-01-01', `Text *${number}*. `.repeat(200)),
  ])
  const site = createSite(t, Object.fromEntries(posts))
  await site.build()
  const whole = site.tree()
  const file = join(site.root, '.almagest/cache.sqlite')
  for (let round = 0; round < 12; round++) {
    const bytes = readFileSync(file)
    const at = random(bytes.length - 4_096)
    writeFileSync(file, round % 4 === 3 ? bytes.subarray(0, at) : bytes.fill(0, at, at + 4_096))
    site.remove('dist')
    await site.build()
    assert.deepEqual(differences(site.tree(), whole), [], `round ${round}`)
    await site.build()
    assert.ok(existsSync(file))
  }
})

test('what was changed in the cache by others than Almagest is not believed', async (t) => {
  const posts = Array.from({length: 12}, (_, number) => [
    `content/posts/${number}.md`,
    post(`P ${number}`, '2025-01-01'),
  ])
  const site = createSite(t, Object.fromEntries(posts))
  await site.build()
  const whole = site.tree()
  const file = join(site.root, '.almagest/cache.sqlite')
  const changed = readFileSync(file, 'latin1').replaceAll('Text', 'Tent')
  writeFileSync(file, changed, 'latin1')
  for (const name of ['dist', '.almagest/last-build.json']) site.remove(name)
  await site.build()
  assert.deepEqual(differences(site.tree(), whole), [])
})

test('a value in the cache is good under its own key alone', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const file = join(folder, 'cache.sqlite')
  const first = openFile(file, 'epoch')
  for (const key of ['one', 'two']) first.put(key, key)
  first.close()
  const db = new DatabaseSync(file)
  db.exec("update memo set key = 'three' where key = 'two'")
  db.close()
  const second = openFile(file, 'epoch')
  const read = (key: string) => second.read(key, (text) => text)?.value
  assert.deepEqual(['one', 'two', 'three'].map(read), ['one', undefined, undefined])
  second.close()
  assert.ok(!existsSync(file))
})

test('what nobody needs any more leaves the cache; what belongs to a value that is still good stays', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const open = () => {
    const cache = openCache(join(folder, 'cache.sqlite'), 'epoch')
    cache.stayWith('body', 'outline')
    return cache
  }
  const first = open()
  for (const name of ['still', 'gone']) {
    first.book('outline').set(name, `${name} 1`, name)
    first.put('body', `${name} 1`, '"body"')
  }
  for (let row = 0; row < 2_100; row++) first.put('other', String(row), '1')
  first.close()
  const second = open()
  second.book('outline').keep('still')
  second.commit(true)
  second.close()
  const third = open()
  const made = async (step: string, inputs: string) => {
    await third.memo(step, inputs, () => 'anew').value()
    return third.commit().ran[step] === 1
  }
  assert.equal(third.book('outline').get('still', 'still 1'), 'still')
  assert.equal(await made('body', 'still 1'), false)
  assert.equal(await made('body', 'gone 1'), true)
  assert.equal(await made('other', '7'), true)
  third.close()
})
