/** Reading on every core when there is much of it: a cold build. */
import {availableParallelism} from 'node:os'
import {extname} from 'node:path'
import {setImmediate as breath} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import {createTidy} from '../release-memory.ts'
import type {Source} from '../types.ts'
import type {Reading, ReadingSettings} from './reading.ts'

/** Files that are read at once, before the next are handed out. */
const batch = 8

/** More threads would take more memory than they save time. */
const mostThreads = 8

/** What one text needs is soon garbage, which would pile up without a limit. A thread that dies of it leaves its files to others. */
const resourceLimits = {maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 48}

/** Told of each file that could be read, in any order. */
type Take = (source: Source, reading: Reading) => void

/** Read the files here and in a thread for every further core, which all take from them until none is left. */
export async function readInThreads(sources: readonly Source[], settings: ReadingSettings, take: Take): Promise<void> {
  const rest = sources.values()
  let ended = false
  const next = () => (ended ? [] : rest.take(batch).toArray())
  const threads = Math.min(availableParallelism(), mostThreads) - 1
  const others = Array.from({length: threads}, () => readBeside(next, settings, take))
  try {
    await Promise.all([readHere(next, settings, take), ...others.map(({done}) => done)])
  } finally {
    ended = true
    await Promise.all(others.map(({stop}) => stop()))
  }
}

async function readHere(next: () => readonly Source[], settings: ReadingSettings, take: Take): Promise<void> {
  const {createFileReader} = await import('./reading.ts')
  const reader = createFileReader(settings)
  const tidy = createTidy()
  for (let mine = next(); mine.length > 0; mine = next()) {
    for (const source of mine) {
      // What fails is read again by the caller, where failures are told as they always are.
      const reading = await reader.whole(source).catch(() => undefined)
      if (reading) take(source, reading)
    }
    await breath()
    tidy()
  }
}

/** Read in another thread until nothing is left; it has the next files at hand while it hands over the last. */
function readBeside(next: () => readonly Source[], settings: ReadingSettings, take: Take) {
  const file = new URL(`./reading-worker${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(file, {workerData: settings, resourceLimits})
  const {promise: done, resolve, reject} = Promise.withResolvers<void>()
  const given: (readonly Source[])[] = []
  const give = () => {
    const files = next()
    if (files.length > 0) {
      given.push(files)
      worker.postMessage(files)
    } else if (given.length === 0) resolve()
  }
  worker.on('message', (readings: readonly (Reading | undefined)[]) => {
    const files = given.shift()!
    try {
      give()
      for (const [index, source] of files.entries()) {
        const reading = readings[index]
        if (reading) take(source, reading)
      }
    } catch (error) {
      reject(error)
    }
  })
  worker.on('error', () => resolve())
  worker.on('exit', () => resolve())
  give()
  give()
  return {done, stop: () => worker.terminate()}
}
