/** Who links to whom. */
import type {Summary} from '../types.ts'
import {holdPosts} from './held.ts'
import {newestFirst} from './order.ts'

/** A post or page with the URLs that its body leads to. */
export interface Linking {
  readonly summary: Summary
  readonly links: readonly string[]
}

/** Of a post or page by its URL, those that link to it: newest first, each once. */
export type Backlinks = (url: string) => readonly Summary[]

/** Make the function that finds who links to whom. A call costs what changed since the last one: what did not is the same object. */
export function createBacklinks(): (pages: readonly Linking[]) => Backlinks {
  const linking = new Map<string, Set<Summary>>()
  const hold = holdPosts<Linking>({
    add({summary, links}) {
      for (const target of links.map(withoutTail)) {
        if (target === summary.url) continue
        const from = linking.get(target)
        if (from) from.add(summary)
        else linking.set(target, new Set([summary]))
      }
    },
    drop({summary, links}) {
      for (const target of links) linking.get(withoutTail(target))?.delete(summary)
    },
  })
  return (pages) => {
    hold(pages)
    return (url) => Array.from(linking.get(url) ?? []).sort(newestFirst)
  }
}

/** The URL of a page, without a query and the name of a part. */
export function withoutTail(url: string): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}
