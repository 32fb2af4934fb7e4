/** A post in a list. */
import {directionOf, formatDate, html, type Part, raw, speaks} from '../../../src/site/theme.ts'
import {badge} from './badge.ts'

/** Title, date, and the excerpt or description. */
export const teaser: Part<'teaser'> = ({summary, excerpt, site}) => {
  const {title, url, date, description, language} = summary
  const {readOn} = site.words
  const lang = speaks(language, site)
  const text =
    excerpt === undefined
      ? description && html`<p class="p-summary"${lang}>${description}</p>`
      : html`<div class="p-summary prose"${lang}>${raw(excerpt)}</div>
<p class="on"><a href="${url}" aria-label="${readOn}: ${title}">${readOn}</a></p>`
  // The date and the way on stand where the title does, in the words of the page.
  const dir = lang && html` dir="${directionOf(language ?? site.language)}"`
  return html`<article class="h-entry teaser"${dir}>
<h2 class="p-name"${lang}><a class="u-url" href="${url}">${title}</a></h2>
<p class="meta"><time class="dt-published" datetime="${date}">${formatDate(site.settings, date)}</time>${badge(summary, site)}</p>
${text}
</article>
`
}
