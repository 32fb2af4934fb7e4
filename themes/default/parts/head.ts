/** What a page says of itself to browsers, search engines and other programs. */
import {type About, absolute, fill, html, type Part, type SiteInfo, type Summary} from '../../../src/site/theme.ts'
import {structuredData} from './structured-data.ts'

/** The inside of `head`. */
export const head: Part<'head'> = ({about, site, url}) => {
  const {settings} = site
  const description = about.description ?? (about.title === undefined ? settings.description : undefined)
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(about, site)}</title>
${description && html`<meta name="description" content="${description}">\n`}<meta name="generator" content="Almagest">
<meta name="color-scheme" content="light dark">
${about.indexed === false ? html`<meta name="robots" content="noindex">\n` : html`<link rel="canonical" href="${absolute(settings, url)}">\n`}<link rel="stylesheet" href="${site.stylesheet}">
<link rel="icon" href="${site.icon}">
${feeds(about, site)}${blogrolls(about, site)}${neighbours(about)}${elsewhere(site)}${languages(about, site)}${openGraph(about, site, url, description)}
${structuredData(about, site, url)}`
}

function titleOf({title, pagination}: About, {settings, words}: SiteInfo): string {
  const number = pagination?.page ? fill(words.page, {n: pagination.page}) : undefined
  return [title, number, settings.title].filter((part) => part !== undefined).join(' – ')
}

function feeds(about: About, site: SiteInfo) {
  return [...(about.feeds ?? []), ...site.feeds].map(
    ({title, url, type}) => html`<link rel="alternate" type="${type}" title="${title}" href="${url}">\n`,
  )
}

/** Whom the site follows, for readers that look for it on home pages. */
function blogrolls({title}: About, {planets}: SiteInfo) {
  if (title !== undefined) return false
  return planets.map(
    (planet) => html`<link rel="blogroll" type="text/xml" title="${planet.title}" href="${planet.opml}">\n`,
  )
}

/** The authors elsewhere, by which other sites know them. */
function elsewhere({options, settings}: SiteInfo) {
  const urls = new Set([...(options.me ?? []), ...settings.authors.flatMap(({me = []}) => me)])
  return Array.from(urls, (me) => html`<link rel="me" href="${me}">\n`)
}

/** The same page in every language it stands in. */
function languages({translations = []}: About, {settings}: SiteInfo) {
  return translations.map(
    ({language, url}) => html`<link rel="alternate" hreflang="${language}" href="${absolute(settings, url)}">\n`,
  )
}

function neighbours({pagination}: About) {
  return [
    pagination?.newer && html`<link rel="prev" href="${pagination.newer}">\n`,
    pagination?.older && html`<link rel="next" href="${pagination.older}">\n`,
  ]
}

function openGraph(
  {title, kind, summary, image}: About,
  {settings}: SiteInfo,
  url: string,
  description: string | undefined,
) {
  const properties = [
    ['og:title', title ?? settings.title],
    ['og:type', kind ?? 'website'],
    ['og:url', absolute(settings, url)],
    ['og:site_name', settings.title],
    ['og:locale', settings.language.replace('-', '_')],
    ['og:description', description],
    ['og:image', image && absolute(settings, image.url)],
    ['og:image:width', image?.width],
    ['og:image:height', image?.height],
    ...(kind === 'article' && summary ? articleProperties(summary) : []),
  ]
  return properties
    .filter(([, content]) => content)
    .map(([property, content]) => html`<meta property="${property}" content="${content}">\n`)
}

/** What Open Graph knows of articles alone. */
function articleProperties({date, updated, tags}: Summary) {
  return [
    ['article:published_time', date],
    ['article:modified_time', updated],
    ...tags.map((tag) => ['article:tag', tag]),
  ]
}
