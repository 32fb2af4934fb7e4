/** The river of a planet. */
import {fill, formatDate, html, type PlanetItem, type View, zonedDay} from '../../../src/site/theme.ts'

/** More sources than this stand on a page of their own only. */
const listed = 60

/** Items by day, with the sources beside them. */
export const planet: View<'planet'> = (props, parts) => {
  const {planet: shown, sources, items, pagination, site} = props
  const days = Map.groupBy(items, ({item}) => zonedDay(site.settings, item.date))
  return parts.layout({
    ...props,
    about: {title: shown.title, description: shown.description, feeds: shown.feeds, pagination, width: 'wide'},
    body: html`<div class="planet">
<div class="h-feed river">
<h1 class="p-name">${shown.title}</h1>
${pagination.page > 1 ? html`<p class="lead">${fill(site.words.page, {n: pagination.page})}</p>` : shown.description && html`<p class="lead">${shown.description}</p>`}
${Array.from(
  days,
  ([day, list]) => html`<section><h2 class="day"><time datetime="${day}">${heading(list)}</time></h2>
${list.map((each) => parts.item({...props, ...each}))}</section>
`,
)}${items.length === 0 && html`<p>${site.words.empty}</p>`}
${parts.pager(props)}
</div>
<aside aria-labelledby="sources">
<h2 id="sources"><a href="${shown.sources}">${site.words.sources}</a></h2>
${sources.length <= listed && html`<ul class="sources">${sources.map((source) => html`<li>${parts.face({...props, ...source})} <a href="${source.page}" dir="auto">${source.name}</a></li>`)}</ul>`}
<ul class="row">${shown.feeds.map(({format, url}) => html`<li><a href="${url}">${format}</a></li>`)}<li><a href="${shown.opml}">OPML</a></li></ul>
</aside>
</div>`,
  })

  function heading(list: readonly PlanetItem[]): string {
    return formatDate(site.settings, list[0]!.item.date, 'full')
  }
}
