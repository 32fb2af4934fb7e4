import assert from 'node:assert/strict'
import type {ServerResponse} from 'node:http'
import {test} from 'node:test'
import zlib from 'node:zlib'
import {createFetcher} from '../../src/planet/fetch.ts'
import {createRoom, smallBody} from '../../src/planet/room.ts'
import {feedServer} from '../helpers/feed-server.ts'

const megabyte = 1_000_000
const userAgent = 'Almagest/1.0'

test('guests enter in the order of asking, as far as there is room', async () => {
  const {seats, inside, ask} = guests(createRoom(10), 4)
  for (const [index, bytes] of [6, 6, 4, 2].entries()) ask(index, bytes)
  await settled()
  assert.deepEqual(inside, [0], 'a small one does not pass a large one by')
  seats[0]!.leave()
  await settled()
  assert.deepEqual(inside, [0, 1, 2])
  seats[1]!.leave()
  await settled()
  assert.deepEqual(inside, [0, 1, 2, 3])
})

test('who is larger than the room has it alone, and who gives up holds nobody up', async () => {
  const {seats, inside, ask} = guests(createRoom(10), 4)
  for (const [index, bytes] of [50, 50, 5, 5].entries()) ask(index, bytes)
  await settled()
  assert.deepEqual(inside, [0])
  seats[1]!.leave()
  seats[0]!.leave()
  await settled()
  assert.deepEqual(inside, [0, 2, 3])
})

test('asking again takes no more, and leaving gives back once', async () => {
  const {seats, inside, ask} = guests(createRoom(10), 2)
  ask(0, 10)
  ask(0, 10)
  seats[0]!.leave()
  seats[0]!.leave()
  ask(1, 10)
  await settled()
  assert.deepEqual(inside, [0, 0, 1])
})

test('of many large bodies at once one is taken in at a time, and small ones pass them by', async (t) => {
  const {origin} = await feedServer(t, ({url}, response) => {
    const plain = Buffer.alloc((url === '/small' ? 0.9 : 4) * megabyte, 'x')
    if (url === '/zipped') response.setHeader('content-encoding', 'gzip').end(zlib.gzipSync(noise()))
    else response.end(plain)
  })
  const room = createRoom(4 * megabyte)
  let [held, most, smallDone] = [0, 0, false]
  const visit = async (path: string) => {
    const seat = room.seat()
    let bytes = 0
    const makeRoom = async (wanted: number) => {
      await seat.take(wanted)
      if (bytes > 0) return
      bytes = wanted
      held += bytes
      most = Math.max(most, held)
      if (!smallDone) await small
    }
    const fetcher = createFetcher({userAgent, allow: ['127.0.0.1']})
    const result = await fetcher.fetch(origin + path, {maxBytes: 5 * megabyte, makeRoom})
    held -= bytes
    seat.leave()
    await fetcher.close()
    return result.status === 'fresh' ? result.body.length / megabyte : result
  }
  // The first large one stays in the room until this one has come past it.
  const small = visit('/small').then((size) => {
    smallDone = true
    return size
  })
  const sizes = await Promise.all([visit('/large'), visit('/zipped'), visit('/large'), visit('/large')])
  assert.deepEqual([await small, sizes], [0.9, [4, 1.5, 4, 4]])
  assert.equal(most, 5 * megabyte)
})

test('time in the line does not count, time of the host does', async (t) => {
  let open: ServerResponse | undefined
  const {origin} = await feedServer(t, ({url}, response) => {
    response.writeHead(200).write(Buffer.alloc(smallBody + 1))
    if (url === '/good') response.end()
    else open = response
  })
  const fetcher = createFetcher({userAgent, allow: ['127.0.0.1'], totalMs: 150})
  t.after(() => fetcher.close())
  const makeRoom = () => new Promise<void>((done) => setTimeout(done, 300))
  assert.equal((await fetcher.fetch(`${origin}/good`, {makeRoom})).status, 'fresh')
  const slow = await fetcher.fetch(`${origin}/slow`, {makeRoom})
  assert.equal(slow.status === 'failed' && slow.reason, 'the answer took longer than 0.15 s')
  open?.destroy()
})

function guests(room: ReturnType<typeof createRoom>, count: number) {
  const seats = Array.from({length: count}, () => room.seat())
  const inside: number[] = []
  const ask = (index: number, bytes: number) => void seats[index]!.take(bytes).then(() => inside.push(index))
  return {seats, inside, ask}
}

/** A megabyte and a half that compresses to half a one. */
function noise(): Buffer {
  let state = 7
  const bytes = Buffer.alloc(1.5 * megabyte)
  for (let at = 0; at < bytes.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[at] = 32 + ((state >>> 24) & 3)
  }
  return bytes
}

function settled(): Promise<void> {
  return new Promise((done) => setImmediate(done))
}
