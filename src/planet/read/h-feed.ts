/** Pages marked up as feeds: h-feed and h-entry (https://microformats.org/wiki/h-feed). */
import {serialize} from 'parse5'
import {escapeMarkup} from '../../escape.ts'
import {strange} from '../../strange.ts'
import type {Body, FeedDocument, FeedEntry, Person} from '../../types.ts'
import {type HtmlElement, type HtmlFragment, type HtmlNode, parseHtml, UnboundedHtmlError} from '../html-tree.ts'
import {toPlainText} from '../plain-text.ts'
import {parseDate} from './dates.ts'
import {type FeedFormat, type FeedText, maximumItems, tooManyItems} from './format.ts'
import {defined} from './normal.ts'
import {personOf, uniquePeople} from './people.ts'
import {absoluteUrl, webUrl} from './urls.ts'

/** HTML with entries in it. */
export const hFeedFormat: FeedFormat = {
  name: 'h-feed',
  recognises: (text) => /\bclass\s*=[^>]{0,500}\bh-(?:feed|entry)\b/i.test(text),
  read: readHFeed,
}

type Parent = HtmlFragment | HtmlElement

function readHFeed({text, url}: FeedText): FeedDocument | undefined {
  const page = parsePage(text)
  if (!page) return undefined
  const feed = find(page, (element) => hasClass(element, 'h-feed'))[0] ?? page
  const base = absoluteUrl(attribute(elementNamed(page, 'base'), 'href'), url) ?? url
  const all = find(feed, (element) => hasClass(element, 'h-entry'))
  const entries = all.slice(0, maximumItems)
  if (entries.length === 0) return undefined
  const links = find(page, ({tagName}) => tagName === 'link')
  const linked = (rel: string) =>
    links.flatMap((link) => (classesOf(link, 'rel').includes(rel) ? (webUrl(attribute(link, 'href'), base) ?? []) : []))
  const authors = peopleIn(feed, base)
  const named = property(feed, 'p-name')
  return {
    format: 'h-feed',
    ...defined({
      title: named ? textIn(named) : textIn(elementNamed(page, 'title')),
      description: textIn(property(feed, 'p-summary')),
      link: urlIn(property(feed, 'u-url'), base) ?? webUrl(url),
      self: linked('self')[0],
      image: urlIn(property(feed, 'u-photo'), base),
      language: /<html\b[^>]{0,500}?\slang=["']?([\w-]{2,20})/i.exec(text.slice(0, 5000))?.[1],
    }),
    hubs: linked('hub'),
    authors,
    hints: {},
    entries: entries.map((entry) => entryOf(entry, authors, base)),
    deleted: [],
    warnings: entries.length < all.length ? [tooManyItems] : [],
  }
}

function entryOf(entry: HtmlElement, feedAuthors: readonly Person[], base: string): FeedEntry {
  const content = property(entry, 'e-content')
  const summary = textIn(property(entry, 'p-summary'))
  const authors = peopleIn(entry, base)
  const url = urlIn(property(entry, 'u-url'), base)
  const title = textIn(property(entry, 'p-name'))
  return {
    ...defined({
      id: urlIn(property(entry, 'u-uid'), base) ?? url,
      url,
      // A note without a name repeats its content there.
      title: content && title === textIn(content) ? undefined : title,
      summary: bodyOf(summary && escapeMarkup(summary), base),
      content: bodyOf(content && serialize(content), base),
      published: dateIn(property(entry, 'dt-published')),
      updated: dateIn(property(entry, 'dt-updated')),
      image: urlIn(property(entry, 'u-photo') ?? property(entry, 'u-featured'), base),
      language: attribute(entry, 'lang'),
    }),
    authors: authors.length ? authors : feedAuthors,
    categories: properties(entry, 'p-category').flatMap((element) => textIn(element) ?? []),
    enclosures: [...properties(entry, 'u-audio'), ...properties(entry, 'u-video')].flatMap((element) => {
      const media = urlIn(element, base)
      return media ? [{url: media}] : []
    }),
  }
}

function peopleIn(parent: Parent, base: string): readonly Person[] {
  return uniquePeople(
    ['p-author', 'u-author'].flatMap((name) =>
      properties(parent, name).map((author) =>
        personOf(
          textIn(property(author, 'p-name') ?? author),
          attribute(property(author, 'u-email'), 'href'),
          urlIn(property(author, 'u-url') ?? author, base),
        ),
      ),
    ),
  )
}

function parsePage(text: string): HtmlFragment | undefined {
  try {
    return parseHtml(text)
  } catch (error) {
    if (error instanceof UnboundedHtmlError) return undefined
    throw error
  }
}

/** Elements of a property that belong to this microformat and to none inside it. */
function properties(parent: Parent, name: string): readonly HtmlElement[] {
  return find(parent, (element) => hasClass(element, name), true)
}

function property(parent: Parent, name: string): HtmlElement | undefined {
  return properties(parent, name)[0]
}

function elementNamed(parent: Parent, name: string): HtmlElement | undefined {
  return find(parent, ({tagName}) => tagName === name)[0]
}

/** The outermost elements that match, in document order; `shallow` leaves out what lies within other microformats. */
function find(parent: Parent, matches: (element: HtmlElement) => boolean, shallow = false): readonly HtmlElement[] {
  return parent.childNodes.filter(isElement).flatMap((element) => {
    if (matches(element)) return [element]
    return shallow && classesOf(element).some((name) => /^h-[a-z]/.test(name)) ? [] : find(element, matches, shallow)
  })
}

function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node
}

function hasClass(element: HtmlElement, name: string): boolean {
  return classesOf(element).includes(name)
}

function classesOf(element: HtmlElement, name = 'class'): readonly string[] {
  return (attribute(element, name) ?? '').split(/\s+/)
}

function attribute(element: HtmlElement | undefined, name: string): string | undefined {
  return element?.attrs.find((candidate) => candidate.name === name)?.value.trim() || undefined
}

function textIn(element: HtmlElement | undefined): string | undefined {
  return (element && toPlainText(serialize(element))) || undefined
}

function urlIn(element: HtmlElement | undefined, base: string): string | undefined {
  return webUrl(attribute(element, 'href') ?? attribute(element, 'src'), base)
}

function dateIn(element: HtmlElement | undefined): string | undefined {
  return parseDate(attribute(element, 'datetime')) ?? parseDate(textIn(element))
}

function bodyOf(html: string | undefined, base: string): Body | undefined {
  return html?.trim() ? {html: strange(html.trim()), base} : undefined
}
