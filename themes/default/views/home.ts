/** The home page and the older pages of its list. */
import {fill, html, raw, type View} from '../../../src/site/theme.ts'

/** The author's introduction when there is one, then posts. */
export const home: View<'home'> = (props, parts) => {
  const {intro, posts, pagination, site} = props
  const {settings, words} = site
  const {page} = pagination
  const opening = intro
    ? html`<div class="intro"><h1>${intro.summary.title}</h1><div class="prose">${raw(intro.html)}</div></div>`
    : html`<h1 class="${page ? 'p-name' : 'p-name hidden'}">${page ? fill(words.page, {n: page}) : settings.title}</h1>
${!page && settings.description && html`<p class="lead">${settings.description}</p>`}`
  return parts.layout({
    ...props,
    about: {pagination, ...(intro?.summary.description && {description: intro.summary.description})},
    body: html`<div class="h-feed">
${opening}
${posts.length > 0 ? posts.map((post) => parts.teaser({...props, ...post})) : !intro && html`<p>${words.empty}</p>`}
</div>
${parts.pager(props)}`,
  })
}
