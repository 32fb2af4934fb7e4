import assert from 'node:assert/strict'
import {test} from 'node:test'
import {day, knowsTimeZone, readDate, timeAfter, wallClock} from '../src/time.ts'

function utc(text: string, timeZone = 'UTC') {
  return readDate(text, timeZone)?.utc
}

test('dates are read in the forms people write', () => {
  for (const text of [
    '2025-01-31',
    '2025/1/31',
    ' 2025-01-31 00:00 ',
    '2025-01-31T00:00:00Z',
    '2025-01-31 01:00 +0100',
  ]) {
    assert.equal(utc(text), '2025-01-31T00:00:00.000Z', text)
  }
  assert.equal(utc('2025-01-31T10:00:00.5-03:30'), '2025-01-31T13:30:00.500Z')
})

test('what is no date is none', () => {
  const bad = [
    '',
    'today',
    '2025',
    '2025-13-01',
    '2025-02-30',
    '2025-01-31 25:00',
    '99999999-01-01',
    '0000-01-01',
    '9'.repeat(100_000),
  ]
  for (const text of [...bad, '2025-01-31 10:00 Mars', '31.01.2025'])
    assert.equal(utc(text), undefined, text.slice(0, 20))
})

test('a date without an offset is meant as the clocks of the zone show it', () => {
  assert.equal(utc('2025-01-31 10:00', 'Asia/Tokyo'), '2025-01-31T01:00:00.000Z')
  assert.equal(utc('2025-07-01 10:00', 'America/St_Johns'), '2025-07-01T12:30:00.000Z')
  assert.equal(utc('2025-07-01 10:00', 'Australia/Lord_Howe'), '2025-06-30T23:30:00.000Z')
  assert.equal(utc('2025-07-01 10:00Z', 'Asia/Tokyo'), '2025-07-01T10:00:00.000Z')
  assert.equal(utc('1850-01-01', 'Europe/Berlin'), '1849-12-31T23:06:32.000Z')
})

test('a time that the clocks skip moves on, one that comes twice is the first', () => {
  assert.equal(utc('2025-03-30 02:30', 'Europe/Berlin'), '2025-03-30T01:30:00.000Z')
  assert.equal(utc('2025-10-26 02:30', 'Europe/Berlin'), '2025-10-26T00:30:00.000Z')
  assert.equal(utc('2025-10-05 02:15', 'Australia/Lord_Howe'), '2025-10-04T15:45:00.000Z')
  assert.equal(utc('2011-12-30 12:00', 'Pacific/Apia'), '2011-12-30T22:00:00.000Z')
})

test('the clocks of a zone show a moment', () => {
  assert.deepEqual(wallClock('2024-12-31T15:30:15.000Z', 'Asia/Tokyo'), {
    year: 2025,
    month: 1,
    day: 1,
    hour: 0,
    minute: 30,
    second: 15,
  })
  assert.equal(wallClock('2025-10-26T00:59:00Z', 'Europe/Berlin').hour, 2)
  assert.equal(wallClock('2025-10-26T01:00:00Z', 'Europe/Berlin').hour, 2)
})

test('what was written is told beside what was meant', () => {
  assert.equal(readDate('2025-01-31 10:00 +0500', 'Asia/Tokyo')?.written, '2025-01-31T10:00:00')
})

test('unknown zones are known as such', () => {
  assert.equal(knowsTimeZone('Europe/Berlin'), true)
  assert.equal(knowsTimeZone('Europe/Atlantis'), false)
})

test('a time is counted on in milliseconds, over the ends of months and years', () => {
  assert.equal(timeAfter('2024-12-31T23:30:00.000Z', day), '2025-01-01T23:30:00.000Z')
  assert.equal(timeAfter('2025-01-01T00:00:00Z', -1), '2024-12-31T23:59:59.999Z')
})
