/** What readers said under a post, as threads that need no script. */
import {
  type Frame,
  formatDate,
  type Html,
  headingsBelow,
  html,
  type Part,
  raw,
  type Thread,
} from '../../../src/site/theme.ts'

/** Every comment with its author and a link of its own, answers set in below it. */
export const comments: Part<'comments'> = ({threads, site, url}) =>
  threads.length > 0
    ? html`<section aria-labelledby="comments">
<h2 id="comments">${site.words.comments}</h2>
${threads.map((thread) => comment(thread, site, url))}</section>
`
    : html``

function comment({id, author, date, html: text, replies}: Thread, site: Frame['site'], page: string): Html {
  const place = `comment-${id.replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')}`
  const name = author.name || site.words.anonymous
  const card = author.url
    ? html`<a class="p-author h-card" href="${author.url}" rel="nofollow ugc noopener"><bdi>${name}</bdi></a>`
    : html`<span class="p-author h-card"><bdi>${name}</bdi></span>`
  return html`<article class="u-comment h-cite" id="${place}">
<p class="meta">${card}<a class="u-url" href="${page}#${encodeURIComponent(place)}"><time class="dt-published" datetime="${date}">${formatDate(site.settings, date)}</time></a></p>
<div class="p-content" dir="auto">${raw(headingsBelow(2, text))}</div>
${replies.length > 0 && html`<div class="aside">${replies.map((reply) => comment(reply, site, page))}</div>\n`}</article>
`
}
