/**
 * `npm run mutation [-- merge schedule sanitiser]`: changes the code in one place after the other and looks whether a test
 * notices. Ends with code 1 when a part scores below 80 %. Stryker is no dependency: npx fetches this version of it.
 */
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const stryker = '@stryker-mutator/core@10.1.1'
const lowest = 80

/** What is changed, and the commands that should notice. */
interface Part {
  readonly mutate: readonly string[]
  readonly commands: readonly string[]
}

const run = 'node --test --test-isolation=none --test-reporter=dot'

/** Tests of the schedule that start no process. */
const swift = ['turn comes', 'after a failure', 'spread', 'slept', 'set back', 'rhythm is'].map(
  (words) => `--test-name-pattern=${words.replaceAll(' ', '.')}`,
)

const parts: Readonly<Record<string, Part>> = {
  merge: {
    mutate: ['src/planet/{ingest,match,claims,admit,identity,withdraw,sameness,cluster,flow,order,fold}.ts'],
    commands: [`${run} test/planet/{ingest,scenarios,river,admit,claims,cluster,identity,match}.test.ts`],
  },
  schedule: {
    mutate: ['src/planet/{next-visit,due,freshness,patience}.ts', 'src/schedule/{rhythm,schedule}.ts'],
    commands: [
      `${run} test/planet/next-visit.test.ts test/planet/patience.test.ts`,
      `${run} ${swift.join(' ')} test/schedule/schedule.test.ts`,
    ],
  },
  sanitiser: {
    mutate: ['src/planet/{sanitize,sanitize-rules,sanitize-schema,html-tree,shorten,tracking}.ts'],
    commands: [`${run} test/planet/sanitize.test.ts`],
  },
}

/** How many changes there were, by what became of them. */
type Counts = ReadonlyMap<string, number>

const folder = mkdtempSync(join(tmpdir(), 'mutation-'))
try {
  const asked = process.argv.slice(2)
  const names = asked.length ? asked : Object.keys(parts)
  const scores = names.map((name) => tell(name, mutate(name)))
  if (scores.some((score) => !(score >= lowest))) process.exitCode = 1
} finally {
  rmSync(folder, {recursive: true, force: true})
}

function mutate(name: string): Counts {
  const part = parts[name]
  if (!part) throw new Error(`There is no part ${name}: ${Object.keys(parts).join(', ')}.`)
  const [config, report] = [join(folder, `${name}.config.json`), join(folder, `${name}.json`)]
  writeFileSync(config, JSON.stringify(configOf(part, report)))
  const env = {...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled')}
  spawnSync('npx', ['--yes', stryker, 'run', config], {stdio: 'inherit', env})
  const {files} = JSON.parse(readFileSync(report, 'utf8')) as {files: Record<string, {mutants: {status: string}[]}>}
  const mutants = Object.values(files).flatMap((file) => file.mutants)
  return new Map(
    Map.groupBy(mutants, ({status}) => status)
      .entries()
      .map(([status, list]) => [status, list.length]),
  )
}

function configOf({mutate, commands}: Part, report: string): object {
  return {
    mutate,
    testRunner: 'command',
    commandRunner: {command: commands.join(' && ')},
    coverageAnalysis: 'off',
    plugins: [],
    allowConsoleColors: false,
    concurrency: 2,
    timeoutMS: 20_000,
    reporters: ['clear-text', 'json'],
    clearTextReporter: {allowColor: false, reportTests: false, logTests: false},
    jsonReporter: {fileName: report},
    tempDirName: join(folder, 'sandbox'),
    ignorePatterns: ['dist', 'lib', '.almagest', 'bench', 'docs'],
    // Node.js runs TypeScript as it is; Stryker would look for a compiler wherever it sees this file.
    tsconfigFile: 'none.json',
  }
}

/** One line on a part; its score in per cent. */
function tell(name: string, counts: Counts): number {
  const of = (...states: string[]) => states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0)
  const [noticed, missed] = [of('Killed', 'Timeout'), of('Survived', 'NoCoverage')]
  const score = (100 * noticed) / (noticed + missed)
  console.log(`${name}: ${noticed + missed} changes, ${noticed} noticed, ${score.toFixed(1)} %`)
  return score
}
