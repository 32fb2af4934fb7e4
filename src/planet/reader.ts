/** Reading documents of strangers in a thread of its own: one that takes too long or too much is ended with it. */
import {extname} from 'node:path'
import {Worker} from 'node:worker_threads'
import type {FeedDocument} from '../types.ts'
import type {FeedOrigin} from './read-feed.ts'

/** Bytes to a document. Rejects, with a sentence for the feed's owner, when they are no feed. */
export type Read = (bytes: Uint8Array, origin: FeedOrigin) => Promise<FeedDocument>

/** What the thread is asked, and what it answers. */
export interface ReaderRequest {
  readonly bytes: Uint8Array
  readonly origin: FeedOrigin
}

/** What came of a document: it in normal form, or why not, as a clause. */
export type ReaderAnswer = {readonly document: FeedDocument} | {readonly reason: string}

/** Limits of reading. */
export interface ReaderOptions {
  /** Milliseconds for one document. Default: 10 s. */
  readonly budgetMs?: number
  /** Memory for one document, in MB. Default: 48, which is enough for ten megabytes of markup as people write it. */
  readonly memoryMb?: number
  /** Large documents are handed over, not copied: afterwards the caller's bytes are gone. Default: false. */
  readonly takes?: boolean
  /** The thread's module, for tests. Default: the one that calls `readFeed`. */
  readonly module?: URL
}

/** Reads documents in a thread of its own. */
export interface Reader {
  readonly read: Read
  /** End the thread. What is being read or waits for it is rejected. */
  close(): Promise<void>
}

/** Memory for what is needed for a moment only, in MB. Left to itself it grows to fifty, and stays. */
const youngMb = 4

/** After a document of so many bytes its thread is ended, for only so does its memory go back. */
const largeDocument = 2_000_000

/** A reader with one thread, started when first needed and again after a document that ended it. Documents wait in line. */
export function createReader({
  budgetMs = 10_000,
  memoryMb = 48,
  takes = false,
  module = threadModule,
}: ReaderOptions = {}): Reader {
  let thread: Worker | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let closed = false

  function start(): Worker {
    const resourceLimits = {maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb}
    // Flags of the process, such as that it was given its program in words, are not for the thread.
    const worker = new Worker(module, {execArgv: [], resourceLimits})
    const forget = () => {
      if (thread === worker) thread = undefined
    }
    worker.on('error', forget).on('exit', forget)
    // An idle thread must not keep the process alive.
    worker.unref()
    return worker
  }

  async function ask(request: ReaderRequest): Promise<FeedDocument> {
    if (closed) throw new Error(brokenOff)
    thread ??= start()
    const worker = thread
    const {promise, resolve, reject} = Promise.withResolvers<FeedDocument>()
    const end = (reason: string) => {
      thread = undefined
      reject(new Error(reason))
    }
    const onAnswer = (answer: ReaderAnswer) =>
      'document' in answer ? resolve(answer.document) : reject(new Error(answer.reason))
    const onError = (error: NodeJS.ErrnoException) =>
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge : error.message)
    const size = request.bytes.length
    const onExit = () => end(brokenOff)
    const timer = setTimeout(() => end(`Reading the document took longer than ${budgetMs / 1000} s.`), budgetMs)
    worker
      .once('message', onAnswer)
      .once('error', onError)
      .once('exit', onExit)
      .postMessage(request, takes ? ownedBy(request.bytes) : [])
    return promise.finally(async () => {
      clearTimeout(timer)
      worker.off('message', onAnswer).off('error', onError).off('exit', onExit)
      if (size >= largeDocument) thread = undefined
      // The next thread begins when the memory of this one is free.
      if (thread !== worker) await worker.terminate()
    })
  }

  return {
    read(bytes, origin) {
      const answer = turn.then(() => ask({bytes, origin}))
      turn = answer.catch(() => {})
      return answer
    },
    async close() {
      closed = true
      await thread?.terminate()
      thread = undefined
    },
  }
}

const tooLarge = 'Reading the document took more memory than there is for one.'

const brokenOff = 'Reading the document was broken off.'

/** The memory of these bytes where it is theirs alone: small ones share it. */
function ownedBy({buffer, byteLength}: Uint8Array): readonly ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
}

/** Beside this module, in TypeScript as well as compiled. */
const threadModule = new URL(`./reader-thread${extname(import.meta.url)}`, import.meta.url)
