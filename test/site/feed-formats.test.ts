/** The suite that every feed format runs, and what is special to each. */
import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import fc from 'fast-check'
import {cleanText, fitsXml} from '../../src/escape.ts'
import {type Problem, ProblemsError} from '../../src/problem.ts'
import type {Channel, ChannelItem, FeedFormat, PodcastAbout} from '../../src/site/feeds/channel.ts'
import {formatsOf} from '../../src/site/feeds/formats.ts'
import {createSlots, toForm} from '../../src/site/feeds/slots.ts'
import {writeChecked} from '../../src/site/feeds/verify.ts'
import {brokenRules} from './feed-rules.ts'
import {all, readItems, readXml, textOf} from './read-feed.ts'

const item: ChannelItem = {
  id: 'urn:uuid:1',
  url: 'https://example.org/one/',
  title: 'One',
  html: '<p>First</p>',
  summary: 'First',
  published: '2024-02-29T10:00:00.000Z',
  authors: [{name: 'Ada', url: 'https://ada.example/'}],
  categories: ['stars'],
  enclosures: [{url: 'https://example.org/one.mp3', type: 'audio/mpeg', length: 12}],
  source: {id: 'urn:source', title: 'Source', url: 'https://source.example/', feedUrl: 'https://source.example/feed'},
}
const channel: Channel = {
  id: 'urn:uuid:0',
  title: 'Almagest',
  description: 'Planets',
  url: 'https://example.org/',
  self: 'https://example.org/feed',
  language: 'en',
  authors: [{name: 'Ada'}],
  items: [item],
}

/** What breaks feeds in the wild: ends of sections, forbidden characters, markup, references, and white space. */
const hostile = [
  'a]]><evil/><![CDATA[b',
  'twice ]]> and ]]> again',
  'nul\u0000, bell\u0007, tab\u000b, form\u000c, unit\u001f',
  'half \ud83d of a pair',
  '\udc00',
  'no characters \ufffe\uffff',
  `& < > "double" 'single'`,
  'already &amp; escaped &lt;b&gt;',
  '<?xml version="1.0"?>',
  '<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
  '&undefined; &#0; &#xFFFF;',
  '<!-- -->',
  'lines\r\nand\ttabs',
  '\ufeffmark \u202e\u2066',
  'almagest:0: almagest:1: $& $1 $`',
  '</entry></item></feed>',
  '😀',
]

/** Words of which any may stand in any place of a feed. */
const word = fc.oneof(fc.constantFrom(...hostile, 'stars', ''), fc.string({unit: 'binary', maxLength: 9}))
const address = fc.oneof(fc.constantFrom('https://example.org/a?b&c', 'nowhere'), word)
const person = fc.record(
  {name: word, email: fc.constantFrom('ada@example.org', 'none'), url: address},
  {requiredKeys: []},
)
const file = fc.record(
  {
    ...{url: fc.constant('https://example.org/one.mp3'), type: word, title: word, length: fc.nat(), duration: fc.nat()},
    ...{
      season: fc.nat(),
      episode: fc.nat(),
      explicit: fc.boolean(),
      kind: fc.constantFrom('bonus' as const, 'trailer' as const),
    },
    ...{transcript: fc.record({url: address, type: fc.constant('text/vtt')}), chapters: address},
  },
  {requiredKeys: ['url']},
)
const source = fc.record({id: word, title: word, url: address, feedUrl: address}, {requiredKeys: ['id', 'title']})

/** Items of every shape, with any values. */
const anyItem: fc.Arbitrary<ChannelItem> = fc.record(
  {
    ...{id: word, url: address, title: word, html: word, summary: word, image: address, source},
    ...{published: fc.constantFrom('2024-01-01T00:00:00Z', 'once'), updated: fc.constantFrom('2024-01-02', '')},
    ...{authors: fc.array(person, {maxLength: 3}), categories: fc.array(word, {maxLength: 3})},
    ...{enclosures: fc.array(file, {maxLength: 2}), language: fc.constantFrom('de', 'no language')},
  },
  {requiredKeys: ['id', 'url', 'title', 'html', 'published', 'authors', 'categories', 'enclosures']},
)

const podcast: PodcastAbout = {
  ...{author: 'A & B', image: 'https://example.org/a.png', category: ['Science', 'Astronomy'], guid: 'g'},
  ...{owner: {email: 'a@example.org'}, locked: true, funding: {url: 'https://example.org/?a&b', text: '<3'}},
}

/** What feeds say of themselves. */
const anyChannel: fc.Arbitrary<Partial<Channel>> = fc.record(
  {
    ...{title: word, description: word, language: fc.constantFrom('', 'de'), authors: fc.array(person, {maxLength: 2})},
    ...{
      hubs: fc.array(address, {maxLength: 2}),
      podcast: fc.constant(podcast),
      stylesheet: fc.constant('/feed.css?a&b'),
    },
    ...{older: fc.constant('https://example.org/1.xml'), current: fc.constant('https://example.org/atom.xml')},
  },
  {requiredKeys: []},
)

for (const format of formatsOf()) {
  describe(format.name, () => {
    const problems: Problem[] = []
    const write = (items: readonly ChannelItem[], more: Partial<Channel> = {}) =>
      writeChecked(format, {...channel, ...more, items}, (problem) => problems.push(problem))
    const read = (items: readonly ChannelItem[], more?: Partial<Channel>) => readItems(format.file, write(items, more))
    const fit = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')

    test('an item reads back as it was meant', () => {
      assert.deepEqual(read([item]), [
        {
          id: item.id,
          url: item.url,
          title: 'One',
          html: '<p>First</p>',
          published: '2024-02-29T10:00:00.000Z',
          authors: ['Ada'],
          categories: ['stars'],
          enclosures: ['https://example.org/one.mp3'],
          source: 'Source',
        },
      ])
    })

    test('an empty feed is a feed', () => {
      assert.deepEqual(read([]), [])
    })

    test('what validators ask for holds, for the least item as for the fullest', () => {
      const least: ChannelItem = {
        ...{id: 'urn:uuid:2', url: 'https://example.org/two/', title: '', html: '', published: '2024-03-01T00:00:00Z'},
        ...{authors: [], categories: [], enclosures: []},
      }
      const fullest: ChannelItem = {
        ...{...item, id: 'urn:uuid:3', updated: '2024-03-02T00:00:00Z', language: 'pt-BR'},
        ...{authors: [{name: 'Ada', email: 'ada@example.org'}, {name: 'Grace'}], categories: ['R&D', 'stars']},
      }
      assert.deepEqual(brokenRules(format.file, write([item, least, fullest])), [])
      assert.deepEqual(brokenRules(format.file, write([])), [])
    })

    test('the same channel gives the same bytes, with no time of writing in them', () => {
      assert.equal(write([item]), write([structuredClone(item)]))
      assert.doesNotMatch(write([]), new RegExp(String(new Date().getUTCFullYear())))
    })

    for (const value of hostile) {
      test(`${JSON.stringify(value).slice(0, 40)} in any place harms nothing around it`, () => {
        const wanted = fit(value)
        const url = `https://example.org/?q=${value}`
        const strange: ChannelItem = {
          ...item,
          id: `x${value}`,
          url,
          title: value,
          html: value,
          summary: value,
          authors: [{name: `A${value}`, email: value, url: value}],
          categories: [`c${value}c`],
          enclosures: [{url, type: value, title: value}],
          image: value,
          language: value,
          source: {id: value, title: `S${value}`, url: value, feedUrl: `${url}#feed`},
        }
        const facts = {id: value, title: value, description: value, language: value, authors: [{name: `A${value}`}]}
        const [before, found, after, ...rest] = read([item, strange, item], facts)
        assert.deepEqual(rest, [])
        assert.deepEqual([before, after], [read([item])[0], read([item])[0]])
        assert.equal(found!.id, `x${wanted}`.trim())
        assert.equal(found!.title, wanted)
        assert.equal(found!.html.replace(/\r\n?/g, '\n'), wanted.replace(/\r\n?/g, '\n'))
        assert.deepEqual(found!.authors, [`A${wanted}`.trim()])
        assert.deepEqual(found!.categories, [`c${wanted}c`])
        assert.equal(found!.source, `S${wanted}`)
        assert.deepEqual(problems, [])
      })
    }

    test('any text at all comes back but for what XML forbids', () => {
      fc.assert(
        fc.property(fc.string({unit: 'binary'}), fc.string({unit: 'grapheme'}), (title, html) => {
          const [found] = read([{...item, title, html}])
          assert.equal(found!.title, fit(title))
          assert.equal(found!.html.replace(/\r\n?/g, '\n'), fit(html).replace(/\r\n?/g, '\n'))
        }),
        {numRuns: 60, seed: 1},
      )
    })

    test('an item with neither address, date nor author is still there', () => {
      const bare = {...item, id: '', url: 'nowhere', published: 'yesterday', authors: [], enclosures: [{url: 'no'}]}
      const [found] = read([bare])
      assert.equal(found!.id, 'https://source.example/')
      assert.equal(found!.url, 'https://source.example/')
      assert.deepEqual(found!.enclosures, [])
    })

    test('an item that cannot be written is left out with a warning, and takes no other along', () => {
      const half = {text: '<no', form: {}}
      const broken: FeedFormat = {
        ...format,
        writeItem(given) {
          if (given.title === 'Worse') throw new Error('no')
          return given.title === 'Bad' ? half : format.writeItem(given)
        },
      }
      const told: Problem[] = []
      const given = {...channel, items: [item, {...item, title: 'Bad'}, {...item, title: 'Worse'}, item]}
      const text = writeChecked(broken, given, (problem) => told.push(problem))
      assert.equal(readItems(format.file, text).length, 2)
      assert.match(
        told.map(({message}) => message).join(),
        /^“Bad” cannot be written as .*“Worse” cannot be written as /,
      )
      assert.ok(told.every(({warning}) => warning))
    })

    test('a feed that cannot be read whatever items it has is never published', () => {
      const broken = {...format, write: () => ({text: '<no', form: {}})}
      assert.throws(() => writeChecked(broken, {...channel, items: []}, () => {}), ProblemsError)
    })

    test('any items, written for one feed, stand well-formed in any other', () => {
      fc.assert(
        fc.property(fc.array(anyItem, {maxLength: 6}), anyChannel, anyChannel, (items, one, other) => {
          assert.equal(format.count(write(items, one)), items.length)
          assert.equal(format.count(write(items.toReversed(), other)), items.length)
        }),
        {numRuns: 60, seed: 2},
      )
      assert.deepEqual(problems, [])
    })

    test('items have one form when only their values differ, and another when more does', () => {
      const formOf = (more: Partial<ChannelItem>) => format.writeItem({...item, ...more}).form
      assert.equal(formOf({title: 'Two ]]> &', published: '2025-01-01T00:00:00.000Z'}), formOf({html: '<b>'}))
      if (format.file !== 'feed.json') assert.notEqual(formOf({categories: ['one', 'two']}), formOf({}))
    })

    test('an item is written once, however many feeds it stands in', () => {
      const written: string[] = []
      const counting: FeedFormat = {
        ...format,
        writeItem(given) {
          written.push(given.title)
          return format.writeItem(given)
        },
      }
      const [one, two] = [item, {...item, title: 'Two'}]
      for (const items of [[one, two], [two], [two, one]]) writeChecked(counting, {...channel, items}, () => {})
      assert.deepEqual(written, ['One', 'Two'])
    })
  })
}

const [atom, rss, json] = formatsOf().map(
  (format) => (given: Channel) => writeChecked(format, given, ({message}) => assert.fail(message)),
)

function fillText(value: string): string {
  const slots = createSlots()
  return slots.fill(toForm(slots.text(value)))
}

test('what is taken for fit for XML is what a strict parser reads', () => {
  const characters = Array.from({length: 0x11000}, (_, code) => String.fromCodePoint(code))
  const [fit = [], unfit = []] = [true, false].map((fits) => characters.filter((one) => fitsXml(one) === fits))
  readXml(`<all>${fit.filter((one) => !'&<'.includes(one)).join('')}</all>`)
  for (const one of unfit.filter((_, index) => index % 40 === 0 || index < 40)) {
    assert.throws(() => readXml(`<all>${one}</all>`))
    assert.equal(fillText(`a${one}b`), 'ab')
    assert.equal(cleanText(`a${one}b`), 'ab')
  }
  assert.equal(unfit.length, 29 + 2048 + 2)
})

describe('what each format says in its own way', () => {
  test('Atom names language, updates, self, and the source of an entry with its links', () => {
    const feed = readXml(atom!({...channel, items: [{...item, updated: '2025-01-01T00:00:00Z', language: 'de'}]}))
    assert.equal(feed.attributes['xml:lang'], 'en')
    assert.equal(textOf(feed, 'updated'), '2025-01-01T00:00:00.000Z')
    assert.deepEqual(
      all(feed, 'link').map(({attributes}) => [attributes.rel, attributes.href]),
      [
        ['alternate', 'https://example.org/'],
        ['self', 'https://example.org/feed'],
      ],
    )
    const entry = all(feed, 'entry')[0]!
    assert.equal(entry.attributes['xml:lang'], 'de')
    assert.deepEqual(Object.keys(all(entry, 'title')[0]!.attributes), [])
    const source = all(entry, 'source')[0]!
    assert.deepEqual(
      source.children.map(({name, text, attributes}) => [name, text || attributes.href]),
      [
        ['id', 'urn:source'],
        ['title', 'Source'],
        ['updated', '2025-01-01T00:00:00.000Z'],
        ['link', 'https://source.example/feed'],
        ['link', 'https://source.example/'],
      ],
    )
  })

  test('an Atom feed of nobody is by its title, as an entry may have no author of its own', () => {
    const feed = readXml(atom!({...channel, authors: [], items: [{...item, authors: []}]}))
    assert.deepEqual(
      all(feed, 'author').map((author) => textOf(author, 'name')),
      ['Almagest'],
    )
  })

  test('RSS takes one author with an address as `author`, and all others as `dc:creator`', () => {
    const ada = {name: 'Ada', email: 'ada@example.org'}
    const items = [[ada], [ada, {name: 'Grace'}]].map((authors) => ({...item, authors}))
    const [found, both] = all(all(readXml(rss!({...channel, items})), 'channel')[0]!, 'item')
    assert.ok(found && both)
    assert.equal(textOf(found, 'author'), 'ada@example.org (Ada)')
    assert.deepEqual(all(found, 'dc:creator'), [])
    assert.deepEqual(all(both, 'author'), [])
    assert.deepEqual(
      all(both, 'dc:creator').map(({text}) => text),
      ['Ada', 'Grace'],
    )
    assert.equal(all(found, 'guid')[0]!.attributes.isPermaLink, 'false')
    assert.equal(all(found, 'source')[0]!.attributes.url, 'https://source.example/feed')
    assert.equal(all(found, 'enclosure')[0]!.attributes.type, 'audio/mpeg')
  })

  test('an RSS summary is text even where readers expect HTML', () => {
    const found = rss!({...channel, items: [{...item, summary: '<b> & so on'}]})
    assert.match(found, /<description><!\[CDATA\[&lt;b&gt; &amp; so on]]><\/description>/)
  })

  test('JSON Feed is version 1.1', () => {
    const feed = JSON.parse(json!({...channel, items: [{...item, language: 'de'}]}))
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1')
    assert.equal(feed.language, 'en')
    assert.deepEqual(feed.authors, [{name: 'Ada'}])
    assert.equal(feed.feed_url, 'https://example.org/feed')
    assert.equal(feed.items[0].language, 'de')
    assert.equal(feed.items[0].summary, 'First')
    assert.equal(feed.author ?? feed.items[0].author, undefined)
    assert.deepEqual(feed.items[0].attachments, [
      {url: 'https://example.org/one.mp3', mime_type: 'audio/mpeg', size_in_bytes: 12},
    ])
    assert.deepEqual(feed.items[0]._source, {
      id: 'urn:source',
      title: 'Source',
      url: 'https://source.example/',
      feed_url: 'https://source.example/feed',
    })
  })
})
