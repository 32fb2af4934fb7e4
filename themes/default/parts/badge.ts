/** What readers do not see is marked in previews. */
import {fill, formatDate, type Html, html, type SiteInfo, type Summary} from '../../../src/site/theme.ts'

/** Draft, date to come, or date of leaving; nothing for what is published. */
export function badge({hidden, draft, date, expires}: Summary, {settings, words}: SiteInfo): Html | undefined {
  if (hidden === undefined && !draft) return undefined
  const text =
    hidden === 'future'
      ? fill(words.future, {date: formatDate(settings, date)})
      : hidden === 'expired' && expires
        ? fill(words.expired, {date: formatDate(settings, expires)})
        : words.draft
  return html`<strong class="badge">${text}</strong>`
}
