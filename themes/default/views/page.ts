/** A page. */
import {directionOf, html, raw, type View} from '../../../src/site/theme.ts'
import {contents} from './contents.ts'

/** Title and text. */
export const page: View<'page'> = (props, parts) => {
  const {article, site} = props
  const {summary} = article
  const {title, language, description} = summary
  return parts.layout({
    ...props,
    about: {title, summary, ...(description && {description})},
    body: html`<article${language && html` lang="${language}" dir="${directionOf(language)}"`}>
<h1>${title}</h1>
${contents(article, site)}
<div class="prose">
${raw(article.html)}
</div>
</article>`,
  })
}
