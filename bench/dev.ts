/** `npm run bench:dev [-- posts…]`: from a save to the painted change in a real browser, and from start to first page. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {dev} from '../src/dev/dev.ts'
import {build} from '../src/index.ts'
import {openBrowser} from '../test/helpers/browser.ts'
import {generate} from './generate.ts'

const sizes = process.argv.slice(2).map(Number)
const saves = 15
const browser = await openBrowser()

for (const posts of sizes.length ? sizes : [500, 1_000, 10_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-bench-'))
  try {
    const {edited} = generate(folder, posts)
    await build(folder, {drafts: true, future: true})
    const begun = performance.now()
    const server = await dev(folder, {
      now: () => new Date().toISOString(),
      port: 0,
      onBuild: () => {},
      onTrouble: console.error,
    })
    const page = await browser.newPage()
    const name = /post-\d+/.exec(edited)![0]
    const text = readFileSync(join(folder, edited), 'utf8')
    const date = /date: (\d+)-(\d+)/.exec(text)!
    await page.goto(`${server.url}${date[1]}/${date[2]}/${name}/`)
    const ready = performance.now() - begun
    const times: number[] = []
    for (let save = 0; save < saves; save++)
      times.push(await timeSave(page, join(folder, edited), text, `Marker number ${save}.`))
    times.sort((a, b) => a - b)
    console.log(
      `${posts} posts: start to first page ${ready.toFixed(0)} ms; save to painted change ${times[saves >> 1]!.toFixed(0)} ms (${times[0]!.toFixed(0)} to ${times.at(-1)!.toFixed(0)})`,
    )
    await page.close()
    await server.close()
  } finally {
    rmSync(folder, {recursive: true})
  }
}
await browser.close()

/** Milliseconds from the write to the frame in which the text stands. */
async function timeSave(
  page: Awaited<ReturnType<typeof browser.newPage>>,
  file: string,
  text: string,
  marker: string,
): Promise<number> {
  const painted = page.evaluate(
    (marker) =>
      new Promise<number>((done) => {
        const look = () =>
          document.body.textContent!.includes(marker)
            ? requestAnimationFrame(() => done(performance.timeOrigin + performance.now()))
            : requestAnimationFrame(look)
        look()
      }),
    marker,
  )
  await new Promise((done) => setTimeout(done, 700))
  const saved = performance.timeOrigin + performance.now()
  writeFileSync(file, `${text}\n\n${marker}\n`)
  return (await painted) - saved
}
