/** What every store must do, whatever database keeps it. */
import assert from 'node:assert/strict'
import {type TestContext, test} from 'node:test'
import {itemId} from '../../src/planet/item-id.ts'
import {openStore} from '../../src/planet/open-store.ts'
import type {Sql} from '../../src/planet/sql.ts'
import type {LeaseTerms, Loan, Store} from '../../src/planet/store.ts'
import {strange} from '../../src/strange.ts'
import type {Body, Entry, EntryWithBody, FeedState, Subscription} from '../../src/types.ts'

/** Opens one empty database this many times, as as many processes would. */
export type OpenSql = (t: TestContext, connections: number) => readonly Sql[]

const [midnight, one, two] = ['2025-01-01T00:00:00.000Z', '2025-01-01T01:00:00.000Z', '2025-01-01T02:00:00.000Z']

export function testStore(kind: string, open: OpenSql): void {
  const check = (name: string, work: (first: Store, second: Store) => Promise<void>) =>
    test(`${kind}: ${name}`, async (t) => {
      const [first, second] = await Promise.all(open(t, 2).map(openStore))
      t.after(() => Promise.all([first!.close(), second!.close()]))
      await work(first!, second!)
    })

  check('a followed feed is due at once and lent with the others of its domain', async (store) => {
    const due = await store.follow(subscribe('a.example/1', 'www.a.example/2', 'b.example/1'), midnight)
    assert.deepEqual([...due.values()], [midnight, midnight, midnight])
    assert.deepEqual(await lend(store), {host: 'a.example', feeds: ['a.example/1', 'www.a.example/2']})
    assert.deepEqual(await lend(store), {host: 'b.example', feeds: ['b.example/1']})
    assert.equal(await lend(store), undefined)
  })

  check('what is lent to one is not lent to another until the loan runs out', async (first, second) => {
    await first.follow(subscribe('a.example/1'), midnight)
    assert.ok(await first.lease(terms({run: 'x', until: one})))
    assert.equal(await second.lease(terms({run: 'y'})), undefined)
    assert.ok(await second.lease(terms({run: 'y', now: one, until: two})))
  })

  check('only the holder of a loan may record, and only whole visits', async (first, second) => {
    await first.follow(subscribe('a.example/1'), midnight)
    const late = await first.lease(terms({run: 'late', until: one}))
    const next = await second.lease(terms({run: 'next', now: one, until: two}))
    const state = {...next!.feeds[0]!, about: {title: 'Next'}}
    assert.equal(await first.record({lease: late!.lease, state, entries: [entry('a.example/1', '1')]}), false)
    assert.deepEqual((await first.read()).entries, [])
    assert.equal(await second.record({lease: next!.lease, state, entries: [entry('a.example/1', '2')]}), true)
    assert.equal(await second.record({lease: next!.lease, state}), false, 'the host was given back')
    const {feeds, entries} = await first.read()
    assert.deepEqual([feeds[0]?.about.title, entries.map(({key}) => key)], ['Next', ['2']])
  })

  check('a run is lent no feed twice, another run is', async (store) => {
    await store.follow(subscribe('a.example/1'), midnight)
    const loan = await store.lease(terms({run: 'x'}))
    await store.record({lease: loan!.lease, state: loan!.feeds[0]!})
    assert.equal(await store.lease(terms({run: 'x', force: true})), undefined)
    assert.ok(await store.lease(terms({run: 'y'})))
  })

  check('feeds wait until they are due, unless forced', async (store) => {
    await store.follow(subscribe('a.example/1'), midnight)
    await settle(store, {due: one})
    assert.equal(await store.lease(terms({run: 'y'})), undefined)
    assert.equal(await lend(store, {run: 'y', only: ['b.example/1'], force: true}), undefined)
    assert.equal(await lend(store, {run: 'y', only: [], force: true}), undefined)
    assert.ok(await lend(store, {run: 'y', only: ['a.example/1'], force: true}))
    assert.ok(await lend(store, {run: 'z', now: one, until: two}))
  })

  check('a wait that a publisher asks for holds for its feed even when forced', async (store) => {
    await store.follow(subscribe('a.example/1'), midnight)
    await settle(store, {due: one, visit: {failures: 1, history: [], notBefore: one}})
    assert.equal(await lend(store, {run: 'y', force: true}), undefined)
    assert.ok(await lend(store, {run: 'y', force: true, now: one, until: two}))
  })

  check('a host on hold lends none of its feeds, and a shorter hold does not shorten it', async (store) => {
    await store.follow(subscribe('a.example/1', 'b.example/1'), midnight)
    for (const hold of [two, one]) {
      const loan = await store.lease(terms({run: hold, only: ['a.example/1'], now: hold === two ? midnight : two}))
      await store.record({lease: loan!.lease, hold})
    }
    assert.deepEqual(await lend(store, {run: 'y', force: true, now: one, until: two}), {
      host: 'b.example',
      feeds: ['b.example/1'],
    })
    assert.ok(await lend(store, {run: 'z', only: ['a.example/1'], now: two, until: '2025-01-01T03:00:00.000Z'}))
  })

  check('what is read of a feed counts the wait that its host asked for', async (store) => {
    const feeds = ['a.example/1', 'www.a.example/2', 'b.example/1']
    await store.follow(subscribe(...feeds), midnight)
    await settle(store, {due: two, visit: {failures: 0, history: [], dueBecause: 'Its rhythm'}}, [], feeds[1])
    const loan = await store.lease(terms({run: 'x', only: [feeds[0]!]}))
    await store.record({lease: loan!.lease, hold: one})
    const read = (await store.states()).map(({due, visit}) => [due, visit.notBefore, visit.dueBecause])
    assert.deepEqual(read, [
      [one, one, 'Its host asked for a wait'],
      [midnight, undefined, undefined],
      [two, one, 'Its rhythm'],
    ])
    const due = await store.follow(subscribe(...feeds, 'a.example/new'), midnight)
    assert.deepEqual([...due.values()], [one, two, midnight, one])
    const lines = await Array.fromAsync(store.dump())
    assert.doesNotMatch(lines.join('\n'), /asked for a wait/, 'it is no memory of the feed')
  })

  check('a loan can be kept for the next feed of the host, or given back unused', async (store, other) => {
    await store.follow(subscribe('a.example/1', 'a.example/2'), midnight)
    const loan = await store.lease(terms({run: 'x'}))
    assert.ok(await store.record({lease: loan!.lease, state: {...loan!.feeds[0]!, due: two}, until: one}))
    assert.equal(await lend(other, {run: 'y'}), undefined)
    assert.ok(await store.record({lease: loan!.lease}))
    assert.deepEqual(await lend(other, {run: 'y'}), {host: 'a.example', feeds: ['a.example/2']})
  })

  check('a feed that moved for good belongs to its new host', async (store) => {
    await store.follow(subscribe('a.example/1'), midnight)
    await settle(store, {url: 'https://b.example/feed'})
    assert.deepEqual(await lend(store, {run: 'y'}), {host: 'b.example', feeds: ['a.example/1']})
    await store.follow(subscribe('a.example/1'), midnight)
    assert.equal((await store.read()).feeds[0]?.url, 'https://b.example/feed')
  })

  check('a changed address in the config leads there, without validators of the old one', async (store) => {
    await store.follow(subscribe('a.example/1'), midnight)
    await settle(store, {
      due: '9999-12-31T23:59:59.999Z',
      visit: {failures: 0, history: [], etag: '"x"', gone: true, lastGood: midnight},
    })
    const due = await store.follow([{key: 'a.example/1', url: 'http://a.example/1'}], one)
    assert.deepEqual([...due], [['a.example/1', one]])
    const [state] = (await store.read()).feeds
    assert.deepEqual(
      [state?.url, state?.due, state?.visit],
      ['http://a.example/1', one, {failures: 0, history: [], lastGood: midnight}],
    )
  })

  check('a feed that is followed no more is not lent, and forgets nothing', async (store) => {
    await store.follow(subscribe('a.example/1', 'b.example/1'), midnight)
    await settle(store, {about: {title: 'Kept'}}, [entry('a.example/1', '1')])
    await store.follow(subscribe('b.example/1'), midnight)
    assert.deepEqual(await lend(store, {run: 'y', force: true}), {host: 'b.example', feeds: ['b.example/1']})
    assert.deepEqual(
      (await store.read('a.example/1')).entries.map(({key}) => key),
      ['1'],
    )
    await store.follow(subscribe('a.example/1'), one)
    assert.equal((await store.read('a.example/1')).feeds[0]?.about.title, 'Kept')
    assert.ok(await lend(store, {run: 'z', only: ['a.example/1']}))
  })

  check('entries keep every character, are replaced in place, and come in order without bodies', async (store) => {
    await store.follow(subscribe('b.example/1', 'a.example/1'), midnight)
    const strange = 'é ☃ 😀 \' " \\ $1 ? \u0001'
    await settle(store, {}, [withBody(entry('a.example/1', '2', strange), strange), entry('a.example/1', '1')])
    await settle(store, {}, [entry('b.example/1', '1')], 'b.example/1')
    await settle(store, {}, [{...entry('a.example/1', '2', strange), missing: 1}])
    const {feeds, entries} = await store.read()
    assert.deepEqual(await store.states(), feeds)
    assert.deepEqual(
      feeds.map(({feed}) => feed),
      ['a.example/1', 'b.example/1'],
    )
    assert.deepEqual(
      entries.map(({feed, key}) => `${feed} ${key}`),
      ['a.example/1 1', 'a.example/1 2', 'b.example/1 1'],
    )
    assert.deepEqual(entries[1], {...entry('a.example/1', '2', strange), missing: 1})
    assert.deepEqual((await store.read('b.example/1')).entries, [entry('b.example/1', '1')])
    assert.deepEqual(await store.read('c.example/1'), {feeds: [], entries: []})
  })

  check('bodies come in the order asked for, however many', async (store) => {
    await store.follow(subscribe('a.example/1'), midnight)
    const keys = Array.from({length: 450}, (_, index) => String(index))
    await settle(
      store,
      {},
      keys.map((key) => withBody(entry('a.example/1', key), `body ${key}`)),
    )
    const wanted = [...keys].reverse().map((key) => ({feed: 'a.example/1', key}))
    const found = await store.bodies([{feed: 'a.example/1', key: 'none'}, ...wanted])
    assert.deepEqual(
      found.map((body) => body?.html),
      [undefined, ...wanted.map(({key}) => `body ${key}`)],
    )
    assert.equal(found[1]?.base, 'https://a.example/')
  })

  check('many runs at once share the hosts without doubling one', async (first, second) => {
    await first.follow(subscribe(...Array.from({length: 200}, (_, index) => `${index}.example/feed`)), midnight)
    const loans: Loan[] = []
    const work = async (store: Store, run: string) => {
      for (;;) {
        const loan = await store.lease(terms({run}))
        if (!loan) return
        loans.push(loan)
      }
    }
    await Promise.all(Array.from({length: 10}, (_, index) => work(index % 2 ? first : second, `run${index}`)))
    assert.deepEqual([loans.length, new Set(loans.map(({host}) => host)).size], [200, 200])
  })

  check('what goes out as lines comes in again the same, over what was known, or not at all', async (first, second) => {
    await first.follow(subscribe('a.example/1', 'b.example/1'), midnight)
    const many = Array.from({length: 450}, (_, index) => withBody(entry('a.example/1', String(index)), `<p>${index}`))
    await settle(first, {due: two}, [...many, entry('a.example/1', 'bare')])
    await first.follow(subscribe('a.example/1'), midnight)
    const lines = await Array.fromAsync(first.dump())
    assert.equal(lines.length, 1 + 2 + 451)
    await first.restore([lines[0]!, lines[1]!.replace(two, one)])
    assert.equal((await first.read('a.example/1')).feeds[0]!.due, one)
    assert.deepEqual(await second.restore(lines), {feeds: 2, items: 451})
    assert.deepEqual(await Array.fromAsync(second.dump()), lines)
    await assert.rejects(second.restore([lines[0]!, lines[1]!.replace(two, one), '{"odd":1}']))
    assert.deepEqual(await Array.fromAsync(first.dump()), lines)
  })

  check('whoever asks nobody may borrow what is not due, waits or is not followed', async (store) => {
    await store.follow(subscribe('a.example/1', 'b.example/1'), midnight)
    await settle(store, {due: two, visit: {failures: 1, history: [], notBefore: two}})
    const loan = await store.lease(terms({run: 'y', only: ['b.example/1']}))
    await store.record({lease: loan!.lease, hold: two})
    await store.follow([], midnight)
    const borrow = (run: string, feed: string) => lend(store, {run, only: [feed], unasked: true})
    assert.deepEqual((await borrow('x', 'a.example/1'))?.feeds, ['a.example/1'])
    assert.deepEqual((await borrow('x', 'b.example/1'))?.feeds, ['b.example/1'])
    assert.equal(await borrow('z', 'b.example/1'), undefined, 'it is on loan')
  })

  check('a feed that moved keeps its history when the config names it by its new address', async (store) => {
    await store.follow(subscribe('old.example/1', 'other.example/1'), midnight)
    await settle(
      store,
      {url: 'https://new.example/feed'},
      [withBody(entry('old.example/1', 'x'), '<p>x')],
      'old.example/1',
    )
    await store.follow(subscribe('other.example/1', 'new.example/feed', 'late.example/1'), midnight)
    const {feeds, entries} = await store.read('new.example/feed')
    assert.deepEqual(
      [feeds.length, entries.map((heir) => [heir.feed, heir.key, itemId(heir)])],
      [1, [['new.example/feed', 'x', itemId(entry('old.example/1', 'x'))]]],
    )
    assert.equal((await store.bodies(entries))[0]?.html, '<p>x')
    assert.equal((await store.read('old.example/1')).feeds.length, 0)
    assert.deepEqual((await lend(store, {run: 'y', only: ['new.example/feed'], force: true}))?.host, 'new.example')
  })

  check('a feed keeps its history when the config says which address it had', async (store) => {
    const before = {...entry('old.example/1', 'x'), titleKey: 'first words'}
    await store.follow(subscribe('old.example/1', 'other.example/1'), midnight)
    await settle(store, {}, [withBody(before, '<p>x')], 'old.example/1')
    const moved = {...subscribe('new.example/feed')[0]!, was: 'http://OLD.example/1'}
    await store.follow([moved], midnight)
    const {entries} = await store.read('new.example/feed')
    assert.deepEqual(
      entries.map((heir) => [heir.key, itemId(heir)]),
      [['x', itemId(before)]],
    )
    assert.equal((await store.read('old.example/1')).feeds.length, 0)
    assert.equal((await lend(store, {run: 'y', only: ['new.example/feed'], force: true}))?.host, 'new.example')
  })

  check('a feed that was read at its new address already is given what it has not told there', async (store) => {
    const told = (feed: string, key: string, titleKey: string) => ({...entry(feed, key), titleKey})
    await store.follow(subscribe('old.example/1', 'new.example/feed'), midnight)
    const old = [
      told('old.example/1', 'x', 'one'),
      told('old.example/1', 'y', 'two'),
      told('old.example/1', 'z', 'three'),
    ]
    await settle(store, {}, [withBody(old[0]!, '<p>x'), ...old.slice(1)], 'old.example/1')
    const own = [told('new.example/feed', 'y', 'other'), told('new.example/feed', 'v', 'three')]
    await settle(store, {}, own, 'new.example/feed')
    const moved = {...subscribe('new.example/feed')[0]!, was: 'https://old.example/1'}
    for (const time of [midnight, one]) {
      await store.follow([moved], time)
      const {entries} = await store.read('new.example/feed')
      assert.deepEqual(
        entries.map(({key, titleKey}) => `${key} ${titleKey}`),
        ['v three', 'x one', 'y other'],
      )
      assert.equal((await store.bodies(entries))[1]?.html, '<p>x')
    }
    assert.equal((await store.read('old.example/1')).entries.length, 2, 'nothing is forgotten')
  })

  check('a feed that is still followed under its old name hands nothing over', async (store) => {
    await store.follow(subscribe('old.example/1'), midnight)
    await settle(store, {url: 'https://new.example/feed'}, [entry('old.example/1', 'x')], 'old.example/1')
    await store.follow(subscribe('old.example/1', 'new.example/feed'), midnight)
    assert.equal((await store.read('old.example/1')).entries.length, 1)
  })

  check('both see one store, whichever made it', async (first, second) => {
    await first.follow(subscribe('a.example/1'), midnight)
    await second.follow(subscribe('a.example/1'), midnight)
    assert.equal((await second.read()).feeds.length, 1)
  })
}

function terms(some: Partial<LeaseTerms>): LeaseTerms {
  return {run: 'run', now: midnight, until: one, ...some}
}

async function lend(store: Store, some: Partial<LeaseTerms> = {}) {
  const loan = await store.lease(terms(some))
  return loan && {host: loan.host, feeds: loan.feeds.map(({feed}) => feed)}
}

/** One whole visit by a run of its own. */
async function settle(
  store: Store,
  change: Partial<FeedState>,
  entries: readonly (Entry | EntryWithBody)[] = [],
  feed = 'a.example/1',
) {
  const loan = await store.lease(terms({run: `settle${++settled}`, only: [feed], force: true}))
  assert.ok(await store.record({lease: loan!.lease, state: {...loan!.feeds[0]!, ...change}, entries}))
}

let settled = 0

function subscribe(...keys: readonly string[]): Subscription[] {
  return keys.map((key) => ({key, url: `https://${key}`}))
}

function entry(feed: string, key: string, title = `Title ${key}`): Entry {
  const rest = {
    fingerprint: key,
    authors: [{name: 'Ann'}],
    categories: [],
    enclosures: [],
    firstSeen: midnight,
    lastSeen: midnight,
  }
  const digests = {hash: 'h', titleKey: 't', textKey: 'x', bodyDigest: 'b'}
  return {feed, key, title, ...rest, ...digests, river: midnight, position: 0, missing: 0, hashChanges: 0}
}

function withBody(head: Entry, html: string): EntryWithBody {
  const body: Body = {html: strange(html), base: 'https://a.example/'}
  return {...head, body}
}
