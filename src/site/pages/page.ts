/** One page for each that the author wrote. The one at the place of the list of posts introduces that list instead. */
import {latePage, type PageKind} from '../page.ts'

export const pagePages: PageKind = (site, {blog, settings: {base}}) =>
  site.pages
    .filter(({url}) => url !== blog)
    .map((summary) => {
      const article = site.article(summary)
      const url = summary.url.slice(base.length)
      return latePage(
        'page',
        url,
        () => [article],
        async () => ({article: await article.value()}),
        summary.path,
      )
    })
