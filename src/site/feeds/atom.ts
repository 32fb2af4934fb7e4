/** Atom 1.0 (RFC 4287): several authors, languages, and the source of what comes from elsewhere. */
import {Feed, type Item} from 'feed'
import type {Enclosure, Person} from '../../types.ts'
import {type Channel, type ChannelItem, type FeedFormat, type ItemSource, updatedOf} from './channel.ts'
import {createSlots, escapeXml, type Slots} from './slots.ts'
import {addStylesheet} from './style.ts'
import {countElements} from './verify.ts'

/** `atom.xml`. */
export const atom: FeedFormat = {
  name: 'Atom',
  file: 'atom.xml',
  type: 'application/atom+xml',
  write(channel) {
    const slots = createSlots()
    const feed = new Feed({
      id: slots.text(channel.id),
      title: slots.text(channel.title),
      link: slots.text(channel.url),
      feed: slots.text(channel.self),
      updated: updatedOf(channel),
      generator: 'Almagest',
      copyright: slots.markup(authorsOf(channel).map(author).join('') + relations(channel)),
      ...(channel.description && {description: slots.text(channel.description)}),
    })
    for (const item of channel.items) feed.addItem(toItem(item, slots))
    return `${slots.fill(addStylesheet(mend(feed.atom1(), channel), channel))}\n`
  },
  count: (text) => countElements(text, ['feed', 'entry']),
}

function toItem(item: ChannelItem, slots: Slots): Item {
  const extra = item.enclosures.map(enclosure).join('') + (item.source ? source(item.source, item) : '')
  return {
    title: slots.text(item.title),
    id: slots.text(item.id),
    link: slots.text(item.url),
    date: new Date(item.updated ?? item.published),
    published: new Date(item.published),
    content: slots.html(item.html),
    ...(item.summary && {description: slots.text(item.summary)}),
    author: item.authors.map(({name, email, url}) => ({
      name: slots.text(name!),
      ...(email && {email: slots.text(email)}),
      ...(url && {link: slots.text(url)}),
    })),
    category: item.categories.map((name) => ({term: slots.text(name)})),
    ...(extra && {copyright: slots.markup(extra)}),
  }
}

/**
 * What the package does not know, set into its document: it holds names in place of values, so these patterns meet
 * nothing but its own markup. `rights` is where we asked it to put elements it has no word for.
 */
function mend(skeleton: string, {language, items}: Channel): string {
  let index = 0
  return skeleton
    .replace(/<rights>(.*?)<\/rights>/g, '$1')
    .replace(/<(title|summary) type="html">/g, '<$1>')
    .replace(/<entry>/g, () => `<entry${inLanguage(items[index++]!.language)}>`)
    .replace(/<feed /, `<feed${inLanguage(language)} `)
}

function inLanguage(language: string | undefined): string {
  return language ? ` xml:lang="${escapeXml(language)}"` : ''
}

/** A feed without an author must not hold an entry without one (RFC 4287 section 4.1.1). */
function authorsOf({authors, title}: Channel): readonly Person[] {
  return authors.length ? authors : [{name: title}]
}

/** Hubs (WebSub section 4), and the documents that hold what came before (RFC 5005 sections 3 and 4). */
function relations({hubs = [], older, current}: Channel): string {
  const archive =
    current && `<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>${link('current', current)}`
  return [
    ...hubs.map((hub) => link('hub', hub)),
    archive,
    older && `${link('prev-archive', older)}${link('next', older)}`,
  ]
    .filter(Boolean)
    .join('')
}

function author({name, email, url}: Person): string {
  return `<author>${element('name', name)}${element('email', email)}${element('uri', url)}</author>`
}

function enclosure({url, type, length, title}: Enclosure): string {
  return `<link rel="enclosure"${attributes({href: url, type, length, title})}/>`
}

/** The feed the entry was copied from (RFC 4287 section 4.2.11). Its date is the entry's: nothing else may move it. */
function source({id, title, url, feedUrl}: ItemSource, {updated, published}: ChannelItem): string {
  const links = `${link('self', feedUrl)}${link('alternate', url)}`
  return `<source>${element('id', id)}${element('title', title)}${element('updated', updated ?? published)}${links}</source>`
}

function link(rel: string, href: string | undefined): string {
  return href ? `<link${attributes({rel, href})}/>` : ''
}

function element(name: string, text: string | undefined): string {
  return text ? `<${name}>${escapeXml(text)}</${name}>` : ''
}

function attributes(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return given.map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`).join('')
}
