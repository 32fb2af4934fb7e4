/** Which posts belong together: who links to whom, and what has most in common. */
import type {Cache} from '../cache.ts'
import {type Backlinks, createBacklinks} from '../content/backlinks.ts'
import type {Relatable} from '../content/post-index.ts'
import {createRelater, type Related} from '../content/related.ts'
import {digest} from '../digest.ts'
import type {Site, Summary} from '../types.ts'
import type {Bodied} from './bodies.ts'
import {type Relating, relateAgain} from './relate-again.ts'

type Relations = Pick<Site, 'linkedFrom' | 'related' | 'relationsName'>

/**
 * Make the function that relates the posts and pages shown. Its first call takes the answers of an earlier process as far as
 * nothing has changed that decides about them; later ones work out what somebody wants to see, and no more.
 */
export function createRelations(
  cache: Cache,
): (posts: readonly Summary[], pages: readonly Summary[], bodyOf: (path: string) => Bodied) => Relations {
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

  return function relations(posts, pages, bodyOf) {
    const toAll = (summaries: readonly Summary[]) =>
      summaries.map((summary) => toRelatable(summary, bodyOf(summary.path)))
    const lookAtAll = (): Relations => {
      let linked: Backlinks | undefined
      let related: Related | undefined
      const linkedFrom = ({url}: Summary) => {
        linked ??= link(toAll([...posts, ...pages]))
        return linked(url)
      }
      const relatedTo = ({path}: Summary) => {
        related ??= relate(toAll(posts))
        return related(path)
      }
      const relationsName = (summary: Summary) => digest([relatedTo(summary), linkedFrom(summary)])
      return {linkedFrom, related: relatedTo, relationsName}
    }
    if (!first) return lookAtAll()
    first = false
    const all = [...posts, ...pages].map((summary) => ({summary, bodied: bodyOf(summary.path)}))
    return recall(cache, all, lookAtAll, () => toAll(posts))
  }
}

/** The answers by places in the list of all: of each, who is related to it and who links to it. */
type Answers = readonly (readonly [related: readonly number[], linkedFrom: readonly number[]])[]

/** The answers of a build, with the traits that they come from in the same order. */
interface Answered {
  readonly traits: readonly string[]
  readonly answers: Answers
}

/** The one value of its book. */
const name = 'all'

function recall(
  cache: Cache,
  all: readonly Relating[],
  lookAtAll: () => Relations,
  toPosts: () => readonly Relatable[],
): Relations {
  const book = cache.book<Answered>('relations')
  const traits = all.map(({bodied}) => bodied.traits)
  const places = new Map(all.map(({summary}, place) => [summary.path, place]))
  const toPlaces = (summaries: readonly Summary[]) => summaries.map(({path}) => places.get(path)!)

  function fromLast(): Answers | undefined {
    const last = book.last(name)
    const anew = last && relateAgain(all, last.traits, toPosts)
    if (!anew) return undefined
    return last.answers.map((answer, place) => {
      const related = anew.get(all[place]!.summary.path)
      return related ? [toPlaces(related), answer[1]] : answer
    })
  }

  function fromScratch(): Answers {
    const {related, linkedFrom} = lookAtAll()
    return all.map(({summary}) => [toPlaces(related(summary)), toPlaces(linkedFrom(summary))])
  }

  const inputs = digest(traits)
  const {answers} = book.get(name, inputs) ?? book.set(name, inputs, {traits, answers: fromLast() ?? fromScratch()})
  const answer = ({path}: Summary, which: 0 | 1) =>
    answers[places.get(path)!]![which].map((place) => all[place]!.summary)
  return {
    related: (summary) => answer(summary, 0),
    linkedFrom: (summary) => answer(summary, 1),
    relationsName: ({path}) => JSON.stringify(answers[places.get(path)!]),
  }
}
