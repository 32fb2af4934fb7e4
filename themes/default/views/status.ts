/** How the feeds of a planet are doing. */
import {type FeedStatus, formatDate, html, type View} from '../../../src/site/theme.ts'

/** Each source with its health, its last and next visit, what its owner could mend, and the last ten visits. */
export const status: View<'status'> = (props, parts) => {
  const {planet, feeds, site} = props
  const {words} = site
  const counts = Map.groupBy(feeds, ({feed}) => feed.health)
  return parts.layout({
    ...props,
    about: {title: `${words.status} – ${planet.title}`, indexed: false},
    body: html`<p class="meta"><a href="${planet.url}">${planet.title}</a><a href="${planet.sources}">${words.sources}</a></p>
<h1>${words.status}</h1>
<p class="meta">${Array.from(counts, ([health, list]) => html`<span class="${health}">${words[health]}: ${list.length}</span>`)}</p>
${feeds.map(section)}
${feeds.length === 0 && html`<p>${words.empty}</p>`}`,
  })

  function section({feed, due, dueBecause, warnings, visits}: FeedStatus) {
    const {page, name, health, note, items, lastGood} = feed
    return html`<section>
<h2><a href="${page}" dir="auto">${name}</a> <small>${items}</small></h2>
<p class="meta"><span class="${health}">${words[health]}</span><span>${note}</span></p>
${(lastGood || due) && html`<p class="meta">${lastGood && html`<span>${words.lastRead} ${moment(lastGood)}</span>`}${due && html`<span>${words.nextVisit} ${moment(due)}${dueBecause && ` (${dueBecause})`}</span>`}</p>\n`}${warnings.length > 0 && html`<p>${words.warnings}</p>\n<ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul>\n`}${
  visits.length > 0 &&
  html`<details><summary>${words.visits}</summary>
<ul>${visits.map((visit) => html`<li>${moment(visit.at)} ${visit.note}</li>`)}</ul></details>\n`
}</section>
`
  }

  function moment(time: string) {
    const [day, minute] = [formatDate(site.settings, time), formatDate(site.settings, time, 'time')]
    return html`<time datetime="${time}">${day}, ${minute}</time>`
  }
}
