/** Which posts belong together: who links to whom, and what has most in common. */
import {createRelater, findBacklinks, type Relatable, type Related} from '../content/related.ts'
import type {Site, Summary} from '../types.ts'
import type {Bodied} from './bodies.ts'

type Relations = Pick<Site, 'linkedFrom' | 'related'>

/** Nobody asks for those of a post that is not there. */
const none: readonly Summary[] = []

/** Make the function that relates the posts and pages shown. No more is worked out than somebody wants to see. */
export function createRelations(): (shown: readonly Summary[], bodyOf: (path: string) => Bodied) => Relations {
  const relate = createRelater()
  const relatables = new WeakMap<Bodied, Relatable>()

  function toRelatable(summary: Summary, bodied: Bodied): Relatable {
    const known = relatables.get(bodied)
    if (known) return known
    const made = {summary, links: bodied.links, words: bodied.keywords.split(' ').filter(Boolean)}
    relatables.set(bodied, made)
    return made
  }

  return function relations(shown, bodyOf) {
    const all = shown.map((summary) => toRelatable(summary, bodyOf(summary.path)))
    let backlinks: ReturnType<typeof findBacklinks> | undefined
    let related: Related | undefined
    return {
      linkedFrom({url}) {
        backlinks ??= findBacklinks(all)
        return backlinks.get(url) ?? none
      },
      related({path}) {
        related ??= relate(all.filter(({summary}) => summary.kind === 'post'))
        return related(path)
      },
    }
  }
}
