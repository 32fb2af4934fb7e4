/** A thread that renders bodies. */
import {parentPort, workerData} from 'node:worker_threads'
import {createBodyRenderer} from './outline.ts'
import type {RenderAnswer, RenderJob, WorkerSettings} from './render-pool.ts'

const render = createBodyRenderer((workerData as WorkerSettings).markdown)

parentPort!.on('message', async (jobs: readonly RenderJob[]) => {
  const answers: RenderAnswer[] = []
  for (const {id, body, place} of jobs) answers.push({id, rendered: await render(body, place)})
  parentPort!.postMessage(answers)
})
