/** Ids of posts in feeds: two with one id are one post to every reader. */
import {Problem} from '../problem.ts'
import {sourceFile} from '../source-file.ts'
import type {Summary} from '../types.ts'
import {perPosts} from './per-posts.ts'

/** Posts that claim the id of another, as a copy does that became a post of its own. */
export const idProblems = perPosts(({settings, posts}): readonly Problem[] => {
  if (new Set(posts.map(({id}) => id)).size === posts.length) return []
  const nameOf = (summary: Summary) => sourceFile(settings, summary)
  const hint = 'Take `id` or `guid` out of the one that was copied from the other, or give its file another name.'
  return Array.from(Map.groupBy(posts, ({id}) => id)).flatMap(([id, group]) => {
    const oldest = group.at(-1)!
    return group.slice(0, -1).map((newer) => {
      const message = `Both ${nameOf(oldest)} and ${nameOf(newer)} have the feed id ${id}: readers would see one of them.`
      return new Problem(message, {file: nameOf(newer), hint})
    })
  })
})
