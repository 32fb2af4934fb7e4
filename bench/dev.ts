/**
 * `npm run bench:dev`: the watch server as a writer meets it, in a real browser: from a save to the frame that shows the
 * change, and from its start to the first page. See README.md beside this file.
 */
import {spawnSync} from 'node:child_process'
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import type {Browser} from 'playwright-core'
import {noBrowser, openBrowser} from '../test/helpers/browser.ts'
import {conditions, namesOf, readOrEnd, say, wholeNumber} from './asked.ts'
import {type Corpus, generate} from './generate.ts'
import {openFolder} from './measure.ts'
import {installProgram} from './program.ts'
import {milliseconds, showFigures, toTable, verdict} from './table.ts'
import {openAndPaint, painted, startDev} from './watched.ts'

const works = ['small', 'large', 'start'] as const

const usage = `npm run bench:dev -- [--posts 10000] [--runs 15] [--only ${works.join(',')}]

  --posts  of the large blog; the small one has a twentieth, and the start is measured with a tenth
  --runs   saves, and starts, of each
  --only   rows to measure, with commas between them`

const {posts, runs, only} = readOrEnd(usage, () => {
  const {values} = parseArgs({
    options: {
      posts: {type: 'string', default: '10000'},
      runs: {type: 'string', default: '15'},
      only: {type: 'string', multiple: true, default: [...works]},
    },
  })
  return {
    posts: wholeNumber('posts', values.posts),
    runs: wholeNumber('runs', values.runs),
    only: namesOf('only', values.only, works),
  }
})
if (noBrowser) {
  say(`Nothing can be measured: ${noBrowser}.`)
  process.exit(1)
}

const folder = openFolder()
say('Packing …')
const program = installProgram(folder)
const browser = await openBrowser()
const rows: string[][] = []
try {
  if (only.includes('small')) rows.push(await measureSaves(portion(1 / 20), 60))
  if (only.includes('large')) rows.push(await measureSaves(posts, 150))
  if (only.includes('start')) rows.push(await measureStarts(portion(1 / 10), 1_000))
} finally {
  await browser.close()
}
console.log(`${conditions([`Chromium ${browser.version()}`, `runs: ${runs}`])}\n`)
console.log(toTable(['work', 'bar', 'Almagest', 'met'], rows))

/** Save a post that is open in the browser, again and again, each time when all has come to rest. */
async function measureSaves(count: number, bar: number): Promise<string[]> {
  const {root, edited, url} = prepare(count)
  const file = join(root, edited)
  const text = readFileSync(file, 'utf8')
  const server = await startDev(program, root)
  const times: number[] = []
  await withPage(browser, async (page) => {
    await openAndPaint(page, new URL(url, server.url).href)
    for (let run = 0; run < runs; run++) {
      await server.settled()
      const marker = `Saved for the ${run}th time.`
      const seen = painted(page, marker)
      const saved = Date.now()
      writeFileSync(file, text.replace('<!--more-->', `<!--more-->\n\n${marker}`))
      times.push((await seen) - saved)
      say(`Save of one of ${count} posts: ${times.at(-1)} ms`)
    }
  })
  await server.close()
  rmSync(root, {recursive: true})
  return toRow(`save to patched page, ${count.toLocaleString('en')} posts`, times, bar)
}

/** Start the server, look at its home page, and stop it again. */
async function measureStarts(count: number, bar: number): Promise<string[]> {
  const {root} = prepare(count)
  const times: number[] = []
  // The first start is that of a site that was never looked at.
  for (let run = 0; run <= runs; run++)
    await withPage(browser, async (page) => {
      const begun = Date.now()
      const server = await startDev(program, root)
      const seen = await openAndPaint(page, server.url)
      if (run > 0) times.push(seen - begun)
      say(`Start with ${count} posts: ${seen - begun} ms${run > 0 ? '' : ', not counted'}`)
      await server.settled()
      await server.close()
    })
  rmSync(root, {recursive: true})
  return toRow(`start of dev to first page, warm cache, ${count.toLocaleString('en')} posts`, times, bar)
}

/** Generate a blog and build it once, as its writer has. */
function prepare(count: number): Corpus & {readonly root: string} {
  say(`Writing and building ${count} posts …`)
  const root = join(folder, String(count))
  const corpus = generate(root, count)
  const {status, stderr} = spawnSync(process.execPath, [program, 'build', '--silent', '--drafts', '--future'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The build failed:\n${stderr}`)
  return {root, ...corpus}
}

/** A window of its own, with nothing kept from the ones before. */
async function withPage(browser: Browser, use: (page: Awaited<ReturnType<Browser['newPage']>>) => Promise<void>) {
  const page = await browser.newPage()
  try {
    await use(page)
  } finally {
    await page.close()
  }
}

function toRow(title: string, times: readonly number[], bar: number): string[] {
  return [title, `≤ ${showFigures([bar], milliseconds)}`, showFigures(times, milliseconds), verdict(times, bar)]
}

function portion(part: number): number {
  return Math.max(1, Math.round(posts * part))
}
