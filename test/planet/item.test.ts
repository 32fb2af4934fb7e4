import assert from 'node:assert/strict'
import test from 'node:test'
import {alsoIn} from '../../src/planet/also-in.ts'
import {feedInfos, healthOf} from '../../src/planet/feed-info.ts'
import {matches} from '../../src/planet/filter.ts'
import {ownItem, toItem} from '../../src/planet/item.ts'
import {itemId} from '../../src/planet/item-id.ts'
import {type SubscriptionOptions, subscribe} from '../../src/planet/subscriptions/subscribe.ts'
import type {Entry, EntryWithBody, FeedInfo, FeedState, ItemRule} from '../../src/types.ts'
import {createPlanet, day, iso, now, post, settingsOf, type Written} from './merging.ts'

/** The one entry that this becomes, with its body. */
function entryOf(written: Written): EntryWithBody {
  const [entry] = createPlanet('a.example').read('a.example', [written]).changed
  assert.ok(entry && 'body' in entry)
  return entry
}

function infosOf(options: readonly SubscriptionOptions[], states: readonly FeedState[] = []): readonly FeedInfo[] {
  const settings = settingsOf(options.map((option) => subscribe(option)))
  return feedInfos({settings, states, base: '', entriesOf: () => []})
}

const feed = infosOf([{url: 'https://a.example/feed', name: 'A', site: 'https://a.example/'}])[0]!
const context = {feed, now: iso(now)}

function stateOf(feed: string, more: Partial<FeedState>): FeedState {
  return {feed, url: `https://${feed}`, due: '', about: {}, visit: {failures: 0, history: []}, merge: {}, ...more}
}

// ---- items

test('an item is safe to show whatever its feed says', () => {
  const entry = entryOf({
    id: '4711',
    url: 'javascript:alert(1)',
    title: 'Turn \u202earound\u2066 <b>now</b>',
    text: '<script>alert(1)</script><a href="/x" onclick="alert(1)">words</a>',
    authors: [{name: 'Eve\u202e', url: 'javascript:alert(2)'}],
    enclosures: [{url: 'data:text/html,x'}, {url: 'https://a.example/cast.mp3'}],
    image: 'javascript:alert(3)',
  })
  const item = toItem(entry, entry.body, context)!
  assert.equal(item.url, 'https://a.example/')
  assert.equal(item.title, 'Turn around <b>now</b>')
  assert.doesNotMatch(item.html, /script|onclick/)
  assert.match(item.html, /href="https:\/\/a\.example\/x"/)
  assert.deepEqual(item.authors, [{name: 'Eve'}])
  assert.deepEqual(item.enclosures, [{url: 'https://a.example/cast.mp3', type: 'audio/mpeg'}])
  assert.equal(item.image, undefined)
})

test('what a feed says beside its texts comes in the form it should have, or not at all', () => {
  const {enclosures, source, language} = toItem(
    entryOf({
      url: 'https://a.example/1',
      language: 'en"><script>',
      enclosures: [{url: 'https://a.example/x.mp3', type: 'audio/mpeg\u202e;x', title: 'Tu\u2066ne', length: 5}],
      source: {id: '<b>', title: ' A\u202e\u0000B ', url: 'javascript:alert(1)', feedUrl: 'https://b.example/feed'},
    }),
    undefined,
    context,
  )!
  assert.equal(language, undefined)
  assert.deepEqual(enclosures, [{url: 'https://a.example/x.mp3', type: 'audio/mpeg', title: 'Tu ne', length: 5}])
  assert.deepEqual(source, {title: 'A B', feedUrl: 'https://b.example/feed'})
  const about = {id: 'no <id>', language: 'x\u202e'}
  const [info] = infosOf([{url: 'https://a.example/feed'}], [stateOf('a.example/feed', {about})])
  assert.equal(info?.id ?? info?.language, undefined)
})

test('an item keeps the id of its feed only where that means something everywhere', () => {
  assert.equal(itemId(entryOf({id: 'tag:a.example,2026:1'})), 'tag:a.example,2026:1')
  assert.equal(itemId(entryOf({id: 'https://A.example/p?x=1'})), 'https://A.example/p?x=1')
  for (const id of ['4711', 'https://a.example/a b', 'urn:x:<b>', `urn:x:${'y'.repeat(3000)}`])
    assert.match(
      itemId(entryOf({id})),
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
})

test('ids that stand for several items are not handed on', () => {
  const {changed} = createPlanet('a.example').read('a.example', [post(1), {...post(2), id: post(1).id!}])
  assert.equal(new Set(changed.map((entry) => itemId(entry))).size, 2)
})

test('a long body is cut for the river and whole on its own', () => {
  const entry = entryOf({text: 'word '.repeat(1000)})
  const item = toItem(entry, entry.body, context)!
  assert.deepEqual(
    [item.shortened, item.html].map((html) => html!.match(/word/g)!.length),
    [300, 1000],
  )
})

test('an owner overrides language and base of a feed', () => {
  const entry = entryOf({language: 'en', text: '<a href="x.html">x</a>'})
  const subscription = subscribe({url: 'https://a.example/feed', language: 'nl', base: 'https://b.example/c/'})
  const item = toItem(entry, entry.body, {...context, subscription})!
  assert.equal(item.language, 'nl')
  assert.match(item.html, /https:\/\/b\.example\/c\/x\.html/)
})

test('a footnote of an item leads to the item, wherever its feed lies', () => {
  const entry = entryOf({id: '1', url: 'https://a.example/2026/foot/', text: 'Word<a href="#fn1">1</a>'})
  assert.match(toItem(entry, entry.body, context)!.html, /href="https:\/\/a\.example\/2026\/foot\/#fn1"/)
})

test('a filter function sees the finished item and may change or drop it', () => {
  const entry = entryOf(post(1))
  const subscription = subscribe({url: 'https://a.example/feed', filter: (item) => ({...item, title: 'Changed'})})
  const settings = {filter: ({title}: {title: string}) => (title === 'Changed' ? undefined : assert.fail())}
  assert.equal(toItem(entry, entry.body, {...context, subscription})?.title, 'Changed')
  assert.equal(toItem(entry, entry.body, {...context, subscription, settings}), undefined)
})

test('the HTML of an own post stays as its author made it', () => {
  const html = '<p id="x"><script type="module" src="/own.js"></script></p>'
  assert.equal(ownItem(entryOf(post(1)), html, {feed}).html, html)
})

test('the list of other feeds names each with its own link', () => {
  const other = {...entryOf(post(1)), url: 'https://b.example/copy'}
  const info = {...feed, name: 'B'}
  const story = {entry: entryOf(post(1)), also: [other], folded: []}
  assert.deepEqual(alsoIn(story, new Map([['a.example/feed', info]])), [{name: 'B', url: 'https://b.example/copy'}])
})

// ---- filters

test('rules match by words, categories, language, author and age, and by all that they name', () => {
  const entry: Entry = {
    ...entryOf({...post(1), published: now - 10 * day, categories: ['OCaml'], language: 'en-GB'}),
    title: 'On C++ and planets',
    authors: [{name: 'Ann Author', email: 'ann@a.example'}],
  }
  const text = 'Some words about 日本語 and naïve art.'
  const yes: readonly ItemRule[] = [
    {words: ['planets']},
    {words: ['C++']},
    {words: ['SOME words']},
    {words: ['本']},
    {categories: ['ocaml', 'haskell']},
    {languages: ['en']},
    {authors: ['ann author']},
    {authors: ['@a.example']},
    {olderThan: 9},
    {youngerThan: 11},
    {words: ['art'], languages: ['en-gb'], youngerThan: 30},
  ]
  const no: readonly ItemRule[] = [
    {},
    {words: ['planet']},
    {words: ['naï']},
    {words: ['']},
    {categories: ['caml']},
    {languages: ['e', 'de']},
    {olderThan: 11},
    {youngerThan: 9},
    {words: ['art'], languages: ['de']},
  ]
  for (const rule of yes) assert.ok(matches(rule, {...entry, text}, iso(now)), JSON.stringify(rule))
  for (const rule of no) assert.ok(!matches(rule, {...entry, text}, iso(now)), JSON.stringify(rule))
})

test('`keep` and `drop` work for one feed and for all, in the river and on items', () => {
  const rules = {keep: {categories: ['planet']}, drop: {words: ['sponsored']}}
  const planet = createPlanet(subscribe({url: 'https://a.example/feed', ...rules}))
  planet.read('a.example', [
    post(1, 'a.example', {categories: ['Planet']}),
    post(2),
    post(3, 'a.example', {categories: ['planet'], text: 'Sponsored by us'}),
  ])
  const {stories, droppedBecause} = planet.flow()
  assert.deepEqual(
    stories.map(({entry}) => entry.title),
    ['Post number 3 about things', 'Post number 1 about things'],
  )
  assert.equal(droppedBecause(planet.entries().find(({title}) => title.includes(' 2 '))!), 'does not match `keep`')
  const entry = entryOf(post(3, 'a.example', {categories: ['planet'], text: 'Sponsored by us'}))
  assert.equal(
    toItem(entry, entry.body, {...context, subscription: subscribe({url: feed.feedUrl!, ...rules})}),
    undefined,
  )
  assert.equal(planet.flow(now, {settings: {drop: {olderThan: 1}}}).stories.length, 0)
})

// ---- feeds

test('every feed has a page of its own, whatever it calls itself', () => {
  const names = ['Same', 'Same', '../../etc', '???', 'own', 'CON', 'é/è', '日本', undefined, '\u202e']
  const infos = infosOf(
    names.map((name, index) => ({url: `https://h${index}.example/feed.xml`, ...(name !== undefined && {name})})),
  )
  const pages = infos.map(({page}) => page.toLowerCase())
  assert.equal(new Set(pages).size, names.length)
  for (const page of pages) assert.match(page, /^\/planet\/sources\/[^/.\\]+(?:\.[^/.\\]+)*\/$/)
})

test('a feed does not move when it renames itself, nor when another is added', () => {
  const one = {url: 'https://a.example/feed'}
  const before = infosOf([one])[0]!.page
  const state = stateOf('a.example/feed', {about: {title: 'A new name'}})
  const after = infosOf([one, {url: 'https://b.example/feed', name: 'Zed'}], [state])
  assert.equal(after[0]!.name, 'A new name')
  assert.equal(after[0]!.page, before)
})

test('a feed without a name is called by its address', () => {
  const urls = ['https://a.example/feed', 'https://b.example/blog/atom.xml', 'https://c.example/x.rss?all']
  const infos = infosOf([...urls.map((url) => ({url})), {file: '/home/me/attic.xml', key: 'file:content/attic.xml'}])
  assert.deepEqual(
    infos.map(({name, page}) => `${name} ${page}`),
    [
      'a.example /planet/sources/a-example/',
      'attic /planet/sources/attic/',
      'b.example/blog /planet/sources/b-example-blog/',
      'c.example/x /planet/sources/c-example-x/',
    ],
  )
})

test('faces and homes are addresses of the web or nothing', () => {
  const hostile = {url: 'https://a.example/feed', face: 'javascript:alert(1)', site: 'data:text/html,x'}
  const [info] = infosOf([hostile], [stateOf('a.example/feed', {about: {link: 'javascript:alert(1)'}})])
  assert.equal(info!.face, undefined)
  assert.equal(info!.url, undefined)
})

test('the health of a feed is one sentence', () => {
  const visit = {
    failures: 0,
    lastGood: iso(now),
    history: [{at: iso(now), status: 'failed' as const, note: 'The host did not answer.'}],
  }
  assert.deepEqual(healthOf(undefined).health, 'new')
  assert.deepEqual(healthOf(stateOf('a', {visit})).health, 'good')
  assert.deepEqual(healthOf(stateOf('a', {visit: {...visit, failures: 3}})), {
    health: 'failing',
    note: 'The last visits failed: the host did not answer.',
  })
  assert.equal(healthOf(stateOf('a', {visit: {...visit, gone: true}})).health, 'gone')
  assert.equal(healthOf(stateOf('a', {visit, merge: {quarantine: {since: iso(now), why: 'Odd.'}}})).note, 'Odd.')
})
