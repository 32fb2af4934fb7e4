/** A second thread that writes, while this one draws. */
import {extname} from 'node:path'
import {Worker} from 'node:worker_threads'
import type {Job, OnWritten, Writer, Written} from './writer.ts'

/** What the thread says of the files it was given at once. */
export interface Answer {
  /** Fewer than were given when one failed. */
  readonly written: readonly Written[]
  /** Why, with what the system says of it: an error that is sent loses that. */
  readonly failure?: {readonly message: string}
}

/** Bytes that are given at once, as soon as they are so many. */
const batch = 1_000_000

/** Batches on their way before the next has to wait. */
const mostUnderWay = 8

/** A writer that takes no time of this thread, for the disk of the machine. */
export function openWriterThread(onWritten: OnWritten): Writer {
  const file = new URL(`./writer-worker${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(file, {resourceLimits: {maxYoungGenerationSizeMb: 4}})
  const underWay: PromiseWithResolvers<void>[] = []
  let jobs: Job[] = []
  let size = 0
  let failure: Error | undefined

  const fail = (error: Error) => {
    failure ??= error
    for (const {reject} of underWay.splice(0)) reject(failure)
  }
  worker.on('message', ({written, failure}: Answer) => {
    for (const each of written) onWritten(each)
    if (failure) fail(Object.assign(new Error(failure.message), failure))
    else underWay.shift()?.resolve()
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The thread that writes files has ended.')))

  function send(): void {
    if (failure) throw failure
    const sent = Promise.withResolvers<void>()
    // Whoever waits is told; nobody waits for the last ones when an earlier one failed.
    sent.promise.catch(() => {})
    underWay.push(sent)
    worker.postMessage(
      jobs,
      jobs.map(({body}) => body.buffer),
    )
    jobs = []
    size = 0
  }

  return {
    async write(job) {
      jobs.push(job)
      size += job.body.length
      if (size < batch) return
      send()
      if (underWay.length > mostUnderWay) await underWay[0]!.promise
    },
    async end() {
      send()
      await underWay.at(-1)!.promise
    },
    async close() {
      await worker.terminate()
    },
  }
}
