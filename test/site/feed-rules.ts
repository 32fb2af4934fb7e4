/** What feed validators ask for, restated: RFC 4287, the RSS 2.0 specification with its profile, JSON Feed 1.1. */
import {all, type Element, readXml, textOf} from './read-feed.ts'

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const rfc822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/
const iri = /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i
const web = /^https?:\/\/[^\s<>"]+$/
const mediaType = /^[\w.+-]+\/[\w.+-]+$/
const language = /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i

/** The rules that the file breaks, each in a few words; none for a good feed. */
export function brokenRules(file: string, text: string): string[] {
  const broken: string[] = []
  const rule = (holds: boolean, words: string) => {
    if (!holds) broken.push(words)
  }
  if (file.endsWith('.json')) checkJson(JSON.parse(text), rule)
  else if (file.endsWith('atom.xml')) checkAtom(readXml(text), rule)
  else checkRss(readXml(text), rule)
  return broken
}

type Rule = (holds: boolean, words: string) => void

function checkAtom(feed: Element, rule: Rule): void {
  rule(feed.attributes.xmlns === 'http://www.w3.org/2005/Atom', 'the feed is in the namespace of Atom')
  checkAtomHead(feed, 'the feed', rule)
  const entries = all(feed, 'entry')
  const links = all(feed, 'link').map(({attributes}) => attributes)
  rule(links.filter(({rel}) => rel === 'self').length === 1, 'the feed has one link to itself')
  rule(unique(entries.map((entry) => textOf(entry, 'id'))), 'every entry has an id of its own')
  for (const entry of entries) {
    checkAtomHead(entry, 'an entry', rule)
    rule(all(entry, 'author').length + all(feed, 'author').length > 0, 'an entry has an author, or its feed has')
    for (const name of ['content', 'summary', 'published', 'source', 'rights'])
      rule(all(entry, name).length <= 1, `an entry has at most one ${name}`)
    for (const date of all(entry, 'published')) rule(rfc3339.test(date.text), '`published` is a date')
    for (const {attributes} of all(entry, 'link')) rule(web.test(attributes.href ?? ''), 'a link is absolute')
    const own = all(entry, 'link').filter(({attributes: {rel = 'alternate'}}) => rel === 'alternate')
    rule(own.length === 1, 'an entry has one link to its page')
    for (const {attributes} of all(entry, 'category')) rule(Boolean(attributes.term), 'a category has a term')
    for (const source of all(entry, 'source')) checkAtomHead(source, 'a source', rule)
    for (const tag of [entry.attributes, feed.attributes])
      if (tag['xml:lang'] !== undefined) rule(language.test(tag['xml:lang']), '`xml:lang` is a language tag')
  }
}

function checkAtomHead(element: Element, what: string, rule: Rule): void {
  for (const name of ['id', 'title', 'updated'])
    rule(all(element, name).length === 1, `${what} has exactly one \`${name}\``)
  rule(iri.test(textOf(element, 'id')), `the id of ${what} is an IRI`)
  rule(rfc3339.test(textOf(element, 'updated')), `${what} says when it was updated`)
  for (const author of all(element, 'author')) {
    rule(textOf(author, 'name') !== '', 'an author has a name')
    for (const {text} of all(author, 'uri')) rule(web.test(text), 'the home of an author is absolute')
  }
}

function checkRss(rss: Element, rule: Rule): void {
  rule(rss.name === 'rss' && rss.attributes.version === '2.0', 'the root says RSS 2.0')
  rule(rss.children.length === 1 && rss.children[0]!.name === 'channel', 'there is one channel')
  const channel = rss.children[0]!
  for (const name of ['title', 'link', 'description', 'lastBuildDate', 'language', 'generator', 'docs'])
    rule(all(channel, name).length === 1 && textOf(channel, name) !== '', `the channel has one \`${name}\``)
  rule(rfc822.test(textOf(channel, 'lastBuildDate')), '`lastBuildDate` is a date')
  const selves = all(channel, 'atom:link').filter(({attributes}) => attributes.rel === 'self')
  rule(selves.length === 1, 'the channel has one link to itself')
  const items = all(channel, 'item')
  rule(unique(items.map((item) => textOf(item, 'guid'))), 'every item has a guid of its own')
  for (const item of items) checkRssItem(item, rule)
}

function checkRssItem(item: Element, rule: Rule): void {
  for (const name of ['title', 'link', 'description', 'author', 'guid', 'pubDate', 'source', 'content:encoded'])
    rule(all(item, name).length <= 1, `an item has at most one \`${name}\``)
  rule(web.test(textOf(item, 'link')), 'the link of an item is absolute')
  rule(rfc822.test(textOf(item, 'pubDate')), '`pubDate` is a date')
  rule(all(item, 'author').length === 0 || all(item, 'dc:creator').length === 0, 'an item names its author in one way')
  for (const {text} of all(item, 'author')) rule(/^\S+@\S+( \(.+\))?$/.test(text), '`author` is an e-mail address')
  for (const {attributes} of all(item, 'source')) rule(web.test(attributes.url ?? ''), '`source` has an address')
  for (const {attributes} of all(item, 'enclosure')) {
    rule(web.test(attributes.url ?? ''), 'an enclosure has an address')
    rule(/^\d+$/.test(attributes.length ?? ''), 'an enclosure has a length')
    rule(mediaType.test(attributes.type ?? ''), 'an enclosure has a type')
  }
}

// biome-ignore lint/suspicious/noExplicitAny: read as it comes
function checkJson(feed: any, rule: Rule): void {
  rule(feed.version === 'https://jsonfeed.org/version/1.1', 'the version is 1.1')
  rule(typeof feed.title === 'string', 'the feed has a title')
  rule(web.test(feed.home_page_url) && web.test(feed.feed_url), 'the feed knows its page and itself')
  rule(unique(feed.items.map(({id}: {id: string}) => id)), 'every item has an id of its own')
  for (const item of feed.items) {
    rule(typeof item.id === 'string' && item.id !== '', 'an id is text')
    rule(web.test(item.url), 'the address of an item is absolute')
    rule(typeof item.content_html === 'string', 'an item has content')
    rule(rfc3339.test(item.date_published) && rfc3339.test(item.date_modified), 'an item has dates')
    rule(item.author === undefined, '`author` is of version 1.0')
    for (const author of item.authors ?? []) rule(Boolean(author.name ?? author.url), 'an author has a name')
    for (const {url, mime_type} of item.attachments ?? [])
      rule(web.test(url) && mediaType.test(mime_type), 'an attachment has an address and a type')
  }
}

function unique(values: readonly string[]): boolean {
  return values.every(Boolean) && new Set(values).size === values.length
}
