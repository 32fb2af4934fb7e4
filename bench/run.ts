/**
 * `npm run bench`: the same blog built by Almagest and by Hugo, process by process and in pairs, as a table of medians,
 * ranges and bars. See README.md beside this file.
 */
import {parseArgs} from 'node:util'
import {conditions, namesOf, readOrEnd, say, wholeNumber} from './asked.ts'
import {hugoVersion} from './hugo.ts'
import {openFolder} from './measure.ts'
import {type Conditions, measureGrowth, measurePairs} from './pairs.ts'
import {installProgram} from './program.ts'
import {growthRows, head, pairedRows, type Work, works} from './rows.ts'
import {toTable} from './table.ts'

const usage = `npm run bench -- [--posts 10000] [--runs 4] [--only ${works.join(',')}] [--search]

  --posts   of the large blog; the small one has a tenth, and growth is measured from a fifth to the double
  --runs    pairs of runs of each work, half as many of growth
  --only    works to measure, with commas between them
  --search  leave Almagest's search on, which Hugo has no likeness of`

const {posts, runs, only, search} = readOrEnd(usage, () => {
  const {values} = parseArgs({
    options: {
      posts: {type: 'string', default: '10000'},
      runs: {type: 'string', default: '4'},
      only: {type: 'string', multiple: true, default: [...works]},
      search: {type: 'boolean', default: false},
    },
  })
  return {
    posts: wholeNumber('posts', values.posts),
    runs: wholeNumber('runs', values.runs),
    only: namesOf('only', values.only, works),
    search: values.search,
  }
})
const hugo = hugoVersion()
if (!hugo) say('Hugo is not installed, so its columns stay empty. On Debian and Ubuntu: apt-get install hugo')
const folder = openFolder()
say('Packing …')
const how: Conditions = {program: installProgram(folder), folder, runs, search, hugo: hugo !== undefined, tell: say}

say('Warming up …')
await measurePairs(20, ['cold'], {...how, runs: 1, tell: () => {}})
const rows = new Map<Work, readonly (readonly string[])[]>()
const large = (['cold', 'same', 'edit'] as const).filter((work) => only.includes(work))
if (large.length)
  for (const [work, pairs] of await measurePairs(posts, large, how)) rows.set(work, pairedRows(work, pairs))
if (only.includes('small'))
  for (const [work, pairs] of await measurePairs(portion(0.1), ['small'], how)) rows.set(work, pairedRows(work, pairs))
if (only.includes('growth')) {
  const [few, many] = await measureGrowth([portion(0.2), portion(2)], {...how, runs: Math.ceil(runs / 2)})
  rows.set('growth', growthRows(few!, many!))
}
const words = [`Hugo ${hugo ?? 'not installed'}`, `search ${search ? 'on' : 'off'}`, `pairs: ${runs}`]
console.log(`${conditions(words)}\n`)
console.log(
  toTable(
    head,
    works.flatMap((work) => rows.get(work) ?? []),
  ),
)

function portion(part: number): number {
  return Math.max(2, Math.round(posts * part))
}
