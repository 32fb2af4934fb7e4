/** Fetching pictures of others: seldom, one at a time from a domain, never larger than is good, and only real pictures. */
import {hash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {hour, minute, timeAfter} from '../time.ts'
import {writeWhole} from '../whole-file.ts'
import type {Fetch} from './fetch.ts'
import {retryAfter} from './freshness.ts'
import {hostOf} from './host.ts'
import {pictureKind} from './picture-kind.ts'
import type {Pictures} from './store.ts'

/** A picture that somebody would like to have. */
export interface PictureWish {
  readonly url: string
  /** Largest file, in bytes. */
  readonly maxBytes: number
  /** Milliseconds after which it is asked for again: one that was had, and one that was not. */
  readonly again: {readonly had: number; readonly failed: number}
}

/** What fetching pictures needs. */
export interface PictureMeans {
  readonly pictures: Pictures
  readonly fetch: Fetch
  /** Folder of the files. */
  readonly folder: string
  readonly now: () => string
  readonly sleep: (ms: number) => Promise<unknown>
  readonly signal?: AbortSignal | undefined
  /** Registrable domains asked at once. */
  readonly concurrency: number
  /** What one run may ask for, and for how many milliseconds. Default: 300 pictures, 50 MB, 3 minutes. */
  readonly budget?: Readonly<Partial<Budget>>
  /** Told each picture before it is asked for. */
  readonly onPicture?: ((url: string) => void) | undefined
}

interface Budget {
  pictures: number
  bytes: number
  ms: number
}

/** Milliseconds before each request to one registrable domain. */
const pause = 500

/** What browsers show, so that nobody is sent what we would not keep. */
const accept = 'image/webp, image/png, image/jpeg, image/gif, image/avif, */*;q=0.1'

/**
 * Ask for those pictures whose time has come, in their order for each domain. What cannot be had is tried again later.
 * Gives the number of those that were had.
 */
export async function fetchPictures(wishes: readonly PictureWish[], means: PictureMeans): Promise<number> {
  const known = await means.pictures.read()
  const now = means.now()
  const open = wishes.filter(({url}) => !((known.get(url)?.again ?? '') > now))
  const domains = [...Map.groupBy(unique(open), ({url}) => hostOf(url)).values()]
  const left: Budget = {pictures: 300, bytes: 50_000_000, ms: 3 * minute, ...means.budget}
  const end = timeAfter(now, left.ms)
  let had = 0
  await Promise.all(
    Array.from({length: means.concurrency}, async () => {
      for (let domain = domains.shift(); domain; domain = domains.shift())
        had += await fetchDomain(domain, means, left, end)
    }),
  )
  return had
}

/** Each picture once, as it is wished for first. */
function unique(wishes: readonly PictureWish[]): readonly PictureWish[] {
  const met = new Set<string>()
  return wishes.filter(({url}) => !met.has(url) && met.add(url))
}

async function fetchDomain(
  wishes: readonly PictureWish[],
  {pictures, fetch, folder, now, sleep, signal, onPicture}: PictureMeans,
  left: Budget,
  end: string,
): Promise<number> {
  let had = 0
  for (const {url, maxBytes, again} of wishes) {
    await sleep(pause)
    if (signal?.aborted || left.pictures <= 0 || left.bytes <= 0 || now() > end) break
    left.pictures--
    // Written down before the request: a run that is killed has asked all the same.
    if (!(await pictures.claim(url, now(), timeAfter(now(), again.failed)))) continue
    onPicture?.(url)
    const answer = await fetch(url, {maxBytes, accept})
    if (answer.status === 'fresh') left.bytes -= answer.body.length
    const file = answer.status === 'fresh' ? keepFile(folder, answer.body) : undefined
    if (file) await pictures.keep(url, {file, again: timeAfter(now(), again.had)})
    if (file) had++
    if (answer.status !== 'failed' || ![undefined, 429, 503].includes(answer.code)) continue
    // A host that does not answer, or has no time, will not have changed its mind half a second later.
    const wait = retryAfter(answer.headers, Date.parse(now())) ?? 4 * hour
    if (answer.code === 429) await pictures.hold(url, timeAfter(now(), wait))
    break
  }
  return had
}

/** Name of the file that holds the picture; undefined when it is none. */
function keepFile(folder: string, body: Uint8Array): string | undefined {
  const kind = pictureKind(body)
  if (!kind) return undefined
  const name = `${hash('sha256', body).slice(0, 32)}.${kind}`
  const file = join(folder, name)
  if (!existsSync(file)) writeWhole(file, body)
  return name
}
