/** When to work next: a rhythm that somebody wished for, in words of crontab or as a length of time. */
import {Cron} from 'croner'
import {minute, never, timeAfter} from '../time.ts'

/** The first time after `now`; both ISO 8601 in UTC. */
export type Rhythm = (now: string) => string

const units: Readonly<Record<string, number>> = {m: 1, min: 1, h: 60, d: 24 * 60}

/** `20m`, `2h`, `1d` in minutes; undefined for anything else. */
export function readMinutes(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,5}) ?(m|min|h|d)$/.exec(text.trim()) ?? []
  return Number(number) > 0 ? Number(number) * units[unit!]! : undefined
}

/**
 * Read a length of time such as `30m`, or five fields as crontab has them (`0 6-22 * * *`), meant as the clocks of
 * `timeZone` show. Undefined when it is neither, or names times that never come.
 */
export function readRhythm(text: string, timeZone: string): Rhythm | undefined {
  const minutes = readMinutes(text)
  if (minutes !== undefined) return (now) => timeAfter(now, minutes * minute)
  try {
    const cron = new Cron(text, {paused: true, timezone: timeZone, mode: '5-part'})
    const next = (now: string) => cron.nextRun(new Date(now))?.toISOString()
    return next(new Date().toISOString()) === undefined ? undefined : (now) => next(now) ?? never
  } catch {
    return undefined
  }
}
