/** What an element of a feed says, whichever format or module it says it in. */
import type {Person} from '../../types.ts'
import {parseDate} from './dates.ts'
import {personOf, readPerson, uniquePeople} from './people.ts'
import {attributeOf, type Element, elementsIn, lineOf, markupIn, named, oneLine, textOf} from './tree.ts'
import {absoluteUrl, webUrl} from './urls.ts'
import {type Field, vocabulary} from './vocabulary.ts'

/** The first element of a field that has a value. */
export function first<Value>(
  parent: Element,
  field: Field,
  read: (element: Element) => Value | undefined,
): Value | undefined {
  for (const name of vocabulary[field])
    for (const element of at(parent, name)) {
      const value = read(element)
      if (value !== undefined) return value
    }
  return undefined
}

/** Elements at a path of the vocabulary: a name, or one in another. */
function at(parent: Element, path: string): readonly Element[] {
  const slash = path.indexOf('/')
  if (slash < 0) return named(parent, path)
  return named(parent, path.slice(0, slash)).flatMap((element) => named(element, path.slice(slash + 1)))
}

/** The first element of a name. */
export function child(parent: Element, name: string): Element | undefined {
  return named(parent, name)[0]
}

/** BCP 47 writes `en-US` where some write `en_US`. */
export function languageOf(element: Element): string | undefined {
  return (first(element, 'language', lineOf) ?? element.language)?.replace('_', '-')
}

/** The date in an element. */
export function dateOf(element: Element): string | undefined {
  return parseDate(textOf(element))
}

/** A link as Atom writes it. */
export interface Link {
  readonly rel: string
  readonly href: string
  readonly type: string
}

/** Atom's links, with absolute URLs where these can be known. */
export function linksOf(parent: Element): readonly Link[] {
  return named(parent, 'link').flatMap((element) => {
    const href = absoluteUrl(attributeOf(element, 'href'), element.base) ?? attributeOf(element, 'href')
    const rel = (attributeOf(element, 'rel') ?? 'alternate').replace('http://www.iana.org/assignments/relation/', '')
    return href ? [{rel, href, type: attributeOf(element, 'type') ?? ''}] : []
  })
}

/** The page to send readers to: RSS's link, else Atom's alternate that is a page, else what the entry is about. */
export function webLink(parent: Element, links: readonly Link[]): string | undefined {
  const alternates = links.filter(({rel}) => rel === 'alternate')
  const page = alternates.find(({type}) => !type || /html/i.test(type)) ?? alternates[0]
  return (
    rssLink(parent, 'link') ??
    webUrl(page?.href) ??
    rssLink(parent, 'atom:link') ??
    webUrl(links.find(({rel}) => /^(?:related|via|enclosure)$/.test(rel))?.href)
  )
}

/** A link as RSS writes it, in the text of the element. Of several the last one counts, as in most readers. */
function rssLink(parent: Element, name: string): string | undefined {
  return elementsIn(parent, name)
    .filter((element) => (attributeOf(element, 'rel') ?? 'alternate') === 'alternate')
    .flatMap((element) => webUrl(lineOf(element) ?? attributeOf(element, 'href'), element.base) ?? [])
    .at(-1)
}

/** An id is compared, never shown: markup that somebody put into it is a part of it. */
function asWritten(element: Element): string | undefined {
  return elementsIn(element).length ? oneLine(markupIn(element)) : lineOf(element)
}

/** Atom's id, RSS's guid, RDF's resource, Dublin Core's identifier. */
export function idOf(element: Element): string | undefined {
  return first(element, 'id', asWritten) ?? attributeOf(element, 'rdf:about') ?? lineOf(child(element, 'dc:identifier'))
}

/** Who wrote it, each once; `feed` takes editors where no author is named. */
export function people(parent: Element, feed: boolean): readonly Person[] {
  const authors = peopleBy(parent, 'authors')
  return authors.length || !feed ? authors : peopleBy(parent, 'editors')
}

function peopleBy(parent: Element, field: 'authors' | 'editors'): readonly Person[] {
  const names: readonly string[] = vocabulary[field]
  return uniquePeople(
    elementsIn(parent)
      .filter(({name}) => names.includes(name.replace('atom:', '')))
      .map(personIn),
  )
}

/** Atom's name, email and uri; iTunes' owner; everything else is one string. */
function personIn(element: Element): Person | undefined {
  const part = (name: string) => lineOf(elementsIn(element).find((inner) => inner.local.toLowerCase() === name))
  if (elementsIn(element).length === 0) return readPerson(textOf(element))
  const url = webUrl(part('uri') ?? part('url') ?? part('homepage'), element.base)
  return personOf(part('name'), part('email'), url) ?? readPerson(textOf(element))
}

/** The names of its categories, in the order of the modules. */
export function categories(item: Element): readonly string[] {
  const names = [
    ...named(item, 'category').map(
      (element) => attributeOf(element, 'term') ?? lineOf(element) ?? attributeOf(element, 'label'),
    ),
    ...named(item, 'dc:subject').map(lineOf),
    ...['media:category', 'media:group/media:category'].flatMap((path) => at(item, path).map(lineOf)),
    ...named(item, 'itunes:category').flatMap(nestedCategories),
  ]
  return names.filter((name) => name !== undefined)
}

function nestedCategories(element: Element): readonly (string | undefined)[] {
  return [attributeOf(element, 'text'), ...named(element, 'itunes:category').flatMap(nestedCategories)]
}
