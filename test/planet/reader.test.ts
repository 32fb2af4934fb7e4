import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {type TestContext, test} from 'node:test'
import {createReader, type ReaderOptions} from '../../src/planet/reader.ts'
import {rss} from '../helpers/feed-server.ts'

test('the thread reads what can be read, and says why when it cannot', async (t) => {
  const {read} = readerFor(t)
  const document = await read(Buffer.from(rss('one')), {url: 'https://a.example/'})
  assert.deepEqual([document.title, document.entries.length], ['Notes', 1])
  await assert.rejects(read(Buffer.from('<html></html>'), {}), /HTML page/)
  assert.equal((await read(Buffer.from(rss('two')), {})).entries[0]?.title, 'two')
})

test('a document that takes too long is given up, and those behind it are read', async (t) => {
  const {read} = readerFor(t, {budgetMs: 1_000, module: slowOn('spin')})
  const [slow, quick] = await Promise.allSettled([read(Buffer.from('spin'), {}), read(Buffer.from('quick'), {})])
  assert.match(String(slow.status === 'rejected' && slow.reason), /longer than 1 s/)
  assert.deepEqual(quick, {status: 'fulfilled', value: 'quick'})
})

test('a document that takes too much memory is given up, and those behind it are read', async (t) => {
  const {read} = readerFor(t, {memoryMb: 32, module: slowOn('grow')})
  const [large, quick] = await Promise.allSettled([read(Buffer.from('grow'), {}), read(Buffer.from('quick'), {})])
  assert.match(String(large.status === 'rejected' && large.reason), /memory/)
  assert.deepEqual(quick, {status: 'fulfilled', value: 'quick'})
})

test('after a large document the thread is a new one, so its memory has gone back', async (t) => {
  const {read} = readerFor(t, {module: counting})
  const small = Buffer.from('small')
  assert.deepEqual([await read(small, {}), await read(small, {})], [1, 2])
  assert.equal(await read(Buffer.alloc(2_000_000), {}), 3)
  assert.equal(await read(small, {}), 1)
})

test('a reader that is closed leaves nobody waiting', async (t) => {
  const reader = readerFor(t, {module: slowOn('spin')})
  const reading = Promise.allSettled([reader.read(Buffer.from('spin'), {}), reader.read(Buffer.from('quick'), {})])
  await new Promise((done) => setImmediate(done))
  await reader.close()
  for (const result of await reading) assert.match(String(result.status === 'rejected' && result.reason), /broken off/)
})

test('a program that was given to Node.js in words reads feeds, too', () => {
  const script = `
    import {createReader} from ${JSON.stringify(import.meta.resolve('../../src/planet/reader.ts'))}
    const reader = createReader()
    console.log((await reader.read(Buffer.from('<rss version="2.0"><channel><title>In words</title></channel></rss>'), {})).title)
    await reader.close()`
  const {stdout, stderr} = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {encoding: 'utf8'})
  assert.equal(stdout, 'In words\n', stderr)
})

function readerFor(t: TestContext, options?: ReaderOptions) {
  const reader = createReader(options)
  t.after(() => reader.close())
  return reader
}

/** A thread that answers with how many documents it has been sent. */
const counting = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import {parentPort} from 'node:worker_threads'
    let count = 0
    parentPort.on('message', () => parentPort.postMessage({document: ++count}))`)}`,
)

/** A thread that answers with the text it was sent, and goes wrong on one word. */
function slowOn(word: string): URL {
  const trouble =
    word === 'spin' ? 'for (;;) {}' : 'const all = []; for (;;) all.push(Array(1e5).fill({}).map(() => ({})))'
  const script = `
    import {parentPort} from 'node:worker_threads'
    parentPort.on('message', ({bytes}) => {
      const text = Buffer.from(bytes).toString()
      if (text === ${JSON.stringify(word)}) { ${trouble} }
      parentPort.postMessage({document: text})
    })`
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`)
}
