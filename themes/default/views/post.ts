/** A post. */
import {
  cutAtWord,
  type Frame,
  fill,
  html,
  type Link,
  raw,
  type SeriesPlace,
  type Summary,
  speaks,
  type View,
} from '../../../src/site/theme.ts'
import {media} from '../parts/media.ts'
import {contents} from './contents.ts'

/** The whole text, its terms, who else wrote of it, what readers said, and the way to its neighbours. */
export const post: View<'post'> = (props, parts) => {
  const {article, tags, categories, newer, older, series, related, linkedFrom, onThisDay, site} = props
  const {summary} = article
  const lang = speaks(summary.language, site)
  return parts.layout({
    ...props,
    about: {
      title: summary.title,
      kind: 'article',
      summary,
      translations: props.translations,
      indexed: !summary.draft && !summary.hidden,
      ...(article.image && {image: article.image}),
      description: summary.description ?? excerptOf(article.text),
    },
    body: html`<article class="h-entry">
<h1 class="p-name"${lang}>${summary.title}</h1>
${parts.byline({...props, summary})}
${series && part(series, site)}${contents(article, site)}
${article.enclosure && media(article.enclosure, site)}<div class="e-content prose"${lang}>
${raw(article.html)}
</div>
${terms(site.words.categories, categories)}${terms(site.words.tags, tags)}${props.terms.map((list) => terms(list.taxonomy.title, list.terms))}${series && neighbours(series, site)}${parts.posts({...props, title: site.words.linkedFrom, posts: linkedFrom})}${parts.posts({...props, title: site.words.related, posts: related.filter((each) => !linkedFrom.includes(each))})}${onThisDay && html`<p class="aside"><a href="${onThisDay}">${site.words.onThisDay}</a></p>\n`}${parts.comments({...props, threads: props.comments})}</article>
${
  (newer || older) &&
  html`<nav class="around" aria-label="${site.words.archive}">${near('prev', site.words.newer, newer, site)}${near('next', site.words.older, older, site)}</nav>`
}`,
  })
}

function part({series, part: n, parts: total}: SeriesPlace, {words}: Frame['site']) {
  return html`<p class="aside">${fill(words.part, {n, total})}: <a href="${series.url}" dir="auto">${series.title}</a></p>
`
}

function neighbours({series, previous, next}: SeriesPlace, site: Frame['site']) {
  const {words} = site
  return html`<nav class="around" aria-label="${series.title}">${near('prev', words.previousPart, previous, site)}${near('next', words.nextPart, next, site)}</nav>
`
}

function terms(title: string, links: readonly Link[]) {
  return (
    links.length > 0 &&
    html`<div class="terms"><span>${title}</span><ul class="row">${links.map(
      (link) => html`<li><a class="p-category" rel="tag" href="${link.url}" dir="auto">${link.title}</a></li>`,
    )}</ul></div>
`
  )
}

function near(rel: string, label: string, summary: Summary | undefined, site: Frame['site']) {
  if (!summary) return undefined
  const lang = speaks(summary.language, site)
  return html`<a rel="${rel}" href="${summary.url}"><small>${label}</small> <span${lang}>${summary.title}</span></a>`
}

/** The beginning of the text, cut at a word, for search engines. */
function excerptOf(text: string): string {
  return cutAtWord(text.slice(0, 400).replace(/\s+/g, ' ').trim(), 160)
}
