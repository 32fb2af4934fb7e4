/** A month of a planet. */
import {formatDate, html, type Item, type Month, type View} from '../../../src/site/theme.ts'

/** Titles with day and source. */
export const month: View<'month'> = (props, parts) => {
  const {planet, month: shown, items, newer, older, site} = props
  const title = formatDate(site.settings, shown.date, 'month')
  return parts.layout({
    ...props,
    about: {title: `${title} – ${planet.title}`, feeds: planet.feeds},
    body: html`<p class="meta"><a href="${planet.url}">${planet.title}</a><a href="${planet.archive}">${site.words.archive}</a></p>
<h1>${title}</h1>
<ul class="dated">${items.map(line)}</ul>
${
  (newer || older) &&
  html`<nav class="around" aria-label="${site.words.archive}">${near('prev', site.words.newer, newer)}${near('next', site.words.older, older)}</nav>`
}`,
  })

  function line({title, url, date, feed}: Item) {
    const rel = !feed.own && html` rel="nofollow ugc noopener"`
    return html`<li><time datetime="${date}">${formatDate(site.settings, date, 'day')}</time> <span><a href="${url}" dir="auto"${rel}>${title || site.words.untitled}</a> <small dir="auto">${feed.name}</small></span></li>
`
  }

  function near(rel: string, label: string, other: Month | undefined) {
    return (
      other &&
      html`<a rel="${rel}" href="${other.url}"><small>${label}</small> ${formatDate(site.settings, other.date, 'month')}</a>`
    )
  }
}
