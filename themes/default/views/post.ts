/** A post. */
import {html, type Link, raw, type Summary, speaks, type View} from '../../../src/site/theme.ts'
import {contents} from './contents.ts'

/** The whole text, its tags and categories, and the way to its neighbours. */
export const post: View<'post'> = (props, parts) => {
  const {article, tags, categories, newer, older, site} = props
  const {summary} = article
  const lang = speaks(summary.language, site)
  return parts.layout({
    ...props,
    about: {
      title: summary.title,
      kind: 'article',
      summary,
      indexed: !summary.draft,
      ...(article.image && {image: article.image}),
      description: summary.description ?? excerptOf(article.text),
    },
    body: html`<article class="h-entry">
<h1 class="p-name"${lang}>${summary.title}</h1>
${parts.byline({...props, summary, text: article.text})}
${contents(article, site)}
<div class="e-content prose"${lang}>
${raw(article.html)}
</div>
${terms(site.words.categories, categories)}${terms(site.words.tags, tags)}</article>
${
  (newer || older) &&
  html`<nav class="around" aria-label="${site.words.archive}">${near('prev', site.words.newer, newer)}${near('next', site.words.older, older)}</nav>`
}`,
  })
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

function near(rel: string, label: string, summary: Summary | undefined) {
  return summary && html`<a rel="${rel}" href="${summary.url}"><small>${label}</small> ${summary.title}</a>`
}

/** The beginning of the text, cut at a word, for search engines. */
function excerptOf(text: string): string {
  const words = text.slice(0, 400).replace(/\s+/g, ' ').trim()
  return words.length <= 160 ? words : `${words.slice(0, 160).replace(/\s\S*$/, '')}…`
}
