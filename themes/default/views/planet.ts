/** The river of a planet. */
import {
  type Frame,
  fill,
  formatDate,
  html,
  type PartFunctions,
  type View,
  type Views,
  zonedDay,
} from '../../../src/site/theme.ts'

/** More sources than this stand on a page of their own only. */
const listed = 60

/** Items by day, with the sources beside them. */
export const planet: View<'planet'> = (props, parts) => {
  const {planet: shown, selection, feeds, items, pagination, site} = props
  const days = Map.groupBy(items, ({item}) => zonedDay(site.settings, item.date))
  const title = selection ? `${selection.title} – ${shown.title}` : shown.title
  const lead = pagination.page ? fill(site.words.page, {n: pagination.page}) : !selection && shown.description
  return parts.layout({
    ...props,
    about: {title, description: shown.description, feeds, pagination, width: 'wide'},
    body: html`<div class="planet">
<div class="h-feed river">
${selection && html`<p class="meta"><a href="${shown.url}">${shown.title}</a></p>\n`}<h1 class="p-name">${selection?.title ?? shown.title}</h1>
${lead && html`<p class="lead">${lead}</p>`}
${Array.from(
  days,
  ([
    day,
    list,
  ]) => html`<section><h2 class="day"><time datetime="${day}">${formatDate(site.settings, list[0]!.item.date, 'full')}</time></h2>
${list.map((each) => parts.item({...props, ...each}))}</section>
`,
)}${items.length === 0 && html`<p>${site.words.empty}</p>`}
${parts.pager(props)}
</div>
${beside(props, parts)}
</div>`,
  })
}

function beside(
  {planet: shown, selection, selections, feeds, opml, sources, site, url}: Views['planet'] & Frame,
  parts: PartFunctions,
) {
  const chosen = selections.map(
    (each) =>
      html`<li><a href="${each.url}" dir="auto"${each.url === selection?.url && html` aria-current="true"`}>${each.title}</a></li>`,
  )
  const faces = sources.map(
    (source) =>
      html`<li>${parts.face({...source, site, url})} <a href="${source.page}" dir="auto">${source.name}</a></li>`,
  )
  return html`<aside aria-labelledby="sources">
<h2 id="sources"><a href="${shown.sources}">${site.words.sources}</a></h2>
${sources.length <= listed && html`<ul class="sources">${faces}</ul>\n`}${chosen.length > 0 && html`<ul class="row">${chosen}</ul>\n`}<h2>${site.words.feeds}</h2>
<ul class="row">${feeds.map(({format, url: feed}) => html`<li><a href="${feed}">${format}</a></li>`)}<li><a href="${opml}">OPML</a></li></ul>
<p class="on"><a href="${shown.archive}">${site.words.archive}</a></p>
</aside>`
}
