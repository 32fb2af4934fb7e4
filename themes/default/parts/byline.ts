/** The line below a title: date, authors, time to read. */
import {
  type Author,
  absolute,
  type Frame,
  fill,
  formatDate,
  formatMinutes,
  formatNumber,
  html,
  type Link,
  type Part,
} from '../../../src/site/theme.ts'
import {badge} from './badge.ts'
import {translated} from './translated.ts'

/** Date with permalink, authors, reading time when the article is given, and the date of the last change. */
export const byline: Part<'byline'> = ({summary, article, authors: pages = [], translations, site}) => {
  const {settings, words} = site
  const {date, updated, url, authors} = summary
  const shown = authors.length > 0 ? authors : settings.authors
  return html`<p class="meta">${
    date &&
    html`<a class="u-url" href="${url}"><time class="dt-published" datetime="${date}">${formatDate(settings, date)}</time></a>`
  }${shown.map((author) => html`<span>${card(author, pages, site)}</span>`)}${
    article &&
    html`<span title="${fill(words.wordCount, {n: formatNumber(settings, article.words)})}">${formatMinutes(settings, article.minutes)}</span>`
  }${
    updated &&
    html`<span>${words.updated} <time class="dt-updated" datetime="${updated}">${formatDate(settings, updated)}</time></span>`
  }${translated(translations, site)}${badge(summary, site)}</p>`
}

/** The name leads to the posts of a person, where they have a page here, and home otherwise. */
function card({name, url}: Author, pages: readonly Link[], {settings}: Frame['site']) {
  const target = pages.find(({title}) => title === name)?.url ?? url
  return target
    ? html`<a class="p-author h-card" rel="author" href="${absolute(settings, target)}">${name}</a>`
    : html`<span class="p-author h-card">${name}</span>`
}
