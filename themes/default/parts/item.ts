/** An item of a planet, with the other places of its story and what is folded below it. */
import {directionOf, type Frame, fill, formatDate, html, type Item, type Part, raw} from '../../../src/site/theme.ts'

/** The item under the face and name of its source; alone, in full under its title only. */
export const item: Part<'item'> = ({item: shown, folded, alone = false, site, url}, parts) => {
  const {title, html: full, shortened, language, feed, date} = shown
  const body = alone ? full : (shortened ?? full)
  return html`<article class="h-entry item"${language && html` lang="${language}" dir="${directionOf(language)}"`}>
${!alone && parts.face({...feed, site, url})}
<h3${title ? html` class="p-name"` : html` class="untitled"`}><a class="u-url" href="${shown.url}"${outside(shown)}>${title || formatDate(site.settings, date, 'medium')}</a></h3>
<p class="meta">${!alone && source(shown)}<time class="dt-published" datetime="${date}">${formatDate(site.settings, date, 'medium')}</time>${writers(shown)}</p>
<div class="e-content prose">${raw(body)}</div>
${!alone && shortened !== undefined && html`<p><a href="${shown.url}"${outside(shown)}>${fill(site.words.readAt, {name: feed.name})}</a></p>`}
${enclosures(shown)}${also(shown, site)}${more(folded, shown, site)}</article>
`
}

function source({feed}: Item) {
  return html`<a class="p-author h-card" href="${feed.page}">${feed.name}</a>${feed.group && html`<span class="badge">${feed.group}</span>`}`
}

/** People who wrote it, where they are not the source itself. */
function writers({authors, feed}: Item) {
  const names = authors.map(({name}) => name).filter((name) => name && name !== feed.name)
  return names.length > 0 && html`<span>${names.join(', ')}</span>`
}

function enclosures({enclosures: files}: Item) {
  return (
    files.length > 0 &&
    html`<ul class="row files">${files.map(
      ({url, title, type}) =>
        html`<li><a class="u-enclosure" href="${url}" rel="nofollow ugc noopener">${title ?? fileName(url)}</a>${type && html` <small>${type}</small>`}</li>`,
    )}</ul>`
  )
}

function also({also: others}: Item, {words}: Frame['site']) {
  const links = others.map(({name, url}, index) => html`${index > 0 && ', '}<a href="${url}">${name}</a>`)
  return links.length > 0 && html`<p class="also">${words.alsoIn} ${links}</p>`
}

function more(folded: readonly Item[], {feed}: Item, {words, settings}: Frame['site']) {
  if (folded.length === 0) return false
  return html`<details class="more"><summary>${fill(words.more, {n: folded.length, name: feed.name})}</summary>
<ul>${folded.map(
    (other) =>
      html`<li><a href="${other.url}"${outside(other)}>${other.title || words.untitled}</a> <time datetime="${other.date}">${formatDate(settings, other.date)}</time></li>`,
  )}</ul></details>`
}

function outside({feed}: Item) {
  return !feed.own && html` rel="nofollow ugc noopener"`
}

function fileName(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) || url
}
