/** A post in a list. */
import {directionOf, formatDate, html, type Part, raw} from '../../../src/site/theme.ts'

/** Title, date, and the excerpt or description. */
export const teaser: Part<'teaser'> = ({summary, excerpt, site}) => {
  const {title, url, date, description, language} = summary
  return html`<article class="h-entry teaser"${language && html` lang="${language}" dir="${directionOf(language)}"`}>
<h2 class="p-name"><a class="u-url" href="${url}">${title}</a></h2>
<p class="meta"><time class="dt-published" datetime="${date}">${formatDate(site.settings, date)}</time></p>
${
  excerpt !== undefined
    ? html`<div class="p-summary prose">${raw(excerpt)}</div>
<p><a href="${url}" aria-label="${site.words.readOn}: ${title}">${site.words.readOn}</a></p>`
    : description && html`<p class="p-summary">${description}</p>`
}
</article>
`
}
