/** From what a person writes about a feed to a subscription with a name that lasts. */
import type {Subscription} from '../../types.ts'

/** All that may be said of a subscription besides its name: `url`, or `file` with a `key`, are needed. */
export type SubscriptionOptions = Partial<Omit<Subscription, 'url'>> &
  ({readonly url: string} | {readonly file: string})

/**
 * The subscription for a feed: a URL, or more about it. Its `key` is the URL without scheme, credentials and fragment,
 * its host in lower case, so a feed stays the same one when it moves from http to https. Throws a TypeError when the
 * URL is none of http or https; whoever reads outside data asks `feedUrl` first.
 */
export function subscribe(from: string | SubscriptionOptions): Subscription {
  const options = typeof from === 'string' ? {url: from} : from
  if (!('url' in options)) {
    const key = options.key ?? `file:${options.file.replaceAll('\\', '/')}`
    return {...options, key, url: key}
  }
  const url = feedUrl(options.url)
  if (url === undefined) throw new TypeError(`${options.url} is no address of a feed`)
  return {...options, key: feedKey(url), url}
}

/** The address as one of http or https without fragment, `feed:` links included; undefined when it is none. */
export function feedUrl(written: string): string | undefined {
  const address = written
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://')
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  url.hash = ''
  return url.href
}

/** The name of the feed at a URL: the URL without scheme, credentials, default port and fragment. */
export function feedKey(url: string): string {
  const {protocol, hostname, port, pathname, search} = new URL(url)
  // Either default port, whatever the scheme: the key must not tell http from https.
  const place = port && port !== '80' && port !== '443' ? `:${port}` : ''
  return protocol === 'file:' ? url : hostname + place + pathname + search
}
