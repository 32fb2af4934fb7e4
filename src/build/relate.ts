/** Which posts belong together: who links to whom, and what has most in common. */
import {createBacklinks, createRelater, type Relatable, type Related} from '../content/related.ts'
import type {Site, Summary} from '../types.ts'
import type {Bodied} from './bodies.ts'

type Relations = Pick<Site, 'linkedFrom' | 'related'>

/** Make the function that relates the posts and pages shown. No more is worked out than somebody wants to see. */
export function createRelations(): (
  posts: readonly Summary[],
  pages: readonly Summary[],
  bodyOf: (path: string) => Bodied,
) => Relations {
  const relate = createRelater()
  const link = createBacklinks()
  const relatables = new WeakMap<Bodied, Relatable>()

  function toRelatable(summary: Summary, bodied: Bodied): Relatable {
    const known = relatables.get(bodied)
    if (known) return known
    const made = {summary, links: bodied.links, words: bodied.keywords.split(' ').filter(Boolean)}
    relatables.set(bodied, made)
    return made
  }

  return function relations(posts, pages, bodyOf) {
    const toAll = (summaries: readonly Summary[]) =>
      summaries.map((summary) => toRelatable(summary, bodyOf(summary.path)))
    let linked: ReturnType<typeof link> | undefined
    let related: Related | undefined
    return {
      linkedFrom({url}) {
        linked ??= link(toAll([...posts, ...pages]))
        return linked(url)
      },
      related({path}) {
        related ??= relate(toAll(posts))
        return related(path)
      },
    }
  }
}
