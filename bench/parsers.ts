/**
 * `node bench/parsers.ts [--cases 100000] [--seed 1] [--seconds 600] [--positions] [--texts 'folder/*.md'…]`: looks for
 * texts that the quick parser may read and reads otherwise than remark-parse. Prints what it finds, how many texts of
 * each kind were compared, and what the decision costs. `--positions` compares where elements stand, too.
 */
import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {isPlain} from '../src/content/markdown/quick.ts'
import {bodyOf, createComparison} from '../test/content/markdown/parsers.ts'
import {createTexts, kinds} from '../test/content/markdown/texts.ts'
import {createRandom} from '../test/helpers/random.ts'
import {writePost} from './posts.ts'

const {values} = parseArgs({
  options: {
    cases: {type: 'string', default: '100000'},
    seed: {type: 'string', default: '1'},
    seconds: {type: 'string', default: '600'},
    positions: {type: 'boolean', default: false},
    texts: {type: 'string', multiple: true, default: []},
  },
})

const random = createRandom(Number(values.seed))
const repository = join(import.meta.dirname, '..')
const own = ['content/**/*.md', 'test/fixtures/markdown/*.in'].flatMap((pattern) =>
  globSync(pattern, {cwd: repository}).map((path) => join(repository, path)),
)
const posts = Array.from({length: 1_000}, (_, number) => writePost(number, 1_000).body)
const files = [...own, ...globSync(values.texts)].toSorted().map((path) => bodyOf(readFileSync(path, 'utf8')))
tellCost()
await search()

/** Prints how many posts the quick parser may read, and what it costs to know. */
function tellCost(): void {
  const plain = {rehypePlugins: [], math: false}
  const allowed = posts.filter((post) => isPlain(post, plain)).length
  const begun = process.cpuUsage()
  for (let round = 0; round < 10; round++) for (const post of posts) isPlain(post, plain)
  const {user, system} = process.cpuUsage(begun)
  const length = posts.reduce((sum, post) => sum + post.length, 0)
  const cost = ((user + system) / 10 / length) * 5_000
  console.log(`${allowed} of ${posts.length} posts may be read quickly; ${cost.toFixed(0)} µs to know of 5 KB`)
}

/** Compares texts of every kind in turn, and prints those that differ. */
async function search(): Promise<void> {
  const make = createTexts(random, [...files, ...posts.slice(0, 100)])
  const compare = createComparison({positions: values.positions})
  const counts = kinds.map((kind) => ({kind, left: 0, alike: 0, different: 0}))
  const end = performance.now() + Number(values.seconds) * 1_000
  for (let index = 0; index < Number(values.cases) && performance.now() < end; index++) {
    const count = counts[index % counts.length]!
    const text = make(count.kind)
    const verdict = await compare(text)
    count[verdict]++
    if (verdict === 'different') console.log(JSON.stringify(text))
  }
  console.table(counts)
  if (counts.some(({different}) => different > 0)) process.exitCode = 1
}
