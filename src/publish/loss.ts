/** A build that loses much of the site is likelier a mistake than a wish. */
import {Problem, ProblemsError} from '../problem.ts'
import type {Output} from '../types.ts'
import {type Manifest, staleIn} from './manifest.ts'

/** So many pages may vanish at once whatever the size of the site. */
const few = 10

/**
 * Stop when more than a tenth of the pages would vanish, and more than ten, or when all that the site was made of is gone.
 * @throws {ProblemsError}
 */
export function stopAtLoss(before: Manifest, outputs: readonly Output[], empty = false): void {
  const lost = Array.from(staleIn(before, outputs)).filter(isPage)
  if (lost.length === 0) return
  const pages = Array.from(before.keys()).filter(isPage).length
  if (!empty && (lost.length <= few || lost.length * 10 <= pages)) return
  const what = empty ? 'There is nothing to make a site of any more' : 'This build would take much away'
  const which = lost.slice(0, 3).join(', ')
  throw new ProblemsError([
    new Problem(`${what}: ${lost.length} of ${pages} pages would vanish, such as ${which}.`, {
      hint: 'Is the content where it should be? If so, `almagest build --force` removes them.',
    }),
  ])
}

function isPage(path: string): boolean {
  return path.endsWith('.html')
}
