/** A command of the owner's that carries a changed site to where readers are: rclone, rsync, git. */
import {spawn} from 'node:child_process'
import {published} from '../output.ts'
import {placeOfSite} from '../publish/place.ts'
import {hour, minute} from '../time.ts'
import type {Settings} from '../types.ts'
import {readJson, writeWhole} from '../whole-file.ts'

/** What came of a hook. */
export interface HookReport {
  readonly good: boolean
  /** Why it failed, with the end of what it said. */
  readonly message: string
}

/** What a hook is about. */
export interface HookOptions {
  readonly command: string
  readonly settings: Settings
  /** Paths that changed, below the output folder. */
  readonly paths: readonly string[]
  readonly signal: AbortSignal
}

/** A hook that takes longer is stopped. */
const limitMs = hour

/** Characters of a hook's last words that are kept. */
const lastWords = 2_000

/** Milliseconds for a hook to end by itself once it was asked to. */
const grace = 5_000

/**
 * Paths of the site that were written or removed since the hook was last content, whoever built them: a hook that
 * failed, or that a kill cut short, is told of them again. All paths before its first time.
 */
export function changedSinceHook(settings: Settings): readonly string[] {
  const told = new Map(readJson<[string, string][]>(placeOfSite(settings).hook) ?? [])
  const now = published(settings)
  const changed = Array.from(now).filter(([path, {bytes}]) => told.get(path) !== bytes)
  return [...changed.map(([path]) => path), ...Array.from(told.keys()).filter((path) => !now.has(path))].sort()
}

/**
 * Run the command in a shell, in the project's folder. On its standard input stand the changed paths, one a line, those
 * that were removed as well; the environment has `ALMAGEST_ROOT`, `ALMAGEST_OUT`, `ALMAGEST_URL` and `ALMAGEST_CHANGED`
 * (how many). Resolves when it is over; what changed meanwhile is for the next time.
 */
export async function runHook(options: HookOptions): Promise<HookReport> {
  const {settings, paths} = options
  const told = Array.from(published(settings), ([path, {bytes}]) => [path, bytes])
  const report = await run(options)
  if (report.good && paths.length) writeWhole(placeOfSite(settings).hook, JSON.stringify(told))
  return report
}

function run({command, settings, paths, signal}: HookOptions): Promise<HookReport> {
  const {root, out, site} = settings
  const env = {ALMAGEST_ROOT: root, ALMAGEST_OUT: out, ALMAGEST_URL: site.url, ALMAGEST_CHANGED: String(paths.length)}
  // A group of its own, so that the shell is stopped with all it has started.
  const detached = process.platform !== 'win32'
  const child = spawn(command, {shell: true, cwd: root, detached, env: {...process.env, ...env}})
  let said = ''
  const listen = (text: Buffer) => {
    said = (said + text).slice(-lastWords)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  // A hook need not read what it is told.
  child.stdin.on('error', () => {})
  child.stdin.end(paths.map((path) => `${path}\n`).join(''))

  function kill(name: NodeJS.Signals): void {
    try {
      process.kill(detached ? -child.pid! : child.pid!, name)
    } catch {
      // It is over already.
    }
  }

  return new Promise((done) => {
    let why = ''
    let last: NodeJS.Timeout | undefined
    const stop = (reason: string) => {
      why = reason
      kill('SIGTERM')
      last = setTimeout(() => kill('SIGKILL'), grace)
    }
    const onAbort = () => stop('it was stopped')
    const limit = setTimeout(() => stop(`it took longer than ${limitMs / minute} minutes`), limitMs)
    signal.addEventListener('abort', onAbort, {once: true})
    if (signal.aborted) onAbort()
    const end = (good: boolean, message: string) => {
      clearTimeout(limit)
      clearTimeout(last)
      signal.removeEventListener('abort', onAbort)
      for (const stream of [child.stdout, child.stderr]) stream.destroy()
      done({good, message: [why || message, said.trim()].filter(Boolean).join(': ')})
    }
    child.on('error', (error) => end(false, error.message))
    // Not `close`: something that stays in the background may keep the pipes open.
    child.on('exit', (code, name) => setImmediate(end, code === 0, `it ended with ${name ?? code}`))
  })
}
