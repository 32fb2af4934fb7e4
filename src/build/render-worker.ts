/** A thread that renders bodies. */
import {parentPort, workerData} from 'node:worker_threads'
import {createMarkdown} from '../content/markdown.ts'
import type {RenderAnswer, RenderJob, WorkerSettings} from './render-pool.ts'

const render = createMarkdown((workerData as WorkerSettings).markdown)

parentPort!.on('message', async (jobs: readonly RenderJob[]) => {
  const answers: RenderAnswer[] = []
  for (const {id, body, place} of jobs) answers.push({id, rendered: await render(body, place)})
  parentPort!.postMessage(answers)
})
