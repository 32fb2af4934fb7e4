/** The document around everything: head, skip link, header, main, footer. */
import {directionOf, html, type Part} from '../../../src/site/theme.ts'

/** A whole page. */
export const layout: Part<'layout'> = ({about, body, site, url}, {head, header, footer}) => {
  const {language} = site.settings
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
${head({about, site, url})}
</head>
<body>
<a class="skip" href="#content">${site.words.skip}</a>
${header({site, url})}
<main id="content"${about.width && html` class="${about.width}"`}>
${body}
</main>
${footer({site, url})}
</body>
</html>
`
}
