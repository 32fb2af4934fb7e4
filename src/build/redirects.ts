/** Former addresses of posts and pages: those that were written down, and those that follow from former patterns. */
import {newestFirst} from '../content/order.ts'
import type {Redirect} from '../site/redirects/html.ts'
import {sourceFile} from '../source-file.ts'
import type {Settings} from '../types.ts'
import type {Head} from './heads.ts'

/**
 * Where each post and page once stood. What follows from a pattern gives way to what stands there now and to what was written
 * down; of two posts that would have had one address, the older had it first.
 */
export function redirectsTo(heads: readonly Head[], settings: Settings): readonly Redirect[] {
  const toRedirect = ({source, summary: {url, title}}: Head, from: string): Redirect => ({
    from,
    to: url,
    title,
    source: sourceFile(settings, source),
  })
  const written = heads.flatMap((head) => head.aliases.map((from) => toRedirect(head, from)))
  const moved = heads.filter(({former}) => former)
  if (moved.length === 0) return written
  const taken = new Set([...heads.map(({summary}) => summary.url), ...written.map(({from}) => from)])
  const implied: Redirect[] = []
  for (const head of moved.sort((a, b) => newestFirst(b.summary, a.summary)))
    for (const from of head.former!) {
      if (taken.has(from)) continue
      taken.add(from)
      implied.push({...toRedirect(head, from), implied: true})
    }
  return [...written, ...implied]
}

/** Where posts stood that have expired, and where they had stood before: those who come by are too late, as was wished. */
export function expiredAddresses(heads: readonly Head[], now: string): readonly string[] {
  return heads.flatMap(({summary: {expires, url}, aliases, former = []}) =>
    expires && expires <= now ? [url, ...aliases, ...former] : [],
  )
}
