/** What a schedule tells, one line an event: for people, or as JSON for programs. */
import type {BuildReport} from '../build.ts'
import {count} from '../count.ts'
import {isFailed} from '../planet/failed-visit.ts'
import {type Turned, warnOfTurned} from '../planet/turned.ts'
import {showProblem} from '../problem.ts'
import type {RefreshReport} from '../refresh.ts'

/** One thing that happened. */
export type ScheduleEvent =
  | {readonly event: 'started'; readonly pid: number}
  | {
      readonly event: 'refreshed'
      readonly visited: number
      readonly added: number
      /** Feeds that could not be read, each with why. */
      readonly failed: readonly {readonly feed: string; readonly name: string; readonly note: string}[]
      /** Feeds that went into quarantine or said that they are gone for good. */
      readonly turned: readonly {
        readonly feed: string
        readonly name: string
        readonly note: string
        readonly turned: Turned
      }[]
      readonly milliseconds: number
    }
  | {
      readonly event: 'built'
      readonly written: number
      readonly removed: number
      /** What `almagest build` would warn of, a text each. */
      readonly warnings: readonly string[]
      readonly milliseconds: number
    }
  | {readonly event: 'hooked'; readonly paths: number; readonly milliseconds: number}
  /** Something went wrong; it is tried again. */
  | {readonly event: 'failed'; readonly what: 'refresh' | 'build' | 'hook'; readonly message: string}
  /** The machine slept, or somebody set its clock. */
  | {readonly event: 'jumped'; readonly milliseconds: number}
  | {readonly event: 'waiting'; readonly until: string}
  | {readonly event: 'stopped'}

/** Takes events as they happen. */
export type Log = (event: ScheduleEvent) => void

/** A refresh as an event. */
export function toRefreshed({visits}: RefreshReport, milliseconds: number): ScheduleEvent {
  const failed = visits.filter(isFailed)
  return {
    event: 'refreshed',
    visited: visits.length,
    added: visits.reduce((sum, {added}) => sum + added, 0),
    failed: failed.map(({feed, name, note}) => ({feed, name, note})),
    turned: visits.flatMap(({feed, name, note, turned}) => (turned ? [{feed, name, note, turned}] : [])),
    milliseconds: Math.round(milliseconds),
  }
}

/** A build as an event. */
export function toBuilt({written, removed, problems, milliseconds}: BuildReport): ScheduleEvent {
  const warnings = problems.map(showProblem)
  return {event: 'built', written: written.length, removed: removed.length, warnings, milliseconds}
}

/** Whether anything came of it: people want to read of that alone. */
export function isWorthALine(event: ScheduleEvent): boolean {
  if (event.event === 'refreshed') return event.visited > 0
  if (event.event === 'built') return event.written + event.removed > 0
  return event.event !== 'waiting'
}

/** What must be told to whoever asked for silence: one line for each feed that turned. */
export function toAlarms(event: ScheduleEvent, time: string): readonly string[] {
  if (event.event !== 'refreshed') return []
  return warnOfTurned(event.turned).map((problem) => `${stamp(time)}  ! ${onOneLine(showProblem(problem))}`)
}

/** One line of JSON. */
export function toJsonLine(event: ScheduleEvent, time: string): string {
  return JSON.stringify({time, ...event})
}

/** One line for people. */
export function toLine(event: ScheduleEvent, time: string): string {
  return `${stamp(time)}  ${inWords(event)}`
}

function inWords(event: ScheduleEvent): string {
  switch (event.event) {
    case 'started':
      return `started, process ${event.pid}`
    case 'refreshed': {
      const {visited, added, failed, milliseconds} = event
      const bad = failed.length ? `, ${failed.length} failed (${failed.map(({name}) => name).join(', ')})` : ''
      return `refreshed: ${visited} visited, ${added} new${bad}, ${seconds(milliseconds)}`
    }
    case 'built': {
      const {written, removed, warnings, milliseconds} = event
      const warned = warnings.length ? `, ${count(warnings.length, 'warning')}` : ''
      return `built: ${written} written, ${removed} removed${warned}, ${seconds(milliseconds)}`
    }
    case 'hooked':
      return `hook: told of ${event.paths} changed, ${seconds(event.milliseconds)}`
    case 'failed':
      return `${event.what} failed, to be tried again: ${onOneLine(event.message)}`
    case 'jumped':
      return `the clock jumped by ${seconds(event.milliseconds)}`
    case 'waiting':
      return `waiting until ${event.until.slice(0, 19)}Z`
    case 'stopped':
      return 'stopped'
  }
}

function stamp(time: string): string {
  return `${time.slice(0, 19)}Z`
}

function onOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' | ')
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
