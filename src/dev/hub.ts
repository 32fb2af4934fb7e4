/** How open pages hear of a new build: server-sent events, with a token that only pages of this server know. */
import {randomBytes} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {clientScript, type Told} from './client.ts'
import {isOwnPage} from './guard.ts'

/** Open pages, and what they are told. */
export interface Hub {
  /** Answers the requests that are its own; true when it did. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /** What a page gets before `</body>`; nothing for a page that only asks for its patch. */
  inject(request: IncomingMessage): string
  /** How many pages are open. */
  listeners(): number
  /** Tell every open page that the site is another one. */
  tell(told: Omit<Told, 'revision'>): void
  /** Tell every open page what is wrong, or that nothing is any more. */
  warn(problems: Told['problems']): void
  close(): void
}

const root = '/_almagest'

/** A hub. `open` opens a place such as `content/posts/a.md:3:7` in the editor. */
export function createHub(open: (place: string) => void): Hub {
  const token = randomBytes(16).toString('base64url')
  const listeners = new Set<ServerResponse>()
  let told: Told = {revision: 0, problems: [], files: []}

  const routes: Readonly<
    Record<string, (query: URLSearchParams, request: IncomingMessage, response: ServerResponse) => void>
  > = {
    [`${root}/client.js`](query, _, response) {
      response.writeHead(200, {'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store'})
      response.end(clientScript(token, Number(query.get('revision'))))
    },
    [`${root}/events`](_, __, response) {
      response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'})
      response.write(toMessage(told))
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
    },
    [`${root}/open`](query, request, response) {
      const place = query.get('place') ?? ''
      if (request.method === 'POST' && told.problems.some((problem) => problem.place === place)) open(place)
      response.writeHead(204).end()
    },
  }

  function say(next: Told): void {
    told = next
    for (const response of listeners) response.write(toMessage(told))
  }

  return {
    answer(request, response) {
      const url = URL.parse(request.url!, 'http://localhost')
      if (!url) return false
      const {pathname, searchParams} = url
      const route = routes[pathname]
      if (!route) return pathname.startsWith(`${root}/`) && refuse(response)
      const given = searchParams.get('token') ?? headerOf(request)
      if (!isOwnPage(request, given, token)) return refuse(response)
      route(searchParams, request, response)
      return true
    },
    inject: (request) =>
      headerOf(request) === token
        ? ''
        : `<script src="${root}/client.js?token=${token}&amp;revision=${told.revision}" defer></script>`,
    listeners: () => listeners.size,
    tell: (next) => say({revision: told.revision + 1, ...next}),
    warn: (problems) => say({...told, problems}),
    close() {
      for (const response of listeners) response.end()
    },
  }
}

function refuse(response: ServerResponse): boolean {
  response.writeHead(403, {'content-type': 'text/plain; charset=utf-8'}).end('This is for pages of this server.\n')
  return true
}

function headerOf(request: IncomingMessage): string | undefined {
  const value = request.headers['x-almagest-patch']
  return typeof value === 'string' ? value : undefined
}

function toMessage(told: Told): string {
  return `data: ${JSON.stringify(told)}\n\n`
}
