/** All sources of a planet, with their health. */
import {type FeedInfo, formatDate, html, type View} from '../../../src/site/theme.ts'

/** Sources by group, each with its face, its newest item and how its feed is doing. */
export const sources: View<'sources'> = (props, parts) => {
  const {planet, feeds, site} = props
  const groups = Map.groupBy(feeds, ({group}) => group ?? '')
  return parts.layout({
    ...props,
    about: {title: `${site.words.sources} – ${planet.title}`, feeds: planet.feeds},
    body: html`<p class="meta"><a href="${planet.url}">${planet.title}</a></p>
<h1>${site.words.sources}</h1>
${Array.from(
  groups,
  ([group, list]) => html`${group && html`<h2>${group}</h2>`}
<ul class="sources">${list.map(line)}</ul>`,
)}
<ul class="row"><li><a href="${planet.opml}">OPML</a></li>${planet.status && html`<li><a href="${planet.status}">${site.words.status}</a></li>`}</ul>`,
  })

  function line(feed: FeedInfo) {
    const {page, name, newest, health, note, items} = feed
    return html`<li>${parts.face({...props, ...feed})}
<div><a href="${page}" dir="auto"><b>${name}</b></a> <small>${items}</small>
<p class="meta">${newest && html`<time datetime="${newest}">${formatDate(site.settings, newest)}</time>`}<span class="${health}">${site.words[health]}</span>${note && html`<span>${note}</span>`}</p></div></li>
`
  }
}
