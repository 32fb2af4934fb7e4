/** A page. */
import {html, raw, speaks, type View} from '../../../src/site/theme.ts'
import {translated} from '../parts/translated.ts'
import {contents} from './contents.ts'

/** Title and text, and what readers said. */
export const page: View<'page'> = (props, parts) => {
  const {article, translations, site} = props
  const {summary} = article
  const {title, description} = summary
  const lang = speaks(summary.language, site)
  return parts.layout({
    ...props,
    about: {
      title,
      summary,
      translations,
      ...(description && {description}),
      ...(article.image && {image: article.image}),
    },
    body: html`<article>
<h1${lang}>${title}</h1>
${translations.length > 0 && html`<p class="meta">${translated(translations, site)}</p>\n`}${contents(article, site)}
<div class="prose"${lang}>
${raw(article.html)}
</div>
${parts.comments({...props, threads: props.comments})}</article>`,
  })
}
