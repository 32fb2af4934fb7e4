/** A thread that puts the site of another together once more, and draws what it is asked for. */
import {enableCompileCache} from 'node:module'
import {parentPort, workerData} from 'node:worker_threads'
import type {DrawAnswer, DrawSettings} from './draw-thread.ts'
import type {Output} from './types.ts'

// What the program compiled is not known to its threads, unless it is asked for before anything else.
enableCompileCache()
const [{createAssembler}, {openProject}] = await Promise.all([import('./assemble.ts'), import('./project.ts')])
const {root, overrides, now, sources} = workerData as DrawSettings
const project = await openProject(root, overrides, () => now)
const {outputs, problems} = await createAssembler(project).assemble(sources)
const byPath = new Map(outputs.map((output) => [output.path, output]))

async function draw(output: Output | undefined): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const body = await output?.draw()
    // A copy of its own can be handed over without another.
    return body === undefined ? undefined : new Uint8Array(Buffer.from(body))
  } catch {
    return undefined
  }
}

parentPort!.on('message', async (paths: readonly string[]) => {
  const told = problems.length
  const bodies: (Uint8Array<ArrayBuffer> | undefined)[] = []
  for (const path of paths) bodies.push(await draw(byPath.get(path)))
  const answer: DrawAnswer = {bodies, problems: problems.slice(told)}
  parentPort!.postMessage(
    answer,
    bodies.flatMap((body) => (body ? [body.buffer] : [])),
  )
})
