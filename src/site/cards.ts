/** Share cards: what previews of a post or page show when its author gave no picture. */
import type {Article, Settings, Site, Summary} from '../types.ts'
import {formatDate} from './format.ts'
import type {LoadedTheme} from './load-theme.ts'

/** Pixels of a card, as most places that show previews want them. */
export const cardSize = {width: 1200, height: 630} as const

/** The card of a post or page as SVG. Nothing of its body is in it. */
export function cardSvg({site, theme: {options}}: Settings, theme: LoadedTheme, summary: Summary): string {
  const {title, date, authors, language = site.language} = summary
  const names = (authors.length > 0 ? authors : site.authors).map(({name}) => name).join(', ')
  const shown = date && summary.kind === 'post' ? formatDate({...site, language}, date) : ''
  return theme.card({title, site: site.title, authors: names, date: shown, language}, options)
}

/** The article with its card as picture, unless it has one of its own. */
export function withCard(article: Article, site: Site): Article {
  if (article.image) return article
  const card = site.card?.(article.summary)
  return card ? {...article, image: card} : article
}
