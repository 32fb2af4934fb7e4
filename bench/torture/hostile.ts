/** All faults in one refresh, beside ten good feeds: the ten are fine, and memory stays within bounds. */
import {spawn} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {answers, bytes, items, rss} from './faults.ts'
import {openHost, openRawHost} from './hosts.ts'
import {program, temporaryFolder, type Verdict, writeProject} from './world.ts'

/** Memory of the whole process above one that has nothing to visit, in MB. */
const bar = 150

/** The longest visit lasts a minute; some of them stand behind others. */
const longest = 180_000

const good = 10

/** Refresh once with every fault at an address of its own. */
export async function refreshHostile(): Promise<Verdict> {
  const hosts = await Promise.all([
    ...Array.from({length: good}, (_, index) =>
      openHost(`127.9.2.${index + 1}`, 'good', (_, response) =>
        response.end(rss(items(20, 'Good words. '.repeat(200)))),
      ),
    ),
    ...Object.entries(answers).map(([name, answer], index) => openHost(`127.9.1.${index + 1}`, name, answer)),
    ...Object.entries(bytes).map(([name, text], index) => openRawHost(`127.9.3.${index + 1}`, name, text)),
  ])
  const idle = await refreshOnce([])
  const run = await refreshOnce(hosts.map(({url}) => url))
  for (const host of hosts) host.close()
  const rounds = hosts.length - good
  const {visits} = run
  const over = run.peak - idle.peak
  const faults = [
    ...visits
      .filter(isGood)
      .flatMap(({feed, status, added}) => (added === 20 ? [] : [`${feed} was ${status}, ${added} items`])),
    ...(visits.length === hosts.length ? [] : [`${visits.length} of ${hosts.length} feeds were visited`]),
    ...(run.code === 3 && run.err === '' ? [] : [`it ended with ${run.code}: ${run.err}`]),
    ...(run.milliseconds < longest ? [] : [`it took ${run.milliseconds} ms`]),
    ...(over <= bar ? [] : [`it took ${over} MB more than an idle one`]),
  ]
  const harmed = visits.filter((visit) => !isGood(visit) && visit.status !== 'fresh').length
  const note = `${over} MB over the ${idle.peak} MB of an idle one, ${Math.round(run.milliseconds / 1000)} s`
  return {part: 'refresh, all faults beside ten good feeds', rounds, harmed, faults, note}
}

interface Visit {
  readonly feed: string
  readonly status: string
  readonly added: number
}

function isGood({feed}: Visit): boolean {
  return feed.endsWith('/good')
}

async function refreshOnce(feeds: readonly string[]) {
  const root = temporaryFolder()
  const planet = feeds.length > 0 ? `planet: {feeds: ${JSON.stringify(feeds)}},` : ''
  writeProject(root, join(root, 'content'), `${planet} refresh: {allow: ['127.9.0.0/16']}`)
  const begun = performance.now()
  const child = spawn(process.execPath, [program, 'refresh', '--json'], {cwd: root, stdio: ['ignore', 'pipe', 'pipe']})
  let [out, err, peak] = ['', '', 0]
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (err += text))
  const watch = setInterval(() => (peak = Math.max(peak, peakOf(child.pid!))), 20)
  const code = await new Promise((done) => child.on('close', done))
  clearInterval(watch)
  const visits: readonly Visit[] = out ? JSON.parse(out).visits : []
  return {code, err, peak, visits, milliseconds: performance.now() - begun}
}

/** Peak memory of a process in MB; 0 where there is no telling. */
function peakOf(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024)
  } catch {
    return 0
  }
}
