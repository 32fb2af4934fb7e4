/** Text in another language than the page around it, marked so that it is read and laid out right. */
import {directionOf} from './format.ts'
import {type Html, html} from './html.ts'

/** The language of the page, and that of the site. */
interface Languages {
  readonly settings: {readonly language: string}
  readonly language: string
}

/** The attributes `lang` and `dir` for text in this language, by default that of the site; nothing when it is that of the page. */
export function speaks(given: string | undefined, {settings, language: usual}: Languages): Html | undefined {
  const language = given || usual
  if (language.toLowerCase() === settings.language.toLowerCase()) return undefined
  return html` lang="${language}" dir="${directionOf(language)}"`
}
