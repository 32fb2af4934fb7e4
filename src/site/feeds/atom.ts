/** Atom 1.0 (RFC 4287): several authors, languages, and the source of what comes from elsewhere. */
import {Feed, type FeedOptions, type Item} from 'feed'
import type {Enclosure, Person} from '../../types.ts'
import {type Channel, type ChannelItem, type FeedFormat, type ItemSource, updatedOf} from './channel.ts'
import {createForms, createSlots, type Slots} from './slots.ts'
import {addStylesheet} from './style.ts'
import {countElements} from './verify.ts'

/** What the package has no word for, with names in place of values. */
interface Extra {
  readonly elements: string
  readonly language: string | undefined
}

interface Shape<Content> extends Extra {
  /** What the package writes. */
  readonly content: Content
}

interface FeedShape extends Shape<FeedOptions> {
  readonly stylesheet: string | undefined
  readonly items: string
}

const feedForm = createForms(writeFeed)
const entryForm = createForms(writeEntry)

/** `atom.xml`. */
export const atom: FeedFormat = {
  name: 'Atom',
  file: 'atom.xml',
  type: 'application/atom+xml',
  write(channel, items) {
    const slots = createSlots()
    const form = feedForm(feedShape(channel, items, slots))
    return {text: slots.fill(form), form}
  },
  writeItem(item) {
    const slots = createSlots()
    const form = entryForm(entryShape(item, slots))
    return {text: slots.fill(form), form}
  },
  count: (text) => countElements(text, ['feed', 'entry']),
}

/** What the package is given where elements go that it has no word for. */
const place = 'almagest'

/** How the package ends a document. */
const end = '\n</feed>'

function feedShape(channel: Channel, items: readonly string[], slots: Slots): FeedShape {
  return {
    content: {
      id: slots.text(channel.id),
      title: slots.text(channel.title),
      link: slots.text(channel.url),
      feed: slots.text(channel.self),
      updated: slots.date(updatedOf(channel)),
      generator: 'Almagest',
      copyright: place,
      ...(channel.description && {description: slots.text(channel.description)}),
    },
    elements:
      authorsOf(channel)
        .map((person) => author(person, slots))
        .join('') + relations(channel, slots),
    language: channel.language && slots.text(channel.language),
    stylesheet: channel.stylesheet && slots.text(channel.stylesheet),
    items: slots.markup(items.join('')),
  }
}

function writeFeed({content, items, stylesheet, ...extra}: FeedShape): string {
  const skeleton = mend(new Feed(content).atom1(), 'feed', extra)
  return `${addStylesheet(skeleton.slice(0, -end.length), stylesheet)}${items}${end}\n`
}

function entryShape(item: ChannelItem, slots: Slots): Shape<Item> {
  const files = item.enclosures.map((file) => enclosure(file, slots)).join('')
  return {
    content: toItem(item, slots),
    elements: item.source ? files + source(item.source, item, slots) : files,
    language: item.language && slots.text(item.language),
  }
}

function toItem(item: ChannelItem, slots: Slots): Item {
  return {
    title: slots.text(item.title),
    id: slots.text(item.id),
    link: slots.text(item.url),
    date: slots.date(item.updated ?? item.published),
    published: slots.date(item.published),
    content: slots.html(item.html),
    ...(item.summary && {description: slots.text(item.summary)}),
    author: item.authors.map(({name, email, url}) => ({
      name: slots.text(name!),
      ...(email && {email: slots.text(email)}),
      ...(url && {link: slots.text(url)}),
    })),
    category: item.categories.map((name) => ({term: slots.text(name)})),
    copyright: place,
  }
}

/** The entry, as the package writes it into a feed that says nothing of itself. */
function writeEntry({content, ...extra}: Shape<Item>): string {
  const feed = new Feed({title: '', updated: content.date})
  feed.addItem(content)
  const skeleton = feed.atom1()
  return mend(skeleton.slice(skeleton.indexOf('\n    <entry>'), -end.length), 'entry', extra)
}

/**
 * What the package does not know, set into its document: it holds names in place of values, so these patterns meet
 * nothing but its own markup. `rights` is where we asked it to put elements it has no word for.
 */
function mend(skeleton: string, name: string, {elements, language}: Extra): string {
  return skeleton
    .replace(elements ? /<rights>.*?<\/rights>/ : /\s*<rights>.*?<\/rights>/, elements)
    .replace(/<(title|summary) type="html">/g, '<$1>')
    .replace(`<${name}`, language ? `<${name} xml:lang="${language}"` : `<${name}`)
}

/** A feed without an author must not hold an entry without one (RFC 4287 section 4.1.1). */
function authorsOf({authors, title}: Channel): readonly Person[] {
  return authors.length ? authors : [{name: title}]
}

/** Hubs (WebSub section 4), and the documents that hold what came before (RFC 5005 sections 3 and 4). */
function relations({hubs = [], older, current}: Channel, slots: Slots): string {
  const archive =
    current && `<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>${link('current', current, slots)}`
  return [
    ...hubs.map((hub) => link('hub', hub, slots)),
    archive,
    older && `${link('prev-archive', older, slots)}${link('next', older, slots)}`,
  ]
    .filter(Boolean)
    .join('')
}

function author({name, email, url}: Person, slots: Slots): string {
  return `<author>${element('name', name, slots)}${element('email', email, slots)}${element('uri', url, slots)}</author>`
}

function enclosure({url, type, length, title}: Enclosure, slots: Slots): string {
  return `<link rel="enclosure"${attributes({href: url, type, length, title}, slots)}/>`
}

/** The feed the entry was copied from (RFC 4287 section 4.2.11). Its date is the entry's: nothing else may move it. */
function source({id, title, url, feedUrl}: ItemSource, {updated, published}: ChannelItem, slots: Slots): string {
  const date = element('updated', updated ?? published, slots)
  const links = `${link('self', feedUrl, slots)}${link('alternate', url, slots)}`
  return `<source>${element('id', id, slots)}${element('title', title, slots)}${date}${links}</source>`
}

function link(rel: string, href: string | undefined, slots: Slots): string {
  return href ? `<link rel="${rel}"${attributes({href}, slots)}/>` : ''
}

function element(name: string, text: string | undefined, slots: Slots): string {
  return text ? `<${name}>${slots.text(text)}</${name}>` : ''
}

function attributes(values: Record<string, string | number | undefined>, slots: Slots): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return given.map(([name, value]) => ` ${name}="${slots.text(String(value))}"`).join('')
}
