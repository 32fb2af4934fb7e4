/** A thread that reads posts and pages. */
import {enableCompileCache} from 'node:module'
import {parentPort, workerData} from 'node:worker_threads'
import type {Source} from '../types.ts'
import type {Reading, ReadingSettings} from './reading.ts'

// What the program compiled is not known to its threads, unless it is asked for before anything else.
enableCompileCache()
const {createFileReader} = await import('./reading.ts')
const reader = createFileReader(workerData as ReadingSettings)

// Who asks tells answers by their order.
let answered = Promise.resolve()
parentPort!.on('message', (sources: readonly Source[]) => {
  answered = answered.then(() => answer(sources))
})

async function answer(sources: readonly Source[]): Promise<void> {
  const readings: (Reading | undefined)[] = []
  // What fails is read again by who asked.
  for (const source of sources) readings.push(await reader.whole(source).catch(() => undefined))
  parentPort!.postMessage(readings)
}
