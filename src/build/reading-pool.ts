/** Reading on every core when there is much of it: a cold build. */
import {availableParallelism} from 'node:os'
import {extname} from 'node:path'
import {Worker} from 'node:worker_threads'
import type {PostSettings} from '../content/post.ts'
import type {MarkdownSettings, Source} from '../types.ts'
import type {Outline} from './outline.ts'
import type {ParsedHead} from './post-reader.ts'

/** What decides about a reading besides the file. Plain data. */
export interface ReadingSettings {
  /** The content folder. */
  readonly content: string
  readonly slice: PostSettings
  readonly markdown: MarkdownSettings
}

/** A post or page as its file alone tells it. */
export interface Reading {
  readonly head: ParsedHead
  /** Where the head has no mistake. */
  readonly outline?: Outline
  /** The rendered body, a `Checked<Rendered>`, as JSON: nobody needs it before its page is drawn. */
  readonly rendered?: string
}

/** Files that a thread is given at once. */
const batch = 16

/** More threads would take more memory than they save time. */
const mostThreads = 8

/** What one text needs is soon garbage, which would pile up without a limit. A thread that dies of it leaves its files to others. */
const resourceLimits = {maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 24}

/** Read the files in threads, which take from them until none is left, and end. `take` is told of each that could be read, in any order. */
export async function readInThreads(
  sources: readonly Source[],
  settings: ReadingSettings,
  take: (source: Source, reading: Reading) => void,
): Promise<void> {
  const file = new URL(`./reading-worker${extname(import.meta.url)}`, import.meta.url)
  const rest = sources.values()
  const threads = Math.min(availableParallelism(), mostThreads, Math.ceil(sources.length / batch))
  await Promise.all(
    Array.from({length: threads}, () => {
      const {promise, resolve} = Promise.withResolvers<void>()
      const worker = new Worker(file, {workerData: settings, resourceLimits})
      let given: readonly Source[] = []
      const next = () => {
        given = rest.take(batch).toArray()
        if (given.length === 0) void worker.terminate().then(() => resolve())
        else worker.postMessage(given.map(({path}) => path))
      }
      worker.on('message', (readings: readonly Reading[]) => {
        const done = given
        next()
        for (const [index, source] of done.entries()) take(source, readings[index]!)
      })
      // What it was reading is read by the caller, where failures are told as they always are.
      worker.on('error', () => resolve())
      next()
      return promise
    }),
  )
}
