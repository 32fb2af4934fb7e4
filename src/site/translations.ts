/** One text in several languages: posts and pages whose front matter has the same `translationKey`. */
import {Problem} from '../problem.ts'
import {sourceFile} from '../source-file.ts'
import type {Site, Summary} from '../types.ts'
import {perPosts} from './per-posts.ts'
import type {Translation} from './props.ts'

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
export const translationProblems = perPosts((site): readonly Problem[] => {
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
})

const groupsOf = perPosts(({posts, pages}): ReadonlyMap<string, readonly Summary[]> => {
  const keyed = [...posts, ...pages].filter(({translationKey}) => translationKey !== undefined)
  return Map.groupBy(keyed, ({translationKey}) => translationKey!)
})

/** What a language calls itself: `Deutsch`. */
function nameOf(language: string): string {
  return new Intl.DisplayNames([language], {type: 'language'}).of(language) ?? language
}
