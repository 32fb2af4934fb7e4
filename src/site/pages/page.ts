/** One page for each that the author wrote. The one at the place of the list of posts introduces that list instead. */
import {sourceFile} from '../../source-file.ts'
import {withCard} from '../cards.ts'
import {latePage, type PageKind} from '../page.ts'
import {translationsOf} from '../translations.ts'

/** The pages of the author, but for one that introduces the list of posts. */
export const pagePages: PageKind = (site, {blog, settings: {base}}) =>
  site.pages
    .filter(({url}) => url !== blog)
    .map((summary) => {
      const article = site.article(summary)
      const translations = translationsOf(site, summary)
      const comments = site.comments(summary)
      return latePage('page', summary.url.slice(base.length), {
        inputs: () => [article, translations, comments, site.card?.(summary)],
        props: async () => ({
          article: withCard(await article.value(), site),
          translations,
          comments: (await comments?.value()) ?? [],
        }),
        from: sourceFile(site.settings, summary),
        language: summary.language,
      })
    })
