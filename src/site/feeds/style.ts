/** How a feed looks when somebody opens it in a browser: readable, without a script or a transformation. */

/** Where the stylesheet stands, below the root of the site. Its name stays, so that feeds do not change with it. */
export const feedStylePath = 'assets/feed.css'

/** The document, not yet filled with values, that names its stylesheet (XML stylesheets, section 1.1). */
export function addStylesheet(skeleton: string, stylesheet: string | undefined): string {
  if (!stylesheet) return skeleton
  return skeleton.replace('?>', `?>\n<?xml-stylesheet type="text/css" href="${stylesheet}"?>`)
}

/**
 * The stylesheet of Atom and RSS: titles, dates and the first words of every item, below a `note` that says what this is.
 * Full texts stand in feeds as text that CSS cannot turn into markup, so they are not shown.
 */
export function feedStyle(note: string): string {
  return `feed, rss { display: block; max-width: 36rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.55 Georgia, serif; color: light-dark(#1a1a1a, #e8e6e3); background: light-dark(#fff, #161616); color-scheme: light dark }
feed::before, rss::before { content: ${cssText(note)}; display: block; margin-bottom: 2rem; padding: .8rem 1rem; border: 1px solid; border-radius: .4rem; font: 1rem/1.5 system-ui, sans-serif }
* { display: none }
feed, feed > title, feed > subtitle, entry, entry > title, entry > summary, entry > published,
rss, channel, channel > title, channel > description, item, item > title, item > description, item > pubDate { display: block }
feed > title, channel > title { font: bold 1.7rem/1.2 system-ui, sans-serif }
entry, item { margin-top: 1.8rem }
entry > title, item > title { font: bold 1.15rem/1.3 system-ui, sans-serif }
entry > published, item > pubDate { font: .85rem/1.5 system-ui, sans-serif }
`
}

/** The text as a string of CSS. */
function cssText(text: string): string {
  return `"${text.replace(/["\\\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`
}
