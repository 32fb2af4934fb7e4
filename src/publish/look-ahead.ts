/** Looking at the files of a site in a thread beside, while this one finds out what they should be. */
import {statSync} from 'node:fs'
import {extname} from 'node:path'
import {Worker} from 'node:worker_threads'
import {worthThreads} from '../threads.ts'

/** What the thread looks at. Absolute paths. */
export interface Look {
  /** Folder of the site. */
  readonly root: string
  /** Its manifest. */
  readonly manifest: string
}

/** Paths of files that do not stand as their manifest says. Undefined when nobody could look. */
export type Touched = ReadonlySet<string> | undefined

/** From a manifest of so many bytes on, some 2,000 files, looking takes longer than starting a thread. */
const leastForThread = 250_000

/** A look that is under way. */
export interface Looking {
  readonly touched: Promise<Touched>
  /** Look no further. */
  stop(): Promise<void>
}

/** Begin to look, where that pays. */
export function lookAhead(look: Look): Looking {
  const size = statSync(look.manifest, {throwIfNoEntry: false})?.size ?? 0
  if (!worthThreads(size, leastForThread)) return nobodyLooks
  const file = new URL(`./look-ahead-worker${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(file, {workerData: look, resourceLimits: {maxYoungGenerationSizeMb: 16}})
  const {promise: touched, resolve} = Promise.withResolvers<Touched>()
  worker.on('message', (paths: readonly string[]) => resolve(new Set(paths)))
  worker.on('error', () => resolve(undefined))
  worker.on('exit', () => resolve(undefined))
  return {
    touched,
    async stop() {
      await worker.terminate()
    },
  }
}

/** No look at all: files are looked at when it matters. */
export const nobodyLooks: Looking = {touched: Promise.resolve(undefined), stop: async () => {}}
