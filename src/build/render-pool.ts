/** Rendering on every core when there is much of it: a cold build. A few bodies are rendered where they are. */
import {availableParallelism} from 'node:os'
import {extname} from 'node:path'
import {Worker} from 'node:worker_threads'
import type {BodyPlace} from '../content/markdown.ts'
import type {MarkdownSettings} from '../types.ts'
import type {RenderBody, RenderedBody} from './outline.ts'

export interface RenderJob {
  readonly id: number
  readonly body: string
  readonly place: BodyPlace
}

export interface RenderAnswer {
  readonly id: number
  readonly rendered: RenderedBody
}

export interface WorkerSettings {
  readonly markdown: MarkdownSettings
}

/** From so many waiting bodies on, threads earn back what they cost to start. */
const worthThreads = 1_500

/** Bodies that a thread is given at once. */
const batch = 16

interface Waiting extends RenderJob {
  readonly resolve: (rendered: RenderedBody) => void
  readonly reject: (error: unknown) => void
}

/**
 * The renderer of a site. Calls may overlap; answers are those of `createBodyRenderer`, whichever thread gave them. A site with
 * plugins of its own is rendered in this thread, since functions cannot be sent to another.
 */
export function createRenderer(markdown: MarkdownSettings): RenderBody {
  const here = lazily(markdown)
  if (markdown.remarkPlugins.length + markdown.rehypePlugins.length > 0) return here
  let queue: Waiting[] = []
  let count = 0
  let scheduled = false

  function render(body: string, place: BodyPlace): Promise<RenderedBody> {
    const {promise, resolve, reject} = Promise.withResolvers<RenderedBody>()
    queue.push({id: count++, body, place, resolve, reject})
    if (!scheduled) setImmediate(start)
    scheduled = true
    return promise
  }

  function start(): void {
    const jobs = queue
    queue = []
    scheduled = false
    if (jobs.length < worthThreads) void renderHere(jobs)
    else renderInThreads(jobs, {markdown})
  }

  async function renderHere(jobs: readonly Waiting[]): Promise<void> {
    for (const {body, place, resolve, reject} of jobs) await here(body, place).then(resolve, reject)
  }

  return render
}

/** The pipeline of this thread, loaded when it is used first: where others do the work it never is. */
function lazily(markdown: MarkdownSettings): RenderBody {
  let made: Promise<RenderBody> | undefined
  return async (body, place) => {
    made ??= import('./outline.ts').then(({createBodyRenderer}) => createBodyRenderer(markdown))
    return (await made)(body, place)
  }
}

/** Threads take from the jobs until none is left, and end. */
function renderInThreads(jobs: readonly Waiting[], workerData: WorkerSettings): void {
  const file = new URL(`./render-worker${extname(import.meta.url)}`, import.meta.url)
  const rest = jobs.values()
  const threads = Math.min(availableParallelism(), Math.ceil(jobs.length / batch))
  for (let thread = 0; thread < threads; thread++) {
    const worker = new Worker(file, {workerData})
    const given = new Map<number, Waiting>()
    const next = () => {
      const jobs = rest.take(batch).toArray()
      if (jobs.length === 0) return void worker.terminate()
      for (const job of jobs) given.set(job.id, job)
      worker.postMessage(jobs.map(({id, body, place}): RenderJob => ({id, body, place})))
    }
    worker.on('message', (answers: readonly RenderAnswer[]) => {
      for (const {id, rendered} of answers) given.get(id)!.resolve(rendered)
      given.clear()
      next()
    })
    worker.on('error', (error) => {
      for (const job of [...given.values(), ...rest]) job.reject(error)
    })
    next()
  }
}
