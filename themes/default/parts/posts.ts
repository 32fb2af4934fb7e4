/** Posts under a heading: related ones, those that link here. */
import {html, type Part, speaks} from '../../../src/site/theme.ts'
import {dated} from './dated.ts'

/** Their titles with dates. */
export const posts: Part<'posts'> = ({title, posts: shown, site}) =>
  shown.length > 0
    ? html`<section>
<h2>${title}</h2>
<ul>${shown.map(
        (summary) =>
          html`<li><a href="${summary.url}"${speaks(summary.language, site)}>${summary.title}</a> ${dated(summary, site)}</li>
`,
      )}</ul>
</section>
`
    : html``
