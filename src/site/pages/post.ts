/** One page a post, with its neighbours in time. */
import {latePage, type PageKind} from '../page.ts'
import {termsOf} from '../terms.ts'

export const postPages: PageKind = (site, {settings: {base}}) =>
  site.posts.map((summary, index) => {
    const article = site.article(summary)
    const around = {
      tags: termsOf(site, 'tags', summary),
      categories: termsOf(site, 'categories', summary),
      ...(index > 0 && {newer: site.posts[index - 1]!}),
      ...(index + 1 < site.posts.length && {older: site.posts[index + 1]!}),
    }
    return latePage(
      'post',
      summary.url.slice(base.length),
      [article, around],
      async () => ({article: await article.value(), ...around}),
      summary.path,
    )
  })
