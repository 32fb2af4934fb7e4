/** A day of refreshing in one process, against feeds of every kind: memory stays flat, and nothing is left open. */
import {spawn} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Answer, answers, items, rss} from './faults.ts'
import {type Host, openHost} from './hosts.ts'
import type {Day, Sample} from './soak-day.ts'
import {temporaryFolder, type Verdict, watch} from './world.ts'

/** MB by which memory in use may differ between the second and the last quarter of the day. */
const bar = 3

/** Feeds of which many are in every list. */
const common: readonly ((number: number) => Answer)[] = [
  // A new item at every visit, unchanged in between, never changing.
  () => validated((visit) => visit),
  (number) => validated((visit) => Math.floor((visit + (number % 5)) / 5)),
  () => validated(() => 1),
  // The same bytes, without validators.
  () => (_, response) => response.end(rss(items(10, 'The same words. '.repeat(50)))),
  () => redirected,
]

/** Faults of which a few are in every list; one of these stands at every tenth place. */
const faulty = [
  'flap',
  'never-headers',
  'slow-body',
  'stall',
  'reset-in-the-middle',
  'length-too-long',
  'gzip-cut-off',
  'gzip-trailing',
  'html',
  'empty',
  'redirect-self',
  'redirect-endless-body',
  'huge-header',
  'guid-churn',
  'one-guid',
  'bomb-zstd',
  'endless',
  'items-100000',
  'elements-without-number',
  'retry-garbage',
]

/** Refresh `feeds` feeds for `hours` hours of simulated time. */
export async function soak(feeds: number, hours: number): Promise<Verdict> {
  const hosts = await Promise.all(Array.from({length: feeds}, (_, index) => openFeed(index)))
  const file = join(temporaryFolder(), 'feeds.txt')
  writeFileSync(file, hosts.map(({url}) => url).join('\n'))
  const script = join(import.meta.dirname, 'soak-day.ts')
  const child = spawn(process.execPath, ['--expose-gc', script, file, String(hours)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  child.stdout.on('data', (text) => (out += text))
  const {code, err, milliseconds} = await watch(child).end
  for (const host of hosts) host.close()
  const part = `refresh, ${hours} hours of ${feeds} feeds`
  if (code !== 0) return {part, rounds: 0, harmed: 0, faults: [`it ended with ${code}: ${err}`]}
  const {samples, turns, ends, left}: Day = JSON.parse(out)
  const [early, late] = [quarter(samples, 1), quarter(samples, 3)]
  const good = (ends.fresh ?? 0) + (ends.unchanged ?? 0)
  const visits = samples.at(-1)!.visits
  return {
    part,
    rounds: visits,
    harmed: visits - good,
    faults: [
      ...(late.heap - early.heap <= bar ? [] : [`memory in use grew from ${early.heap} to ${late.heap} MB`]),
      ...(late.files <= early.files ? [] : [`open files grew from ${early.files} to ${late.files}`]),
      ...(left.length === 0 ? [] : [`left open: ${left.join()}`]),
      ...(err === '' ? [] : [err]),
    ],
    note: `${turns} turns; in use ${early.heap} MB in the second quarter, ${late.heap} MB in the last (of the process ${early.rss} and ${late.rss} MB); ${late.files} files; ${Math.round(milliseconds / 1000)} s`,
  }
}

function openFeed(index: number): Promise<Host> {
  const address = `127.10.${Math.floor(index / 250)}.${1 + (index % 250)}`
  const name = index % 10 === 9 ? faulty[Math.floor(index / 10) % faulty.length]! : `feed${index}`
  return openHost(address, name, answers[name] ?? common[index % common.length]!(index))
}

/** A feed whose edition follows from how often it was asked. */
function validated(edition: (visit: number) => number): Answer {
  let visit = 0
  return ({headers}, response) => {
    const number = edition(++visit)
    const etag = `"${number}"`
    const known = headers['if-none-match'] === etag
    const body = rss(items(20, `Words of a post, told at some length. `.repeat(40), (index) => number + 20 - index))
    response.writeHead(known ? 304 : 200, {etag, 'content-type': 'application/rss+xml'}).end(known ? undefined : body)
  }
}

const redirected: Answer = ({url}, response) =>
  url === '/new' ? response.end(rss(items(5))) : response.writeHead(301, {location: '/new'}).end()

/** Means over a quarter of the day, the first being 0. */
function quarter(samples: readonly Sample[], which: number): Pick<Sample, 'heap' | 'rss' | 'files'> {
  const length = samples.length / 4
  const part = samples.slice(Math.floor(which * length), Math.floor((which + 1) * length))
  const mean = (field: 'heap' | 'rss' | 'files') =>
    Math.round((part.reduce((sum, sample) => sum + sample[field], 0) / part.length) * 10) / 10
  return {heap: mean('heap'), rss: mean('rss'), files: mean('files')}
}
