import assert from 'node:assert/strict'
import {test} from 'node:test'
import {
  authorityOf,
  canonicalId,
  canonicalUrl,
  dateInUrl,
  domainOf,
  isGlobalId,
  nameOf,
  normalText,
  pathOf,
} from '../../src/planet/identity.ts'

/** A function as it stands for each of these values. */
function holds<Value>(
  of: (text: string | undefined) => Value,
  table: readonly (readonly [string | undefined, Value])[],
) {
  for (const [text, value] of table) assert.equal(of(text), value, String(text))
}

test('equal places are equal text, whatever scheme, port, slash or campaign they are written with', () => {
  const place = '//a.example/p'
  for (const url of [
    ...['http://a.example/p', 'https://A.example:443/p/', 'http://a.example:80/p', 'https://a.example:80/p?'],
    ...['https://a.example/p?utm_source=x&fbclid=1&gclid=2&mc_cid=3&mc_eid=4&ref_src=5&UTM_y', 'https://a.example/p#'],
    ...['https://a.example/p#:~:text=x', 'https://a.example/p#utm_x', 'https://a.example/p#xtor=1'],
    ...['https://a.example/p#comments', 'https://a.example/p#comment', 'https://a.example/p#Respond'],
  ])
    assert.equal(canonicalUrl(url), place, url)
  holds(canonicalUrl, [
    ['http://a.example', '//a.example/'],
    ['http://a.example:8080/p', '//a.example:8080/p'],
    ['http://a.example//', '//a.example/'],
    ['http://a.example/p//', '//a.example/p'],
    ['http://a.example/p/q', '//a.example/p/q'],
    ['http://a.example/?b=1&utm_x=1&a', '//a.example/?b=1&a'],
    ['http://a.example/?xutm_a=1&gclids=2&xfbclid=3', '//a.example/?xutm_a=1&gclids=2&xfbclid=3'],
    ['http://a.example/?p=utm_source', '//a.example/?p=utm_source'],
    ['http://a.example/#v2', '//a.example/#v2'],
    ['http://a.example/#x-comments', '//a.example/#x-comments'],
    ['http://a.example/#comments-2', '//a.example/#comments-2'],
    ['http://a.example/#respondents', '//a.example/#respondents'],
    ['http://a.example/#a#:~:b', '//a.example/#a#:~:b'],
    ['xhttp://a.example/', undefined],
    ['httpx://a.example/', undefined],
    ['mailto:a@b.example', undefined],
    ['no place', undefined],
    [undefined, undefined],
  ])
})

test('ids are compared as they are written, but for the scheme and the host of an address', () => {
  holds(canonicalId, [
    ['https://A.Example/P?Q#F', '//a.example/P?Q#F'],
    ['HTTP://A.example', '//a.example'],
    [' urn:X:Y ', 'urn:X:Y'],
    ['see https://A.example/', 'see https://A.example/'],
    ['https://A.example/a\nB', '//a.example/a\nB'],
    ['4711', '4711'],
    ['  ', undefined],
    [undefined, undefined],
  ])
  holds(isGlobalId, [
    ['//a.example/p', true],
    ['tag:a.example,2026:1', true],
    ['URN:uuid:1', true],
    ['ni:x', true],
    ['info:x', true],
    ['doi:x', true],
    ['///p', false],
    ['//', false],
    ['4711', false],
    ['x//a.example', false],
    ['my-tag:x', false],
    [undefined, false],
  ])
})

test('who answers for a key is its host, or the one that its tag names', () => {
  holds(authorityOf, [
    ['//A.example:8080/p', 'a.example'],
    ['//a.example:8080', 'a.example'],
    ['//a.example?x', 'a.example'],
    ['//[::1]:80x/p', '[::1]:80x'],
    ['tag:a.example,2026:1', 'a.example'],
    ['tag:ann@a.example,2026:1', 'a.example'],
    ['TAG:@A.example,2026:1', 'a.example'],
    ['tag:a.example', undefined],
    ['x//a.example/p', undefined],
    ['x-tag:a.example,2026:1', undefined],
    ['urn:x', undefined],
    ['', undefined],
    [undefined, undefined],
  ])
  assert.equal(domainOf('www.blog.example.co.uk'), 'example.co.uk')
  assert.equal(domainOf('ann.github.io'), 'ann.github.io')
  assert.equal(domainOf('localhost'), 'localhost')
  assert.equal(domainOf('127.0.0.1'), '127.0.0.1')
})

test('the path of a place is what stays when it moves to another host', () => {
  holds(pathOf, [
    ['//a.example/p/q/', '/p/q'],
    ['//a.example/p?x=1#y', '/p?x=1'],
    ['//a.example/p//', '/p'],
    ['//a.example/', undefined],
    ['//a.example', undefined],
    ['x//a.example/p', undefined],
    ['//a?x/p', undefined],
    ['urn:x/p', undefined],
    [undefined, undefined],
  ])
})

test('normal text is letters and digits alone', () => {
  assert.equal(normalText(' “Hello” —  World!! '), 'hello world')
  assert.equal(normalText('ﬁne ① Ｗide'), 'fine 1 wide')
  assert.equal(normalText('हिन्दी'), 'हिन्दी')
  assert.equal(normalText('…'), '')
})

test('names are short, equal for equal parts and different for parts that only join to the same', () => {
  assert.equal(nameOf('a', undefined, 'b'), nameOf('a', '', 'b'))
  assert.notEqual(nameOf('a', 'b'), nameOf('ab'))
  assert.notEqual(nameOf('a', '', 'b'), nameOf('a', 'b', ''))
  assert.equal(nameOf('a').length, 27)
})

test('dates in addresses are whole and real', () => {
  holds(dateInUrl, [
    ['https://a.example/2025/01/31/x', '2025-01-31T00:00:00.000Z'],
    ['https://a.example/blog/1999-12-01', '1999-12-01T00:00:00.000Z'],
    ['https://a.example/2025/02/30/', undefined],
    ['https://a.example/2025/13/01/', undefined],
    ['https://a.example/2025/01/310', undefined],
    ['https://a.example/x2025/01/31', undefined],
    ['https://a.example/2125/01/31', undefined],
    ['https://a.example/2025/1/31', undefined],
    [undefined, undefined],
  ])
})
