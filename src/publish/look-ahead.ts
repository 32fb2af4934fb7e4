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

/** Begin to look. Resolves at once where a thread would not pay; nobody has to wait for the answer. */
export async function lookAhead(look: Look): Promise<Touched> {
  const size = statSync(look.manifest, {throwIfNoEntry: false})?.size ?? 0
  if (!worthThreads(size, leastForThread)) return undefined
  const file = new URL(`./look-ahead-worker${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(file, {workerData: look, resourceLimits: {maxYoungGenerationSizeMb: 16}})
  // A build that fails does not wait.
  worker.unref()
  return new Promise((resolve) => {
    worker.on('message', (paths: readonly string[]) => resolve(new Set(paths)))
    worker.on('error', () => resolve(undefined))
    worker.on('exit', () => resolve(undefined))
  })
}
