/** A publisher on loopback: answers as told, and remembers what it was asked. */
import {createServer, type IncomingHttpHeaders, type RequestListener} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {TestContext} from 'node:test'

/** One request as it arrived. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

export interface FeedServer {
  /** `http://127.0.0.1:12345` */
  readonly origin: string
  readonly asked: readonly Asked[]
}

/** Start a server for one test, on a free port of the given loopback address; it ends with the test. */
export async function feedServer(t: TestContext, answer: RequestListener, address = '127.0.0.1'): Promise<FeedServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const {method = '', url: path = '', headers} = request
    asked.push({method, path, headers})
    response.on('error', () => {})
    answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, address, done))
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return {origin: `http://${address}:${(server.address() as AddressInfo).port}`, asked}
}

/** A small RSS document with an item for each title. */
export function rss(...titles: readonly string[]): string {
  const items = titles.map((title) => `<item><title>${title}</title><guid isPermaLink="false">${title}</guid></item>`)
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Notes</title>${items.join('')}</channel></rss>`
}
