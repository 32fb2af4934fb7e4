/** The line below a title: date, authors, time to read. */
import {absolute, type Frame, formatDate, formatMinutes, html, type Part} from '../../../src/site/theme.ts'

/** Date with permalink, authors, reading time when the text is given, and the date of the last change. */
export const byline: Part<'byline'> = ({summary, text, site}) => {
  const {settings, words} = site
  const {date, updated, url, authors} = summary
  const shown = authors.length > 0 ? authors : settings.authors
  return html`<p class="meta">${summary.draft && html`<strong>${words.draft}</strong>`}${
    date &&
    html`<a class="u-url" href="${url}"><time class="dt-published" datetime="${date}">${formatDate(settings, date)}</time></a>`
  }${shown.map((author) => html`<span>${card(author, site)}</span>`)}${
    text && html`<span>${formatMinutes(settings, minutes(text, summary.language ?? settings.language))}</span>`
  }${
    updated &&
    html`<span>${words.updated} <time class="dt-updated" datetime="${updated}">${formatDate(settings, updated)}</time></span>`
  }</p>`
}

function card({name, url}: {readonly name: string; readonly url?: string}, {settings}: Frame['site']) {
  return url
    ? html`<a class="p-author h-card" rel="author" href="${absolute(settings, url)}">${name}</a>`
    : html`<span class="p-author h-card">${name}</span>`
}

/** Minutes at 230 words a minute; in languages that put no blanks between words, at 500 characters. */
function minutes(text: string, language: string): number {
  const unspaced = /^(?:ja|zh|yue|th|lo|km|my)\b/i.test(language)
  return Math.max(1, Math.round(unspaced ? text.length / 500 : text.split(/\s+/).length / 230))
}
