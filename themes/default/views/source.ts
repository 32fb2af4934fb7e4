/** Everything of one source of a planet. */
import {html, type View} from '../../../src/site/theme.ts'

/** Who it is, how its feed is doing, and all its items in full. */
export const source: View<'source'> = (props, parts) => {
  const {planet, feed, items, reasons, pagination, site} = props
  const {name, description, url, feedUrl, health, note} = feed
  return parts.layout({
    ...props,
    about: {title: name, pagination, indexed: false},
    body: html`<p class="meta"><a href="${planet.url}">${planet.title}</a><a href="${planet.sources}">${site.words.sources}</a></p>
<header class="h-card">
${parts.face({...props, ...feed})}
<h1 class="p-name" dir="auto">${name}</h1>
${description && html`<p class="p-note">${description}</p>`}
<ul class="row">${url && html`<li><a class="u-url" href="${url}" rel="noopener">${hostOf(url)}</a></li>`}${feedUrl && html`<li><a href="${feedUrl}" rel="noopener">${site.words.feeds}</a></li>`}</ul>
${health !== 'good' && html`<p class="meta"><span class="${health}">${site.words[health]}</span><span>${note}</span></p>`}
</header>
<div class="h-feed">
${items.map((item) => parts.item({...props, item, folded: [], alone: true, reason: reasons[item.id]}))}
${items.length === 0 && html`<p>${site.words.empty}</p>`}
</div>
${parts.pager({...props, pagination})}`,
  })
}

function hostOf(url: string): string {
  return URL.parse(url)?.host.replace(/^www\./, '') || url
}
