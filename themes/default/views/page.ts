/** A page. */
import {html, raw, speaks, type View} from '../../../src/site/theme.ts'
import {contents} from './contents.ts'

/** Title and text. */
export const page: View<'page'> = (props, parts) => {
  const {article, site} = props
  const {summary} = article
  const {title, description} = summary
  const lang = speaks(summary.language, site)
  return parts.layout({
    ...props,
    about: {title, summary, ...(description && {description}), ...(article.image && {image: article.image})},
    body: html`<article>
<h1${lang}>${title}</h1>
${contents(article, site)}
<div class="prose"${lang}>
${raw(article.html)}
</div>
</article>`,
  })
}
