/** The search page. */
import {html, type SiteInfo, type View} from '../../../src/site/theme.ts'
import {searchForm} from './search-form.ts'

/** A form, what its script finds, with a line that says how much that is, and what there is to do without a script. */
export const search: View<'search'> = (props, parts) => {
  const {script, index, site} = props
  const {words} = site
  return parts.layout({
    ...props,
    about: {title: words.search, indexed: false},
    body: html`<h1>${words.search}</h1>
${searchForm(site, index)}
<noscript>${withoutScript(site)}</noscript>
<p class="meta" role="status" data-found="${words.searchFound}" data-none="${words.searchNone}" data-failed="${words.searchFailed}"></p>
<div id="results" class="h-feed"></div>
<script type="module" src="${script}"></script>`,
  })
}

/** DuckDuckGo looks through single sites and keeps no record of who asks. */
function withoutScript({settings, words}: SiteInfo) {
  const place = settings.url.replace(/^https?:\/\//, '')
  return html`<p>${words.searchNeeds}</p>
<form class="row terms" action="https://duckduckgo.com/">
<input type="hidden" name="sites" value="${place}">
<input type="search" name="q" size="30" aria-label="DuckDuckGo"> <button type="submit">DuckDuckGo</button>
</form>`
}
