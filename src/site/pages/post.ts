/** One page a post, with what stands around it: its terms, its series, its neighbours in time, and who answered. */
import {sourceFile} from '../../source-file.ts'
import type {Site, Summary} from '../../types.ts'
import {withCard} from '../cards.ts'
import {latePage, type PageKind} from '../page.ts'
import {shelfName} from '../per-posts.ts'
import type {TermList, Views} from '../props.ts'
import {seriesPlace, taxonomiesOf, termsOf} from '../terms.ts'
import type {SiteInfo} from '../theme.ts'
import {translationsOf} from '../translations.ts'
import {onThisDay} from './days.ts'
import {toTaxonomy} from './term.ts'

/** The pages of all posts, newest first. */
export const postPages: PageKind = (site, info) => {
  const {base} = info.settings
  return site.posts.map((summary, index) => {
    const article = site.article(summary)
    const comments = site.comments(summary)
    const around = () => whatIsAround(site, info, index)
    return latePage('post', summary.url.slice(base.length), {
      // Most edits leave all heads as they are, and with them what these say of each other.
      origin: () => [article, shelfName(site), site.relationsName(summary), comments, site.card?.(summary)],
      inputs: () => [article, around(), comments, site.card?.(summary)],
      props: async () => ({
        article: withCard(await article.value(), site),
        ...around(),
        comments: (await comments?.value()) ?? [],
      }),
      from: sourceFile(site.settings, summary),
      language: summary.language,
    })
  })
}

function whatIsAround(site: Site, info: SiteInfo, index: number): Omit<Views['post'], 'article' | 'comments'> {
  const summary = site.posts[index]!
  const [newer, older] = [site.posts[index - 1], site.posts[index + 1]]
  const series = seriesPlace(site, summary)
  const day = onThisDay(site, summary)
  return {
    tags: termsOf(site, 'tags', summary),
    categories: termsOf(site, 'categories', summary),
    terms: furtherTerms(site, info, summary),
    authors: termsOf(site, 'authors', summary),
    ...(series && {series}),
    ...(day && {onThisDay: day}),
    related: site.related(summary),
    linkedFrom: site.linkedFrom(summary),
    translations: translationsOf(site, summary),
    ...(newer && {newer}),
    ...(older && {older}),
  }
}

function furtherTerms(site: Site, info: SiteInfo, summary: Summary): readonly TermList[] {
  if (!summary.terms) return []
  return taxonomiesOf(site).flatMap((index) =>
    summary.terms?.[index.name] ? [{taxonomy: toTaxonomy(index, info), terms: termsOf(site, index.name, summary)}] : [],
  )
}
