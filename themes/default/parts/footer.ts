/** The foot of every page: who writes, where else to look, what to subscribe to. */
import {type Author, absolute, html, type Part, type SiteInfo, speaks} from '../../../src/site/theme.ts'

/** Lists and feeds, authors, and the line that the option `footer` adds: text, or markup made by `html`. */
export const footer: Part<'footer'> = ({site}) => {
  const {settings, options, lists, feeds} = site
  const links = [...lists, ...feeds.map(({format, url}) => ({title: format, url}))]
  return html`<footer class="site"${speaks(undefined, site)}>
<ul class="row">${links.map(({title, url}) => html`<li><a href="${url}">${title}</a></li>`)}</ul>
${settings.authors.map((author) => card(author, site))}${options.footer && html`<p>${options.footer}</p>\n`}</footer>`
}

/** Name and address are shown; picture and text about the author are there for programs that read h-cards. */
function card({name, url, image, bio}: Author, {settings}: SiteInfo) {
  const more = html`${image && html`<data class="u-photo" value="${absolute(settings, image)}"></data>`}${bio && html`<data class="p-note" value="${bio}"></data>`}`
  return url
    ? html`<p class="h-card"><a class="p-name u-url u-uid" rel="me author" href="${absolute(settings, url)}">${name}</a>${more}</p>\n`
    : html`<p class="h-card"><span class="p-name">${name}</span>${more}</p>\n`
}
