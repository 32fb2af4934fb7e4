/** A second thread that draws pages of a site, for a build that has thousands to draw. */
import {extname} from 'node:path'
import {Worker} from 'node:worker_threads'
import type {Overrides} from './config.ts'
import type {Problem} from './problem.ts'
import type {Project} from './project.ts'
import type {Helper} from './publish/stage.ts'
import {releaseMemory} from './release-memory.ts'
import type {Source} from './types.ts'

/** What makes the other thread put the same site together. */
export interface DrawSettings {
  readonly root: string
  readonly overrides: Overrides
  readonly now: string
  readonly sources: readonly Source[]
}

/** One question and its answer. */
export interface DrawAnswer {
  readonly bodies: readonly (Uint8Array | undefined)[]
  readonly problems: readonly Problem[]
}

/**
 * Open a thread that puts the same site together from what the cache remembers, and draws it. What drawing finds is put to
 * `problems`. Whatever it fails at is drawn here, where failures are told as they always are.
 */
export function openDrawThread(project: Project, sources: readonly Source[], problems: Problem[]): Helper {
  const {settings, overrides, cache} = project
  cache.flush()
  // What reading took is free now, and the other thread will need as much.
  releaseMemory()
  const workerData: DrawSettings = {root: settings.root, overrides, now: project.now(), sources}
  const file = new URL(`./draw-worker${extname(import.meta.url)}`, import.meta.url)
  // Enough for the site, and not for the garbage of thousands of pages. Should it be too little, all is drawn here.
  const resourceLimits = {maxOldGenerationSizeMb: 110 + Math.ceil(sources.length / 80), maxYoungGenerationSizeMb: 16}
  const worker = new Worker(file, {workerData, resourceLimits})
  const waiting: ((answer: DrawAnswer | undefined) => void)[] = []
  let failed = false
  const fail = () => {
    failed = true
    for (const answer of waiting.splice(0)) answer(undefined)
  }
  worker.on('message', (answer: DrawAnswer) => waiting.shift()!(answer))
  worker.on('error', fail)
  worker.on('exit', fail)
  return {
    async draw(paths) {
      if (failed) return []
      const {promise, resolve} = Promise.withResolvers<DrawAnswer | undefined>()
      waiting.push(resolve)
      worker.postMessage(paths)
      const answer = await promise
      problems.push(...(answer?.problems ?? []))
      return answer?.bodies ?? []
    },
    async end() {
      await worker.terminate()
    },
  }
}
