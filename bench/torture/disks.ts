/** Disks without room and disks that cannot be written, in a mount namespace of their own: it ends with this process. */
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, rmSync, statfsSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {
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

/** Fill the disk but for a number of bytes drawn by chance, `rounds` times. */
export async function fillDisks(rounds: number): Promise<Verdict> {
  const disk = temporaryFolder()
  const content = join(temporaryFolder(), 'content')
  mount('-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk)
  const root = join(disk, 'project')
  mkdirSync(root)
  writeProject(root, content)
  writeSite(content, 0)
  const trees = expectedTrees()
  const faults: string[] = []
  let [harmed, state] = [0, 0]
  await start(root, ['build']).end
  for (let round = 0; round < rounds; round++) {
    state = 1 - state
    writeSite(content, state)
    const {bavail, bsize} = statfsSync(disk)
    const budget = Math.floor(Math.random() * 500_000)
    const ballast = join(disk, 'ballast')
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - budget)))
    const {code, err} = await start(root, ['build']).end
    const left = readTree(join(root, 'dist'))
    if (code !== 0) {
      harmed++
      if (!/The disk is full/.test(err)) faults.push(`with ${budget} bytes it said: ${err}`)
      faults.push(...faultsBetween(left, trees[1 - state]!, trees[state]!))
      if (faultsAgainst(left, trees[1 - state]!).length > 0)
        faults.push(`with ${budget} bytes the old site is not whole`)
    } else faults.push(...faultsAgainst(left, trees[state]!))
    rmSync(ballast)
    const next = await start(root, ['build', '--force']).end
    if (next.code !== 0) faults.push(`with room again: ${next.err}`)
    faults.push(...faultsAgainst(readTree(join(root, 'dist')), trees[state]!))
  }
  spawnSync('umount', [disk])
  return {part: 'build, disk full', rounds, harmed, faults, note: 'tmpfs of 24 MB, 0 to 0.5 MB free'}
}

/** Make the output folder, the state folder, and both read-only. */
export async function closeDisks(): Promise<Verdict> {
  const root = temporaryFolder()
  const content = join(root, 'content')
  writeProject(root, content)
  writeSite(content, 0)
  const trees = expectedTrees()
  await start(root, ['build']).end
  const faults: string[] = []
  let state = 0
  for (const folders of [['dist'], ['.almagest'], ['dist', '.almagest']]) {
    state = 1 - state
    writeSite(content, state)
    for (const folder of folders) {
      mount('--bind', join(root, folder), join(root, folder))
      mount('-o', 'remount,ro,bind', join(root, folder))
    }
    const {code, err} = await start(root, ['build']).end
    if (code !== 1 || !/read-only/.test(err)) faults.push(`${folders} read-only: code ${code}, ${err}`)
    faults.push(...faultsAgainst(readTree(join(root, 'dist')), trees[1 - state]!))
    for (const folder of folders) spawnSync('umount', [join(root, folder)])
    const next = await start(root, ['build', '--force']).end
    if (next.code !== 0) faults.push(`writable again: ${next.err}`)
    faults.push(...faultsAgainst(readTree(join(root, 'dist')), trees[state]!))
  }
  return {part: 'build, read-only folders', rounds: 3, harmed: 3, faults, note: 'output, state, both'}
}

/** Run the parts of this file in a namespace where they may mount; a note in their place where that is not possible. */
export function inNamespace(rounds: number): readonly Verdict[] {
  const may = ['-m', '-rm'].find(
    (flag) => spawnSync('unshare', [flag, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0,
  )
  if (!may)
    return [
      {part: 'disk full, read-only', rounds: 0, harmed: 0, faults: [], note: 'skipped: mounting is not allowed here'},
    ]
  const {stdout, stderr, status} = spawnSync('unshare', [may, process.execPath, import.meta.filename, String(rounds)], {
    encoding: 'utf8',
  })
  if (status !== 0) return [{part: 'disk full, read-only', rounds, harmed: 0, faults: [stderr]}]
  return JSON.parse(stdout) as Verdict[]
}

function mount(...words: string[]): void {
  const {status, stderr} = spawnSync('mount', words, {encoding: 'utf8'})
  if (status !== 0) throw new Error(`mount ${words.join(' ')}: ${stderr}`)
}

if (import.meta.main && existsSync('/proc')) {
  const verdicts = [await fillDisks(Number(process.argv[2])), await closeDisks()]
  process.stdout.write(JSON.stringify(verdicts))
}
