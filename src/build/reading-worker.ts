/** A thread that reads posts and pages. */
import {enableCompileCache} from 'node:module'
import {parentPort, workerData} from 'node:worker_threads'
import type {Reading, ReadingSettings} from './reading-pool.ts'

// What the program compiled is not known to its threads, unless it is asked for before anything else.
enableCompileCache()
const {createReading} = await import('./reading.ts')
const read = createReading(workerData as ReadingSettings)

// Who asks tells answers by their order.
let answered = Promise.resolve()
parentPort!.on('message', (paths: readonly string[]) => {
  answered = answered.then(() => answer(paths))
})

async function answer(paths: readonly string[]): Promise<void> {
  const readings: Reading[] = []
  for (const path of paths) readings.push(await read(path))
  parentPort!.postMessage(readings)
}
