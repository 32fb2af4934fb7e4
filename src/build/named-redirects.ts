/** Former addresses of anything of the site, such as feeds and lists: those that the config names. */
import {readPath, wholeUrl} from '../content/permalink.ts'
import {didYouMean, Problem} from '../problem.ts'
import type {Redirect} from '../site/redirects/html.ts'
import {decodePath, servedFile} from '../text.ts'
import type {Noted, Output, Settings} from '../types.ts'

/** The setting that names them, in the place of a source. */
export const namingSetting = 'site.redirects'

/**
 * What the config leads to one of the `outputs`. Where that is no page, it is given along: readers of feeds are not led on by
 * a page, and find the file itself at its former address as well.
 */
export function namedRedirects({site}: Settings, outputs: () => readonly Output[]): Noted<readonly Redirect[]> {
  if (site.redirects.length === 0) return {value: [], problems: []}
  const byPath = new Map(outputs().map((output) => [output.path, output]))
  const problems: Problem[] = []
  const value = site.redirects.flatMap(([written, target]): Redirect | [] => {
    const [from, to] = [urlOf(written, site.base), urlOf(target, site.base)]
    const file = byPath.get(servedFile(decodePath(to.slice(site.base.length))!.slice(1)))
    if (!file) problems.push(leadsNowhere(written, target, byPath.keys()))
    const copied = file && !/\.html?$/i.test(file.path)
    return {from, to, title: decodePath(to)!, source: namingSetting, ...(copied && {file})}
  })
  return {value, problems}
}

/** The config was checked: every path can be read. */
function urlOf(written: string, base: string): string {
  const read = readPath(written)
  return wholeUrl(base, 'path' in read ? read.path : '/')
}

function leadsNowhere(from: string, to: string, paths: Iterable<string>): Problem {
  const urls = Array.from(paths, (path) => `/${path.replace(/(^|\/)index\.html$/, '$1')}`)
  const near = didYouMean(to, urls)
  const hint = near ? `Did you mean ${near}?` : 'Lead to a page, a feed or another file of this site.'
  return new Problem(`\`${namingSetting}\` leads from ${from} to ${to}, where nothing stands.`, {hint})
}
