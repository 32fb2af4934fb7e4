/** What HTML from outside may keep. What is not in these tables goes: a tag leaves its text, `strip` leaves nothing. */
import type {Schema} from 'hast-util-sanitize'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Elements by what they do. Every one of them is harmless wherever a browser may put it when it reads the page. */
const elements = {
  blocks: words(`
    address article aside blockquote center details div dd dl dt figcaption figure footer h1 h2 h3 h4 h5 h6
    header hgroup hr li main nav ol p pre section summary ul`),
  phrases: words(`
    a abbr acronym b bdi bdo big br cite code del dfn em font i ins kbd mark q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr`),
  tables: words('caption col colgroup table tbody td tfoot th thead tr'),
  media: words('audio img picture source video'),
  formulas: words(`
    math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics`),
  drawings: words('svg g path circle ellipse line polygon polyline rect text tspan'),
}

/** A paint or a length, and nothing that could be fetched. */
const plainValue = /^[\w#.,%() -]{1,200}$/
const geometry = words('viewBox cx cy d height points r rx ry transform width x x1 x2 y y1 y2')
const paint = words('fill fillOpacity fillRule opacity stroke strokeLineCap strokeLineJoin strokeOpacity strokeWidth')
const shape = [...geometry, ...paint.map((name): [string, RegExp] => [name, /^(?!.*url\()[\w#.,%() -]{1,200}$/i])]

/** Attributes by element; `*` is any. Names are those of hast properties. */
const attributes = {
  '*': ['dir', 'id', 'lang', 'title'],
  a: ['href', 'hrefLang', 'name'],
  audio: ['src'],
  blockquote: ['cite'],
  code: [['className', /^language-[\w+-]{1,30}$/]],
  col: ['span'],
  colgroup: ['span'],
  del: ['cite', 'dateTime'],
  details: ['open'],
  img: ['alt', 'height', 'src', 'srcSet', 'sizes', 'width'],
  ins: ['cite', 'dateTime'],
  li: ['value'],
  math: [['display', 'block', 'inline']],
  menclose: [['notation', plainValue]],
  mfrac: [['linethickness', plainValue]],
  mo: [
    ['stretchy', plainValue],
    ['fence', plainValue],
  ],
  mi: [['mathvariant', plainValue]],
  mspace: [['width', plainValue]],
  mtd: ['columnspan', 'rowSpan'],
  ol: ['reversed', 'start', 'type'],
  pre: [['className', /^language-[\w+-]{1,30}$/]],
  q: ['cite'],
  source: ['src', 'srcSet', 'sizes', 'type', 'media', 'height', 'width'],
  svg: shape,
  g: shape,
  path: shape,
  circle: shape,
  ellipse: shape,
  line: shape,
  polygon: shape,
  polyline: shape,
  rect: shape,
  text: shape,
  tspan: shape,
  td: ['align', 'colSpan', 'headers', 'rowSpan'],
  th: ['abbr', 'align', 'colSpan', 'headers', 'rowSpan', 'scope'],
  time: ['dateTime'],
  video: ['height', 'poster', 'src', 'width'],
}

const known = new Set(
  Object.values(attributes)
    .flat()
    .map((rule) => (typeof rule === 'string' ? rule : String(rule[0])).toLowerCase()),
)
const readAnywhere = new Set(['aria-hidden', 'hidden', 'style'])
const readOf: Readonly<Record<string, ReadonlySet<string>>> = {
  img: new Set(['data-src', 'data-lazy-src', 'data-original']),
  input: new Set(['type', 'checked']),
}

/** Whether an attribute could stay, or is read by a rule: a cheap look that spares most attributes the long way. */
export function mayMatter(tag: string, attribute: string): boolean {
  if (attribute === 'class') return tag === 'code' || tag === 'pre'
  if (readAnywhere.has(attribute) || readOf[tag]?.has(attribute)) return true
  return known.has(attribute.replaceAll('-', '').toLowerCase())
}

/** Elements that only stand inside others: alone they could break out of what surrounds them on the page. */
const ancestors = {
  ...Object.fromEntries(elements.tables.filter((name) => name !== 'table').map((name) => [name, ['table']])),
  ...Object.fromEntries(elements.formulas.filter((name) => name !== 'math').map((name) => [name, ['math']])),
  ...Object.fromEntries(elements.drawings.filter((name) => name !== 'svg').map((name) => [name, ['svg']])),
  source: ['audio', 'picture', 'video'],
}

/** What links may lead to. */
export const linkSchemes = ['http', 'https', 'mailto', 'tel', 'xmpp', 'irc', 'ircs', 'magnet', 'gemini', 'matrix']

/** Schemes a URL may have, by attribute. */
const protocols = {
  cite: ['http', 'https'],
  href: linkSchemes,
  poster: ['http', 'https'],
  src: ['http', 'https'],
}

/** The schema for rehype-sanitize. Ids and names are prefixed, so that they cannot shadow a page's own. */
export const schema: Schema = {
  tagNames: Object.values(elements).flat(),
  attributes: attributes as unknown as NonNullable<Schema['attributes']>,
  ancestors,
  protocols,
  /** Elements whose content is no text for readers. */
  strip: words(`
    annotation annotation-xml applet desc foreignObject frameset script select style template title`) as string[],
  clobber: ['id', 'name', 'headers'],
  clobberPrefix: 'item-',
  required: {},
  allowComments: false,
  allowDoctypes: false,
}
