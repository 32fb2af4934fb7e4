/** Text in another language than the page around it, marked so that it is read and laid out right. */
import {directionOf} from './format.ts'
import {type Html, html} from './html.ts'
import type {SiteInfo} from './theme.ts'

/** The attributes `lang` and `dir` for text in this language; nothing when it is unknown or that of the site. */
export function speaks(language: string | undefined, {settings}: SiteInfo): Html | undefined {
  if (!language || language.toLowerCase() === settings.language.toLowerCase()) return undefined
  return html` lang="${language}" dir="${directionOf(language)}"`
}
