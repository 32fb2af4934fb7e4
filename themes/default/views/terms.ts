/** All tags, or all categories. */
import {html, type View} from '../../../src/site/theme.ts'

/** Every term with the number of its posts. */
export const terms: View<'terms'> = (props, parts) =>
  parts.layout({
    ...props,
    about: {title: props.taxonomy.title},
    body: html`<h1>${props.taxonomy.title}</h1>
<ul class="row cloud">${props.terms.map(
      ({name, url, count}) => html`<li><a href="${url}" dir="auto">${name}</a> <small>${count}</small></li>`,
    )}</ul>`,
  })
