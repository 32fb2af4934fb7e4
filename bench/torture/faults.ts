/** What a host can do wrong, each as one answer: to be asked by the program on loopback. */
import type {IncomingMessage, ServerResponse} from 'node:http'
import zlib from 'node:zlib'

/** One way to answer a request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

const type = 'application/rss+xml'

/** A feed with these items. */
export function rss(items: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title><link>https://feed.example/</link>${items}</channel></rss>`
}

/** So many items. */
export function items(count: number, words = 'Words.', id: (number: number) => unknown = (number) => number): string {
  return Array.from(
    {length: count},
    (_, number) =>
      `<item><title>Item ${number}</title><link>https://feed.example/${id(number)}</link><guid isPermaLink="false">${id(number)}</guid><description>${words}</description></item>`,
  ).join('')
}

const good = rss(items(3))

function send(
  body: string | Buffer | (() => string | Buffer),
  headers: Record<string, string> = {},
  code = 200,
): Answer {
  return (_, response) =>
    response.writeHead(code, {'content-type': type, ...headers}).end(typeof body === 'function' ? body() : body)
}

/** The beginning of an answer, and then a piece every so many milliseconds. */
function drip(begin: string, piece: string, ms: number): Answer {
  return (_, response) => {
    response.writeHead(200, {'content-type': type}).write(begin)
    const timer = setInterval(() => response.write(piece), ms)
    response.on('close', () => clearInterval(timer))
  }
}

/** The same piece for ever, as fast as it is taken. */
function endless(begin: string, piece: string): Answer {
  return (_, response) => {
    response.writeHead(200, {'content-type': type}).write(begin)
    const pour = () => {
      while (!response.destroyed && response.write(piece));
    }
    response.on('drain', pour)
    pour()
  }
}

/** Blanks that unpack to 200 MB, made when first asked for. */
function bomb(pack: (bytes: Buffer) => Buffer): () => Buffer {
  let packed: Buffer | undefined
  return () => (packed ??= pack(Buffer.concat([Buffer.from('<rss version="2.0"><channel>'), Buffer.alloc(2e8, ' ')])))
}

const gzipBomb = bomb((bytes) => zlib.gzipSync(bytes))
const quick = {params: {[zlib.constants.BROTLI_PARAM_QUALITY]: 1}}
const redirect = (location: string, code = 302) => send('', {location}, code)
const chance = () => Math.random().toString(36)
let flaps = 0

/** Over HTTP as Node.js speaks it. */
export const answers: Readonly<Record<string, Answer>> = {
  'never-headers': () => {},
  'slow-headers': (request, response) => setTimeout(() => send(good)(request, response), 40_000).unref(),
  'slow-body': drip('', '<', 1_000),
  stall: (_, response) => response.writeHead(200).write('<rss'),
  'drip-large': drip(`<rss version="2.0"><channel>${' '.repeat(2e6)}`, ' ', 500),
  endless: endless('<rss version="2.0"><channel>', ' '.repeat(65_536)),
  'endless-items': endless('<rss version="2.0"><channel>', items(1_000)),
  'bomb-gzip': (request, response) => send(gzipBomb, {'content-encoding': 'gzip'})(request, response),
  'bomb-deflate': send(
    bomb((bytes) => zlib.deflateSync(bytes)),
    {'content-encoding': 'deflate'},
  ),
  'bomb-br': send(
    bomb((bytes) => zlib.brotliCompressSync(bytes, quick)),
    {'content-encoding': 'br'},
  ),
  'bomb-zstd': send(
    bomb((bytes) => zlib.zstdCompressSync(bytes)),
    {'content-encoding': 'zstd'},
  ),
  'bomb-nested': send(() => zlib.gzipSync(gzipBomb()), {'content-encoding': 'gzip, gzip'}),
  'codings-without-end': send('x', {'content-encoding': Array(100).fill('gzip').join()}),
  'unknown-coding': send(good, {'content-encoding': 'x-own'}),
  'gzip-cut-off': send(zlib.gzipSync(good).subarray(0, 60), {'content-encoding': 'gzip'}),
  'gzip-lie': send(good, {'content-encoding': 'gzip'}),
  'gzip-trailing': send(Buffer.concat([zlib.gzipSync(good), Buffer.from('rubbish')]), {'content-encoding': 'gzip'}),
  'redirect-self': redirect('/'),
  'redirect-loop': (request, response) => redirect(`/?${chance()}`)(request, response),
  'redirect-inside': redirect('http://127.0.0.1:9/'),
  'redirect-file': redirect('file:///etc/passwd'),
  'redirect-rubbish': redirect('http://[::1'),
  'redirect-endless-body': (_, response) => {
    response.writeHead(302, {location: '/elsewhere'})
    const pour = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    }
    response.on('drain', pour)
    pour()
  },
  'huge-header': send(good, {'x-long': 'x'.repeat(100_000)}),
  'many-headers': (request, response) => {
    for (let number = 0; number < 1_500; number++) response.setHeader(`x-${number}`, '1')
    send(good)(request, response)
  },
  'evil-validators': send(good, {etag: `"${'e'.repeat(7_000)}"`, 'last-modified': 'never'}),
  'unasked-304': (_, response) => response.writeHead(304).end(),
  'part-206': send(good.slice(0, 90), {}, 206),
  'retry-garbage': send('', {'retry-after': 'soon'}, 429),
  'retry-for-ever': send('', {'retry-after': '99999999999'}, 429),
  'code-999': send('', {}, 999),
  html: send('<html><title>Log in</title></html>', {'content-type': 'text/html'}),
  empty: send(''),
  flap: (request, response) =>
    [send(good), send('', {}, 500), send(rss('')), send('<html></html>'), () => response.destroy()][flaps++ % 5]!(
      request,
      response,
    ),
  'guid-churn': send(() => rss(items(20, 'Words.', chance))),
  'one-guid': send(rss(items(20, 'Words.', () => 1))),
  'all-from-the-future': send(rss('<item><title>F</title><pubDate>31 Dec 2999 23:59:59 GMT</pubDate></item>')),
  'items-100000': send(() => rss(items(100_000, '').slice(0, 9_500_000))),
  'item-of-50-mb': send(() => rss(`<item><title>Big</title><description>${'x'.repeat(5e7)}</description></item>`)),
  'item-of-9-mb': send(() =>
    rss(`<item><title>Big</title><description>${'é&lt;p>'.repeat(1.1e6)}</description></item>`),
  ),
  'elements-without-number': send(() => rss(`<item><title>I</title></item>${'<a/>'.repeat(2e6)}`)),
  'json-items-200000': send(() =>
    JSON.stringify({version: 'https://jsonfeed.org/version/1.1', items: Array(200_000).fill({id: '1', title: 'T'})}),
  ),
  'page-of-entries': send(() => `<div class="h-feed">${'<p class="h-entry">x'.repeat(90_000)}</div>`),
  'nested-5000': send(rss(`<item><title>Deep</title><description>${'&lt;div>'.repeat(5_000)}</description></item>`)),
  'nested-xml': send(() => rss(`${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`)),
  entities: send(
    `<!DOCTYPE rss [<!ENTITY a "lol">${Array.from({length: 20}, (_, n) => `<!ENTITY a${n} "${'&a;'.repeat(10)}">`).join('')}]>${rss('<item><title>&a19;</title></item>')}`,
  ),
  'charset-lie': send(Buffer.from(rss(items(1, 'caf\u00e9')), 'latin1'), {'content-type': `${type}; charset=utf-8`}),
  'charset-bogus': send(good, {'content-type': `${type}; charset=../../x`}),
  'hub-inside': send(
    rss(`<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="http://127.0.0.1:6379/"/>${items(1)}`),
  ),
  'image-file': send(rss(`<image><url>file:///etc/passwd</url></image>${items(1)}`)),
  'reset-in-the-middle': (_, response) =>
    response.writeHead(200).write('<rss', () => setTimeout(() => response.socket?.resetAndDestroy(), 20)),
  'length-too-long': (_, response) =>
    response.writeHead(200, {'content-length': 99_999}).write(good, () => setTimeout(() => response.destroy(), 20)),
}

/** Bytes that Node.js would not send, as they go over the wire. */
export const bytes: Readonly<Record<string, string>> = {
  'bad-status': 'HTP/1.1 OK\r\n\r\n',
  'http-0.9': good,
  'two-lengths': 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!',
  'length-and-chunks': 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  'negative-length': 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\nx',
  'huge-length': 'HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\nx',
  'bad-chunk': 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\nx',
  'huge-chunk': 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nx',
  'long-extension': `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;${'a'.repeat(100_000)}\r\nx\r\n0\r\n\r\n`,
  'nul-in-header': 'HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n',
  'continue-without-end': `${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(5_000)}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`,
  'early-hints': `${'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(2_000)}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`,
  'other-protocol': 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n',
  binary: '\0\x01\x02\x03'.repeat(1_000),
  'tls-on-plain': '\x15\x03\x01\0\x02\x02\x28',
  'two-answers': 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil',
}
