/** All posts by year; those of a year by month; those of a month. */
import {formatDate, html, type Period, type Summary, speaks, type View, zonedDay} from '../../../src/site/theme.ts'

/** Headings that lead to the page of each year or month, posts with day and month below them. */
export const archive: View<'archive'> = (props, parts) => {
  const {posts, period, newer, older, site} = props
  const {settings, words, home} = site
  const title = period ? nameOf(period) : words.archive
  const parting = period?.unit === 'month' ? undefined : period ? 7 : 4
  const sections = parting
    ? Array.from(Map.groupBy(posts, ({date}) => zonedDay(settings, date).slice(0, parting)))
    : [['', posts] as const]
  return parts.layout({
    ...props,
    about: {title: period ? `${title} – ${words.archive}` : title},
    body: html`${period && html`<p class="meta"><a href="${home}archive/">${words.archive}</a></p>\n`}<h1>${title}</h1>
${sections.map(([name, list]) => section(name, list))}${
  (newer || older) &&
  html`<nav class="around" aria-label="${words.archive}">${near('prev', words.newer, newer)}${near('next', words.older, older)}</nav>`
}`,
  })

  function section(name: string, list: readonly Summary[]) {
    const heading =
      name && html`<h2 id="y${name}"><a href="${home}${name.replace('-', '/')}/">${headingOf(name, list)}</a></h2>\n`
    return html`<section>${heading}<ul class="dated">${list.map(line)}</ul></section>\n`
  }

  function headingOf(name: string, [first]: readonly Summary[]) {
    return name.length === 4 ? name : formatDate(settings, first!.date, 'month')
  }

  function line({title: name, url, date, language}: Summary) {
    return html`<li><time datetime="${date}">${formatDate(settings, date, 'day')}</time> <a href="${url}"${speaks(language, site)}>${name}</a></li>`
  }

  function nameOf({unit, date}: Period) {
    return unit === 'year' ? zonedDay(settings, date).slice(0, 4) : formatDate(settings, date, 'month')
  }

  function near(rel: string, label: string, other: Period | undefined) {
    return other && html`<a rel="${rel}" href="${other.url}"><small>${label}</small> ${nameOf(other)}</a>`
  }
}
