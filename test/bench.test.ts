import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {test} from 'node:test'
import {generate} from '../bench/generate.ts'
import {generateHugo} from '../bench/hugo.ts'
import {writePost} from '../bench/posts.ts'
import {growthRows, pairedRows} from '../bench/rows.ts'
import {median, toTable} from '../bench/table.ts'

const run = (seconds: number, megabytes = 100) => ({seconds, processor: seconds, megabytes})

test('a post of the measured blog is the same in a larger one, but for its date', () => {
  const {date: _, ...small} = writePost(7, 100)
  const {date: __, ...large} = writePost(7, 10_000)
  assert.deepEqual(small, large)
})

test('both programs get the same bodies', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-bench-test-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const [ours, theirs] = [join(folder, 'a'), join(folder, 'h')]
  assert.deepEqual(generate(ours, 8), generateHugo(theirs, 8))
  const bodies = (root: string) =>
    readdirSync(join(root, 'content/posts')).map((name) => [
      name,
      readFileSync(join(root, 'content/posts', name), 'utf8').split('---\n\n')[1],
    ])
  assert.equal(bodies(ours).length, 8)
  assert.deepEqual(bodies(ours), bodies(theirs))
})

test('the ratio is that of the pairs, not of the medians', () => {
  const pairs = {posts: 10, ours: [run(1), run(4), run(2)], theirs: [run(10), run(2), run(20)]}
  assert.deepEqual(pairedRows('same', pairs), [
    [
      'nothing changed, new process, 10 posts: time',
      '≤ 0.1',
      '2.00 s (1.00 to 4.00)',
      '10.0 s (2.0 to 20.0)',
      '0.100 (0.100 to 2.000)',
      'yes',
    ],
  ])
})

test('without a peer nothing is said of the bar, and no figure is invented', () => {
  const [time] = pairedRows('edit', {posts: 1000, ours: [run(1)], theirs: []})
  assert.deepEqual(time, ['one post edited, new process, 1,000 posts: time', '≤ 0.12', '1.00 s', '–', '–', '–'])
})

test('growth is the time of a post in the large blog against the small one', () => {
  const rows = growthRows({posts: 1000, ours: [run(1)]}, {posts: 10_000, ours: [run(12, 1200)]})
  assert.deepEqual(
    rows.map((row) => row.slice(2)),
    [
      ['1.00 ms', '–', '–', '–'],
      ['1.20 ms', '–', '1.20', 'no'],
      ['1200 MB', '–', '–', 'no'],
    ],
  )
})

test('a median between two is their mean', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5)
  assert.equal(median([3, 1, 2]), 2)
  assert.equal(median([]), undefined)
})

test('a table reads as Markdown and in a terminal', () => {
  assert.equal(
    toTable(['work', 'met'], [['cold', 'yes']]),
    ['| work | met |', '| ---- | --: |', '| cold | yes |'].join('\n'),
  )
})

test('the bench measures what it can where Hugo is not, and leaves nothing behind', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-bench-test-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const [temporary, programs] = [join(folder, 'tmp'), join(folder, 'bin')]
  for (const path of [temporary, programs]) mkdirSync(path)
  linkAllBut('hugo', programs)
  const words = ['bench/run.ts', '--posts', '3', '--runs', '1', '--only', 'same']
  const {status, stdout, stderr} = spawnSync(process.execPath, words, {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    env: {...process.env, PATH: programs, TMPDIR: temporary, NODE_COMPILE_CACHE: join(folder, 'compiled')},
  })
  assert.equal(status, 0, stderr)
  assert.match(stderr, /apt-get install hugo/)
  assert.match(
    stdout,
    /^\| nothing changed, new process, 3 posts: time \| +≤ 0\.1 \| +\d+\.\d\d s \| +– \| +– \| +– \|$/m,
  )
  assert.equal(existsSync(temporary) && readdirSync(temporary).some((name) => name.startsWith('almagest-bench')), false)
})

test('a wrong wish is answered with how the bench is used', () => {
  const {status, stderr} = spawnSync(process.execPath, ['bench/run.ts', '--only', 'colds'], {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
  })
  assert.equal(status, 2)
  assert.match(stderr, /--only knows cold, small, same, edit, growth, not “colds”\.\n\nnpm run bench --/)
})

/** Put every program of this machine into a folder, and leave one out. */
function linkAllBut(name: string, folder: string): void {
  const met = new Set([name])
  for (const place of process.env.PATH!.split(delimiter).filter(existsSync))
    for (const program of readdirSync(place)) {
      if (met.has(program)) continue
      met.add(program)
      symlinkSync(join(place, program), join(folder, program))
    }
}
