/** The head of every page: the site's name and its menu. */
import {html, type Part, speaks} from '../../../src/site/theme.ts'

/** Name and menu; the entry of the page itself is marked. */
export const header: Part<'header'> = ({site, url}) => html`<header class="site"${speaks(undefined, site)}>
<a class="name" href="${site.home}" rel="home"${url === site.home && html` aria-current="page"`}>${site.settings.title}</a>
${
  site.menu.length > 0 &&
  html`<nav aria-label="${site.words.menu}"><ul>${site.menu.map(
    (entry) => html`<li><a href="${entry.url}"${mark(entry.url, url, site.home)}>${entry.title}</a></li>`,
  )}</ul></nav>`
}
</header>`

function mark(entry: string, url: string, home: string) {
  if (entry === url) return html` aria-current="page"`
  return entry !== home && url.startsWith(entry) && html` aria-current="true"`
}
