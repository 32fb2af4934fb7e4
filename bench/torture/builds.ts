/** Builds that are killed at moments of chance, and builds that start together. */
import {existsSync, rmSync} from 'node:fs'
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

/** Kill a build at `rounds` moments of chance; every fourth is a first build. */
export async function killBuilds(rounds: number): Promise<Verdict> {
  const {root, dist, trees, turn, build} = openWorld()
  await build()
  turn(1)
  const {milliseconds} = await build()
  const faults: string[] = []
  let harmed = 0
  let state = 1
  for (let round = 0; round < rounds; round++) {
    const first = round % 4 === 3
    if (first) for (const folder of ['dist', '.almagest']) rmSync(join(root, folder), {recursive: true, force: true})
    state = 1 - state
    turn(state)
    const {child, end} = start(root, ['build'])
    setTimeout(() => child.kill('SIGKILL'), Math.random() * milliseconds)
    if ((await end).signal) harmed++
    if (!first) faults.push(...faultsBetween(readTree(dist), trees[1 - state]!, trees[state]!))
    const {code, err} = await build()
    if (code !== 0) faults.push(`the next build failed: ${err}`)
    faults.push(...faultsAgainst(readTree(dist), trees[state]!))
  }
  return {part: 'build, SIGKILL at a moment of chance', rounds, harmed, faults}
}

/** Start 20 builds at once, `rounds` times. */
export async function crowd(rounds: number): Promise<Verdict> {
  const {root, dist, trees, turn, build} = openWorld()
  await build()
  const faults: string[] = []
  let [worked, left] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    const state = 1 - (round % 2)
    turn(state)
    const ended = await Promise.all(Array.from({length: 20}, () => start(root, ['build']).end))
    for (const {code, err} of ended) {
      if (code === 0) worked++
      else if (code === 4 && /is at work here/.test(err)) left++
      else faults.push(`one ended with ${code}: ${err}`)
    }
    if (!ended.some(({code}) => code === 0)) faults.push('none did the work')
    faults.push(...faultsAgainst(readTree(dist), trees[state]!))
  }
  return {part: '20 builds at once', rounds, harmed: left, faults, note: `${worked} worked, ${left} left with code 4`}
}

function openWorld() {
  const root = temporaryFolder()
  const content = join(root, 'content')
  writeProject(root, content)
  writeSite(content, 0)
  if (!existsSync(content)) throw new Error('no content')
  return {
    root,
    dist: join(root, 'dist'),
    trees: expectedTrees(),
    turn: (state: number) => writeSite(content, state),
    build: () => start(root, ['build', '--force']).end,
  }
}
