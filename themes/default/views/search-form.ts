/** The form that leads to the search page. */
import {html, type SiteInfo} from '../../../src/site/theme.ts'

/** A field and a button. On the search page, `index` is where its script finds the index. */
export function searchForm({search, words}: SiteInfo, index?: string) {
  const found = index && html` data-index="${index}"`
  return html`<form class="row terms" role="search" action="${search}"${found}>
<input type="search" name="q" size="30" aria-label="${words.search}" autocomplete="off"> <button type="submit">${words.search}</button>
</form>`
}
