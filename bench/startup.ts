/**
 * `node bench/startup.ts [other/bin/almagest.cjs…]`: how long a command takes that finds nothing to do. With other
 * programs, such as a packed one, every round runs them all in turn, so that a busy machine is unfair to none.
 */
import {spawnSync} from 'node:child_process'
import {cpSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'

const rounds = 21
const repository = join(import.meta.dirname, '..')
const programs = ['bin/almagest.cjs', ...process.argv.slice(2)].map((path) => resolve(path))
const commands = [['--version'], ['--help'], ['build', '--silent']]

const sites = programs.map(() => {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-startup-'))
  for (const name of ['content', 'planet.config.ts'])
    cpSync(join(repository, name), join(folder, name), {recursive: true})
  return folder
})
try {
  for (const words of commands) {
    const times = programs.map((): number[] => [])
    for (let round = 0; round <= rounds; round++)
      for (const [index, program] of programs.entries()) {
        const time = run(program, words, sites[index]!)
        // The first round fills the caches.
        if (round > 0) times[index]!.push(time)
      }
    console.log(`almagest ${words.join(' ')}`)
    for (const [index, program] of programs.entries()) console.log(`  ${show(times[index]!)}  ${program}`)
  }
} finally {
  for (const folder of sites) rmSync(folder, {recursive: true})
}

/** Milliseconds of one run. */
function run(program: string, words: readonly string[], cwd: string): number {
  const begun = performance.now()
  const {status, stderr} = spawnSync(process.execPath, [program, ...words], {cwd, encoding: 'utf8'})
  if (status !== 0) throw new Error(`It failed:\n${stderr}`)
  return performance.now() - begun
}

/** Median and quartiles. */
function show(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => Math.round(sorted[Math.floor(sorted.length * part)]!))
  return `${middle} ms (${low} to ${high})`
}
