/** Turn after turn, each when there is something to do, for as long as the machine runs. */
import {setTimeout as timer} from 'node:timers/promises'
import {isoOf, minute} from '../time.ts'
import type {Log} from './events.ts'
import type {Rhythm} from './rhythm.ts'
import type {Turn} from './turn.ts'

/** How turns follow one another, and who hears of them. */
export interface ScheduleOptions {
  readonly turn: () => Promise<Turn>
  /** The clock: ISO 8601 in UTC. */
  readonly now: () => string
  readonly log: Log
  /** Ends the schedule: while it waits at once, in a turn as soon as that has come to a safe end. */
  readonly signal: AbortSignal
  /** Turns at these times alone. Default: when a feed or a post is due, and once an hour to see what else has changed. */
  readonly rhythm?: Rhythm | undefined
  /** From 0 up to 1. Default: chance. */
  readonly random?: (() => number) | undefined
  /** Default: timers. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined
}

/** Content that was edited by hand announces itself to nobody. */
const longest = 60 * minute

/** Nothing is so urgent that it could not wait for a minute. */
const shortest = minute

/** Many machines that wake by the same clock should not all ask at once. */
const jitter = 20_000

/** The clock is looked at that often: timers stand still while a machine sleeps. */
const slice = 30_000

/** A clock that is off by more has jumped. */
const jump = minute

/** Milliseconds to let the network come back when a machine has woken. */
const settling = 15_000

/** Take turns until told to stop. No failure ends it: after one the next turn comes in 1, 2, 4 … 60 minutes. */
export async function schedule(options: ScheduleOptions): Promise<void> {
  const {turn, now, log, signal} = options
  log({event: 'started', pid: process.pid})
  let failures = 0
  while (!signal.aborted) {
    const {next, failed} = await turn()
    failures = failed ? failures + 1 : 0
    if (signal.aborted) break
    const until = nextTurn(options, next, failures)
    log({event: 'waiting', until})
    await waitUntil(until, {...options, now})
  }
  log({event: 'stopped'})
}

function nextTurn(
  {now, rhythm, random = Math.random}: ScheduleOptions,
  next: string | undefined,
  failures: number,
): string {
  const time = now()
  if (rhythm) return rhythm(time)
  const at = Date.parse(time)
  const wanted = Math.min(next === undefined ? longest : Date.parse(next) - at, longest)
  const wait = failures ? Math.min(minute * 2 ** Math.min(failures - 1, 10), longest) : Math.max(wanted, shortest)
  return isoOf(at + wait + random() * jitter)
}

/** Wait by the clock on the wall. One that jumps, either way, ends the wait: what it was measured by is no more. */
async function waitUntil(until: string, {now, log, signal, sleep = sleepFor}: ScheduleOptions): Promise<void> {
  while (!signal.aborted) {
    const before = Date.parse(now())
    const left = Date.parse(until) - before
    if (left <= 0) return
    const ms = Math.min(left, slice)
    await sleep(ms, signal)
    if (signal.aborted) return
    const off = Date.parse(now()) - before - ms
    if (Math.abs(off) < jump) continue
    log({event: 'jumped', milliseconds: off})
    await sleep(settling, signal)
    return
  }
}

function sleepFor(ms: number, signal: AbortSignal): Promise<unknown> {
  return timer(ms, undefined, {signal}).catch(() => {})
}
