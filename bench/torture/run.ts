/** `npm run torture [-- rounds]`: kill, crowd and starve the program, and count what it leaves behind. Default: 20 rounds. */
import {crowd, killBuilds} from './builds.ts'
import {killAtCalls} from './calls.ts'
import {inNamespace} from './disks.ts'
import {refreshHostile} from './hostile.ts'
import {killRefreshes} from './refreshes.ts'
import {soak} from './soak.ts'
import type {Verdict} from './world.ts'

const rounds = Number(process.argv[2] ?? 20)
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('Usage: npm run torture [-- rounds]\n')
  process.exit(2)
}
const parts: readonly (() => Promise<readonly Verdict[]>)[] = [
  async () => [await killBuilds(rounds)],
  () => killAtCalls(rounds),
  async () => [await killRefreshes(rounds)],
  async () => [await crowd(Math.max(1, Math.round(rounds / 20)))],
  async () => [await refreshHostile()],
  async () => [await soak(567, 24)],
  async () => inNamespace(Math.max(5, Math.round(rounds / 4))),
]

const verdicts: Verdict[] = []
for (const part of parts) {
  const begun = performance.now()
  for (const verdict of await part()) {
    verdicts.push(verdict)
    process.stderr.write(
      `${verdict.part}: ${verdict.faults.length} faults, ${Math.round((performance.now() - begun) / 1000)} s\n`,
    )
    for (const fault of verdict.faults.slice(0, 10)) process.stderr.write(`  ${fault.slice(0, 300)}\n`)
  }
}
console.table(
  verdicts.map(({part, rounds, harmed, faults, note = ''}) => ({part, rounds, harmed, faults: faults.length, note})),
)
process.exitCode = verdicts.some(({faults}) => faults.length > 0) ? 1 : 0
