/** Where a site stands on its host. */
import {Problem, ProblemsError} from '../problem.ts'

/** Path of the site at a URL: empty, or with a slash at its beginning alone. */
export function baseOf(url: URL): string {
  return trimSlashes(url.pathname)
}

/**
 * The same for a path that was given in place of that of the URL, with or without slashes around it.
 * @throws {ProblemsError} when a URL with it would lead elsewhere, as with `..`, or say something else, as with `?`
 */
export function readBase(given: string): string {
  const path = trimSlashes(given)
  const url = new URL(`https://example.org${path}`)
  if (!path.includes('//') && !url.search && !url.hash && isSame(url.pathname, path)) return baseOf(url)
  throw new ProblemsError([
    new Problem(`The base cannot be “${given}”: this is not the path of a URL.`, {
      hint: 'Give it as in `--base /blog`.',
    }),
  ])
}

/** Whether the path of a URL is the one that was meant: the same, or with that escaped which has to be. */
function isSame(escaped: string, path: string): boolean {
  try {
    return decodeURI(escaped) === (path === '' ? '/' : decodeURI(path))
  } catch {
    return false
  }
}

function trimSlashes(path: string): string {
  const inner = path.replace(/^\/+|\/+$/g, '')
  return inner && `/${inner}`
}
