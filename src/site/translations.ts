/** One text in several languages: posts and pages whose front matter has the same `translationKey`. */
import {Problem} from '../problem.ts'
import type {Site, Summary} from '../types.ts'
import {sourceFile} from './source-file.ts'
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

/** Texts that claim the place of another in the same language. */
export function translationProblems(site: Site): readonly Problem[] {
  const {language: usual} = site.settings.site
  return Array.from(groupsOf(site)).flatMap(([key, group]) => {
    const byLanguage = Map.groupBy(group, ({language = usual}) => language)
    return Array.from(byLanguage).flatMap(([language, [first, ...others]]) =>
      others.map(
        (other) =>
          new Problem(
            `${sourceFile(site.settings, first!)} has the \`translationKey\` ${key} in the language ${language}, too.`,
            {
              file: sourceFile(site.settings, other),
              hint: 'Give one of them another `language`, or another key.',
            },
          ),
      ),
    )
  })
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
