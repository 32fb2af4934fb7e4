/** Where the site must not go: over what it is made from. */
import {join, relative} from 'node:path'
import {Problem} from '../problem.ts'
import type {Settings} from '../types.ts'
import {isWithin} from '../within.ts'

/** What is wrong with the output folder; undefined when it has a place of its own. */
export function misplaced({
  root,
  content,
  out,
  state,
}: Pick<Settings, 'root' | 'content' | 'out' | 'state'>): Problem | undefined {
  const name = relative(root, out) || '.'
  const hint = 'Choose a folder of its own, such as `dist`.'
  if (isWithin(root, out) || isWithin(content, out))
    return new Problem(`The site cannot go to ${name}: its sources lie there.`, {hint})
  const taken = [content, state, join(root, '.git'), join(root, 'node_modules')].find((folder) => isWithin(out, folder))
  if (taken === undefined) return undefined
  return new Problem(`The site cannot go to ${name}: ${relative(root, taken)} is kept for other things.`, {hint})
}
