/** `npm run bench [-- posts…]`: build generated sites as a user would, process by process, and print what it takes. */
import {spawnSync} from 'node:child_process'
import {appendFileSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {generate} from './generate.ts'

interface Run {
  readonly seconds: number
  readonly megabytes: number
}

const program = join(import.meta.dirname, '../bin/almagest.cjs')
const sizes = process.argv.slice(2).map(Number)

for (const posts of sizes.length ? sizes : [1_000, 10_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-bench-'))
  try {
    const {edited} = generate(folder, posts)
    const rows: [string, Run[]][] = [
      ['cold', []],
      ['nothing changed', []],
      ['one post edited', []],
    ]
    for (let round = 0; round < (posts > 2_000 ? 2 : 3); round++) {
      rmSync(join(folder, '.almagest'), {recursive: true, force: true})
      rmSync(join(folder, 'dist'), {recursive: true, force: true})
      rows[0]![1].push(build(folder))
      rows[1]![1].push(build(folder))
      appendFileSync(join(folder, edited), `\nOne more line, ${round}.\n`)
      rows[2]![1].push(build(folder))
    }
    console.log(`${posts} posts, ${rows[0]![1].length} rounds`)
    for (const [name, runs] of rows) console.log(`  ${name.padEnd(16)} ${show(runs)}`)
  } finally {
    rmSync(folder, {recursive: true})
  }
}

function build(folder: string): Run {
  const begun = performance.now()
  const peak = join(import.meta.dirname, 'peak.ts')
  const {status, stderr, output} = spawnSync(process.execPath, ['--import', peak, program, 'build', '--silent'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Error(`The build failed:\n${stderr}`)
  return {seconds: (performance.now() - begun) / 1000, megabytes: Number(output[3])}
}

/** Median and range. */
function show(runs: readonly Run[]): string {
  const seconds = runs.map((run) => run.seconds).toSorted((a, b) => a - b)
  const median = seconds[Math.floor(seconds.length / 2)]!
  return `${median.toFixed(2)} s (${seconds[0]!.toFixed(2)} to ${seconds.at(-1)!.toFixed(2)}), peak ${Math.max(...runs.map(({megabytes}) => megabytes))} MB`
}
