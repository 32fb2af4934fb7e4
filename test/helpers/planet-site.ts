/** A planet for tests: publishers on loopback whose answers a test may change, and a site that follows them. */
import type {TestContext} from 'node:test'
import {type FeedServer, feedServer} from './feed-server.ts'
import {configText} from './site.ts'

export interface Answer {
  readonly status?: number
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Publisher extends FeedServer {
  /** By path; what is not here is answered by 404. */
  readonly answers: Record<string, Answer>
}

/** A publisher at this loopback address. An answer with an `etag` is confirmed by 304. */
export async function publisher(
  t: TestContext,
  answers: Record<string, Answer>,
  address = '127.0.0.1',
): Promise<Publisher> {
  const server = await feedServer(
    t,
    (request, response) => {
      const {status = 200, type = 'application/rss+xml', headers = {}, body} = answers[request.url!] ?? {status: 404}
      const same = headers.etag !== undefined && request.headers['if-none-match'] === headers.etag
      response.writeHead(same ? 304 : status, {'content-type': type, ...headers}).end(same ? undefined : body)
    },
    address,
  )
  return {...server, answers}
}

export interface Told {
  readonly title: string
  readonly date?: string
  readonly html?: string
  readonly link?: string
}

/** An RSS document whose items link to `home`. */
export function channel(title: string, home: string, items: readonly Told[], more = ''): string {
  const entries = items.map(({title, date, html = 'Text.', link = home + title.toLowerCase().replace(/\W+/g, '-')}) => {
    const when = date ? `<pubDate>${new Date(date).toUTCString()}</pubDate>` : ''
    return `<item><title>${title}</title><link>${link}</link><guid>${link}</guid>${when}<description><![CDATA[${html}]]></description></item>`
  })
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>${home}</link><description>d</description>${more}${entries.join('')}</channel></rss>`
}

/** A config that follows these feeds, each a URL or the source of an object, and may ask loopback. */
export function following(feeds: readonly string[], planet = '', refresh = ''): string {
  const list = feeds.map((feed) => (feed.startsWith('{') ? feed : `'${feed}'`)).join(', ')
  return configText(
    `planet: {feeds: [${list}], ${planet}}, refresh: {allow: ['127.0.0.0/8'], faces: false, ${refresh}},`,
  )
}
