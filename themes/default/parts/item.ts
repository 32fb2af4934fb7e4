/** An item of a planet, with the other places of its story and what is folded below it. */
import {
  type Frame,
  fill,
  formatDate,
  type Html,
  headingsBelow,
  html,
  type Item,
  type Part,
  raw,
  speaks,
  zonedDay,
} from '../../../src/site/theme.ts'

/** The item under the face and name of its source; alone, in full under its title only. */
export const item: Part<'item'> = ({item: shown, folded, alone = false, reason, site, url}, parts) => {
  const {html: full, shortened, feed, title} = shown
  const language = shown.language ?? feed.language
  // Of what strangers write without saying in which language, only the letters can tell the direction.
  const lang = language ? speaks(language, site) : html` dir="auto"`
  const level = alone ? 2 : 3
  // Below the title; where there is none, in its place.
  const body = headingsBelow(title ? level : level - 1, alone ? full : (shortened ?? full))
  const time = when(shown, alone, site)
  const about = [!alone && source(shown), title && time, writers(shown)].filter((piece) => piece)
  return html`<article class="h-entry item">
${!alone && parts.face({...feed, site, url})}
<header>
${heading(level, shown, html`<a class="u-url" href="${shown.url}"${title && lang}${outside(shown)}>${title || time}</a>`)}
${about.length > 0 && html`<p class="meta">${about}</p>\n`}</header>
<div class="e-content prose"${lang}>${raw(body)}</div>
${!alone && shortened !== undefined && html`<p class="on"><a href="${shown.url}"${outside(shown)}>${fill(site.words.readAt, {name: feed.name})}</a></p>\n`}${enclosures(shown)}${reason && html`<p class="also">${reason}</p>\n`}${also(shown, site)}${more(folded, shown, site)}</article>
`
}

/** The title as a heading one level below that of the list it stands in, on the side of face and date; a note without one has none. */
function heading(level: 2 | 3, {title}: Item, link: Html) {
  if (!title) return html`<p class="untitled">${link}</p>`
  return level === 2 ? html`<h2 class="p-name">${link}</h2>` : html`<h3 class="p-name">${link}</h3>`
}

/** The time of day below the heading of its day; the whole date where there is none, or where it was written earlier or without a time. */
function when({date, published = date}: Item, alone: boolean, {settings}: Frame['site']) {
  const late = zonedDay(settings, published) !== zonedDay(settings, date)
  const whole = alone || late || isDay(published, settings)
  const text = whole ? formatDate(settings, published) : formatDate(settings, date, 'time')
  return html`<time class="dt-published" datetime="${published}">${text}</time>`
}

/** Whether a moment is the first of its day: a date without a time of day is read so. */
function isDay(date: string, settings: Frame['site']['settings']): boolean {
  const before = new Date(Date.parse(date) - 1).toISOString()
  return zonedDay(settings, before) !== zonedDay(settings, date)
}

function source({feed}: Item) {
  return html`<a class="p-author h-card" href="${feed.page}"><bdi>${feed.name}</bdi></a>${feed.group && html`<span class="badge">${feed.group}</span>`}`
}

/** People who wrote it, where they are not the source itself. */
function writers({authors, feed}: Item) {
  const names = authors.map(({name}) => name).filter((name) => name && name !== feed.name)
  return names.length > 0 && html`<span>${names.join(', ')}</span>`
}

function enclosures({enclosures: files}: Item) {
  const links = files.map(
    ({url, title, type}) =>
      html`<li><a class="u-enclosure" href="${url}" rel="nofollow ugc noopener">${title ?? fileName(url)}</a>${type && html` <small>${type}</small>`}</li>`,
  )
  return links.length > 0 && html`<ul class="row">${links}</ul>\n`
}

function also({also: others}: Item, {words}: Frame['site']) {
  const links = others.map(({name, url}, index) => html`${index > 0 && ', '}<a href="${url}" dir="auto">${name}</a>`)
  return links.length > 0 && html`<p class="also">${words.alsoIn} ${links}</p>\n`
}

function more(folded: readonly Item[], {feed}: Item, {words, settings}: Frame['site']) {
  if (folded.length === 0) return false
  const lines = folded.map(
    (other) =>
      html`<li><a href="${other.url}" dir="auto"${outside(other)}>${other.title || words.untitled}</a> <time datetime="${other.date}">${formatDate(settings, other.date)}</time></li>`,
  )
  return html`<details class="also"><summary>${fill(words.more, {n: folded.length, name: feed.name})}</summary>
<ul>${lines}</ul></details>\n`
}

function outside({feed}: Item) {
  return !feed.own && html` rel="nofollow ugc noopener"`
}

/** The end of the path; only the end of a long name, with its kind. */
function fileName(url: string): string {
  const name = URL.parse(url)?.pathname.split('/').at(-1) || url
  return name.length > 40 ? `…${name.slice(-36)}` : name
}
