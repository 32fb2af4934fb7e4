/** How the feeds of a planet are doing. */
import {type FeedStatus, formatDate, html, type View} from '../../../src/site/theme.ts'

/** Those that want looking after come first. */
const order: readonly FeedStatus['feed']['health'][] = ['quarantined', 'failing', 'gone', 'new', 'off', 'good']

/** Each source with its health, its last and next visit, what its owner could mend, and the last ten visits. */
export const status: View<'status'> = (props, parts) => {
  const {planet, feeds, site} = props
  const {words} = site
  const groups = Map.groupBy(feeds, ({feed}) => feed.health)
  const known = order.flatMap((health) => (groups.has(health) ? [{health, list: groups.get(health)!}] : []))
  return parts.layout({
    ...props,
    about: {title: `${words.status} – ${planet.title}`, indexed: false},
    body: html`<p class="meta"><a href="${planet.url}">${planet.title}</a><a href="${planet.sources}">${words.sources}</a></p>
<h1>${words.status}</h1>
${known.map(
  ({health, list}) => html`<h2><span class="${health}">${words[health]}</span> <small>${list.length}</small></h2>
<ul class="sources">${list.map(line)}</ul>
`,
)}${feeds.length === 0 && html`<p>${words.empty}</p>`}`,
  })

  function line({feed, due, dueBecause, warnings, visits}: FeedStatus) {
    const {page, name, note, advice, items, lastGood, health} = feed
    const title = html`<b>${name}</b>`
    return html`<li>${parts.face({...props, ...feed})}
<div>${health === 'off' ? html`<bdi>${title}</bdi>` : html`<a href="${page}" dir="auto">${title}</a> <small>${items}</small>`}
<p class="meta"><span>${note}</span>${advice && html`<span>${advice}</span>`}</p>
${(lastGood || due) && html`<p class="meta">${lastGood && html`<span>${words.lastRead} ${moment(lastGood)}</span>`}${due && html`<span>${words.nextVisit} ${moment(due)}${dueBecause && ` (${dueBecause})`}</span>`}</p>\n`}${
  warnings.length > 0 &&
  html`<div class="also">${words.warnings}<ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul></div>\n`
}${
  visits.length > 0 &&
  html`<details class="also"><summary>${words.visits}</summary>
<ul>${visits.map((visit) => html`<li>${moment(visit.at)} ${visit.note}</li>`)}</ul></details>\n`
}</div></li>
`
  }

  function moment(time: string) {
    const [day, minute] = [formatDate(site.settings, time), formatDate(site.settings, time, 'time')]
    return html`<time datetime="${time}">${day}, ${minute}</time>`
  }
}
