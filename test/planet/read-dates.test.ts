import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {parseDate} from '../../src/planet/read/dates.ts'
import {readPerson, uniquePeople} from '../../src/planet/read/people.ts'

describe('parseDate', () => {
  for (const [written, date] of [
    ['Tue, 04 Feb 2025 21:15:00 +0100', '2025-02-04T20:15:00.000Z'],
    ['Tue, 4 February 2025 21:15 CET', '2025-02-04T20:15:00.000Z'],
    ['04-Feb-25', '2025-02-04T00:00:00.000Z'],
    ['4 Feb 99 01:02:03 EST', '1999-02-04T06:02:03.000Z'],
    ['February 4th, 2025 9:15 pm', '2025-02-04T21:15:00.000Z'],
    ['Tue Feb  4 21:15:00 CET 2025', '2025-02-04T20:15:00.000Z'],
    ['2025-02-04T21:15:00.250+01:00', '2025-02-04T20:15:00.250Z'],
    ['2025-02-04 21:15', '2025-02-04T21:15:00.000Z'],
    ['20250204T211500Z', '2025-02-04T21:15:00.000Z'],
    ['2025-02', '2025-02-01T00:00:00.000Z'],
    ['2025-035', '2025-02-04T00:00:00.000Z'],
    ['2/4/2025 9:15 AM', '2025-02-04T09:15:00.000Z'],
    ['04.02.2025', '2025-02-04T00:00:00.000Z'],
  ] as const)
    it(written, () => assert.equal(parseDate(written), date))

  for (const written of ['', 'yesterday', '32 Foo 2025', '2025-13-01', '2025-02-04T25:00:00Z', '9'.repeat(100_000)])
    it(`${written.slice(0, 30) || 'nothing'} is no date`, () => assert.equal(parseDate(written), undefined))
})

describe('readPerson', () => {
  for (const [written, person] of [
    ['jo@mail.example (Jo)', {name: 'Jo', email: 'jo@mail.example'}],
    ['Jo <jo@mail.example>', {name: 'Jo', email: 'jo@mail.example'}],
    ['Jo (mailto:jo@mail.example)', {name: 'Jo', email: 'jo@mail.example'}],
    ['jo@mail.example', {email: 'jo@mail.example'}],
    ['Jo (she)', {name: 'Jo (she)'}],
    ['  ', undefined],
  ] as const)
    it(written, () => assert.deepEqual(readPerson(written), person))

  it('a person named twice is one, with what each mention knows', () => {
    assert.deepEqual(uniquePeople([{name: 'Jo'}, undefined, {name: 'Jo', email: 'jo@mail.example'}]), [
      {name: 'Jo', email: 'jo@mail.example'},
    ])
  })
})
