/** The way through a list of several pages. */
import {fill, html, type PageLink, type Part, type SiteInfo} from '../../../src/site/theme.ts'

/** Newer, older, and the pages near by; nothing for a list of one page. */
export const pager: Part<'pager'> = ({pagination, site}) => {
  const {page, newer, older, near} = pagination
  if (near.length === 0) return html``
  const {words} = site
  const links = near.map((link, index) => {
    const current = link.page === page && html` aria-current="page"`
    return html`${isGap(near[index - 1], link, newer) && html`<li aria-hidden="true">…</li>`}<li>${label(link, site, current)}</li>`
  })
  return html`<nav class="pager" aria-label="${words.pages}">
${newer ? html`<a rel="prev" href="${newer}">${words.newer}</a>` : html`<span></span>`}
<ol>${links}</ol>
${older ? html`<a rel="next" href="${older}">${words.older}</a>` : html`<span></span>`}
</nav>`
}

function label({page, url}: PageLink, {words}: SiteInfo, current: unknown) {
  return page === undefined
    ? html`<a href="${url}"${current}>${words.newest}</a>`
    : html`<a href="${url}" aria-label="${fill(words.page, {n: page})}"${current}>${page}</a>`
}

/** Pages between two of those offered. Behind the first page of the list there are some, unless it is the next newer one. */
function isGap(before: PageLink | undefined, {page}: PageLink, newer: string | undefined): boolean {
  if (before === undefined || page === undefined) return false
  return before.page === undefined ? newer !== undefined && newer !== before.url : before.page - page > 1
}
