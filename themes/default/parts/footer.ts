/** The foot of every page: who writes, where else to look, what to subscribe to. */
import {html, type Part} from '../../../src/site/theme.ts'

/** Authors, lists and feeds, and the line that the option `footer` adds. */
export const footer: Part<'footer'> = ({site}) => {
  const {settings, options, lists, feeds, words} = site
  return html`<footer class="site">
${options.footer && html`<p>${options.footer}</p>`}
<ul class="row">${[
    ...lists,
    ...feeds.map(({title, url}) => ({title: title.slice(settings.title.length).replace(/[ ()]/g, ''), url})),
  ].map(({title, url}) => html`<li><a href="${url}">${title}</a></li>`)}</ul>
${settings.authors.map(({name, url}) =>
  url
    ? html`<p class="h-card"><a class="p-name u-url" rel="me author" href="${url}">${name}</a></p>`
    : html`<p class="h-card p-name">${name}</p>`,
)}
${words.feeds && ''}</footer>`
}
