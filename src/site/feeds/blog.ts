/** Own posts as channels: the blog, its archive, and each of its terms. */
import {decodePath} from '../../text.ts'
import type {Article, Episode, Settings, Site, SiteSettings, Summary} from '../../types.ts'
import {absolute} from '../format.ts'
import {makeAbsolute} from '../portable.ts'
import type {TermGroup} from '../terms.ts'
import {aboutFeed} from './about.ts'
import {atom} from './atom.ts'
import type {ChannelItem} from './channel.ts'
import {type Plan, usualFiles} from './plan.ts'
import {podcastOf} from './podcast.ts'
import {beginning} from './summary.ts'

/** The feed of the whole blog: its newest posts in full. Made from those articles alone, so a change elsewhere is none here. */
export function planBlog(site: Site): Plan {
  const {settings, posts} = site
  const {feedLimit} = settings.blog
  const pages = Math.floor(posts.length / feedLimit)
  const older = posts.length > feedLimit ? {older: archiveUrl(settings, pages)} : {}
  const podcast = podcastOf(settings)
  const about = {...aboutFeed(settings, '/'), ...older, ...(podcast && {podcast})}
  return planPosts(site, posts.slice(0, feedLimit), {about, folder: ''})
}

/**
 * All posts in archive documents of `feedLimit` each (RFC 5005 section 4), counted from the oldest: one that was made once
 * stays as it is when new posts come, so none of them names what comes after it. None for a blog whose feed holds all.
 */
export function planArchive(site: Site): readonly Plan[] {
  const {settings, posts} = site
  const {feedLimit} = settings.blog
  if (posts.length <= feedLimit) return []
  const current = `${settings.site.url}/${atom.file}`
  return Array.from({length: Math.floor(posts.length / feedLimit)}, (_, index) => {
    const end = posts.length - index * feedLimit
    const older = index > 0 ? {older: archiveUrl(settings, index)} : {}
    return planPosts(site, posts.slice(end - feedLimit, end), {
      about: {...aboutFeed(settings, '/'), ...older, current},
      folder: 'atom/',
      files: [{format: atom, file: `${index + 1}.xml`}],
      last: true,
    })
  })
}

/** The feed of the newest posts of a tag, category, series or author, beside the page of the term. */
export function planTerm(site: Site, {term, posts}: TermGroup): Plan {
  const {settings} = site
  const path = decodePath(term.url.slice(settings.site.base.length))!
  return planPosts(site, posts.slice(0, settings.blog.feedLimit), {
    about: aboutFeed(settings, path, `${term.name} – ${settings.site.title}`, ''),
    folder: path.slice(1),
    files: usualFiles(settings.blog.termFeeds),
  })
}

function planPosts({settings, article}: Site, posts: readonly Summary[], plan: Omit<Plan, 'inputs' | 'items'>): Plan {
  const articles = posts.map((summary) => article(summary))
  return {
    ...plan,
    inputs: articles,
    items: (recent) => recent(articles, (article) => toItem(article, settings), !plan.last),
  }
}

function archiveUrl({site}: Settings, number: number): string {
  return `${site.url}/atom/${number}.xml`
}

function toItem({summary, html, text, enclosure}: Article, {site}: Settings): ChannelItem {
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
    enclosures: enclosure ? [toAbsolute(enclosure, site)] : [],
    language: summary.language,
  }
}

function toAbsolute(file: Episode, site: SiteSettings): Episode {
  const {url, transcript, chapters} = file
  return {
    ...file,
    url: absolute(site, url),
    ...(transcript && {transcript: {...transcript, url: absolute(site, transcript.url)}}),
    ...(chapters && {chapters: absolute(site, chapters)}),
  }
}
