/** Which posts belong together: who links to whom, and what has most in common. */
import type {Cache} from '../cache.ts'
import {createRelater, findBacklinks, type Relatable} from '../content/related.ts'
import type {Site, Summary} from '../types.ts'
import type {Bodied} from './bodies.ts'

type Relations = Pick<Site, 'linkedFrom' | 'related'>

/** Nobody asks for those of a post that is not there. */
const none: readonly Summary[] = []

/**
 * Make the function that relates the posts and pages shown. Its first call takes the answer of the last process where
 * nothing that decides about it has changed since; later calls ask for no more than somebody wants to see.
 */
export function createRelations(
  cache: Cache,
): (shown: readonly Summary[], bodyOf: (path: string) => Bodied) => Promise<Relations> {
  const relate = createRelater()
  const relatables = new WeakMap<Bodied, Relatable>()
  let first = true

  function toRelatable(summary: Summary, bodied: Bodied): Relatable {
    const known = relatables.get(bodied)
    if (known) return known
    const made = {summary, links: bodied.links, words: bodied.keywords.split(' ').filter(Boolean)}
    relatables.set(bodied, made)
    return made
  }

  return async function relations(shown, bodyOf) {
    const all = shown.map((summary) => toRelatable(summary, bodyOf(summary.path)))
    const backlinks = findBacklinks(all)
    const posts = all.filter(({summary}) => summary.kind === 'post')
    const answer = first ? await recall(cache, posts, relate) : relate(posts)
    first = false
    const places = new Map(posts.map(({summary}, place) => [summary.path, place]))
    return {
      linkedFrom: ({url}) => backlinks.get(url) ?? none,
      related({path}) {
        const own = places.get(path)
        return own === undefined ? none : answer(own).map((place) => posts[place]!.summary)
      },
    }
  }
}

/** Whatever decides about related posts is one short text for each, so a cold start with the same texts knows the answer. */
async function recall(cache: Cache, posts: readonly Relatable[], relate: ReturnType<typeof createRelater>) {
  const traits = posts.map(({summary: {url, date, tags, categories, series, path}, links, words}) =>
    JSON.stringify([url, date, path, tags, categories, series?.name, links, words]),
  )
  const found = await cache
    .memo('related', [traits], () => {
      const related = relate(posts)
      return posts.map((_, place) => related(place))
    })
    .value()
  return (own: number) => found[own]!
}
