/**
 * `npm run audit`: Lighthouse on the home page, a post and the planet of the example site, for phones and desktops. Ends with
 * code 1 when a score is below 100. Lighthouse is 176 MB with what it needs, so it is no dependency: it is looked for in the
 * folder that LIGHTHOUSE names, or here.
 */
import {mkdtempSync, rmSync} from 'node:fs'
import {createRequire} from 'node:module'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {chromium} from 'playwright-core'
import {preview} from '../src/dev/preview.ts'
import {build} from '../src/index.ts'
import {chromiumPath} from '../test/helpers/browser.ts'

const pages = ['/', '/2026/11/book-of-the-planets/', '/planet/']
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** What is read of a report. */
interface Report {
  readonly categories: Readonly<
    Record<
      (typeof categories)[number],
      {readonly score: number | null; readonly auditRefs: readonly {readonly id: string; readonly weight: number}[]}
    >
  >
  readonly audits: Readonly<
    Record<string, {readonly title: string; readonly score: number | null; readonly displayValue?: string}>
  >
}

type Lighthouse = (url: string, flags: object, config?: object) => Promise<{readonly lhr: Report} | undefined>

const {lighthouse, desktopConfig} = await loadLighthouse()
const folder = mkdtempSync(join(tmpdir(), 'almagest-audit-'))
await build(join(import.meta.dirname, '..'), {out: folder})
const server = await preview(folder, {base: () => '', port: 0})
const port = await freePort()
const args = [`--remote-debugging-port=${port}`, '--no-sandbox', '--disable-gpu', '--disable-background-networking']
const browser = await chromium.launch({executablePath: chromiumPath!, args})
let worst = 100
try {
  for (const [device, config] of [
    ['phone', undefined],
    ['desktop', desktopConfig],
  ] as const)
    for (const page of pages) worst = Math.min(worst, await audit(page, device, config))
} finally {
  await browser.close()
  await server.close()
  rmSync(folder, {recursive: true})
}
process.exitCode = worst < 100 ? 1 : 0

/** Print the four scores of a page, and what cost points. Returns the lowest. */
async function audit(page: string, device: string, config: object | undefined): Promise<number> {
  const result = await lighthouse(server.url.replace(/\/$/, '') + page, {port, logLevel: 'error'}, config)
  const {lhr} = result!
  const scores = categories.map((name) => Math.round((lhr.categories[name].score ?? 0) * 100))
  console.log(`${device.padEnd(8)}${scores.map((score) => String(score).padStart(4)).join('')}  ${page}`)
  for (const name of categories)
    for (const {id, weight} of lhr.categories[name].auditRefs) {
      const {score, title, displayValue = ''} = lhr.audits[id]!
      if (weight > 0 && score !== null && score < 0.9) console.log(`        ${name}: ${title} ${displayValue}`)
    }
  return Math.min(...scores)
}

async function loadLighthouse(): Promise<{lighthouse: Lighthouse; desktopConfig: object}> {
  const home = process.env.LIGHTHOUSE ?? join(import.meta.dirname, '..')
  try {
    const found = await import(pathToFileURL(createRequire(join(home, 'any.js')).resolve('lighthouse')).href)
    return {lighthouse: found.default, desktopConfig: found.desktopConfig}
  } catch {
    console.error(
      'There is no Lighthouse here. Try `npm install --no-save lighthouse@13`, or name the folder it is installed in:',
    )
    console.error('  LIGHTHOUSE=/path/to/folder npm run audit')
    return process.exit(2)
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const {port: free} = probe.address() as {port: number}
      probe.close(() => done(free))
    })
  })
}
