/** Which posts belong together: who links to whom, and what has most in common. */
import type {Cache} from '../cache.ts'
import {type Backlinks, createBacklinks} from '../content/backlinks.ts'
import {createRelater, type Relatable, type Related} from '../content/related.ts'
import type {Site, Summary} from '../types.ts'
import type {Bodied} from './bodies.ts'

type Relations = Pick<Site, 'linkedFrom' | 'related'>

/**
 * Make the function that relates the posts and pages shown. Its first call takes the answers of an earlier process where
 * nothing has changed that decides about any; later ones work out what somebody wants to see, and no more.
 */
export function createRelations(
  cache: Cache,
): (posts: readonly Summary[], pages: readonly Summary[], bodyOf: (path: string) => Bodied) => Promise<Relations> {
  const relate = createRelater()
  const link = createBacklinks()
  const relatables = new WeakMap<Bodied, Relatable>()
  let first = true

  function toRelatable(summary: Summary, bodied: Bodied): Relatable {
    const known = relatables.get(bodied)
    if (known) return known
    const {links, keywords} = bodied
    const made = {summary, links, words: keywords.split(' ').filter(Boolean)}
    relatables.set(bodied, made)
    return made
  }

  return async function relations(posts, pages, bodyOf) {
    const toAll = (summaries: readonly Summary[]) =>
      summaries.map((summary) => toRelatable(summary, bodyOf(summary.path)))
    const lookAtAll = (): Relations => {
      let linked: Backlinks | undefined
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
    if (!first) return lookAtAll()
    first = false
    const all = [...posts, ...pages]
    return recall(
      cache,
      all,
      all.map(({path}) => bodyOf(path).traits),
      lookAtAll,
    )
  }
}

/** The answers by places in the list of all: of each, who is related to it and who links to it. */
type Answers = readonly (readonly [related: readonly number[], linkedFrom: readonly number[]])[]

async function recall(
  cache: Cache,
  all: readonly Summary[],
  traits: readonly string[],
  lookAtAll: () => Relations,
): Promise<Relations> {
  const places = new Map<string, number>()
  for (const [place, {path}] of all.entries()) places.set(path, place)
  const answers = await cache
    .memo('relations', [traits.join('\n')], (): Answers => {
      const {related, linkedFrom} = lookAtAll()
      const toPlaces = (summaries: readonly Summary[]) => summaries.map(({path}) => places.get(path)!)
      return all.map((summary) => [toPlaces(related(summary)), toPlaces(linkedFrom(summary))])
    })
    .value()
  const answer = ({path}: Summary, which: 0 | 1) => answers[places.get(path)!]![which].map((place) => all[place]!)
  return {related: (summary) => answer(summary, 0), linkedFrom: (summary) => answer(summary, 1)}
}
