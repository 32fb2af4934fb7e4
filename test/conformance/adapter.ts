/** The reader behind the line protocol of the conformance runner: a JSON request per line in, a JSON answer per line out. */
import {createInterface} from 'node:readline'
import {readFeed} from '../../src/planet/read-feed.ts'
import {sanitizeHtml} from '../../src/planet/sanitize.ts'
import type {Body, FeedEntry} from '../../src/types.ts'

interface Request {
  readonly id: string
  readonly data: string
  readonly contentType: string | null
  readonly url: string | null
  readonly headers: Readonly<Record<string, string>> | null
}

for await (const line of createInterface({input: process.stdin}))
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`)

async function answer({id, data, contentType, url, headers}: Request): Promise<object> {
  try {
    const feed = await readFeed(Buffer.from(data, 'base64'), {
      contentType: contentType ?? undefined,
      url: url ?? undefined,
      headers: headers ?? undefined,
    })
    const {entries, warnings, ...about} = feed
    return {id, error: null, titleIs: 'text', warnings, feed: about, items: entries.map(itemOf)}
  } catch (error) {
    return {id, error: String(error), feed: {}, items: []}
  }
}

function itemOf({summary, content, source, ...entry}: FeedEntry): object {
  return {
    ...entry,
    source: source && {...source, url: source.url ?? source.feedUrl},
    summary: shown(summary),
    contentHtml: shown(content ?? summary),
  }
}

function shown(body: Body | undefined): string | undefined {
  return body && sanitizeHtml(body.html, {base: body.base})
}
