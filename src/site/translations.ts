/** One text in several languages: posts and pages whose front matter has the same `translationKey`. */
import type {Site, Summary} from '../types.ts'
import type {Translation} from './theme.ts'

const known = new WeakMap<Site, ReadonlyMap<string, readonly Summary[]>>()

/** The same text in each language it stands in, its own among them, by language; empty where it stands in one alone. */
export function translationsOf(site: Site, {translationKey}: Summary): readonly Translation[] {
  if (translationKey === undefined) return []
  const all = groupsOf(site).get(translationKey) ?? []
  const usual = site.settings.site.language
  const byLanguage = new Map(all.map((summary) => [summary.language ?? usual, summary]))
  if (byLanguage.size < 2) return []
  return Array.from(byLanguage, ([language, {url, title}]) => ({language, name: nameOf(language), url, title})).sort(
    (one, other) => (one.language < other.language ? -1 : 1),
  )
}

function groupsOf(site: Site): ReadonlyMap<string, readonly Summary[]> {
  const found = known.get(site)
  if (found) return found
  const keyed = [...site.posts, ...site.pages].filter(({translationKey}) => translationKey !== undefined)
  const groups = Map.groupBy(keyed, ({translationKey}) => translationKey!)
  known.set(site, groups)
  return groups
}

/** What a language calls itself: `Deutsch`. */
function nameOf(language: string): string {
  return new Intl.DisplayNames([language], {type: 'language'}).of(language) ?? language
}
