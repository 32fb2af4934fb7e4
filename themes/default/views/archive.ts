/** All posts by year and month. */
import {formatDate, html, type Summary, type View, zonedDay} from '../../../src/site/theme.ts'

/** Years as headings, posts with day and month below them. */
export const archive: View<'archive'> = (props, parts) => {
  const {posts, site} = props
  const years = Map.groupBy(posts, ({date}) => zonedDay(site.settings, date).slice(0, 4))
  return parts.layout({
    ...props,
    about: {title: site.words.archive},
    body: html`<h1>${site.words.archive}</h1>
${Array.from(
  years,
  ([year, list]) => html`<section><h2 id="y${year}">${year}</h2>
<ul class="dated">${list.map((summary) => line(summary))}</ul></section>
`,
)}`,
  })

  function line({title, url, date}: Summary) {
    return html`<li><time datetime="${date}">${formatDate(site.settings, date, 'day')}</time> <a href="${url}">${title}</a></li>`
  }
}
