/** The foot of every page: who writes, where else to look, what to subscribe to. */
import {type Author, html, type Part} from '../../../src/site/theme.ts'

/** Lists and feeds, authors, and the line that the option `footer` adds: text, or markup made by `html`. */
export const footer: Part<'footer'> = ({site}) => {
  const {settings, options, lists, feeds} = site
  const links = [...lists, ...feeds.map(({format, url}) => ({title: format, url}))]
  return html`<footer class="site">
<ul class="row">${links.map(({title, url}) => html`<li><a href="${url}">${title}</a></li>`)}</ul>
${settings.authors.map(card)}${options.footer && html`<p>${options.footer}</p>\n`}</footer>`
}

function card({name, url}: Author) {
  return url
    ? html`<p class="h-card"><a class="p-name u-url" rel="me author" href="${url}">${name}</a></p>\n`
    : html`<p class="h-card p-name">${name}</p>\n`
}
