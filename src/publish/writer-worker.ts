/** The thread that writes. */
import {parentPort} from 'node:worker_threads'
import {disk} from './disk.ts'
import {createWrite, type Job, type Written} from './writer.ts'
import type {Answer} from './writer-thread.ts'

const write = createWrite(disk)
let failed = false

parentPort!.on('message', (jobs: readonly Job[]) => {
  const written: Written[] = []
  try {
    // What follows a file that failed may stand on it.
    for (const job of failed ? [] : jobs) written.push(write(job))
    parentPort!.postMessage({written} satisfies Answer)
  } catch (error) {
    failed = true
    const {message} = error as Error
    parentPort!.postMessage({written, failure: {...(error as Error), message}} satisfies Answer)
  }
})
