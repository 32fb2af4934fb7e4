/** Own posts as a channel. */
import type {Article, Later, Settings, Site} from '../../types.ts'
import {absolute} from '../format.ts'
import {makeAbsolute} from '../portable.ts'
import {aboutFeed} from './about.ts'
import type {ChannelItem} from './channel.ts'
import type {Plan} from './plan.ts'
import {beginning} from './summary.ts'

/** The feed of the whole blog: its newest posts in full. Made from those articles alone, so a change elsewhere is none here. */
export function planBlog({settings, posts, article}: Site): Plan {
  const articles = posts.slice(0, settings.blog.feedLimit).map((summary) => article(summary))
  return {
    about: aboutFeed(settings, '/'),
    folder: '',
    inputs: articles,
    items: () => toItems(articles, settings),
  }
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
