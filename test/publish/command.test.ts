import assert from 'node:assert/strict'
import {existsSync, lstatSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {publish} from '../../src/output.ts'
import {type Disk, disk} from '../../src/publish/disk.ts'
import type {Output} from '../../src/types.ts'
import {settingsFor} from '../helpers/settings.ts'
import {configText, createSite, differences, post} from '../helpers/site.ts'

const posts = (count: number) =>
  Object.fromEntries(
    Array.from({length: count}, (_, number) => [`content/posts/p${number}.md`, post(`P${number}`, '2025-01-01')]),
  )
const transient = configText('', 'permanence: false')

test('a site with releases is a link that rollback leads to the release before', async (t) => {
  const site = createSite(t, {
    ...posts(2),
    'planet.config.ts': configText("publish: {mode: 'releases', keep: 3},", 'permanence: false'),
  })
  await site.build()
  const before = site.tree()
  assert.ok(lstatSync(join(site.root, 'dist')).isSymbolicLink())
  site.write('content/posts/p1.md', post('P1', '2025-01-01', 'Other words.'))
  const {written} = await site.build()
  assert.ok(written.includes('2025/01/p1/index.html'))
  const {code, out} = await site.almagest('rollback')
  assert.equal(code, 0)
  assert.match(out, /Readers see release 1 now, not 2\./)
  assert.deepEqual(differences(site.tree(), before), [])
  assert.equal((await site.almagest('rollback')).code, 1)
  assert.equal((await site.almagest('rollback', '2')).code, 0)
  assert.deepEqual((await site.build()).written, [])
  assert.equal((await site.almagest('clean')).code, 0)
  assert.ok(!existsSync(join(site.root, 'dist')) && !existsSync(join(site.root, 'dist.releases')))
})

test('rollback of a site without releases says how to have them', async (t) => {
  const {code, err} = await createSite(t, {}).almagest('rollback')
  assert.equal(code, 2)
  assert.match(err, /keeps no releases[\s\S]*mode: 'releases'/)
})

test('a build that would empty the site stops with the old one in place, and --force lets it', async (t) => {
  const site = createSite(t, {...posts(30), 'planet.config.ts': transient})
  await site.build()
  const before = site.tree()
  site.remove('content')
  site.write('content/pages/.keep', '')
  const {code, err} = await site.almagest('build')
  assert.equal(code, 1)
  assert.match(
    err,
    /There is nothing to make a site of any more: \d+ of \d+ pages would vanish[\s\S]*almagest build --force/,
  )
  assert.deepEqual(differences(site.tree(), before), [])
  assert.equal((await site.almagest('build', '--force')).code, 0)
  assert.ok(!existsSync(join(site.root, 'dist/2025')))
})

test('what a dead run had promised is done before anything else, even when the content has mistakes by now', async (t) => {
  const site = createSite(t, {...posts(3), 'planet.config.ts': transient})
  await site.build()
  const settings = {...settingsFor({}), out: join(site.root, 'dist'), state: join(site.root, '.almagest')}
  const outputs: Output[] = Object.keys(site.tree()).map((path) => ({path, inputs: ['new'], draw: () => `new ${path}`}))
  let moved = 0
  const dying: Disk = {
    ...disk,
    rename(from, to) {
      if (to.startsWith(settings.out) && !to.includes('.almagest') && ++moved > 5) throw new Error('killed')
      disk.rename(from, to)
    },
  }
  await assert.rejects(publish(settings, {epoch: 'e', outputs, disk: dying}), /killed/)
  assert.equal(Object.values(site.tree()).filter((text) => text.startsWith('new ')).length, 5)
  site.write('content/posts/p0.md', 'No front matter.')
  await assert.rejects(site.build(), /has no title/)
  for (const [path, text] of Object.entries(site.tree())) assert.equal(text, `new ${path}`)
})

test('a build that is told to stop while it draws has changed nothing', async (t) => {
  const site = createSite(t, {...posts(3), 'planet.config.ts': transient})
  await site.build()
  const before = site.tree()
  const stop = new AbortController()
  const settings = {...settingsFor({}), out: join(site.root, 'dist'), state: join(site.root, '.almagest')}
  const outputs: Output[] = Object.keys(before).map((path, index) => ({
    path,
    inputs: ['new'],
    draw() {
      if (index === 5) stop.abort()
      return 'new'
    },
  }))
  await assert.rejects(publish(settings, {epoch: 'e', outputs, signal: stop.signal}), {name: 'AbortError'})
  assert.deepEqual(differences(site.tree(), before), [])
  assert.deepEqual((await site.build()).written, [])
})
