/** The tags of the site, and its categories: one page each. */
import {type PageKind, page} from '../page.ts'
import {taxonomiesOf} from '../terms.ts'
import {toTaxonomy} from './term.ts'

/** `/tags/`, and the same for every taxonomy that is in use. */
export const termsPages: PageKind = (site, info) =>
  taxonomiesOf(site)
    .filter(({listed}) => listed)
    .map((index) =>
      page('terms', index.url.slice(info.settings.base.length), {
        taxonomy: toTaxonomy(index, info),
        terms: index.groups.map(({term}) => term),
      }),
    )
