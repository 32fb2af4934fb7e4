/** What stands in place of a page that could not be drawn: it hears of the next build as every page does. */
import type {Problem} from '../problem.ts'
import {html, toText} from '../site/html.ts'

/** A page that says why. */
export function drawFailure(problems: readonly Problem[]): string {
  return toText(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>This page could not be drawn</title>
</head>
<body>
<main>
<h1>This page could not be drawn</h1>
${problems.map(({message}) => html`<pre>${message}</pre>`)}
</main>
</body>
</html>
`)
}
