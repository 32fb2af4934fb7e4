/** Publishing with a thread beside that writes: nothing may tell it from publishing without. */
import assert from 'node:assert/strict'
import {mkdtempSync, readdirSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {publish, published} from '../../src/output.ts'
import type {Output} from '../../src/types.ts'
import {settingsFor} from '../helpers/settings.ts'
import {readTree} from '../helpers/site.ts'

const pages = Array.from({length: 300}, (_, index) => [`posts/p${index}/index.html`, `Page ${index}. `.repeat(index)])
const young: Readonly<Record<string, string>> = {
  ...Object.fromEntries(pages),
  'index.html': 'home',
  'a/b/c.txt': '€',
  'd.txt': 'é',
}
const old = {...young, 'index.html': 'old home', 'posts/p7/index.html': 'old', 'gone/index.html': 'gone'}

test('a site comes out the same, first and when it changes', async (t) => {
  const [beside, alone] = [createPlace(t, true), createPlace(t, false)]
  for (const tree of [old, young, young]) {
    const changes = await beside.publish(toOutputs(tree))
    assert.deepEqual(changes, await alone.publish(toOutputs(tree)))
    assert.deepEqual(beside.tree(), bytesOf(tree))
    const names = (place: typeof beside) =>
      Array.from(place.manifest(), ([path, {from, bytes, size}]) => [path, from, bytes, size])
    assert.deepEqual(names(beside), names(alone))
  }
})

test('bytes that several files are made of are whole in each', async (t) => {
  const site = createPlace(t, true)
  const picture = Buffer.alloc(100_000, 'picture')
  const paths = Array.from({length: 40}, (_, index) => `img/${index}.png`)
  await site.publish(paths.map((path) => ({path, inputs: [path], draw: () => picture})))
  for (const bytes of Object.values(site.tree())) assert.equal(bytes, picture.toString())
  assert.equal(picture.length, 100_000)
})

test('what cannot be written is told as it is without a thread, and mended by the next run', async (t) => {
  const errors = []
  for (const beside of [true, false]) {
    const site = createPlace(t, beside)
    await site.publish(toOutputs({'index.html': 'home'}))
    symlinkSync('nowhere/at/all', join(site.root, 'posts'))
    const error = await site.publish(toOutputs(young)).catch((error: NodeJS.ErrnoException) => error)
    assert.ok(error instanceof Error)
    errors.push({code: error.code, syscall: error.syscall, message: error.message.replaceAll(site.root, '')})
    assert.equal(site.tree()['index.html'], 'home')
    rmSync(join(site.root, 'posts'))
    await site.publish(toOutputs(young))
    assert.deepEqual(site.tree(), bytesOf(young))
    assert.deepEqual(site.leftovers(), [])
  }
  assert.deepEqual(errors[0], errors[1])
})

test('a first build that fails in the thread says why, and the next one ends it', async (t) => {
  const site = createPlace(t, true)
  symlinkSync('nowhere/at/all', site.root)
  const failure = {code: 'ENOENT'}
  await assert.rejects(site.publish(toOutputs(young)), failure)
  rmSync(site.root)
  await site.publish(toOutputs(young))
  assert.deepEqual(site.tree(), bytesOf(young))
})

test('a page that cannot be drawn stops the run before readers see a change', async (t) => {
  const site = createPlace(t, true)
  await site.publish(toOutputs(old))
  const broken: Output = {
    path: 'z.html',
    inputs: [],
    draw() {
      throw new Error('no ink')
    },
  }
  await assert.rejects(site.publish([...toOutputs(young), broken]), {message: 'no ink'})
  assert.deepEqual(site.tree(), bytesOf(old))
  assert.deepEqual(site.leftovers(), [])
})

/** Each text as `readTree` gives it: a character for a byte. */
function bytesOf(tree: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).map(([path, text]) => [path, Buffer.from(text).toString('latin1')]))
}

function toOutputs(tree: Readonly<Record<string, string>>): readonly Output[] {
  return Object.entries(tree).map(([path, text]) => ({path, inputs: [text], draw: () => text}))
}

/** A folder to publish in, with the thread or without it however much there is to write. */
function createPlace(t: TestContext, beside: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const settings = {...settingsFor({}), out: join(folder, 'dist'), state: join(folder, 'state')}
  return {
    root: settings.out,
    tree: () => readTree(settings.out),
    manifest: () => published(settings),
    leftovers: () => readdirSync(settings.state).filter((name) => !/^manifest-/.test(name)),
    async publish(outputs: readonly Output[]) {
      process.env.ALMAGEST_THREADS_FROM = beside ? '1' : '100000'
      try {
        return await publish(settings, {epoch: 'e', outputs})
      } finally {
        delete process.env.ALMAGEST_THREADS_FROM
      }
    },
  }
}
