/** The table of contents of a long post or page. */
import {type Article, html, type SiteInfo} from '../../../src/site/theme.ts'

/** Headings as links, when front matter asks for them: `toc: true`. */
export function contents({summary, headings}: Article, {words}: SiteInfo) {
  const shown = headings.filter(({depth}) => depth <= 3)
  if (summary.extra.toc !== true || shown.length === 0) return undefined
  return html`<nav class="toc" aria-label="${words.contents}"><ul>${shown.map(
    ({depth, id, text}) => html`<li class="depth${depth}"><a href="#${id}">${text}</a></li>`,
  )}</ul></nav>
`
}
