/** A small server for looking at a built site on one's own machine. */
import {createReadStream, statSync} from 'node:fs'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {extname, join} from 'node:path'

export interface ServeOptions {
  /** Folder of the built site. */
  readonly root: string
  /** Path of the site on its host: empty or `/blog`. */
  readonly base: string
  /** First port to try; the next free one is taken. Default: 4321. */
  readonly port?: number
  /** Default: 127.0.0.1, so that nobody else can reach it. */
  readonly host?: string
  /** Put into every HTML page before `</body>`. */
  readonly inject?: () => string
  /** Answer a request before the site does; true when done. */
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
  '.pdf': 'application/pdf',
}

/** Serve a folder as a web host would: `index.html` of a folder, a redirect to its slash, `404.html`. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const {host = '127.0.0.1', port = 4321} = options
  const server = createServer((request, response) => answer(options, request, response))
  for (let tries = 0; ; tries++) {
    try {
      await listen(server, port === 0 ? 0 : port + tries, host)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries >= 20) throw error
    }
  }
  const {port: taken} = server.address() as AddressInfo
  return {
    url: `http://${host}:${taken}${options.base}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      done()
    })
  })
}

function answer(options: ServeOptions, request: IncomingMessage, response: ServerResponse): void {
  if (options.first?.(request, response)) return
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return end(response, 405, 'Only GET and HEAD are answered here.')
  const path = decode(request.url ?? '/')
  if (path === undefined) return end(response, 400, 'That is not a URL.')
  if (options.base && path !== options.base && !path.startsWith(`${options.base}/`))
    return redirect(response, `${options.base}/`)
  const found = find(options.root, path.slice(options.base.length) || '/')
  if (found === 'folder') return redirect(response, `${encodeURI(path)}/`)
  const file = found ?? find(options.root, '/404.html')
  if (file === undefined) return end(response, 404, 'There is no such page.')
  send(options, request, response, file, found ? 200 : 404)
}

/** The path of a request, decoded; undefined when it tries to climb or cannot be decoded. */
function decode(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''))
    return path.startsWith('/') && !/\0|\\|(^|\/)\.\.(\/|$)/.test(path) ? path : undefined
  } catch {
    return undefined
  }
}

function find(root: string, path: string): string | 'folder' | undefined {
  const file = join(root, path)
  const stat = statSync(file, {throwIfNoEntry: false})
  if (stat?.isFile()) return path.endsWith('/') ? undefined : file
  if (!stat?.isDirectory() || !statSync(join(file, 'index.html'), {throwIfNoEntry: false})?.isFile()) return undefined
  return path.endsWith('/') ? join(file, 'index.html') : 'folder'
}

function send(
  {inject}: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  status: number,
): void {
  response.writeHead(status, {
    'content-type': types[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  if (request.method === 'HEAD') return void response.end()
  const stream = createReadStream(file)
  stream.on('error', () => response.destroy())
  if (!inject || !file.endsWith('.html')) return void stream.pipe(response)
  const parts: Buffer[] = []
  stream.on('data', (part) => parts.push(part as Buffer))
  stream.on('end', () =>
    response.end(
      Buffer.concat(parts)
        .toString('utf8')
        .replace(/<\/body>(?![\s\S]*<\/body>)/i, () => `${inject()}</body>`),
    ),
  )
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, {location})
  response.end()
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {'content-type': 'text/plain; charset=utf-8'})
  response.end(`${text}\n`)
}
