/**
 * `node bench/reading.ts FILE.jsonl`: read and sanitise feeds, beside rss-parser as shipped with rehype-sanitize as shipped.
 * A line of the file is `{"data": base64, "url", "contentType"}`. Prints
 * the best of five rounds.
 */
import {readFileSync} from 'node:fs'
import rehypeParse from 'rehype-parse'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import RssParser from 'rss-parser'
import {unified} from 'unified'
import {readFeed} from '../src/planet/read-feed.ts'
import {sanitizeHtml} from '../src/planet/sanitize.ts'

interface Feed {
  readonly bytes: Buffer
  readonly url: string | undefined
  readonly contentType: string | undefined
}

/** One pass over all feeds: processor time of all, elapsed time of the slowest. */
interface Round {
  readonly milliseconds: number
  readonly slowest: number
  readonly failed: number
}

const file = process.argv[2]
if (!file) throw new Error('Say where the feeds are: node bench/reading.ts FILE.jsonl')
const feeds = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(parseLine)

const readers = {almagest: readAndSanitise, 'rss-parser and rehype-sanitize': asShipped()}
const results: Record<string, Round> = {}
for (let round = 0; round < 5; round++)
  for (const [name, read] of Object.entries(readers)) {
    const result = await run(read)
    if (result.milliseconds < (results[name]?.milliseconds ?? Number.POSITIVE_INFINITY)) results[name] = result
  }
console.table(results)

async function readAndSanitise({bytes, url, contentType}: Feed): Promise<void> {
  const {entries} = await readFeed(bytes, {url, contentType})
  for (const {summary, content} of entries)
    for (const body of [summary, content]) if (body) sanitizeHtml(body.html, {base: body.base})
}

function asShipped(): (feed: Feed) => Promise<void> {
  const parser = new RssParser<object, {summary?: unknown; 'content:encoded'?: unknown}>()
  const pipeline = unified().use(rehypeParse, {fragment: true}).use(rehypeSanitize).use(rehypeStringify).freeze()
  return async ({bytes}) => {
    const {items} = await parser.parseString(bytes.toString())
    for (const {summary, content, 'content:encoded': encoded} of items)
      for (const html of [summary, content, encoded]) if (typeof html === 'string') pipeline.processSync(html)
  }
}

async function run(read: (feed: Feed) => Promise<void>): Promise<Round> {
  let [failed, slowest] = [0, 0]
  const start = process.cpuUsage()
  for (const feed of feeds) {
    const begin = performance.now()
    await read(feed).catch(() => failed++)
    slowest = Math.max(slowest, performance.now() - begin)
  }
  const {user, system} = process.cpuUsage(start)
  return {milliseconds: Math.round((user + system) / 1000), slowest: Math.round(slowest), failed}
}

function parseLine(line: string): Feed {
  const {data, url, contentType} = JSON.parse(line)
  return {bytes: Buffer.from(data, 'base64'), url: url ?? undefined, contentType: contentType ?? undefined}
}
