/** The months of a planet. */
import {formatDate, html, type Month, type View} from '../../../src/site/theme.ts'

/** Months by year. */
export const months: View<'months'> = (props, parts) => {
  const {planet, months: shown, site} = props
  const years = Map.groupBy(shown, ({date}) => date.slice(0, 4))
  return parts.layout({
    ...props,
    about: {title: `${site.words.archive} – ${planet.title}`, feeds: planet.feeds},
    body: html`<p class="meta"><a href="${planet.url}">${planet.title}</a></p>
<h1>${site.words.archive}</h1>
${Array.from(
  years,
  ([year, list]) => html`<h2>${year}</h2>
<ul class="row">${list.map(line)}</ul>
`,
)}`,
  })

  function line({url, date}: Month) {
    return html`<li><a href="${url}">${formatDate(site.settings, date, 'month')}</a></li>`
  }
}
