/** A small server for looking at a site on one's own machine, wherever its files come from. */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {servedFile} from '../text.ts'
import {refuse} from './guard.ts'
import {listenNear} from './listen.ts'
import {mediaTypeOf} from './media-types.ts'
import {readRange} from './range.ts'

/** Where the files of a site come from, by their path below its root: `2025/01/one/index.html`. */
export interface Files {
  has(path: string): boolean
  /** The file, or undefined when there is none. */
  get(path: string): Promise<File | undefined>
}

/** A file as it is sent. */
export interface File {
  readonly body: Uint8Array
  /** For `ETag` and `Cache-Control`. Default: never to be kept. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What to serve, where, and what to say of what is not there. */
export interface ServeOptions {
  readonly files: Files
  /** Path of the site on its host: empty or `/blog`. */
  readonly base: () => string
  /** First port to try; the next free one is taken. Default: 4321. 0 takes any. */
  readonly port?: number
  /** Default: 127.0.0.1, so that nobody else can reach it. */
  readonly host?: string
  /** Put into every HTML page before `</body>`. Default: nothing. */
  readonly inject?: (request: IncomingMessage) => string
  /** Makes the page in place of one that the site has not, and no 404 page either. Default: a line of text. */
  readonly missing?: () => string
  /** Makes the page in place of one that could not be made. Default: the message alone. */
  readonly failed?: (error: unknown) => string
  /** Answers what is not of the site; true when it did. */
  readonly first?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** A server that listens. */
export interface Serving {
  /** Where it serves the site, with base and a slash at the end. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serve a site as a web host would: `index.html` of a folder, a redirect to its slash, `404.html`.
 * @throws {ProblemsError} when it cannot listen there
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const {host = '127.0.0.1', port = 4321, base} = options
  const server = createServer((request, response) => {
    answer(options, host, request, response).catch((error: Error) => fail(response, error))
  })
  server.on('connect', (_, socket) => socket.end('HTTP/1.1 405 Method Not Allowed\r\n\r\n'))
  const taken = await listenNear(server, port, host)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}${base()}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  options: ServeOptions,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refuse(request, host)
  if (refusal) return end(response, refusal.status, refusal.message)
  if (options.first?.(request, response)) return
  if (request.method === 'POST') return end(response, 405, 'Only GET and HEAD are answered here.')
  const base = options.base()
  const path = decode(request.url!)
  if (path === undefined) return end(response, 400, 'That is not a URL.')
  if (base && path !== base && !path.startsWith(`${base}/`)) return redirect(response, `${base}/`)
  const wanted = path.slice(base.length + 1)
  const {files} = options
  if (wanted !== '' && !wanted.endsWith('/') && !files.has(wanted) && files.has(`${wanted}/index.html`))
    return redirect(response, `${encodeURI(path)}/`)
  const name = servedFile(wanted)
  const file = await files.get(name).catch((error: unknown) => failed(options, request, response, name, error))
  if (response.headersSent) return
  if (file) return send(options, request, response, name, file, 200)
  const missing = await files
    .get('404.html')
    .catch((error: unknown) => failed(options, request, response, '404.html', error))
  if (response.headersSent) return
  if (missing) send(options, request, response, '404.html', missing, 404)
  else if (options.missing) send(options, request, response, '404.html', {body: Buffer.from(options.missing())}, 404)
  else end(response, 404, 'There is no such page.')
}

/** The path of a request, decoded; undefined when it cannot be. */
function decode(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/\?.*$/s, ''))
    return path.includes('\0') ? undefined : path
  } catch {
    return undefined
  }
}

function send(
  {inject}: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  file: File,
  status: number,
): void {
  const headers: Record<string, string> = {'cache-control': 'no-store', ...file.headers}
  if (status === 200 && headers.etag && request.headers['if-none-match'] === headers.etag)
    return void response.writeHead(304, headers).end()
  const added = inject && name.endsWith('.html') ? inject(request) : ''
  const body = added ? Buffer.from(insertBeforeEnd(Buffer.from(file.body).toString('utf8'), added)) : file.body
  headers['content-type'] = mediaTypeOf(name)
  headers['x-content-type-options'] = 'nosniff'
  headers['accept-ranges'] = 'bytes'
  const part = status === 200 ? readRange(request.headers.range, body.length) : undefined
  if (part === 'none') return void response.writeHead(416, {'content-range': `bytes */${body.length}`}).end()
  if (part) headers['content-range'] = `bytes ${part.first}-${part.last}/${body.length}`
  const sent = part ? body.subarray(part.first, part.last + 1) : body
  response.writeHead(part ? 206 : status, {...headers, 'content-length': sent.length})
  response.end(request.method === 'HEAD' ? undefined : sent)
}

function insertBeforeEnd(html: string, added: string): string {
  const at = Array.from(html.matchAll(/<\/body\s*>/gi)).at(-1)?.index ?? html.length
  return html.slice(0, at) + added + html.slice(at)
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, {location}).end()
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {'content-type': 'text/plain; charset=utf-8'}).end(`${text}\n`)
}

/** Answer for a file that could not be made: a page with a page, which is one that can be patched when it is mended. */
function failed(
  options: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  error: unknown,
): undefined {
  if (!options.failed) throw error
  const body = Buffer.from(options.failed(error))
  if (name.endsWith('.html')) send(options, request, response, name, {body}, 500)
  else end(response, 500, error instanceof Error ? error.message : String(error))
}

function fail(response: ServerResponse, error: Error): void {
  if (response.headersSent) return void response.destroy()
  end(response, 500, error.message)
}
