import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {parseDate} from '../../src/planet/read/dates.ts'
import {day, minute, readDate, wallClock, writeDay, writeMinute, writeSecond} from '../../src/time.ts'

const runs = {numRuns: 500, seed: 20261124}
const zone = fc.constantFrom(
  ...['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham', 'Pacific/Apia'],
  ...['Africa/Casablanca', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Tehran', 'Antarctica/Troll'],
)
/** Any moment, often one at which some clock changes: to and from summer, or the day that Samoa left out. */
const changes = [
  '2025-03-30T01:00Z',
  '2025-10-26T01:00Z',
  '2025-03-09T06:30Z',
  '2025-11-02T05:30Z',
  '2011-12-30T10:00Z',
]
const others = ['2025-10-04T15:30Z', '2025-04-05T15:00Z', '2025-04-05T14:00Z', '2025-09-27T14:00Z', '1893-03-31T23:06Z']
const moment = fc.oneof(
  fc.date({min: new Date('0001-01-03'), max: new Date('9999-12-29'), noInvalidDate: true}),
  fc
    .tuple(fc.constantFrom(...changes, ...others), fc.integer({min: -200, max: 200}))
    .map(([change, minutes]) => new Date(Date.parse(change) + minutes * minute)),
)

test('a moment is read as itself in whatever zone, with or without fractions', () => {
  fc.assert(
    fc.property(moment, zone, (date, timeZone) => {
      const written = date.toISOString()
      assert.equal(readDate(written, timeZone)?.utc, written)
      const whole = `${written.slice(0, 19)}.000Z`
      assert.equal(readDate(`${written.slice(0, 19)}+00:00`, timeZone)?.utc, whole)
      assert.equal(readDate(`${written.slice(0, 19).replace('T', ' ')} Z`, timeZone)?.utc, whole)
      assert.equal(parseDate(written), written)
    }),
    runs,
  )
})

test('what the clocks of a zone show is read back as that moment, or as the first that shows the same', () => {
  fc.assert(
    fc.property(moment, zone, (date, timeZone) => {
      const second = new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString()
      const clock = wallClock(second, timeZone)
      const read = readDate(writeSecond(clock), timeZone)!
      assert.equal(read.written, writeSecond(clock))
      assert.deepEqual(wallClock(read.utc, timeZone), clock)
      const apart = Date.parse(second) - Date.parse(read.utc)
      assert.ok(apart >= 0 && apart <= day, `${second} in ${timeZone} came back as ${read.utc}`)
      assert.equal(readDate(writeDay(clock), timeZone)!.written, `${writeDay(clock)}T00:00:00`)
      assert.equal(readDate(writeMinute(clock), timeZone)!.written.slice(0, 16), writeMinute(clock).replace(' ', 'T'))
    }),
    runs,
  )
})

test('a date without a zone never lies more than a day from the same in UTC, and later is never earlier by more than the clocks change', () => {
  fc.assert(
    fc.property(moment, fc.integer({min: 0, max: 400 * day}), zone, (date, more, timeZone) => {
      const [one, other] = [date, new Date(Math.min(date.getTime() + more, Date.parse('9999-12-29')))].map((each) => {
        const written = each.toISOString().slice(0, 19)
        const read = readDate(written, timeZone)!
        assert.ok(Math.abs(Date.parse(read.utc) - Date.parse(`${written}Z`)) <= 1.1 * day)
        return Date.parse(read.utc)
      })
      assert.ok(other! >= one! - day)
    }),
    runs,
  )
})

const digits = fc.string({unit: fc.constantFrom(...'0123456789-/:TZ .,+'), maxLength: 40})
const wordy = fc
  .array(
    fc.constantFrom(
      'Mon',
      ',',
      ' ',
      '31',
      'Feb',
      'Februar',
      '2025',
      '99',
      '25:61',
      'GMT',
      'EST',
      '+9999',
      'pm',
      '年',
      'T',
      'W01',
      '-',
    ),
    {maxLength: 12},
  )
  .map((parts) => parts.join(''))

test('whatever stands for a date, reading it gives a moment of four-digit years or nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({unit: 'binary'}), digits, wordy), zone, (text, timeZone) => {
      for (const utc of [readDate(text, timeZone)?.utc, parseDate(text)]) {
        if (utc === undefined) continue
        assert.match(utc, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
        assert.equal(new Date(utc).toISOString(), utc)
      }
    }),
    {...runs, numRuns: 2000},
  )
})
