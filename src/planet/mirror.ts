/** The pictures in items, for planets that show them from their own site. */
import {day} from '../time.ts'
import type {Body, Entry, Subscription} from '../types.ts'
import {quarantineHold} from './alarm.ts'
import {entryName} from './item-id.ts'
import {byRiver} from './order.ts'
import type {PictureWish} from './pictures.ts'
import {wholeWebUrl} from './safe-text.ts'
import {sanitizeHtml} from './sanitize.ts'
import type {Scan, Store} from './store.ts'

/** Largest picture in bytes, most pictures of an item, and items of a feed that are looked into, newest first. */
const maxBytes = 2_000_000
const perItem = 10
const perFeed = 30

/** Items looked into at once. */
const batch = 100

const centuries = 100 * 365 * day

/**
 * The pictures in the newest items of these feeds, those of the newest first. What was found in an item is written down,
 * so each is looked into once for each text that it has. One that was had is never asked for again.
 */
export async function mirrorWishes(store: Store, feeds: readonly Subscription[]): Promise<readonly PictureWish[]> {
  const byKey = new Map(feeds.filter(({disabled}) => !disabled).map((feed) => [feed.key, feed]))
  const {entries} = await store.read()
  const shown = entries.filter(({feed, held, withdrawn}) => byKey.has(feed) && !withdrawn && held !== quarantineHold)
  const newest = [...Map.groupBy(shown.toSorted(byRiver), ({feed}) => feed).values()].flatMap((list) =>
    list.slice(0, perFeed),
  )
  const known = new Map((await store.pictures.scans()).map((scan) => [entryName(scan), scan]))
  const unseen = newest.filter((entry) => known.get(entryName(entry))?.body !== entry.bodyDigest)
  for (let start = 0; start < unseen.length; start += batch) {
    const some = unseen.slice(start, start + batch)
    const bodies = await store.bodies(some)
    const scans = some.map((entry, index) => scan(entry, bodies[index], byKey.get(entry.feed)?.base))
    await store.pictures.saveScans(scans)
    for (const each of scans) known.set(entryName(each), each)
  }
  const again = {had: centuries, failed: 7 * day}
  return newest
    .toSorted(byRiver)
    .flatMap((entry) => known.get(entryName(entry))!.urls.map((url) => ({url, maxBytes, again})))
}

function scan({feed, key, image, bodyDigest}: Entry, body: Body | undefined, base: string | undefined): Scan {
  const urls = new Set<string>()
  const own = wholeWebUrl(image)
  if (own) urls.add(own)
  const picture = (url: string) => {
    if (wholeWebUrl(url)) urls.add(url)
    return url
  }
  if (body) sanitizeHtml(body.html, {base: base ?? body.base, picture})
  return {feed, key, body: bodyDigest, urls: [...urls].slice(0, perItem)}
}
