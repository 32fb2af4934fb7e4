import assert from 'node:assert/strict'
import type {RequestListener} from 'node:http'
import type {AddressInfo} from 'node:net'
import {createServer as createTcpServer} from 'node:net'
import {type TestContext, test} from 'node:test'
import zlib from 'node:zlib'
import {createFetcher, type FetcherOptions, type FetchOptions} from '../../src/planet/fetch.ts'
import type {TimeLimits} from '../../src/planet/fetch-failure.ts'
import type {FetchResult} from '../../src/types.ts'
import {feedServer, rss} from '../helpers/feed-server.ts'

const userAgent = 'Almagest/1.0 (+https://planet.example/; 3 feeds)'

test('first contact is one GET with our name, no cookie, no referrer and no conditions', async (t) => {
  const {result, asked} = await visit(t, (_, response) => response.end(rss('one')))
  assert.equal(result.status, 'fresh')
  assert.equal(asked.length, 1)
  const {host, connection, ...headers} = asked[0]!.headers
  assert.deepEqual(headers, {
    'user-agent': userAgent,
    accept: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
    'accept-encoding': 'gzip, deflate, br, zstd',
  })
})

test('validators go out and come back byte for byte', async (t) => {
  const etag = 'W/"\u00e9 ,\\"'
  const lastModified = 'yesterday, more or less'
  const {result, asked} = await visit(
    t,
    (_, response) => {
      response.setHeader('etag', etag)
      response.writeHead(304).end()
    },
    {etag, lastModified},
  )
  assert.equal(result.status === 'unchanged' && result.headers.etag, etag)
  assert.equal(asked[0]?.headers['if-none-match'], etag)
  assert.equal(asked[0]?.headers['if-modified-since'], lastModified)
})

test('a 304 that nobody asked for is a failure', async (t) => {
  const {result} = await visit(t, (_, response) => response.writeHead(304).end())
  assert.equal(reasonOf(result), 'failed: the host answered 304')
})

const codings: Record<string, (text: string) => Buffer> = {
  gzip: zlib.gzipSync,
  'x-gzip': zlib.gzipSync,
  deflate: zlib.deflateSync,
  'Deflate ': zlib.deflateRawSync,
  br: zlib.brotliCompressSync,
  zstd: zlib.zstdCompressSync,
  identity: Buffer.from,
}
for (const [coding, encode] of Object.entries(codings))
  test(`a body in ${coding} arrives as it was meant`, async (t) => {
    const {result} = await visit(t, (_, response) =>
      response.setHeader('content-encoding', coding).end(encode(rss('é'))),
    )
    assert.equal(textOf(result), rss('é'))
  })

for (const coding of ['gzip', 'deflate', 'br', 'zstd'])
  test(`a plain body that claims to be ${coding} is taken as it is`, async (t) => {
    const {result} = await visit(t, (_, response) => response.setHeader('content-encoding', coding).end(rss('plain')))
    assert.equal(textOf(result), rss('plain'))
  })

test('gzip that nobody declared is seen by its first bytes', async (t) => {
  const {result} = await visit(t, (_, response) => response.end(zlib.gzipSync(rss('zipped'))))
  assert.equal(textOf(result), rss('zipped'))
})

for (const [name, rubbish] of Object.entries({
  text: Buffer.from('rubbish'),
  'line ends': Buffer.from('\r\n'),
  zeros: Buffer.alloc(512),
  'half a header': Buffer.from([0x1f, 0x8b, 9, 9]),
}))
  test(`gzip is read to its end, whatever follows: ${name}`, async (t) => {
    const long = rss(...Array.from({length: 9_000}, (_, number) => `Item ${number}`))
    for (const members of [[long], [long.slice(0, 99_000), long.slice(99_000)]]) {
      const body = Buffer.concat([...members.map((text) => zlib.gzipSync(text)), rubbish])
      const {result} = await visit(t, (_, response) => response.setHeader('content-encoding', 'gzip').end(body))
      assert.equal(textOf(result), long)
    }
  })

test('gzip with fields in its header is read to its end, too', async (t) => {
  const packed = zlib.gzipSync(rss('named')).subarray(10)
  const fields = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 28, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2]),
    Buffer.from('name\0note\0'),
  ])
  const {result} = await visit(t, (_, response) =>
    response.end(Buffer.concat([fields, packed, Buffer.from('rubbish')])),
  )
  assert.equal(textOf(result), rss('named'))
})

test('gzip that is damaged before the rubbish is damaged', async (t) => {
  const damaged = zlib.gzipSync(rss('damaged'))
  damaged[damaged.length - 6]! ^= 1
  for (const body of [damaged, zlib.gzipSync(rss('cut')).subarray(0, -9)]) {
    const {result} = await visit(t, (_, response) => response.end(Buffer.concat([body, Buffer.from('rubbish')])))
    assert.equal(reasonOf(result), 'failed: the compressed body is damaged or cut off')
  }
})

test('a caller who gives up waits no more', async (t) => {
  const stop = new AbortController()
  const {result} = await visit(t, () => stop.abort(), {signal: stop.signal})
  assert.equal(result.status, 'failed')
})

const bad: Record<string, {answer: RequestListener; reason: string; options?: FetchOptions; limits?: TimeLimits}> = {
  'a body larger than allowed': {
    answer: (_, response) => response.writeHead(200).write(Buffer.alloc(2_000)),
    options: {maxBytes: 1_000},
    reason: 'refused: the body is larger than 0 MB',
  },
  'a body announced as larger than allowed': {
    answer: (_, response) => response.writeHead(200, {'content-length': 11_000_000}).write('<rss'),
    reason: 'refused: the body is larger than 10 MB',
  },
  'a body that unpacks to more than allowed': {
    answer: (_, response) => response.setHeader('content-encoding', 'gzip').end(zlib.gzipSync(Buffer.alloc(900_000))),
    options: {maxBytes: 500_000},
    reason: 'refused: the body is larger than 0.5 MB',
  },
  'a body that grows a thousandfold': {
    answer: (_, response) =>
      response.setHeader('content-encoding', 'br').end(zlib.brotliCompressSync(Buffer.alloc(2_000_000))),
    reason: 'refused: the body grows to more than 100 times its compressed size',
  },
  'a body compressed twice over': {
    answer: (_, response) =>
      response.setHeader('content-encoding', 'gzip, gzip').end(zlib.gzipSync(zlib.gzipSync('x'))),
    reason: 'refused: the body is compressed several times over',
  },
  'a coding that was not offered': {
    answer: (_, response) => response.setHeader('content-encoding', 'x-own').end('ab'),
    reason: 'refused: the body is compressed as x-own, which was not asked for',
  },
  'a compressed body that was cut off': {
    answer: (_, response) =>
      response.setHeader('content-encoding', 'gzip').end(zlib.gzipSync(rss('long')).subarray(0, 40)),
    reason: 'failed: the compressed body is damaged or cut off',
  },
  'a connection that breaks in the middle': {
    answer: (_, response) => response.writeHead(200, {'content-length': 999}).write('<rss', () => response.destroy()),
    reason: 'failed: the host broke the connection off',
  },
  'a host that never answers': {
    answer: () => {},
    limits: {firstByteMs: 50},
    reason: 'failed: the host did not answer within 0.05 s',
  },
  'a body that stands still': {
    answer: (_, response) => response.writeHead(200).write('<rss'),
    limits: {idleMs: 80},
    reason: 'failed: the answer stood still for 0.08 s',
  },
  'a body that drips for ever': {
    answer: (_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    },
    limits: {totalMs: 100},
    reason: 'failed: the answer took longer than 0.1 s',
  },
  'a header without end': {
    answer: (_, response) => response.setHeader('x-long', 'x'.repeat(60_000)).end(),
    reason: 'failed: the header of the answer is too large',
  },
  'part of a document': {
    answer: (_, response) => response.writeHead(206).end('<rss'),
    reason: 'failed: the host answered 206',
  },
  'no document': {answer: (_, response) => response.writeHead(204).end(), reason: 'failed: the host answered 204'},
  'another protocol': {
    answer: (_, response) => response.writeHead(101, {upgrade: 'feed'}).end(),
    reason: 'failed: the answer is not valid HTTP',
  },
  'a redirect to nowhere': {
    answer: (_, response) => response.writeHead(302).end(),
    reason: 'failed: the host answered 302',
  },
  'a redirect to rubbish': {
    answer: redirect(302, 'http://[::1'),
    reason: 'refused: it redirects to something that is no URL',
  },
  'a redirect to a file': {
    answer: redirect(301, 'file:///etc/passwd'),
    reason: 'refused: file: addresses are never fetched',
  },
  'a redirect into the network': {
    answer: redirect(301, 'http://[::ffff:10.0.0.1]/feed'),
    reason: 'refused: ::ffff:a00:1 is not on the public internet',
  },
  'a redirect with a password': {
    answer: redirect(302, 'http://user:secret@127.0.0.1/'),
    reason: 'refused: the address carries a user name or password',
  },
  'a redirect to itself': {answer: redirect(302, '/feed'), reason: 'refused: its redirects go round in a circle'},
  'a challenge that Cloudflare names': {
    answer: (_, response) => response.writeHead(403, {'cf-mitigated': 'challenge'}).end(),
    reason: challenged(403),
  },
  'a challenge on a page of Cloudflare': {
    answer: (_, response) => {
      const page = zlib.gzipSync(
        '<html><title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x.js"></script>',
      )
      response.writeHead(503, {server: 'cloudflare', 'content-encoding': 'gzip'}).end(page)
    },
    reason: challenged(503),
  },
}
for (const [name, {answer, reason, options, limits}] of Object.entries(bad))
  test(`${name} is a result, not an exception`, async (t) => {
    const {result} = await visit(t, answer, options, limits)
    assert.equal(reasonOf(result), reason)
  })

for (const [name, bytes] of Object.entries({
  'an old greeting': 'HTP/1.1 OK\r\n\r\n',
  'a bare document': rss('bare'),
  'two lengths': 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
  'length and chunks': 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  'a chunk of no size': 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\nx',
}))
  test(`${name} instead of HTTP is said to be none`, async (t) => {
    const server = createTcpServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(bytes)))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    t.after(() => server.close())
    const {port} = server.address() as AddressInfo
    assert.equal(
      reasonOf(await fetcherFor(t).fetch(`http://127.0.0.1:${port}/`)),
      'failed: the answer is not valid HTTP',
    )
  })

test("what comes after the announced end of an answer is nobody's", async (t) => {
  const server = createTcpServer((socket) =>
    socket
      .on('error', () => {})
      .once('data', () =>
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil'),
      ),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  const {port} = server.address() as AddressInfo
  assert.equal(textOf(await fetcherFor(t).fetch(`http://127.0.0.1:${port}/`)), 'ok')
})

test('only a chain of permanent redirects is a move', async (t) => {
  const chain = async (...codes: readonly number[]) => {
    const {result, origin} = await visit(
      t,
      (request, response) => {
        const step = Number(request.url?.slice(2) || 0)
        const code = codes[step]
        if (code) response.writeHead(code, {location: `/?${step + 1}#top`}).end()
        else response.end(rss('here'))
      },
      {},
      {},
      '/',
    )
    return result.status === 'fresh'
      ? [result.url.replace(origin, ''), result.movedTo?.replace(origin, '')]
      : reasonOf(result)
  }
  assert.deepEqual(await chain(), ['/', undefined])
  assert.deepEqual(await chain(301), ['/?1', '/?1'])
  assert.deepEqual(await chain(308, 301), ['/?2', '/?2'])
  assert.deepEqual(await chain(301, 302), ['/?2', undefined])
  assert.deepEqual(await chain(307, 308), ['/?2', undefined])
  assert.deepEqual(await chain(301, 301, 303, 301, 308), ['/?5', undefined])
  assert.equal(await chain(301, 301, 301, 301, 301, 301), 'refused: there were more than 5 redirects')
})

test('a password in the configured address goes to its own origin alone', async (t) => {
  const other = await feedServer(t, (_, response) => response.end(rss('other')))
  const own = await feedServer(t, (request, response) =>
    request.url === '/feed'
      ? response.writeHead(301, {location: '/next'}).end()
      : response.writeHead(302, {location: `${other.origin}/feed`}).end(),
  )
  const address = new URL('/feed', own.origin)
  address.username = 'ann'
  address.password = 'a:ö'
  const result = await fetcherFor(t).fetch(address.href)
  const sent = `Basic ${Buffer.from('ann:a:ö').toString('base64')}`
  assert.deepEqual(
    own.asked.map(({headers}) => headers.authorization),
    [sent, sent],
  )
  assert.deepEqual(
    other.asked.map(({headers}) => headers.authorization),
    [undefined],
  )
  assert.equal(result.status === 'fresh' && result.url, `${other.origin}/feed`)
})

test('a name that points inside is refused when the connection is made', async (t) => {
  const {origin, asked} = await feedServer(t, (_, response) => response.end(rss('secret')))
  const {port} = new URL(origin)
  const fetcher = createFetcher({userAgent, resolve: () => ['127.0.0.1']})
  t.after(() => fetcher.close())
  const result = await fetcher.fetch(`http://public.example:${port}/`)
  assert.equal(reasonOf(result), 'refused: public.example points at 127.0.0.1, which is not on the public internet')
  assert.equal(asked.length, 0)
})

test('a refused connection and an unknown name are told apart', async (t) => {
  const fetcher = fetcherFor(t, {resolve: () => Promise.reject(Object.assign(new Error('no'), {code: 'ENOTFOUND'}))})
  assert.equal(reasonOf(await fetcher.fetch('http://nowhere.example/')), 'failed: there is no host of this name')
  const server = createTcpServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const {port} = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  assert.equal(reasonOf(await fetcher.fetch(`http://127.0.0.1:${port}/`)), 'failed: the host refused the connection')
})

test('gone is gone', async (t) => {
  const {result, origin} = await visit(t, (_, response) => response.writeHead(410).end())
  assert.deepEqual(result, {status: 'gone', url: `${origin}/feed`})
})

async function visit(
  t: TestContext,
  answer: RequestListener,
  options?: FetchOptions,
  limits: Partial<FetcherOptions> = {},
  path = '/feed',
) {
  const server = await feedServer(t, answer)
  const result = await fetcherFor(t, limits).fetch(server.origin + path, options)
  return {...server, result}
}

function fetcherFor(t: TestContext, options: Partial<FetcherOptions> = {}) {
  const fetcher = createFetcher({userAgent, allow: ['127.0.0.1'], ...options})
  t.after(() => fetcher.close())
  return fetcher
}

function redirect(code: number, location: string): RequestListener {
  return (_, response) => response.writeHead(code, {location}).end()
}

function challenged(code: number): string {
  return `failed: visitors must prove to Cloudflare that they are a browser (${code}); the owner of the feed can let readers pass`
}

function textOf(result: FetchResult): string {
  return result.status === 'fresh' ? new TextDecoder().decode(result.body) : reasonOf(result)
}

function reasonOf(result: FetchResult): string {
  return 'reason' in result ? `${result.status}: ${result.reason}` : result.status
}
