/** Faces of feeds that are files of the site itself. */
import {facePath} from '../planet/faces.ts'
import {Problem} from '../problem.ts'
import {decodePath} from '../text.ts'
import type {Output, Settings, Subscription} from '../types.ts'

/** Finds the file of a face. */
export interface OwnFaces {
  /** Where the face of a feed stands on the site; undefined when it is elsewhere, or no file of the site. */
  urlOf(feed: Subscription): string | undefined
  /** One warning for all faces that should be files of the site and are none. */
  readonly problems: readonly Problem[]
}

/** Look for the faces of all planets among the files beside posts and pages. */
export function findFaces({site: {base}, planets}: Settings, files: readonly Output[]): OwnFaces {
  const named = planets
    .flatMap(({feeds}) => feeds)
    .filter(({face, disabled}) => !disabled && facePath(face) !== undefined)
  if (named.length === 0) return {urlOf: () => undefined, problems: []}
  const paths = new Set(files.map(({path}) => path))
  const has = (url: string) => paths.has(decodePath(url.slice(1).replace(/[?#].*$/s, '')) ?? '')

  function urlOf({face}: Subscription): string | undefined {
    const path = facePath(face)
    if (path === undefined) return undefined
    if (has(path)) return base + path
    return base !== '' && path.startsWith(`${base}/`) && has(path.slice(base.length)) ? path : undefined
  }

  return {urlOf, problems: warnOfMissing(named.filter((feed) => urlOf(feed) === undefined))}
}

function warnOfMissing(feeds: readonly Subscription[]): readonly Problem[] {
  const [first] = feeds
  if (!first) return []
  const path = facePath(first.face)!
  const message =
    feeds.length === 1
      ? `The site has no file ${path}, the face of ${first.name ?? first.key}.`
      : `The site has no files for ${feeds.length} faces of feeds, such as ${path} of ${first.name ?? first.key}.`
  const hint = `Put it there as \`content/static${path}\`. Until then the icon of the feed or initials are shown.`
  return [new Problem(message, {hint, warning: true})]
}
