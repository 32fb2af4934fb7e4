/** One page for each that the author wrote. The one whose URL is that of the home page introduces it instead. */
import {latePage, type PageKind} from '../page.ts'

export const pagePages: PageKind = (site, {home, settings: {base}}) =>
  site.pages
    .filter(({url}) => url !== home)
    .map((summary) => {
      const article = site.article(summary)
      const url = summary.url.slice(base.length)
      return latePage('page', url, [article], async () => ({article: await article.value()}), summary.path)
    })
