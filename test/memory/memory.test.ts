import assert from 'node:assert/strict'
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {type TestContext, test} from 'node:test'
import {openMemory} from '../../src/memory/open.ts'
import type {Store} from '../../src/planet/store.ts'
import type {Problem} from '../../src/problem.ts'
import type {EntryWithBody, FeedState} from '../../src/types.ts'
import {createRandom} from '../helpers/random.ts'

const now = '2025-06-01T12:00:00.000Z'
const subscriptions = ['a', 'b', 'c'].map((key) => ({key, url: `https://${key}.example/feed.xml`}))

test('a memory that was closed well is opened again as it was, and a snapshot stands beside it', async (t) => {
  const memory = createMemory(t)
  await memory.fill(0, 30)
  assert.deepEqual(await memory.titles(), range(0, 30))
  assert.ok(existsSync(memory.snapshot))
  assert.deepEqual(memory.told, [])
})

test('a snapshot is taken when something has changed, once a day at most', async (t) => {
  const memory = createMemory(t)
  await memory.fill(0, 3)
  const {mtimeMs} = statSync(memory.snapshot)
  await memory.fill(3, 6)
  assert.equal(statSync(memory.snapshot).mtimeMs, mtimeMs)
  const yesterday = new Date(Date.now() - 25 * 60 * 60_000)
  utimesSync(memory.snapshot, yesterday, yesterday)
  await memory.titles()
  assert.ok(statSync(memory.snapshot).mtimeMs < mtimeMs)
  await memory.fill(6, 9)
  assert.ok(statSync(memory.snapshot).mtimeMs >= mtimeMs)
})

for (const [name, harm] of Object.entries({
  'is cut off': (file: string) => truncateSync(file, 5_000),
  'is empty': (file: string) => truncateSync(file, 0),
  'is gone': (file: string) => rmSync(file),
  'holds something else': (file: string) => writeFileSync(file, 'Not a database at all. '.repeat(1_000)),
  'lost its first page': (file: string) => overwrite(file, 0, 4_096),
}))
  test(`a memory whose file ${name} comes back from its snapshot, and its owner is told`, async (t) => {
    const memory = createMemory(t)
    await memory.fill(0, 200)
    await memory.fill(200, 220)
    harm(memory.file)
    const titles = await memory.titles()
    assert.deepEqual(titles.slice(0, 200), range(0, 200))
    assert.equal(memory.told.length, 1)
    assert.match(
      memory.told[0]!,
      /The planet's memory could not be used: .*The snapshot of \d{4}-.* took its place.*holds 2\d\d items/,
    )
    assert.equal(existsSync(`${memory.file}.damaged-1`), name !== 'is gone')
    assert.deepEqual(await memory.titles(), titles)
    assert.equal(memory.told.length, 1)
  })

test('what a damaged file still tells is added to the snapshot', async (t) => {
  const memory = createMemory(t)
  await memory.fill(0, 200)
  await memory.fill(200, 400)
  overwrite(memory.file, Math.floor(statSync(memory.file).size / 2), 4_096)
  const titles = await memory.titles()
  assert.deepEqual(titles.slice(0, 200), range(0, 200))
  assert.ok(titles.length > 300, `${titles.length} items`)
  assert.match(memory.told.join(), /with \d+ more rows from the damaged file/)
})

test('without a snapshot what can be read is kept, and the loss is told', async (t) => {
  const memory = createMemory(t)
  await memory.fill(0, 200)
  rmSync(memory.snapshot)
  overwrite(memory.file, Math.floor(statSync(memory.file).size / 2), 4_096)
  const titles = await memory.titles()
  assert.ok(titles.length > 100, `${titles.length} items`)
  assert.match(memory.told.join(), /There was no snapshot, with \d+ more rows/)
})

test('items whose texts were lost are asked for again, and so are their feeds alone', async (t) => {
  const memory = createMemory(t)
  await memory.fill(0, 30)
  const db = new DatabaseSync(memory.snapshot)
  db.exec("delete from body where feed = 'a' and key > 'key 1015'")
  db.exec(`update feed set state = json_set(state, '$.visit', json('{"etag": "one", "bodyDigest": "two"}'))`)
  db.close()
  rmSync(memory.file)
  const {entries, feeds} = await memory.use((store) => store.read())
  const again = entries.filter(({bodyDigest}) => bodyDigest === '')
  assert.deepEqual(
    again.map(({feed, title}) => `${feed} ${title}`),
    ['a 1017', 'a 1020', 'a 1023', 'a 1026', 'a 1029'],
  )
  assert.deepEqual(
    feeds.map(({visit}) => ({...visit})),
    [{}, {etag: 'one', bodyDigest: 'two'}, {etag: 'one', bodyDigest: 'two'}],
  )
})

test('when the snapshot is damaged as well, what both still tell is kept, and a new snapshot is taken', async (t) => {
  const memory = createMemory(t)
  await memory.fill(0, 200)
  await memory.fill(200, 400)
  for (const file of [memory.file, memory.snapshot]) overwrite(file, Math.floor(statSync(file).size / 2), 4_096)
  const titles = await memory.titles()
  assert.ok(titles.length > 300, `${titles.length} items`)
  assert.match(memory.told.join(), /The snapshot of .* was damaged, too/)
  assert.ok(existsSync(`${memory.snapshot}.damaged-1`))
  rmSync(memory.file)
  assert.deepEqual(await memory.titles(), titles)
})

test('a snapshot that holds nothing at all stands in nobody’s way', async (t) => {
  const memory = createMemory(t)
  await memory.fill(0, 50)
  writeFileSync(memory.snapshot, 'Not a database at all. '.repeat(1_000))
  overwrite(memory.file, 0, 4_096)
  await memory.titles()
  assert.match(memory.told.join(), /could not be used: .* was damaged, too/)
  await memory.fill(50, 60)
  assert.deepEqual(await memory.titles(), range(50, 60))
})

for (const kept of [true, false])
  test(`a rescue that was killed is begun again and misses nothing, ${kept ? 'with' : 'without'} a snapshot`, async (t) => {
    const memory = createMemory(t)
    await memory.fill(0, 200)
    await memory.fill(200, 400)
    if (!kept) rmSync(memory.snapshot)
    overwrite(memory.file, Math.floor(statSync(memory.file).size / 2), 4_096)
    // What it leaves when it dies after the damaged file was put aside.
    renameSync(memory.file, `${memory.file}.damaged-1`)
    writeFileSync(`${memory.file}.next`, kept ? readFileSync(memory.snapshot).subarray(0, 9_000) : '')
    const titles = await memory.titles()
    assert.ok(titles.length > (kept ? 300 : 200), `${titles.length} items`)
    assert.match(memory.told.join(), /more rows from the damaged file, which is kept as planet\.sqlite\.damaged-1/)
    assert.equal(existsSync(`${memory.file}.next`), false)
  })

test('of 60 files damaged by chance each opens, holds what its snapshot held, and never without a word when items are lost', async (t) => {
  const random = createRandom(7)
  const memory = createMemory(t)
  await memory.fill(0, 120)
  await memory.fill(120, 150)
  const whole = readFileSync(memory.file)
  for (let round = 0; round < 60; round++) {
    const bytes = Buffer.from(whole)
    const flips = 1 + random(40)
    for (let flip = 0; flip < flips; flip++) bytes[random(bytes.length)]! ^= 1 << random(8)
    const cut = random(4) === 0 ? random(bytes.length) : bytes.length
    writeFileSync(memory.file, bytes.subarray(0, cut))
    const told = memory.told.length
    const titles = await memory.titles()
    assert.ok(titles.length >= 120, `round ${round}: ${titles.length} items`)
    if (titles.length < 150)
      assert.ok(memory.told.length > told, `round ${round}: ${titles.length} items and not a word`)
    for (let number = 1; existsSync(`${memory.file}.damaged-${number}`); number++)
      rmSync(`${memory.file}.damaged-${number}`)
  }
})

test('of several that find the memory damaged one mends it', async (t) => {
  const memory = createMemory(t)
  await memory.fill(0, 50)
  overwrite(memory.file, 0, 4_096)
  const all = await Promise.all([memory.titles(), memory.titles(), memory.titles()])
  for (const titles of all) assert.deepEqual(titles, range(0, 50))
  assert.equal(memory.told.length, 1)
})

function createMemory(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-memory-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const file = join(folder, 'planet.sqlite')
  const told: string[] = []
  async function use<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
    const store = await openMemory(file, ({message}: Problem) => told.push(message))
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }
  return {
    file,
    snapshot: join(folder, 'planet.snapshot.sqlite'),
    told,
    use,
    /** Remember items of these numbers. */
    fill: (from: number, to: number) =>
      use(async (store) => {
        await store.follow(subscriptions, now)
        for (const {key} of subscriptions) {
          const loan = await store.lease({
            run: `run ${from} ${key}`,
            now,
            until: '2025-06-01T12:05:00.000Z',
            only: [key],
          })
          const numbers = range(from, to).filter((number) => Number(number) % 3 === 'abc'.indexOf(key))
          const kept = await store.record({
            lease: loan!.lease,
            state: {...loan!.feeds[0]!} as FeedState,
            entries: numbers.map((title) => entry(key, title)),
          })
          assert.ok(kept)
        }
      }),
    titles: () =>
      use(async (store) => {
        const {entries} = await store.read()
        await store.bodies(entries)
        return entries.map(({title}) => title!).sort()
      }),
  }
}

function entry(feed: string, title: string): EntryWithBody {
  const head = {
    feed,
    key: `key ${title}`,
    title,
    url: `https://${feed}.example/${title}`,
    body: {html: `<p>${'Text. '.repeat(30)}${title}</p>`, base: ''},
  }
  return head as unknown as EntryWithBody
}

function range(from: number, to: number): string[] {
  return Array.from({length: to - from}, (_, index) => String(1_000 + from + index))
}

function overwrite(file: string, at: number, length: number): void {
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0x5a, at, at + length))
}
