/** Whether links to other sites still lead somewhere: asked politely, and remembered. */
import {setTimeout as pause} from 'node:timers/promises'
import type {Probed, Prober} from './planet/probe.ts'
import {day} from './time.ts'
import {readJson, writeWhole} from './whole-file.ts'

/** What is known of a link. `unknown`: its host did not want to say, or not now. */
export interface Verdict {
  readonly status: 'good' | 'broken' | 'unknown'
  /** One clause: `the host answered 404`. */
  readonly note: string
  /** When it was asked. */
  readonly at: string
}

/** What is known of links to other sites. */
export interface OutsideReport {
  readonly verdicts: ReadonlyMap<string, Verdict>
  /** Links that were asked for in this run. */
  readonly asked: number
}

/** What looking outside needs. */
export interface OutsideOptions {
  readonly prober: Prober
  readonly now: () => string
  /** Where verdicts are kept between runs. */
  readonly file: string
  /** Ask even for what is known. Default: false. */
  readonly force?: boolean
  /** Between two requests to one host, in milliseconds. Default: 2,000. */
  readonly pauseMs?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number, url: string) => void
}

/** How long a verdict holds. What is broken may be mended tomorrow, what is good seldom breaks within the month. */
const lasting: Readonly<Record<Verdict['status'], number>> = {good: 30 * day, unknown: 7 * day, broken: day}

const hostsAtOnce = 8

const maxRedirects = 5

/** Answers of hosts that turn programs away, are busy, or want a login: the page may well be there (RFC 9110, section 15.5). */
const evasive = new Set([401, 402, 403, 405, 406, 408, 425, 429, 451])

/** Ask for every link that is not known well enough; verdicts of links that are gone are forgotten. */
export async function checkOutside(urls: Iterable<string>, options: OutsideOptions): Promise<OutsideReport> {
  const {now, file, force = false, signal, onProgress} = options
  const wanted = new Set(urls)
  const known = Object.entries(readJson<Record<string, Verdict>>(file) ?? {})
  const verdicts = new Map(known.filter(([url]) => wanted.has(url)))
  const due = [...wanted].filter((url) => force || !holds(verdicts.get(url), now()))
  const byHost = Array.from(Map.groupBy(due, hostOf).values())
  const turn = createTurns(options)
  let done = 0
  const work = async () => {
    for (let list = byHost.shift(); list; list = byHost.shift()) {
      for (const url of list) {
        if (signal?.aborted) return
        const verdict = await judge(url, options.prober, turn)
        if (!verdict) return
        verdicts.set(url, {...verdict, at: now()})
        done++
        onProgress?.(done, due.length, url)
      }
    }
  }
  try {
    await Promise.all(Array.from({length: hostsAtOnce}, work))
  } finally {
    writeWhole(
      file,
      `${JSON.stringify(Object.fromEntries([...verdicts].sort(([a], [b]) => (a < b ? -1 : 1))), null, 1)}\n`,
    )
  }
  return {verdicts, asked: done}
}

function holds(verdict: Verdict | undefined, now: string): boolean {
  return verdict !== undefined && Date.parse(verdict.at) + lasting[verdict.status] > Date.parse(now)
}

/** Waits until a host may be asked; false when nobody is to be asked any more. */
type Turn = (url: string) => Promise<boolean>

/** Turns of each host, a pause apart; redirects count for the host that they lead to. */
function createTurns({pauseMs = 2_000, signal}: OutsideOptions): Turn {
  const next = new Map<string, number>()
  return async (url) => {
    const host = hostOf(url)
    const begun = performance.now()
    const at = Math.max(begun, next.get(host) ?? 0)
    next.set(host, at + pauseMs)
    if (at > begun) await pause(at - begun, undefined, signal ? {signal} : {}).catch(() => {})
    return !signal?.aborted
  }
}

/** HEAD first; GET where a host answers it with an error, because many do not know HEAD. Undefined when it was stopped. */
async function judge(start: string, prober: Prober, turn: Turn): Promise<Omit<Verdict, 'at'> | undefined> {
  let url = start
  for (let hops = 0; hops <= maxRedirects; hops++) {
    if (!(await turn(url))) return undefined
    let probed = await prober.probe(url, 'HEAD')
    if (probed.status === 'answered' && probed.code >= 400 && probed.code !== 429) {
      if (!(await turn(url))) return undefined
      probed = await prober.probe(url, 'GET')
    }
    if (probed.status !== 'answered' || !probed.location) return verdictOf(probed, url === start ? '' : `, at ${url}`)
    url = probed.location
  }
  return {status: 'broken', note: `there were more than ${maxRedirects} redirects`}
}

function verdictOf(probed: Probed, where: string): Omit<Verdict, 'at'> {
  if (probed.status !== 'answered')
    return {status: probed.status === 'nameless' ? 'broken' : 'unknown', note: probed.reason + where}
  const {code} = probed
  const note = `the host answered ${code}${where}`
  if (code < 400) return {status: 'good', note}
  return {status: code >= 500 || evasive.has(code) ? 'unknown' : 'broken', note}
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url
}
