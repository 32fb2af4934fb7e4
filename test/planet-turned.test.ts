/** Feeds of which everything changes at once, or that are gone for good: whoever keeps the planet hears of it. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {channel, following, publisher} from './helpers/planet-site.ts'
import {createSite} from './helpers/site.ts'

const own = ['Apples', 'Pears', 'Plums', 'Quinces', 'Medlars'].map((title) => ({title, date: '2025-01-01'}))
const spam = ['Casino', 'Loans', 'Pills', 'Watches', 'Coins'].map((title) => ({title, date: '2025-01-03'}))
const orchard = channel('Orchard', 'https://orchard.example/', own, '<language>en</language>')
const casino = channel('Win big', 'https://win.example/', spam, '<language>ru</language>')

test('a refresh tells once of a feed that went into quarantine and of one that is gone, also when it is to be silent', async (t) => {
  const {origin, answers} = await publisher(t, {'/a.xml': {body: orchard}})
  const other = await publisher(t, {'/b.xml': {body: channel('Attic', 'https://attic.example/', own)}}, '127.0.0.2')
  const site = createSite(t, {'planet.config.ts': following([`${origin}/a.xml`, `${other.origin}/b.xml`])})
  assert.equal((await site.almagest('refresh', '--silent')).err, '')
  answers['/a.xml'] = {body: casino}
  other.answers['/b.xml'] = {status: 410}
  const {code, out, err} = await site.almagest('refresh', '--force')
  assert.equal(code, 0)
  assert.match(out, /^! Orchard /m)
  assert.match(out, /^† Attic /m)
  assert.match(out, /2 feeds visited, 0 new items/)
  const key = origin.replace('http://', '')
  assert.match(err, new RegExp(`Orchard \\(${key}/a\\.xml\\) is in quarantine: .*“Win big”`))
  assert.match(err, new RegExp(`→ .*: almagest planet release ${key}/a\\.xml$`, 'm'))
  assert.match(err, /Attic \(.*\) says that it is gone for good\. Its items stay\.\n {2}→ Take it out/)
  const {out: again, err: nothing} = await site.almagest('refresh', '--force')
  assert.equal(nothing, '', again)
})

test('a turn of the schedule tells of a feed that went into quarantine, also when it is to be silent', async (t) => {
  const site = createSite(t, {'planet.config.ts': following(["{file: 'a b.xml'}"]), 'a b.xml': orchard})
  await site.almagest('schedule', '--once')
  site.write('a b.xml', casino)
  const {code, out, err} = await site.almagest('schedule', '--once', '--silent')
  assert.deepEqual([code, out], [0, ''])
  assert.match(err, /^\S+Z {2}! Orchard .* is in quarantine: .* \| → .*: almagest planet release 'file:a b\.xml'$/m)
  assert.match((await site.almagest('planet', 'release', 'file:a b.xml')).out, /Orchard is trusted again/)
})
