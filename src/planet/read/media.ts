/** Enclosures and pictures: RSS, Atom, Media RSS, iTunes, Podcasting 2.0. */
import type {Enclosure} from '../../types.ts'
import {attributeOf, type Element, lineOf, named} from './tree.ts'
import {webUrl} from './urls.ts'

/** What an entry brings along, each URL once. */
export function readEnclosures(item: Element): readonly Enclosure[] {
  const duration = seconds(lineOf(named(item, 'itunes:duration')[0]))
  const found = [
    ...named(item, 'enclosure').map((element) => enclosureOf(element, 'url', duration)),
    ...named(item, 'link')
      .filter((element) => attributeOf(element, 'rel')?.toLowerCase() === 'enclosure')
      .map((element) => enclosureOf(element, 'href', duration)),
    ...mediaContents(item)
      .filter((element) => !isShown(element))
      .map((element) => enclosureOf(element, 'url')),
  ]
  const unique = new Map<string, Enclosure>()
  for (const enclosure of found) if (enclosure && !unique.has(enclosure.url)) unique.set(enclosure.url, enclosure)
  return [...unique.values()]
}

/** The picture of a feed or an entry, as a URL. */
export function readImage(parent: Element): string | undefined {
  const pictures = [
    ...named(parent, 'media:thumbnail').map((element) => attributeOf(element, 'url')),
    ...named(parent, 'media:group').flatMap((group) =>
      named(group, 'media:thumbnail').map((element) => attributeOf(element, 'url')),
    ),
    ...[...named(parent, 'itunes:image'), ...named(parent, 'googleplay:image')].map((element) =>
      attributeOf(element, 'href'),
    ),
    ...named(parent, 'image').map((image) => lineOf(named(image, 'url')[0]) ?? attributeOf(image, 'rdf:resource')),
    ...named(parent, 'logo').map(lineOf),
    ...mediaContents(parent)
      .filter(isPicture)
      .map((element) => attributeOf(element, 'url'))
      .filter((url) => !face.test(url ?? '')),
  ]
  for (const url of pictures) {
    const absolute = webUrl(url, parent.base)
    if (absolute) return absolute
  }
  return undefined
}

function mediaContents(item: Element): readonly Element[] {
  const groups = named(item, 'media:group')
  return [item, ...groups].flatMap((parent) => named(parent, 'media:content'))
}

function isPicture(element: Element): boolean {
  return attributeOf(element, 'medium') === 'image' || /^image\//.test(attributeOf(element, 'type') ?? '')
}

/** Whether Media RSS tells of something that is no file to take along: a picture in the text, or a player of old. */
function isShown(element: Element): boolean {
  return isPicture(element) || attributeOf(element, 'type') === 'application/x-shockwave-flash'
}

/** Blogs add the face of their author to every item. */
const face = /^https?:\/\/[^/]*gravatar\.com\/avatar\//

function enclosureOf(element: Element, attribute: string, fallback?: number): Enclosure | undefined {
  const url = webUrl(attributeOf(element, attribute), element.base)
  if (!url) return undefined
  const type = attributeOf(element, 'type')
  const length = Number(attributeOf(element, 'length') ?? attributeOf(element, 'filesize'))
  const title = attributeOf(element, 'title') ?? lineOf(named(element, 'media:title')[0])
  const duration = seconds(attributeOf(element, 'duration')) ?? fallback
  return {
    url,
    ...(type && {type}),
    ...(Number.isSafeInteger(length) && length > 0 && {length}),
    ...(title && {title}),
    ...(duration !== undefined && {duration}),
  }
}

/** `3725`, `62:05` or `1:02:05`. */
function seconds(written: string | undefined): number | undefined {
  if (!written || !/^\d{1,6}(?::\d{1,2}){0,2}(?:\.\d+)?$/.test(written)) return undefined
  return Math.round(written.split(':').reduce((total, part) => total * 60 + Number(part), 0))
}
