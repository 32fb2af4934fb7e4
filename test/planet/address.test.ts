import assert from 'node:assert/strict'
import type {LookupAddress} from 'node:dns'
import {test} from 'node:test'
import {allowHosts, checkUrl, guardLookup, isPublic, type Resolve} from '../../src/planet/address.ts'

/** Addresses that reach into somebody's network, in the many ways of writing them. */
const inside = [
  ...['127.0.0.1', '127.1', '0177.0.0.1', '0x7f.1', '2130706433', '127.0.0.1.', '127。0。0。1', '0.0.0.0', '10.1.2.3'],
  ...['172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '192.0.2.1', '198.18.0.1', '203.0.113.9'],
  ...['224.0.0.251', '255.255.255.255', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:a00:1]', '[64:ff9b::7f00:1]'],
  ...[
    '[2002:a00:1::]',
    '[2001:0:1::1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd12::1]',
    '[ff02::1]',
    '[2001:db8::1]',
    '[100::1]',
  ],
  ...['localhost', 'LOCALHOST.', 'printer', 'wiki.internal', 'nas.local', 'router.home.arpa', 'hidden.onion'],
]

for (const host of inside)
  test(`http://${host}/ is never fetched`, () =>
    assert.throws(() => checkUrl(`http://${host}/feed`), {name: 'RefusedError'}))

for (const url of [
  'file:///etc/passwd',
  'gopher://example.org/',
  'data:text/xml,<rss/>',
  '//example.org/feed',
  'http://',
  'http://[::1',
  ' https://example.org/',
  'https://example.org/a\nb',
  'https://user:secret@example.org/',
  'http://example.org@127.0.0.1/',
  'http://127.0.0.1\\@example.org/',
  'http://example.org:22/',
  'http://example.org:6379/',
])
  test(`${JSON.stringify(url)} is never fetched`, () => assert.throws(() => checkUrl(url), {name: 'RefusedError'}))

for (const url of [
  'https://example.org/feed',
  'http://example.org:8080/',
  'http://100.128.0.1/',
  'http://[2606:2800::1]/',
  'http://xn--bcher-kva.example/',
])
  test(`${url} may be fetched`, () => assert.equal(checkUrl(url).href, url))

test('a name is judged by the addresses it has when the connection is made', async () => {
  assert.deepEqual(await lookUp(() => ['93.184.216.34', '2606:2800::1']), ['93.184.216.34', '2606:2800::1'])
  for (const address of [
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '::1',
    '::ffff:10.0.0.1',
    'fe80::1%eth0',
    'rubbish',
  ])
    await assert.rejects(
      lookUp(() => [address]),
      {name: 'RefusedError', message: /points at/},
    )
})

test('one private address among public ones refuses the name', () =>
  assert.rejects(
    lookUp(() => ['93.184.216.34', '192.168.0.1']),
    {name: 'RefusedError'},
  ))

test('each connection is checked anew, so a name that turns inside later is caught', async () => {
  const answers = ['93.184.216.34', '127.0.0.1']
  const resolve = () => [answers.shift()!]
  assert.deepEqual(await lookUp(resolve), ['93.184.216.34'])
  await assert.rejects(lookUp(resolve), {name: 'RefusedError'})
})

test('a name without addresses is not found', () =>
  assert.rejects(
    lookUp(() => []),
    {code: 'ENOTFOUND'},
  ))

test('the owner may allow names, addresses and networks', async () => {
  const allowed = allowHosts(['Wiki.Internal', '10.20.0.0/16', '192.168.1.5', '[fd00::]/8'])
  assert.equal(checkUrl('http://wiki.internal/feed', allowed).hostname, 'wiki.internal')
  assert.deepEqual(await lookUp(() => ['172.16.0.9'], 'wiki.internal', ['wiki.internal']), ['172.16.0.9'])
  const asked = ['10.20.9.9', '192.168.1.5', 'fd00::7', '10.21.0.1', '192.168.1.6', 'fc00::1']
  assert.deepEqual(
    asked.map((address) => isPublic(address, allowed)),
    [true, true, true, false, false, false],
  )
  assert.throws(() => checkUrl('http://10.20.0.1:22/', allowed), /another protocol/)
})

/** What a socket would be given for a name. */
function lookUp(resolve: Resolve, name = 'feeds.example', allow: string[] = []): Promise<string[]> {
  return new Promise((done, fail) =>
    guardLookup(allowHosts(allow), resolve)(name, {all: true}, (error, found) =>
      error ? fail(error) : done((found as LookupAddress[]).map(({address}) => address)),
    ),
  )
}
