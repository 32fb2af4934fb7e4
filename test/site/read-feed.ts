/** Reads a feed of ours back without any of our code, to compare with what was meant. */
import {SaxesParser} from 'saxes'

/** An XML element with its own text. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** What a reader finds in an item, whatever the format. */
export interface ReadItem {
  readonly id: string
  readonly url: string
  readonly title: string
  readonly html: string
  readonly published: string
  readonly authors: readonly string[]
  readonly categories: readonly string[]
  readonly enclosures: readonly string[]
  readonly source?: string | undefined
}

/** The root element of a well-formed document; throws otherwise. */
export function readXml(text: string): Element {
  const root: Element = {name: '', attributes: {}, children: [], text: ''}
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({name, attributes}) => {
    const element = {name, attributes: attributes as Record<string, string>, children: [], text: ''}
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const add = (data: string) => {
    open.at(-1)!.text += data
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.write(text).close()
  return root.children[0]!
}

/** Children of an element by name. */
export function all({children}: Element, name: string): Element[] {
  return children.filter((child) => child.name === name)
}

/** Text of the first child with the name; empty when there is none. */
export function textOf(element: Element, name: string): string {
  return all(element, name)[0]?.text ?? ''
}

/** The items of a feed in any of the three formats, by the name of its file. */
export function readItems(file: string, text: string): ReadItem[] {
  if (file.endsWith('.json')) return JSON.parse(text).items.map(fromJson)
  const root = readXml(text)
  return root.name === 'rss' ? all(all(root, 'channel')[0]!, 'item').map(fromRss) : all(root, 'entry').map(fromAtom)
}

function fromRss(item: Element): ReadItem {
  const names = all(item, 'author').map(({text}) => text.replace(/^\S+ \((.*)\)$/s, '$1'))
  return {
    id: textOf(item, 'guid'),
    url: textOf(item, 'link'),
    title: textOf(item, 'title'),
    html: textOf(item, 'content:encoded'),
    published: new Date(textOf(item, 'pubDate')).toISOString(),
    authors: [...names, ...all(item, 'dc:creator').map(({text}) => text)],
    categories: all(item, 'category').map(({text}) => text),
    enclosures: all(item, 'enclosure').map(({attributes}) => attributes.url!),
    source: all(item, 'source')[0]?.text,
  }
}

function fromAtom(entry: Element): ReadItem {
  const links = all(entry, 'link')
  return {
    id: textOf(entry, 'id'),
    url: links.find(({attributes}) => !attributes.rel)!.attributes.href!,
    title: textOf(entry, 'title'),
    html: textOf(entry, 'content'),
    published: textOf(entry, 'published'),
    authors: all(entry, 'author').map((author) => textOf(author, 'name')),
    categories: all(entry, 'category').map(({attributes}) => attributes.term!),
    enclosures: links.filter(({attributes}) => attributes.rel === 'enclosure').map(({attributes}) => attributes.href!),
    source: all(entry, 'source').map((source) => textOf(source, 'title'))[0],
  }
}

// biome-ignore lint/suspicious/noExplicitAny: read as it comes
function fromJson(item: any): ReadItem {
  return {
    id: item.id,
    url: item.url,
    title: item.title ?? '',
    html: item.content_html,
    published: item.date_published,
    authors: (item.authors ?? []).map(({name}: {name: string}) => name),
    categories: item.tags ?? [],
    enclosures: (item.attachments ?? []).map(({url}: {url: string}) => url),
    source: item._source?.title,
  }
}
