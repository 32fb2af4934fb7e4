/** `node --expose-gc soak-day.ts FILE HOURS`: refresh the feeds named in a file as the schedule would, hour after hour, in one process. */
import {readdirSync, readFileSync} from 'node:fs'
import {openMemory} from '../../src/memory/open.ts'
import {createFetcher} from '../../src/planet/fetch.ts'
import {createReader} from '../../src/planet/reader.ts'
import {refresh} from '../../src/planet/refresh.ts'
import {temporaryFolder} from './world.ts'

/** What the process held at the end of an hour, in MB and in numbers, garbage not counted. */
export interface Sample {
  readonly hour: number
  readonly heap: number
  readonly rss: number
  readonly files: number
  readonly visits: number
}

/** All that the child tells. */
export interface Day {
  readonly samples: readonly Sample[]
  readonly turns: number
  /** Visits by how they ended. */
  readonly ends: Readonly<Record<string, number>>
  /** What would keep the process alive at the end. */
  readonly left: readonly string[]
}

const minute = 60_000
const [file, hours] = process.argv.slice(2)
const subscriptions = readFileSync(file!, 'utf8')
  .split('\n')
  .map((url) => ({key: url.slice('http://'.length), url}))
const database = `${temporaryFolder()}/planet.sqlite`
/** Hosts on this machine need no time: those that are silent are left soon. */
const limits = {connectMs: 500, firstByteMs: 500, idleMs: 500, totalMs: 1_500}
const begin = Date.parse('2025-06-01T00:00:00Z')
const begun = performance.now()
let skipped = 0
const time = () => begin + skipped + performance.now() - begun
const ends: Record<string, number> = {}
const samples: Sample[] = []
let [turns, visits] = [0, 0]

/** One turn as `almagest schedule` takes it: nothing is held between two. Gives when the next one is wanted. */
async function turn(): Promise<string | undefined> {
  const store = await openMemory(database, ({message}) => process.stderr.write(`${message}\n`))
  const fetcher = createFetcher({...limits, userAgent: 'Almagest/soak', allow: ['127.0.0.0/8']})
  const reader = createReader({takes: true})
  try {
    const report = await refresh({
      store,
      subscriptions,
      fetch: fetcher.fetch,
      read: reader.read,
      now: () => new Date(time()).toISOString(),
      sleep: async (ms) => {
        skipped += ms
      },
    })
    visits += report.visits.length
    for (const {status} of report.visits) ends[status] = (ends[status] ?? 0) + 1
    return report.next
  } finally {
    await Promise.all([fetcher.close(), reader.close()])
    await store.close()
  }
}

function sample(hour: number): void {
  globalThis.gc!()
  const {heapUsed, external, rss} = process.memoryUsage()
  const files = readdirSync('/proc/self/fd').length
  samples.push({hour, heap: toMb(heapUsed + external), rss: toMb(rss), files, visits})
}

function toMb(bytes: number): number {
  return Math.round(bytes / 1e5) / 10
}

for (let hour = 1; hour <= Number(hours); hour++) {
  const end = begin + hour * 60 * minute
  while (time() < end) {
    const next = await turn()
    turns++
    const wanted = next === undefined ? 30 * minute : Date.parse(next) - time()
    skipped += Math.min(Math.max(wanted, 5 * minute), 30 * minute)
  }
  sample(hour)
}
// What is closing needs a moment.
for (let wait = 0; wait < 40 && leftOver().length > 0; wait++) await new Promise((done) => setTimeout(done, 50))
const day: Day = {samples, turns, ends, left: leftOver()}
process.stdout.write(JSON.stringify(day))

function leftOver(): string[] {
  return process.getActiveResourcesInfo().filter((name) => !/^(?:PipeWrap|TTYWrap|FSReqPromise)$/.test(name))
}
