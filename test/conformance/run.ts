/** `npm run conformance -- --cases FILE[,FILE]`: the reader over neutral cases, with the runner that lies beside them. */
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {parseArgs} from 'node:util'

const {values} = parseArgs({
  options: {
    cases: {type: 'string'},
    /** Default: `run.mjs` in the folder of the first file of cases. */
    runner: {type: 'string'},
    failures: {type: 'string', default: '20'},
    suite: {type: 'string'},
    json: {type: 'string'},
  },
})

const cases = values.cases?.split(',').map((file) => resolve(file)) ?? []
const runner = values.runner ? resolve(values.runner) : join(dirname(cases[0] ?? '.'), 'run.mjs')
if (cases.length === 0 || !existsSync(runner)) {
  console.error(
    'Say where the cases are: npm run conformance -- --cases FILE[,FILE] [--runner run.mjs] [--failures 20]',
  )
  process.exit(2)
}

const reader = `"${process.execPath}" "${join(import.meta.dirname, 'adapter.ts')}"`
const options = (['suite', 'json'] as const).flatMap((name) => (values[name] ? [`--${name}`, values[name]] : []))
const {status} = spawnSync(
  process.execPath,
  [runner, '--cmd', reader, '--cases', cases.join(), '--failures', values.failures, ...options],
  {stdio: 'inherit'},
)
process.exit(status ?? 1)
