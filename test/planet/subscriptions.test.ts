import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import test from 'node:test'
import fc from 'fast-check'
import {readSubscriptions, writeOpml} from '../../src/planet/subscriptions/index.ts'
import {feedUrl, type SubscriptionOptions, subscribe} from '../../src/planet/subscriptions/subscribe.ts'
import type {Subscription} from '../../src/types.ts'

function read(name: string) {
  return readSubscriptions(readFileSync(new URL(`../fixtures/subscriptions/${name}`, import.meta.url), 'utf8'), name)
}

function messages({problems}: ReturnType<typeof readSubscriptions>): readonly string[] {
  return problems.map(({message, line}) => (line === undefined ? message : `${line}: ${message}`))
}

test('OPML with folders in folders', () => {
  const list = read('nested.opml')
  assert.equal(list.format, 'OPML')
  assert.equal(list.title, "Ann & Bob's feeds")
  assert.deepEqual(list.subscriptions, [
    {
      url: 'https://sky.example/feed.xml',
      key: 'sky.example/feed.xml',
      name: 'Sky diary',
      site: 'https://sky.example/',
      language: 'en',
      group: 'Science/Stars & planets',
      tags: ['Second folder'],
    },
    {
      url: 'http://numbers.example/rss?a=1&b=2',
      key: 'numbers.example/rss?a=1&b=2',
      name: 'Numbers',
      group: 'Science',
      tags: ['maths', '/Boston/Weather'],
      extra: {stars: '4'},
    },
    {url: 'http://loose.example/atom', key: 'loose.example/atom'},
    {
      url: 'https://resting.example/feed',
      key: 'resting.example/feed',
      name: 'Resting',
      group: 'Second folder',
      disabled: true,
    },
  ])
  assert.deepEqual(messages(list), ['16: not an address is no address of a feed.'])
})

test('the config.ini of Planet and Venus', () => {
  const list = read('venus.ini')
  assert.equal(list.format, 'Planet config.ini')
  assert.equal(list.title, 'A Venus planet')
  assert.deepEqual(list.subscriptions, [
    {
      url: 'https://one.example/feed.atom',
      key: 'one.example/feed.atom',
      name: 'One: and more',
      face: 'one.png',
      language: 'en',
      extra: {facewidth: '80'},
    },
    {
      url: 'http://two.example/rss?x=1&y=2',
      key: 'two.example/rss?x=1&y=2',
      name: 'Two = deux',
      base: 'https://two.example/',
      dates: -5,
      language: 'fr',
      extra: {facewidth: '65'},
    },
  ])
  assert.deepEqual(messages(list), [
    '5: `filters = one.plugin two.plugin` is not taken over.',
    '28: https://lists.example/planet.opml is a list of feeds, not a feed.',
    '31: ftp://three.example/feed is no address of a feed.',
  ])
})

test('what decided of items in Venus is told with its line and with what to write in its place', () => {
  const text = `[Planet]
name = A planet
filters = minhead.py
  stripAd.sed

[https://one.example/feed]
name = One
filter = (?i)python|perl
exclude = sponsor
ignore_in_feed = title

[https://two.example/feed]
ignore_in_feed = updated
`
  const {subscriptions, problems} = readSubscriptions(text, 'config.ini')
  assert.equal(subscriptions[0]!.extra?.filter, '(?i)python|perl', 'it is kept')
  assert.deepEqual(
    problems.map(({line, message, warning}) => [line, message.split('`')[1], warning]),
    [
      [3, 'filters = minhead.py stripAd.sed', true],
      [8, 'filter = (?i)python|perl', true],
      [9, 'exclude = sponsor', true],
      [10, 'ignore_in_feed = title', true],
    ],
  )
  assert.match(problems[1]!.hint!, /`keep: \{words: \['…'\]\}`/)
  assert.match(problems[2]!.hint!, /`drop: /)
})

test('the planet.ini of Pluto', () => {
  const list = read('pluto.ini')
  assert.equal(list.title, 'A Pluto planet')
  assert.deepEqual(list.subscriptions, [
    {
      url: 'https://one.example/feed.xml',
      key: 'one.example/feed.xml',
      name: 'One',
      site: 'https://one.example/',
      face: 'one.png',
      extra: {id: 'one', twitter: 'one'},
    },
  ])
  assert.deepEqual(messages(list), ['14: The section empty has no feed.'])
})

test('the YAML of the OCaml planet', () => {
  const list = read('ocaml.yml')
  assert.deepEqual(list.subscriptions, [
    {
      url: 'https://one.example/feed.xml',
      key: 'one.example/feed.xml',
      name: 'One',
      extra: {id: 'one', publish_all: 'false'},
    },
    {url: 'https://two.example/rss', key: 'two.example/rss', name: 'Two', disabled: true, extra: {id: 'two'}},
  ])
  assert.deepEqual(messages(list), ['Feed 3 of the list has no address.'])
})

test('a list that nobody can read is a problem with a hint, never an exception', () => {
  for (const text of ['', 'hello', '{"a": 1}', '<html></html>', '[x', '- [', '\u0000']) {
    const {subscriptions, problems} = readSubscriptions(text, 'list.txt')
    assert.deepEqual(subscriptions, [])
    assert.match(problems[0]!.hint!, /OPML/)
  }
  assert.match(readSubscriptions('- [', 'list.yml').problems[0]!.message, /cannot be read/)
})

test('hostile names and keys stay plain text', () => {
  const {subscriptions} = readSubscriptions(
    '[https://a.example/feed]\n__proto__ = polluted\nconstructor = x\n',
    'config.ini',
  )
  assert.equal(({} as {polluted?: string}).polluted, undefined)
  assert.deepEqual(Object.entries(subscriptions[0]!.extra!), [
    ['__proto__', 'polluted'],
    ['constructor', 'x'],
  ])
  const nested = `<opml><body>${'<outline text="x">'.repeat(500)}<outline xmlUrl="https://a.example/f"/></body></opml>`
  assert.equal(readSubscriptions(nested, 'deep.opml').subscriptions[0]!.group!.split('/').length, 20)
})

test('endless nesting and endless values are read in time', () => {
  const endless = readSubscriptions(`<opml><body>${'<outline text="x">'.repeat(300_000)}`, 'deep.opml')
  assert.match(endless.problems[0]!.message, /without end/)
  const folded = readSubscriptions(`[https://a.example/feed]\nname = A\n${' x\n'.repeat(300_000)}`, 'config.ini')
  assert.equal(folded.subscriptions[0]!.name!.length, 600_001)
})

test('a subscription is named by its URL without scheme, credentials and fragment', () => {
  const keys = [
    'https://A.example/Feed?x=1#top',
    'http://a.example:80/Feed?x=1',
    'https://me:secret@a.example/Feed?x=1',
    'feed:https://a.example/Feed?x=1',
  ]
  assert.deepEqual([...new Set(keys.map((url) => subscribe(url).key))], ['a.example/Feed?x=1'])
  assert.equal(subscribe('https://a.example:8080/feed').key, 'a.example:8080/feed')
  assert.deepEqual(subscribe({file: '/home/me/feeds/a.xml', key: 'file:feeds/a.xml'}), {
    file: '/home/me/feeds/a.xml',
    key: 'file:feeds/a.xml',
    url: 'file:feeds/a.xml',
  })
  assert.equal(feedUrl('javascript:alert(1)'), undefined)
  assert.throws(() => subscribe('file:///etc/passwd'), TypeError)
})

const text = fc
  .string({unit: 'grapheme', minLength: 1, maxLength: 30})
  .filter((value) => value.isWellFormed() && !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/.test(value))
const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
const options: fc.Arbitrary<SubscriptionOptions> = fc.record(
  {
    url: fc.webUrl({withQueryParameters: true}),
    name: text,
    site: fc.webUrl(),
    face: text,
    group: fc.array(text, {minLength: 1, maxLength: 3}).map((parts) => parts.join('/')),
    tags: fc.array(text, {minLength: 1, maxLength: 3}),
    language: fc.constantFrom('en', 'pt-BR'),
    weight: fc.integer(),
    base: fc.webUrl(),
    dates: fc.oneof(fc.constant('ignore' as const), fc.integer()),
    charset: fc.constant('windows-1251'),
    disabled: fc.constant(true),
    limit: fc.integer({min: 1}),
    keep: fc
      .record({words: fc.array(text), olderThan: fc.integer()}, {requiredKeys: ['words']})
      .map((rule) => ({...rule})),
    drop: fc.record({authors: fc.array(text), languages: fc.array(text)}).map((rule) => ({...rule})),
    extra: fc.dictionary(fc.oneof(word, text), text, {minKeys: 1, maxKeys: 4}).map((extra) => ({...extra})),
  },
  {requiredKeys: ['url']},
) as fc.Arbitrary<SubscriptionOptions>

test('a list written as OPML and read again is the same list', () => {
  const lists = fc.uniqueArray(options, {selector: (option) => subscribe(option).key, maxLength: 6})
  fc.assert(
    fc.property(lists, text, (list, title) => {
      const subscriptions = list.map((option) => subscribe(option))
      const again = readSubscriptions(writeOpml(subscriptions, title), 'feeds.opml')
      assert.deepEqual(again.subscriptions, subscriptions)
      assert.deepEqual(again.problems, [])
      assert.equal(again.title, title.trim() || undefined)
    }),
    {numRuns: 300, seed: 1},
  )
})

test('feeds on disk are left out of what is handed on', () => {
  const list: readonly Subscription[] = [
    subscribe({file: '/home/me/a.xml', key: 'file:a.xml'}),
    subscribe('https://a.example/feed'),
  ]
  assert.doesNotMatch(writeOpml(list), /home|a\.xml/)
})
