/** The inside of the reader's thread: bytes come in, a document or the reason why there is none goes out. */
import {parentPort} from 'node:worker_threads'
import {readFeed} from './read-feed.ts'
import type {ReaderAnswer, ReaderRequest} from './reader.ts'

parentPort!.on('message', async ({bytes, origin}: ReaderRequest) => {
  parentPort!.postMessage(await answerTo(bytes, origin))
})

async function answerTo(bytes: Uint8Array, origin: ReaderRequest['origin']): Promise<ReaderAnswer> {
  try {
    return {document: await readFeed(bytes, origin)}
  } catch (error) {
    return {reason: error instanceof Error ? error.message : String(error)}
  }
}
