/** The posts of one tag, category, series or author. */
import {capitalise} from '../../text.ts'
import {feedLinks} from '../feeds/index.ts'
import {latePage, type PageKind} from '../page.ts'
import {paginate} from '../paginate.ts'
import type {Taxonomy} from '../props.ts'
import {teaserInputs, teasers, teasersName} from '../teasers.ts'
import {authorOf, inOrder, type TaxonomyIndex, taxonomiesOf} from '../terms.ts'
import type {SiteInfo} from '../theme.ts'

/** `/tags/glass/`, the same for every taxonomy, and their further pages. */
export const termPages: PageKind = (site, info) => {
  const {base} = info.settings
  return taxonomiesOf(site).flatMap((index) => {
    const taxonomy = toTaxonomy(index, info)
    return index.groups.flatMap(({term, posts, parents, children}) =>
      paginate(
        base,
        term.url.slice(base.length),
        index.name === 'series' ? inOrder(posts) : posts,
        site.settings.blog.perPage,
      ).map(({url, values, pagination}) => {
        const feeds = feedLinks(`${taxonomy.title}: ${term.name}`, term.url, site.settings.blog.termFeeds)
        const author = index.name === 'authors' ? {author: authorOf({posts}, term.name)} : {}
        const known = {taxonomy, term, parents, children, ...author, pagination, feeds}
        return latePage('term', url, {
          origin: () => [teasersName(site)],
          inputs: () => [known, teaserInputs(site, values)],
          props: async () => ({...known, posts: await teasers(site, values)}),
        })
      }),
    )
  })
}

/** The taxonomy under its name in the language of the site. */
export function toTaxonomy({name, url, title}: TaxonomyIndex, {lists}: SiteInfo): Taxonomy {
  return {name, url, title: title ?? lists.find((list) => list.url === url)?.title ?? capitalise(name)}
}
