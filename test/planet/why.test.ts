import assert from 'node:assert/strict'
import test from 'node:test'
import {feedInfos} from '../../src/planet/feed-info.ts'
import {subscribe} from '../../src/planet/subscriptions/subscribe.ts'
import {createWhy} from '../../src/planet/why.ts'
import {createPlanet, day, hour, iso, now, post, posts, settingsOf} from './merging.ts'

const a = subscribe({
  url: 'https://a.example/feed',
  name: 'Blog A',
  site: 'https://a.example/',
  drop: {categories: ['ads']},
})
const b = subscribe({url: 'https://b.example/feed', name: 'Blog B'})
const thief = {title: 'Best casino', language: 'ru', link: 'https://casino.example/'}

const planet = createPlanet(a, b)
planet.read(
  'a.example',
  [...posts(80, 99), {id: 'ad', title: 'Buy this now', categories: ['ads'], published: now - 40 * day}],
  now - 3 * hour,
)
const left = posts(80, 99).filter(({id}) => id !== post(90).id)
planet.read('a.example', left, now - 2 * hour)
planet.read('a.example', [...left, {id: 'late', title: 'A late arrival', published: now - 8 * day}], now - hour)
planet.read(
  'b.example',
  [post(99, 'a.example'), post(97, 'b.example', {title: 'Undated thoughts', published: undefined})],
  now - hour,
  {title: 'Blog B', language: 'en', link: 'https://b.example/'},
)
planet.read(
  'b.example',
  posts(1, 9, 'casino.example', (p) => ({...p, title: `Bonus ${p.title}`})),
  now,
  thief,
)

const settings = {...settingsOf([a, b]), fold: {max: 2, window: 10}}
const flow = planet.flow(now, {settings})
const visit = {
  failures: 0,
  lastGood: iso(now - hour),
  dueBecause: 'its publisher asked for six hours',
  history: [{at: iso(now - hour), status: 'fresh' as const, note: '1 new.'}],
}
const states = ['a.example/feed', 'b.example/feed'].map((feed) => ({
  feed,
  url: `https://${feed}`,
  due: iso(now + 5 * hour),
  about: {},
  visit,
  merge: planet.merge(feed),
}))
const feeds = feedInfos({settings, states, base: '', entriesOf: flow.entriesOf})
const {ask} = createWhy({settings, feeds, disabled: [], states, entries: planet.entries(), flow})

function why(query: string): string {
  return ask(query)[0]!.sentence
}

test('an item in the river: where, and why there', () => {
  assert.equal(
    why('A late arrival'),
    '“A late arrival” is shown as number 2 of the river, on its first page, at 2026-01-31, just after what readers had seen, because it came late for its date, 2026-01-23.',
  )
  assert.match(why('Undated thoughts'), /at the time it was first seen, 2026-01-31, because it has no date\.$/)
})

test('an item that another feed tells', () => {
  const answers = ask(post(99).url!).map(({sentence}) => sentence)
  assert.ok(
    answers.some((line) =>
      /of Blog B is merged: Blog A, with “Post number 99 about things”, tells the same story\.$/.test(line),
    ),
    answers.join('\n'),
  )
})

test('an item that is held back', () => {
  assert.match(
    why('Post number 85'),
    /is held: of a feed that is new here only the newest 5 .* It stands on the page of Blog A\.$/,
  )
})

test('an item that is folded', () => {
  assert.match(why('Post number 96'), /is folded under “.*”: Blog A has more than 2 items among 10 neighbours\.$/)
})

test('an item that was withdrawn', () => {
  assert.match(
    why('https://a.example/p/90'),
    /was withdrawn on 2026-01-31: it is gone from its feed, where older items still stand\.$/,
  )
})

test('an item that a filter leaves out', () => {
  assert.match(why('Buy this now'), /is left out by a filter: it matches `drop`\.$/)
})

test('an item in quarantine, and its feed', () => {
  assert.match(why('Bonus Post number 3'), /waits in quarantine/)
  assert.match(why('Blog B'), /is in quarantine: “Blog B” suddenly calls itself “Best casino”/)
})

test('a feed: its health, its next visit and who set it, its last visits', () => {
  const [answer] = ask('https://a.example/feed')
  assert.match(answer!.sentence, /^Blog A \(https:\/\/a\.example\/feed\) is well: 1 new\. It has 20 items/)
  assert.deepEqual(answer!.details, [
    'Next visit: 2026-01-31 17:00 UTC (its publisher asked for six hours).',
    '2026-01-31 11:00 UTC fresh: 1 new.',
  ])
})

test('what is not there', () => {
  assert.match(why('https://a.example/nowhere'), /is not there: Blog A, which is followed, has never listed it/)
  assert.match(why('zebra crossing'), /^Nothing is known of “zebra crossing” among \d+ items of 2 feeds\.$/)
  assert.match(why(''), /^Nothing is known/)
})

test('many answers are counted, not all given', () => {
  const answers = ask('post number')
  assert.equal(answers.length, 21)
  assert.match(answers.at(-1)!.sentence, /^\d+ more items match/)
})
