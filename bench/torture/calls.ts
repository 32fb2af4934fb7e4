/** Runs that are killed at each system call that changes a disk, one after another, until one comes to its end. */
import {spawnSync} from 'node:child_process'
import {readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {countItems, feed, gap, openPublishers, refresh} from './refreshes.ts'
import {
  type Ended,
  expectedTrees,
  faultsAgainst,
  faultsBetween,
  readTree,
  start,
  temporaryFolder,
  type Verdict,
  writeProject,
  writeSite,
} from './world.ts'

/** A project at the moment before a run, and what is to be looked at after it was killed. */
interface Scene {
  readonly part: string
  readonly root: string
  /** System calls of which each one is a moment to die. */
  readonly calls: readonly string[]
  /** The run; `via` are words to put before its command. */
  run(via: readonly string[]): Promise<Ended>
  /** Looks at what the dead run left, mends it by another run, and looks again. */
  check(): Promise<readonly string[]>
  close?(): void
}

const scenes: Readonly<Record<string, () => Promise<Scene>>> = {
  folder: () => openBuild('folder'),
  releases: () => openBuild('releases'),
  refresh: openRefresh,
  rescue: openRescue,
}

/** Calls by which files and folders change. */
const folderCalls = [
  'rename',
  'unlink',
  'unlinkat',
  'rmdir',
  'mkdir',
  'link',
  'symlink',
  'openat',
  'write',
  'fsync',
  'ftruncate',
]

/** Calls by which SQLite writes. */
const databaseCalls = ['pwrite64', 'fdatasync']

/** Posts of the site: few enough to die at every call. */
const posts = 6

/**
 * Kill builds into a folder and into releases, a refresh, and a rescue of the planet's memory, or some of these by `names`,
 * at each call as far as `rounds` for each of them allow; half as many again at writes of a database. The signal comes
 * before the call has done anything: so to die before the next one is to die after this one, and to die before the first
 * `write` is to die when the file has been created.
 */
export async function killAtCalls(rounds: number, names = Object.keys(scenes)): Promise<readonly Verdict[]> {
  if (spawnSync('strace', ['-V']).status !== 0)
    return [{part: 'SIGKILL at a system call', rounds: 0, harmed: 0, faults: [], note: 'skipped: no strace'}]
  const verdicts: Verdict[] = []
  for (const name of names) {
    const scene = await scenes[name]!()
    verdicts.push(await sweep(scene, rounds))
    scene.close?.()
  }
  return verdicts
}

async function sweep({part, root, calls, run, check}: Scene, rounds: number): Promise<Verdict> {
  const before = temporaryFolder()
  const restore = () => copyExactly(before, root)
  copyExactly(root, before)
  const log = join(temporaryFolder(), 'calls')
  const {code, err} = await run(strace(log, calls))
  if (code !== 0) return {part, rounds: 0, harmed: 0, faults: [`nobody killed it, and it failed: ${err}`]}
  const moments = momentsIn(readFileSync(log, 'utf8'), calls)
  const [rare, common] = [false, true].map((common) =>
    moments.filter(({call}) => databaseCalls.includes(call) === common),
  )
  const chosen = [...spread(rare!, rounds), ...spread(common!, rounds / 2)]
  const faults: string[] = []
  let harmed = 0
  for (const {call, at} of chosen) {
    restore()
    const {code, signal} = await run(strace(log, [call], at))
    if (signal || code !== 0) harmed++
    faults.push(...(await check()).map((fault) => `${call} ${at}: ${fault}`))
  }
  const counts = Array.from(
    Map.groupBy(moments, ({call}) => call),
    ([call, of]) => `${of.length} ${call}`,
  )
  return {part, rounds: chosen.length, harmed, faults, note: `of ${moments.length}: ${counts.join(', ')}`}
}

/** At most so many of a list, evenly from all of it. */
function spread<Value>(list: readonly Value[], most: number): readonly Value[] {
  const share = Math.min(1, most / list.length)
  return list.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share))
}

/** Words that trace a command's calls, and kill it before the `at`-th of them, when that is given. */
function strace(log: string, calls: readonly string[], at?: number): readonly string[] {
  // Under --seccomp-bpf strace is quicker and forgets to send the signal.
  const kill = at === undefined ? ['--seccomp-bpf'] : ['-e', `inject=${calls}:signal=SIGKILL:when=${at}`]
  // What Node keeps of compiled modules would be written now and then.
  return ['strace', '-E', 'NODE_DISABLE_COMPILE_CACHE=1', '-f', '-o', log, '-e', `trace=execve,${calls}`, ...kill]
}

/** The calls of the main thread, each with its number among those of its name. Opening a file counts when it may create it. */
function momentsIn(log: string, calls: readonly string[]): {readonly call: string; readonly at: number}[] {
  const lines = log.split('\n')
  const main = /^\d+/.exec(log)?.[0]
  return calls.flatMap((call) =>
    lines
      .filter((line) => line.startsWith(`${main} `) && line.slice(`${main} `.length).trimStart().startsWith(`${call}(`))
      .flatMap((line, index) => (call === 'openat' && !line.includes('O_CREAT') ? [] : [{call, at: index + 1}])),
  )
}

async function openBuild(mode: 'folder' | 'releases'): Promise<Scene> {
  const root = temporaryFolder()
  const content = join(root, 'content')
  const more = `publish: {mode: '${mode}', keep: 2},`
  writeProject(root, content, more)
  const [old, young] = expectedTrees(more, posts)
  const build = (via: readonly string[] = []) => start(root, ['build', '--force'], via).end
  const seen = () => readTree(join(root, 'dist'))
  for (const state of [1, 0]) {
    writeSite(content, state, posts)
    await build()
  }
  writeSite(content, 1, posts)
  return {
    part: `build, SIGKILL at a system call (${mode})`,
    root,
    calls: folderCalls,
    run: build,
    async check() {
      const tree = seen()
      const faults = faultsBetween(tree, old, young)
      if (mode === 'releases' && [old, young].every((whole) => faultsAgainst(tree, whole).length > 0))
        faults.push('readers see neither the old site nor the new one')
      const {code, err} = await build()
      if (code !== 0) faults.push(`the next build failed: ${err}`)
      return [...faults, ...faultsAgainst(seen(), young)]
    },
  }
}

/** Feeds that have published `from` items and then `to`. */
async function openPlanet(from: number, to: number) {
  const root = temporaryFolder()
  let published = from
  const {urls, close} = await openPublishers((path, etag) => {
    const now = `"${published}"`
    return etag === now ? undefined : {etag: now, body: feed(path, published)}
  })
  writeProject(
    root,
    join(root, 'content'),
    `planet: {feeds: ${JSON.stringify(urls)}}, refresh: {allow: ['127.0.0.0/8']}`,
  )
  const begin = Date.parse('2025-06-01T12:00:00Z')
  const first = await refresh(root, begin).end
  if (first.code !== 0) throw new Error(first.err)
  published = to
  return {root, close, visit: (number: number, via?: readonly string[]) => refresh(root, begin + number * gap, via).end}
}

async function openRefresh(): Promise<Scene> {
  const {root, visit, close} = await openPlanet(3, 9)
  return {
    part: 'refresh, SIGKILL at a system call',
    root,
    calls: [...folderCalls.filter((call) => call !== 'write'), ...databaseCalls],
    run: (via) => visit(1, via),
    close,
    async check() {
      const {code, err} = await visit(2)
      return [...(code === 0 && !err ? [] : [`the next refresh said: ${err}`]), ...(await countItems(root, 9))]
    },
  }
}

/** The memory has a snapshot with fewer items, and is damaged in its middle. */
async function openRescue(): Promise<Scene> {
  const {root, visit, close} = await openPlanet(3, 19)
  await visit(1)
  const file = join(root, '.almagest/planet.sqlite')
  const bytes = readFileSync(file)
  const middle = Math.floor(statSync(file).size / 8192) * 4096
  writeFileSync(file, bytes.fill(0x5a, middle, middle + 4096))
  return {
    part: 'rescue of the memory, SIGKILL at a system call',
    root,
    calls: [...folderCalls, ...databaseCalls],
    run: (via) => visit(2, via),
    close,
    async check() {
      const {code, err} = await visit(3)
      return [...(code === 0 ? [] : [`the next refresh failed: ${err}`]), ...(await countItems(root, 19))]
    },
  }
}

/** With times to the nanosecond: by them a build knows what it wrote. */
function copyExactly(from: string, to: string): void {
  rmSync(to, {recursive: true, force: true})
  const {status, stderr} = spawnSync('cp', ['-a', from, to], {encoding: 'utf8'})
  if (status !== 0) throw new Error(stderr)
}
