/** The posts of one tag or category. */
import {type Author, absolute, type Frame, html, type View} from '../../../src/site/theme.ts'

/** The term, the way back to its taxonomy, and its posts. */
export const term: View<'term'> = (props, parts) => {
  const {taxonomy, term: shown, parents, children, author, posts, pagination, feeds, site} = props
  return parts.layout({
    ...props,
    about: {title: `${taxonomy.title}: ${shown.name}`, pagination, feeds},
    body: html`<p class="meta">${[taxonomy, ...parents].map(({title, url}) => html`<a href="${url}"><bdi>${title}</bdi></a>`)}</p>
<div class="h-feed">
${author ? person(author, site) : html`<h1 class="p-name" dir="auto">${shown.name}</h1>`}
${
  children.length > 0 &&
  html`<ul class="row cloud">${children.map(({name, url, count}) => html`<li><a href="${url}" dir="auto">${name}</a> <small>${count}</small></li>`)}</ul>
`
}${posts.map((post) => parts.teaser({...props, ...post}))}
</div>
${parts.pager(props)}`,
  })
}

/** Who the person is, for readers and for programs that look for an h-card. */
function person({name, url, image, bio}: Author, {settings}: Frame['site']) {
  return html`<header class="p-author h-card">
${image && html`<img class="face u-photo" src="${absolute(settings, image)}" alt="" width="48" height="48">\n`}<h1 class="p-name" dir="auto">${name}</h1>
${bio && html`<p class="p-note">${bio}</p>\n`}${url && html`<ul class="row"><li><a class="u-url" rel="author" href="${absolute(settings, url)}">${url.replace(/^https?:\/\/|\/$/g, '')}</a></li></ul>\n`}</header>`
}
