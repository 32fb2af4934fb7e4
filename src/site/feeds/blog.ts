/** Own posts as a channel. */
import type {Article, Later, Settings, Site, Summary} from '../../types.ts'
import {absolute} from '../format.ts'
import {makeAbsolute} from './absolute.ts'
import type {ChannelItem} from './channel.ts'
import type {Plan} from './plan.ts'
import {beginning} from './summary.ts'

/** The feed of the whole blog: its newest posts in full. */
export function planBlog(site: Site): Plan {
  const {settings} = site
  return {
    about: {
      id: `${settings.site.url}/`,
      title: settings.site.title,
      description: settings.site.description,
      url: `${settings.site.url}/`,
      language: settings.site.language,
      authors: settings.site.authors,
    },
    folder: '',
    ...postItems(site, site.posts),
  }
}

/** The newest of the posts as items, and what those are made from: the articles alone, so a change elsewhere is none here. */
function postItems(site: Site, posts: readonly Summary[]): Pick<Plan, 'inputs' | 'items'> {
  const articles = posts.slice(0, site.settings.blog.feedLimit).map((summary) => site.article(summary))
  return {inputs: articles, items: () => toItems(articles, site.settings)}
}

async function toItems(articles: readonly Later<Article>[], settings: Settings): Promise<ChannelItem[]> {
  const made = await Promise.all(articles.map((article) => article.value()))
  return made.map((article) => toItem(article, settings))
}

function toItem({summary, html, text}: Article, {site}: Settings): ChannelItem {
  const url = absolute(site, summary.url)
  return {
    id: summary.id,
    url,
    title: summary.title,
    html: makeAbsolute(html, url),
    summary: summary.description ?? beginning(text),
    published: summary.date,
    updated: summary.updated,
    authors: summary.authors.length ? summary.authors : site.authors,
    categories: [...summary.categories, ...summary.tags],
    enclosures: [],
    language: summary.language,
  }
}
