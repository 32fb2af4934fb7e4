/** The page as JSON-LD, in the terms of schema.org. A data block, not a script: a strict policy lets it pass. */
import {type About, absolute, type Html, html, raw, type SiteInfo} from '../../../src/site/theme.ts'

/** The data block of posts and of the home page; undefined elsewhere. */
export function structuredData(about: About, site: SiteInfo, url: string): Html | undefined {
  const data = about.kind === 'article' ? posting(about, site, url) : url === site.home ? website(site) : undefined
  if (!data) return undefined
  // No "<" leaves the block, so no text can end it.
  const text = JSON.stringify({'@context': 'https://schema.org', ...data}).replaceAll('<', '\\u003c')
  return html`<script type="application/ld+json">${raw(text)}</script>`
}

function website({settings, home}: SiteInfo): object {
  const {title, description, language} = settings
  const url = absolute(settings, home)
  return {'@type': 'WebSite', name: title, url, inLanguage: language, ...(description && {description})}
}

function posting({title, description, summary, image}: About, {settings}: SiteInfo, url: string): object {
  const authors = (summary?.authors.length ? summary.authors : settings.authors).map(({name, url: home}) => ({
    '@type': 'Person',
    name,
    ...(home && {url: home}),
  }))
  return {
    '@type': 'BlogPosting',
    headline: title,
    url: absolute(settings, url),
    mainEntityOfPage: absolute(settings, url),
    inLanguage: summary?.language ?? settings.language,
    ...(description && {description}),
    ...(image && {image: absolute(settings, image.url)}),
    ...(summary?.date && {datePublished: summary.date}),
    ...(summary?.updated && {dateModified: summary.updated}),
    ...(authors.length > 0 && {author: authors}),
    ...(summary?.tags.length && {keywords: summary.tags.join(', ')}),
  }
}
