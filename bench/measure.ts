/** What a program takes to run: any program, so that two are measured the same way. */
import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** One run of a program. */
export interface Run {
  /** From its start to its end. */
  readonly seconds: number
  /** Of processors, those of all its threads together. Undefined outside Linux. */
  readonly processor: number | undefined
  /** The most memory it held at once, its threads included, in millions of bytes. Undefined outside Linux. */
  readonly megabytes: number | undefined
}

type Usage = Pick<Run, 'processor' | 'megabytes'>

/** Milliseconds between two looks at a running program; what it takes after the last look is not seen. */
const interval = 20

/** A program that takes longer is ended. */
const longestMs = 900_000

let running: ChildProcess | undefined

/** Hold a folder for what is measured: it goes away when this process ends, and with it the program that runs in it. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-bench-'))
  process.on('exit', () => {
    running?.kill('SIGKILL')
    rmSync(folder, {recursive: true, force: true, maxRetries: 3})
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  return folder
}

/**
 * Run a program in `cwd` and measure it. What earlier ones wrote is on the disk before it starts, so that it does not pay
 * for them.
 * @throws {Error} when it fails, with what it said
 */
export async function measure(program: string, words: readonly string[], cwd: string): Promise<Run> {
  spawnSync('sync')
  const begun = performance.now()
  const child = spawn(program, words, {cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: longestMs})
  running = child
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text))
  let usage: Usage = {processor: undefined, megabytes: undefined}
  const looking = setInterval(() => {
    usage = lookAt(child.pid) ?? usage
  }, interval)
  const {promise: ended, resolve: end, reject: fail} = Promise.withResolvers<number>()
  let exited = begun
  child.on('exit', () => {
    exited = performance.now()
    clearInterval(looking)
  })
  child.on('error', fail)
  child.on('close', (code, signal) =>
    code === 0
      ? end(exited)
      : fail(new Error(`${program} ended with ${signal ?? code}:\n${said.join('').slice(-2_000)}`)),
  )
  const seconds = ((await ended.finally(() => clearInterval(looking))) - begun) / 1000
  running = undefined
  return {seconds, ...usage}
}

/** What a process has taken so far; undefined once it has ended, or where there is no `/proc`. */
function lookAt(pid: number | undefined): Usage | undefined {
  try {
    const highest = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    // The name, in brackets, may hold blanks; user and system time are the 12th and 13th field behind it, in 1/100 s.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    if (highest === undefined) return undefined
    return {processor: (Number(fields[11]) + Number(fields[12])) / 100, megabytes: (Number(highest) * 1024) / 1e6}
  } catch {
    return undefined
  }
}
