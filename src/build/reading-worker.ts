/** A thread that reads posts and pages. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parentPort, workerData} from 'node:worker_threads'
import {createMarkdown} from '../content/markdown.ts'
import {parsePost} from '../content/post.ts'
import {outlineOf} from './outline.ts'
import type {Reading, ReadingSettings} from './reading-pool.ts'

const {content, slice, markdown} = workerData as ReadingSettings
const render = createMarkdown(markdown)

async function read(path: string): Promise<Reading> {
  const {value, problems} = parsePost(path, readFileSync(join(content, path), 'utf8'), slice)
  if (!value) return {head: {problems}}
  const {body, ...head} = value
  const language = head.summary.language ?? slice.language
  const rendered = await render(body, {file: `${slice.folder}/${path}`, line: head.line, language})
  return {head: {value: head, problems}, outline: outlineOf(rendered, language), rendered: JSON.stringify(rendered)}
}

parentPort!.on('message', async (paths: readonly string[]) => {
  const readings: Reading[] = []
  for (const path of paths) readings.push(await read(path))
  parentPort!.postMessage(readings)
})
