/** The posts of one tag or category. */
import {html, type View} from '../../../src/site/theme.ts'

/** The term, the way back to its taxonomy, and its posts. */
export const term: View<'term'> = (props, parts) => {
  const {taxonomy, term: shown, posts, pagination, feeds} = props
  return parts.layout({
    ...props,
    about: {title: `${taxonomy.title}: ${shown.name}`, pagination, feeds},
    body: html`<p class="meta"><a href="${taxonomy.url}">${taxonomy.title}</a></p>
<div class="h-feed">
<h1 class="p-name" dir="auto">${shown.name}</h1>
${posts.map((post) => parts.teaser({...props, ...post}))}
</div>
${parts.pager(props)}`,
  })
}
