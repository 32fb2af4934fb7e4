/** Refreshes that are killed, against publishers on loopback whose items are counted. */
import {spawn} from 'node:child_process'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {openMemory} from '../../src/memory/open.ts'
import {temporaryFolder, type Verdict, watch, writeProject} from './world.ts'

const hosts = 12

/** Milliseconds after which any feed that works is due again. */
export const gap = 27 * 3_600_000

/** Kill a refresh at `rounds` moments of chance, each 27 hours after the last, when every feed is due; the next run must find every item, once. */
export async function killRefreshes(rounds: number): Promise<Verdict> {
  const root = temporaryFolder()
  let published = 1
  let unconditional = 0
  const {urls, close} = await openPublishers((path, etag) => {
    const now = `"${published}"`
    if (etag === now) return undefined
    if (etag === undefined) unconditional++
    return {etag: now, body: feed(path, published)}
  })
  writeProject(
    root,
    join(root, 'content'),
    `planet: {feeds: ${JSON.stringify(urls)}}, refresh: {allow: ['127.0.0.0/8']}`,
  )
  const faults: string[] = []
  let harmed = 0
  const begin = Date.parse('2025-06-01T12:00:00Z')
  const first = await refresh(root, begin).end
  if (first.code !== 0) faults.push(first.err)
  for (let round = 0; round < rounds; round++) {
    published++
    const {child, end} = refresh(root, begin + (2 * round + 1) * gap)
    setTimeout(() => child.kill('SIGKILL'), Math.random() * first.milliseconds * 1.1)
    if ((await end).signal) harmed++
    const next = await refresh(root, begin + (2 * round + 2) * gap).end
    if (next.code !== 0) faults.push(`the next refresh failed: ${next.err}`)
    if (next.err) faults.push(next.err)
    faults.push(...(await countItems(root, published)).map((fault) => `round ${round}: ${fault}`))
  }
  close()
  const note = `${hosts} feeds, ${published} items each; ${unconditional} requests without validators`
  return {part: 'refresh, SIGKILL at a moment of chance', rounds, harmed, faults, note}
}

/** Items that are missing, doubled or without a body, as faults. */
export async function countItems(root: string, published: number): Promise<string[]> {
  const faults: string[] = []
  const store = await openMemory(join(root, '.almagest/planet.sqlite'), ({message}) => faults.push(message))
  const {entries} = await store.read()
  const bodies = await store.bodies(entries)
  await store.close()
  if (bodies.includes(undefined)) faults.push('an item has no body')
  for (const [name, items] of Map.groupBy(entries, ({feed}) => feed)) {
    const titles = new Set(items.map(({title}) => title))
    if (titles.size !== published || items.length !== published)
      faults.push(`${name} has ${items.length} items with ${titles.size} titles, where ${published} were published`)
  }
  if (new Set(entries.map(({feed}) => feed)).size !== hosts) faults.push('a feed is missing')
  return faults
}

/** Refresh a project in a process of its own, as if it were `now`. */
export function refresh(root: string, now: number, via: readonly string[] = []) {
  const script = join(import.meta.dirname, 'refresh-once.ts')
  const [command, ...words] = [...via, process.execPath, script, root, String(now)]
  return watch(spawn(command!, words, {stdio: ['ignore', 'ignore', 'pipe']}))
}

type Answer = (path: string, etag: string | undefined) => {etag: string; body: string} | undefined

/** Publishers of one feed each, on loopback addresses of their own. */
export async function openPublishers(answer: Answer): Promise<{urls: string[]; close(): void}> {
  const servers = await Promise.all(
    Array.from({length: hosts}, async (_, index) => {
      const server = createServer((request, response) => {
        const told = answer(request.url!, request.headers['if-none-match'])
        // Slow enough for kills to meet every stage of a visit.
        setTimeout(() => {
          response.writeHead(told ? 200 : 304, {'content-type': 'application/rss+xml', ...(told && {etag: told.etag})})
          response.end(told?.body)
        }, 30)
      })
      const address = `127.0.0.${20 + index}`
      await new Promise<void>((done) => server.listen(0, address, done))
      return {server, url: `http://${address}:${(server.address() as AddressInfo).port}/feed${index}.xml`}
    }),
  )
  return {
    urls: servers.map(({url}) => url),
    close() {
      for (const {server} of servers) {
        server.close()
        server.closeAllConnections()
      }
    },
  }
}

/** The newest 20 items of a feed: each is shown by several runs, so one that is doubled would show. */
export function feed(path: string, published: number): string {
  const items = Array.from({length: Math.min(20, published)}, (_, index) => {
    const number = published - index
    const date = new Date(Date.parse('2025-01-01T00:00:00Z') + number * 3_600_000).toUTCString()
    return `<item><title>Item ${number} of ${path}</title><link>https://example.net${path}/${number}</link><guid isPermaLink="false">${path} ${number}</guid><pubDate>${date}</pubDate><description>${`Words of ${number}. `.repeat(80)}</description></item>`
  })
  return `<rss version="2.0"><channel><title>Feed ${path}</title><link>https://example.net${path}</link>${items.join('')}</channel></rss>`
}
