/** A small server for looking at a site on one's own machine, wherever its files come from. */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {extname} from 'node:path'
import {servedFile} from '../text.ts'
import {refuse} from './guard.ts'
import {listenNear} from './listen.ts'

/** Where the files of a site come from, by their path below its root: `2025/01/one/index.html`. */
export interface Files {
  has(path: string): boolean
  /** The file, or undefined when there is none. */
  get(path: string): Promise<File | undefined>
}

export interface File {
  readonly body: Uint8Array
  /** For `ETag` and `Cache-Control`. Default: never to be kept. */
  readonly headers?: Readonly<Record<string, string>>
}

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
  /** Answers what is not of the site; true when it did. */
  readonly first?: (request: IncomingMessage, response: ServerResponse) => boolean
}

export interface Serving {
  readonly url: string
  close(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.pdf': 'application/pdf',
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
  const file = await files.get(name)
  if (file) return send(options, request, response, name, file, 200)
  const missing = await files.get('404.html')
  if (missing) send(options, request, response, '404.html', missing, 404)
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
  const body = added ? insertBeforeEnd(Buffer.from(file.body).toString('utf8'), added) : file.body
  response.writeHead(status, {
    'content-type': types[extname(name).toLowerCase()] ?? 'application/octet-stream',
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function insertBeforeEnd(html: string, added: string): string {
  const at = html.toLowerCase().lastIndexOf('</body>')
  return at < 0 ? html + added : html.slice(0, at) + added + html.slice(at)
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, {location}).end()
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {'content-type': 'text/plain; charset=utf-8'}).end(`${text}\n`)
}

function fail(response: ServerResponse, error: Error): void {
  if (response.headersSent) return void response.destroy()
  end(response, 500, error.message)
}
