/** Dates as feeds write them: RFC 822, ISO 8601, and what people make of these. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Minutes east of Greenwich by the names that RFC 822 and blogs know. */
const zones: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '0': 'ut utc gmt z wet',
    '60': 'west bst cet met',
    '120': 'cest mest eet sast',
    '180': 'eest msk',
    '330': 'ist',
    '480': 'sgt hkt awst',
    '540': 'jst kst',
    '600': 'aest',
    '660': 'aedt',
    '720': 'nzst',
    '780': 'nzdt',
    '-150': 'ndt',
    '-180': 'adt brt art',
    '-210': 'nst',
    '-240': 'at ast edt',
    '-300': 'et est cdt',
    '-360': 'ct cst mdt',
    '-420': 'mt mst pdt',
    '-480': 'pt pst akdt',
    '-540': 'akst',
    '-600': 'hst',
  }).flatMap(([minutes, names]) => names.split(' ').map((name) => [name, Number(minutes)])),
)

/** A date as ISO 8601 in UTC; undefined for what is none. Without a zone it is taken as UTC. */
export function parseDate(written: string | undefined): string | undefined {
  const text = written?.trim().slice(0, 100)
  if (!text) return undefined
  const time = readIso(text) ?? readOldIso(text) ?? readMail(text) ?? readAsctime(text) ?? readSlashes(text)
  return time === undefined || !(Math.abs(time) <= 8.64e15) ? undefined : new Date(time).toISOString()
}

/** `2024-01-31T12:00:00.5+01:00` and shorter forms (RFC 3339, W3CDTF), with a space or several for the `T`. */
function readIso(text: string): number | undefined {
  const match =
    /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:(?:T|\s+|,\s*)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?\s*(.*)$/i.exec(
      text,
    )
  if (!match) return undefined
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '0', zone = ''] = match
  const offset = zoneOffset(zone)
  if (offset === undefined) return undefined
  return timeOf(+year!, +month, +day, +hour, +minute, +second, offset, Math.floor(+`0.${fraction}` * 1000))
}

/** `2024-031`, `240131`, `-24-01`: days of the year and short years, which ISO 8601 allowed until 2004. */
function readOldIso(text: string): number | undefined {
  const ordinal = /^(\d{4})-?(\d{3})$/.exec(text)
  if (ordinal) return dayOfYear(+ordinal[1]!, +ordinal[2]!)
  const [, year, month = '1', day = '1'] =
    /^(?:-(\d{2})(?:-?(\d{2}))?|(\d{2})-?(\d{2})-?(\d{2}))$/.exec(text)?.filter((part) => part !== undefined) ?? []
  return year === undefined ? undefined : timeOf(fullYear(year), +month, +day, 0, 0, 0, 0)
}

function dayOfYear(year: number, day: number): number | undefined {
  return day < 1 || day > 366 ? undefined : new Date(0).setUTCFullYear(year, 0, day)
}

/** `Wed, 31 Jan 2024 12:00:00 +0100` (RFC 822, RFC 2822), `31-Jan-24`, `January 31, 2024 12:00 PM EST`. */
function readMail(text: string): number | undefined {
  const words = text.replace(/\([^)]*\)/g, ' ')
  const withoutDay = words.replace(/^[^\d\s,]+,?\s*(?=\d)/, '')
  const match =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s,./-]*(?:of\s)?([^\W\d_]{3,12})\.?[\s,./-]*(\d{4}|\d{2})\b(.*)$/i.exec(withoutDay) ??
    swapped(/^(?:[^\W\d_]+,\s*)?([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b(.*)$/i.exec(words))
  if (!match) return undefined
  const [, day, name, year, rest] = match
  const month = months.indexOf(name!.slice(0, 3).toLowerCase()) + 1
  return month ? withClock(fullYear(year!), month, +day!, rest!) : undefined
}

/** `Wed Jan 31 12:00:00 CET 2024` (C's asctime, Java's Date). */
function readAsctime(text: string): number | undefined {
  const match = /^[a-z]{3,9},?\s+([a-z]{3})[a-z]*\s+(\d{1,2})\s+([\d:]+)\s*([a-z]{0,5}|[+-]\d{4})\s+(\d{4})$/i.exec(
    text,
  )
  if (!match) return undefined
  const month = months.indexOf(match[1]!.toLowerCase()) + 1
  return month ? withClock(+match[5]!, month, +match[2]!, `${match[3]} ${match[4]}`) : undefined
}

/** `1/31/2024 12:00 PM`: American order unless the first number is no month. */
function readSlashes(text: string): number | undefined {
  const match = /^(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})\b,?(.*)$/.exec(text)
  if (!match) return undefined
  const [first, second, third] = [+match[1]!, +match[2]!, +match[3]!]
  if (first > 31) return withClock(first, second, third, match[4]!)
  const dayFirst = first > 12 || text.includes('.')
  return withClock(fullYear(match[3]!), dayFirst ? second : first, dayFirst ? first : second, match[4]!)
}

function withClock(year: number, month: number, day: number, rest: string): number | undefined {
  const clock = /^[\s,T-]*(?:at\s)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*([ap]\.?m\b\.?)?\s*(.*)$/i.exec(
    rest,
  )
  if (!clock) return timeOf(year, month, day, 0, 0, 0, zoneOffset(rest.trim()) ?? 0)
  const [, hour, minute, second = '0', half, zone] = clock
  const noon = half ? (+hour! % 12) + (/^p/i.test(half) ? 12 : 0) : +hour!
  return timeOf(year, month, day, noon, +minute!, +second, zoneOffset(zone!) ?? 0)
}

function timeOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  offset: number,
  milliseconds = 0,
): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return undefined
  // Not `Date.UTC` with the year: it takes 24 for 1924.
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute - offset, second, milliseconds)
  return date.getTime()
}

/** Minutes; undefined for what is no zone. No zone at all is UTC. */
function zoneOffset(zone: string): number | undefined {
  if (!zone) return 0
  const match = /^(?:UTC|GMT)?\s*([+-])\s*(\d{1,2}):?(\d{2})?/i.exec(zone)
  if (match) {
    const minutes = +match[2]! * 60 + +(match[3] ?? 0)
    return minutes > 24 * 60 ? undefined : match[1] === '-' ? -minutes : minutes
  }
  return zones.get(/^[a-z]+/i.exec(zone)?.[0].toLowerCase() ?? '')
}

/** RFC 2822 section 4.3. */
function fullYear(year: string): number {
  if (year.length > 2) return +year
  return +year < 50 ? 2000 + +year : 1900 + +year
}

function swapped(match: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return match && [match[0], match[2], match[1], match[3], match[4]]
}
