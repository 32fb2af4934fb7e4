/** The subscriptions of a planet as OPML 2.0, so that a reader can take them along. */
import {cleanText, escapeXml} from '../escape.ts'
import {decodePath} from '../text.ts'
import type {FeedInfo, Output, River, SiteSettings} from '../types.ts'
import {absolute} from './format.ts'
import {selectionsOf} from './selections.ts'

/** What the file says of one feed: nothing that changes from visit to visit. */
type Outline = Pick<FeedInfo, 'name' | 'url' | 'feedUrl' | 'description' | 'language' | 'group' | 'tags'>

/** `opml.xml` beside the planet's feeds; one beside those of each group and tag. */
export function toOpml(river: River, site: SiteSettings): readonly Output[] {
  const {title, path} = river.settings
  const parts = selectionsOf(river, '').map((selection) =>
    listOf(
      `${selection.title} – ${title}`,
      decodePath(selection.url)!,
      river.feeds.filter(({key}) => selection.keys.has(key)),
      site,
    ),
  )
  return [listOf(title, path, river.feeds, site), ...parts]
}

/**
 * Everybody whom the site follows, where programs look for whom a site recommends: a planet's own list when there is one,
 * else all of them, each feed once.
 */
export function recommendations(rivers: readonly River[], site: SiteSettings): readonly Output[] {
  if (rivers.length === 0 || site.base) return []
  const feeds = new Map(rivers.flatMap((river) => river.feeds.filter(({own}) => !own).map((feed) => [feed.key, feed])))
  const title = rivers.length === 1 ? rivers[0]!.settings.title : site.title
  return [{...listOf(title, '/', [...feeds.values()], site), path: '.well-known/recommendations.opml'}]
}

function listOf(title: string, path: string, feeds: readonly FeedInfo[], site: SiteSettings): Output {
  const outlines = feeds.map((feed) => toOutline(feed, site))
  const owner = site.authors[0]?.name
  return {
    path: `${path.slice(1)}opml.xml`,
    inputs: ['opml', title, owner, outlines],
    draw: () => writeOpml(title, owner, outlines),
  }
}

function toOutline(
  {name, url, feedUrl, description, language, group, tags, own}: FeedInfo,
  site: SiteSettings,
): Outline {
  return {
    name,
    tags,
    ...(url && {url: absolute(site, url)}),
    ...(own ? {feedUrl: `${site.url}/rss.xml`} : feedUrl && {feedUrl}),
    ...(description && {description}),
    ...(language && {language}),
    ...(group && {group}),
  }
}

function writeOpml(title: string, owner: string | undefined, outlines: readonly Outline[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
  <head>
    <title>${escapeXml(cleanText(title))}</title>${owner ? `\n    <ownerName>${escapeXml(cleanText(owner))}</ownerName>` : ''}
  </head>
  <body>
${[...Map.groupBy(outlines, ({group}) => group ?? '')].map(([group, members]) => writeGroup(group, members)).join('')}  </body>
</opml>
`
}

function writeGroup(group: string, members: readonly Outline[]): string {
  if (!group) return members.map((outline) => `    ${element(outline)}\n`).join('')
  const lines = members.map((outline) => `      ${element(outline)}\n`).join('')
  return `    <outline${attributes({text: group})}>\n${lines}    </outline>\n`
}

/** A feed on disk has no address to subscribe to: it stands in the list as a link to its home page. */
function element({name, url, feedUrl, description, language, tags}: Outline): string {
  const address = feedUrl ? {type: 'rss', xmlUrl: feedUrl, htmlUrl: url} : {type: 'link', url}
  const category = tags.map((tag) => tag.replaceAll(',', ' ')).join(',') || undefined
  return `<outline${attributes({text: name, title: name, ...address, description, language, category})}/>`
}

function attributes(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value)
  return given.map(([name, value]) => ` ${name}="${escapeXml(cleanText(value!))}"`).join('')
}
