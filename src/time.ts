/** Dates as people write them, read in a time zone. Nothing here asks for the clock or the zone of the machine. */

/** A moment as the clocks of a time zone show it. */
export interface WallClock {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** A date as read. */
export interface ReadDate {
  /** ISO 8601 in UTC: `2025-01-31T09:00:00.000Z`. */
  readonly utc: string
  /** The wall clock as written, whatever zone it was meant in: `2025-01-31T10:00:00`. */
  readonly written: string
}

const pattern =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?[ \t]*(?:(Z|z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?)?$/

/** In milliseconds. */
export const minute = 60_000
/** In milliseconds. */
export const hour = 60 * minute
/** In milliseconds. */
export const day = 24 * hour

/** A time (ISO 8601 in UTC) far enough to mean never. */
export const never = '9999-12-31T23:59:59.999Z'

/** A moment in milliseconds as ISO 8601 in UTC: `2025-01-31T09:00:00.000Z`. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString()
}

/** The time (ISO 8601 in UTC) that comes so many milliseconds after another; before it when they are negative. */
export function timeAfter(time: string, ms: number): string {
  return isoOf(Date.parse(time) + ms)
}

/**
 * Read `2025-01-31`, `2025-01-31 10:00` or a full ISO 8601 date. A date without an offset is meant as the clocks of
 * `timeZone` (IANA name) show it: a time that a change of clocks skips moves on by what was skipped, one that comes
 * twice is the first. A day alone is its midnight. Undefined when the text is no date of the years 1 to 9999.
 */
export function readDate(text: string, timeZone: string): ReadDate | undefined {
  const match = pattern.exec(text.trim())
  if (!match) return undefined
  const [year, month, date, hours, minutes, seconds] = match.slice(1, 7).map((part) => Number(part ?? 0))
  const wall = utcOf(year!, month!, date!, hours!, minutes!, seconds!)
  if (wall === undefined) return undefined
  const moment = match[8] ? wall : match[9] ? wall - offsetWritten(match) : fromWall(wall, timeZone)
  const utc = new Date(moment + Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)))
  const valid = utc.getUTCFullYear() >= 1 && utc.getUTCFullYear() <= 9999
  return valid ? {utc: utc.toISOString(), written: new Date(wall).toISOString().slice(0, 19)} : undefined
}

/** What the clocks of `timeZone` show at a moment (ISO 8601). */
export function wallClock(moment: string, timeZone: string): WallClock {
  const utc = Date.parse(moment)
  const local = new Date(utc + offsetAt(utc, timeZone))
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  }
}

/** The day as front matter has it: `2025-01-31`. */
export function writeDay({year, month, day}: WallClock): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** The day and minute as front matter has them: `2025-01-31 18:30`. */
export function writeMinute(clock: WallClock): string {
  return `${writeDay(clock)} ${two(clock.hour)}:${two(clock.minute)}`
}

/** The day and second as `ReadDate.written` has them: `2025-01-31T18:30:00`. */
export function writeSecond(clock: WallClock): string {
  return `${writeMinute(clock).replace(' ', 'T')}:${two(clock.second)}`
}

/** A number with two digits at least: `07`. */
export function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** Whether the runtime knows a time zone of this name. */
export function knowsTimeZone(timeZone: string): boolean {
  try {
    zone(timeZone)
    return true
  } catch {
    return false
  }
}

/** Milliseconds of the wall clock as if it were UTC; undefined for a 31st of June and the like. */
function utcOf(...[year, month, date, hours, minutes, seconds]: [number, number, number, number, number, number]) {
  if (year < 1 || hours > 23 || minutes > 59 || seconds > 60) return undefined
  const moment = new Date(0)
  moment.setUTCFullYear(year, month - 1, date)
  if (moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== date) return undefined
  return moment.setUTCHours(hours, minutes, seconds)
}

function offsetWritten(match: RegExpExecArray): number {
  return (match[9] === '-' ? -1 : 1) * (Number(match[10]) * 60 + Number(match[11] ?? 0)) * minute
}

function fromWall(wall: number, timeZone: string): number {
  const before = wall - offsetAt(wall - day, timeZone)
  if (before + offsetAt(before, timeZone) === wall) return before
  const after = wall - offsetAt(wall + day, timeZone)
  return after + offsetAt(after, timeZone) === wall ? after : before
}

const zones = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/** Milliseconds that the zone is ahead of UTC. Clocks change on the quarter hour at most, so quarters are remembered. */
function offsetAt(utc: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const quarter = Math.floor(utc / (15 * minute))
  const key = `${timeZone} ${quarter}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    if (offsets.size > 100_000) offsets.clear()
    offset = askOffset(quarter * 15 * minute, timeZone)
    offsets.set(key, offset)
  }
  return offset
}

function askOffset(utc: number, timeZone: string): number {
  const [, sign, hours, minutes, seconds] =
    /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(zone(timeZone).format(utc)) ?? []
  const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  return (sign === '-' ? -1000 : 1000) * total
}

function zone(timeZone: string): Intl.DateTimeFormat {
  let format = zones.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {timeZone, timeZoneName: 'longOffset'})
    zones.set(timeZone, format)
  }
  return format
}
