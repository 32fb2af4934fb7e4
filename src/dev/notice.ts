/** What stands in place of a page that is not there or could not be drawn: it hears of the next build as every page does. */
import {html, toText} from '../site/html.ts'

/** A page that says so; `more` are texts below its heading. It has no icon: a browser would ask for one, and be told of that as well. */
export function drawNotice(title: string, more: readonly string[] = []): string {
  return toText(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
${more.map((text) => html`<pre>${text}</pre>`)}
</main>
</body>
</html>
`)
}
