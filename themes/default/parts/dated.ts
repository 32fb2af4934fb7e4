/** The date behind a title. */
import {formatDate, type Html, html, type SiteInfo, type Summary} from '../../../src/site/theme.ts'

/** Small and muted; nothing for pages, which need no date. */
export function dated({date}: Summary, {settings}: SiteInfo): Html | undefined {
  return date ? html`<small><time datetime="${date}">${formatDate(settings, date)}</time></small>` : undefined
}
