/** Which posts belong together: who links to whom, and what has most in common. */
import type {Cache} from '../cache.ts'
import {findBacklinks, findRelated} from '../content/related.ts'
import type {Site, Summary} from '../types.ts'
import type {Bodied} from './bodies.ts'

/** Nobody asks for those of a post that is not there. */
const none: readonly Summary[] = []

/**
 * The relations of the posts and pages shown. What decides about related posts is one short text for each, so a build
 * in which none of these changed knows the answer of the last one, and an edit changes pages only where it changes a list.
 */
export async function relate(
  cache: Cache,
  shown: readonly Summary[],
  bodyOf: (path: string) => Pick<Bodied, 'links' | 'words'>,
): Promise<Pick<Site, 'linkedFrom' | 'related'>> {
  const all = shown.map((summary) => ({summary, links: bodyOf(summary.path).links}))
  const backlinks = findBacklinks(all)
  const posts = all.filter(({summary}) => summary.kind === 'post')
  const traits = posts.map(({summary: {url, date, tags, categories, series, path}, links}) =>
    JSON.stringify([url, date, tags, categories, series?.name, links, bodyOf(path).words]),
  )
  const found = await cache
    .memo('related', [traits], () =>
      findRelated(posts.map((post) => ({...post, words: bodyOf(post.summary.path).words.split(' ').filter(Boolean)}))),
    )
    .value()
  const byPath = new Map(posts.map(({summary}, index) => [summary.path, found[index]!.map((at) => posts[at]!.summary)]))
  return {
    linkedFrom: ({url}) => backlinks.get(url) ?? none,
    related: ({path}) => byPath.get(path) ?? none,
  }
}
