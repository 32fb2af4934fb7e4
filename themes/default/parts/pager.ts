/** The way through a list of several pages. */
import {fill, html, type Part} from '../../../src/site/theme.ts'

/** Newer, older, and the pages near by; nothing for a list of one page. */
export const pager: Part<'pager'> = ({pagination, site}) => {
  const {page, pages, newer, older, urls} = pagination
  if (pages < 2) return html``
  const {words} = site
  return html`<nav class="pager" aria-label="${words.pages}">
${newer ? html`<a rel="prev" href="${newer}">${words.newer}</a>` : html`<span></span>`}
<ol>${nearby(page, pages).map((number, index, all) => {
    const gap = index > 0 && number - all[index - 1]! > 1 && html`<li aria-hidden="true">…</li>`
    const link = html`<li><a href="${urls[number - 1]}" aria-label="${fill(words.page, {n: number})}"${number === page && html` aria-current="page"`}>${number}</a></li>`
    return html`${gap}${link}`
  })}</ol>
${older ? html`<a rel="next" href="${older}">${words.older}</a>` : html`<span></span>`}
</nav>`
}

/** The first page, the last, and those beside this one. */
function nearby(page: number, pages: number): readonly number[] {
  const wanted = new Set([1, page - 1, page, page + 1, pages])
  return Array.from(wanted)
    .filter((number) => number >= 1 && number <= pages)
    .sort((a, b) => a - b)
}
