/** The way to the same text in other languages. */
import {directionOf, html, type SiteInfo, type Translation} from '../../../src/site/theme.ts'

/** A link for each other language, called by what the language calls itself; around it, the direction of the page goes on. */
export function translated(translations: readonly Translation[] = [], {settings}: SiteInfo) {
  const others = translations.filter(({language}) => language !== settings.language)
  return others.map(
    ({language, name, url, title}) =>
      html`<span><a rel="alternate" hreflang="${language}" lang="${language}" dir="${directionOf(language)}" href="${url}" title="${title}">${name}</a></span>`,
  )
}
