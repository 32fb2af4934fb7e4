/** Where the files beside posts and pages, and those of `static/`, go on the site. */
import {Problem} from '../problem.ts'
import {encodePath, unsafeName} from '../text.ts'
import type {Checked, Source, Summary} from '../types.ts'
import {kindOfSource} from './kinds.ts'

/** A file that is copied as it is. */
export interface Asset {
  readonly source: Source
  /** Path on the site with base, percent-encoded. */
  readonly url: string
  /** Path below the output folder, decoded. */
  readonly path: string
}

/** A post or page that files may belong to. */
export interface Owner extends Pick<Summary, 'path' | 'url'> {
  /** Not published: its own files stay back with it. */
  readonly hidden: boolean
}

/**
 * Place every file that is copied. Files in the folder of an `index.md` belong to that post or page and lie beside it
 * on the site. Others keep their own path, so that posts may share them and none can take another's place:
 * `posts/img/cat.png` is `/posts/img/cat.png`, `pages/about/me.jpg` is `/about/me.jpg`, `static/CNAME` is `/CNAME`.
 */
export function placeAssets(
  sources: readonly Source[],
  owners: readonly Owner[],
  {base, folder}: {readonly base: string; readonly folder: string},
): Checked<readonly Asset[]> {
  const bundles = new Map<string, Owner>()
  for (const owner of owners) {
    const bundle = /^(.+)\/index\.[^./]+$/.exec(owner.path)?.[1]
    if (bundle?.includes('/')) bundles.set(bundle, owner)
  }
  const assets: Asset[] = []
  const problems: Problem[] = []
  for (const source of sources) {
    if (kindOfSource(source.path) || !/^(?:posts|pages|static)\//.test(source.path)) continue
    const url = placeOne(source.path, bundles, base)
    if (url === undefined) continue
    const path = decodeURIComponent(url.slice(base.length + 1))
    const reason = reasonAgainst(path)
    if (!reason) assets.push({source, url, path})
    else
      problems.push(
        new Problem(`The file cannot be published: its name ${reason}.`, {
          file: `${folder}/${source.path}`,
          hint: 'Give it another name.',
        }),
      )
  }
  return {value: assets, problems}
}

/** Paths of files that cannot be published for their names. */
export function unsafeFiles(sources: readonly Source[]): readonly string[] {
  return sources.map(({path}) => path).filter(reasonAgainst)
}

function reasonAgainst(path: string): string | undefined {
  return path.split('/').map(unsafeName).find(Boolean)
}

/** The URL of a file; undefined when its owner is not published. */
function placeOne(path: string, bundles: ReadonlyMap<string, Owner>, base: string): string | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const owner = bundles.get(path.slice(0, end))
    if (owner?.hidden) return undefined
    if (owner) return owner.url.replace(/[^/]*$/, '') + encodePath(path.slice(end + 1))
  }
  return `${base}/${encodePath(path.replace(/^(?:pages|static)\//, ''))}`
}
