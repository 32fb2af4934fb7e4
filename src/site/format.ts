/** Small answers that views need of dates, languages and addresses. */
import {wallClock, writeDay} from '../time.ts'
import type {SiteSettings} from '../types.ts'

type DateStyle = 'full' | 'long' | 'month' | 'day' | 'time'

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  full: {dateStyle: 'full'},
  long: {dateStyle: 'long'},
  month: {year: 'numeric', month: 'long'},
  day: {month: 'short', day: 'numeric'},
  time: {timeStyle: 'short'},
}

/** Makes a formatter once: that costs as much as drawing a page. */
function remembered<Made>(make: (...names: string[]) => Made): (...names: string[]) => Made {
  const known = new Map<string, Made>()
  return (...names) => {
    const key = names.join(' ')
    const found = known.get(key) ?? make(...names)
    known.set(key, found)
    return found
  }
}

const datesIn = remembered(
  (language, timeZone, style) => new Intl.DateTimeFormat(language, {...styles[style as DateStyle], timeZone}),
)
const numbersIn = remembered((language) => new Intl.NumberFormat(language))
const minutesIn = remembered(
  (language) => new Intl.NumberFormat(language, {style: 'unit', unit: 'minute', unitDisplay: 'long'}),
)

/**
 * The date as the site's readers write it, in the site's language and time zone. Styles: `full` with the weekday, `long`
 * (the default), `month` for month and year, `day` for day and month, `time` for hour and minute.
 */
export function formatDate(
  {language, timeZone}: Pick<SiteSettings, 'language' | 'timeZone'>,
  date: string,
  style: DateStyle = 'long',
): string {
  const known = datesOf(`${language} ${timeZone} ${style}`)
  return known.get(date) ?? keepDate(known, date, datesIn(language, timeZone, style).format(new Date(date)))
}

/** A number of minutes in the site's language: "5 minutes". */
export function formatMinutes({language}: Pick<SiteSettings, 'language'>, minutes: number): string {
  return minutesIn(language).format(minutes)
}

/** A number as the site's readers write it: "12,345". */
export function formatNumber({language}: Pick<SiteSettings, 'language'>, number: number): string {
  return numbersIn(language).format(number)
}

/** Dates that were asked for, by how they are written and by moment: every list of posts asks for the same ones. */
const dates = new Map<string, Map<string, string>>()
const mostDates = 100_000

function datesOf(manner: string): Map<string, string> {
  const known = dates.get(manner) ?? new Map<string, string>()
  dates.set(manner, known)
  return known
}

function keepDate(known: Map<string, string>, date: string, written: string): string {
  if (known.size >= mostDates) known.clear()
  known.set(date, written)
  return written
}

/** The day on which a moment falls in the site's time zone: `2025-01-31`. */
export function zonedDay({timeZone}: Pick<SiteSettings, 'timeZone'>, date: string): string {
  const known = datesOf(timeZone)
  const found = known.get(date)
  if (found !== undefined) return found
  return keepDate(known, date, writeDay(wallClock(date, timeZone)))
}

/** Direction in which a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(?:ar|arc|ckb|dv|fa|he|ku-arab|nqo|pa-arab|ps|sd|syr|ug|ur|yi)\b|-(?:arab|hebr)\b/i.test(language)
    ? 'rtl'
    : 'ltr'
}

/** The absolute URL of a path that begins with the site's base. URLs that are absolute already stay as they are. */
export function absolute({url, base}: Pick<SiteSettings, 'url' | 'base'>, path: string): string {
  return path.startsWith('/') && !path.startsWith('//') ? url.slice(0, url.length - base.length) + path : path
}

/** A sentence with its `{names}` filled in. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
}
