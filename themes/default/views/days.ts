/** What was written on each day of the year. */
import {type Day, formatDate, html, speaks, type View, zonedDay} from '../../../src/site/theme.ts'

/** Days as headings, posts with their year below them. */
export const days: View<'days'> = (props, parts) => {
  const {days: shown, site} = props
  const {settings, words} = site
  return parts.layout({
    ...props,
    about: {title: words.onThisDay},
    body: html`<h1>${words.onThisDay}</h1>
${shown.map(section)}`,
  })

  function section({id, date, posts}: Day) {
    const lines = posts.map((post) => {
      const year = zonedDay(settings, post.date).slice(0, 4)
      return html`<li><time datetime="${post.date}">${year}</time> <a href="${post.url}"${speaks(post.language, site)}>${post.title}</a></li>`
    })
    return html`<section><h2 id="${id}">${formatDate(settings, date, 'day')}</h2>
<ul class="dated">${lines}</ul></section>
`
  }
}
