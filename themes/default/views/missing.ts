/** The page for addresses that lead nowhere. */
import {html, type View} from '../../../src/site/theme.ts'
import {searchForm} from './search-form.ts'

/** A sentence, and the way home. */
export const missing: View<'missing'> = (props, parts) => {
  const {home, search, words} = props.site
  return parts.layout({
    ...props,
    about: {title: words.missing, indexed: false},
    body: html`<h1>${words.missing}</h1>
<p>${words.missingText}</p>
<p><a href="${home}">${words.home}</a></p>
${search && searchForm(props.site)}`,
  })
}
