/** What HTML from outside may keep. What is not in these tables goes: a tag leaves its text, `strip` leaves nothing. */
import type {Schema} from 'hast-util-sanitize'

/** Attributes by element; `*` is any. Names are those of hast properties. */
const attributes = {
  '*': ['dir', 'id', 'lang', 'title'],
  a: ['href', 'hrefLang', 'name'],
  audio: ['controls', 'src'],
  blockquote: ['cite'],
  code: [['className', /^language-[\w+-]{1,30}$/]],
  col: ['span'],
  colgroup: ['span'],
  del: ['cite', 'dateTime'],
  details: ['open'],
  img: ['alt', 'height', 'src', 'srcSet', 'sizes', 'width'],
  ins: ['cite', 'dateTime'],
  li: ['value'],
  ol: ['reversed', 'start', 'type'],
  pre: [['className', /^language-[\w+-]{1,30}$/]],
  q: ['cite'],
  source: ['src', 'srcSet', 'sizes', 'type', 'media', 'height', 'width'],
  td: ['colSpan', 'rowSpan', 'headers', 'align'],
  th: ['abbr', 'colSpan', 'rowSpan', 'headers', 'scope', 'align'],
  time: ['dateTime'],
  video: ['controls', 'height', 'poster', 'src', 'width'],
} satisfies Schema['attributes']

/** Elements by what they do. */
const tagNames = [
  // sections and blocks
  ...'address article aside blockquote details div dd dl dt figcaption figure footer h1 h2 h3 h4 h5 h6'.split(' '),
  ...'header hgroup hr li main nav ol p pre section summary ul center'.split(' '),
  // words
  ...'a abbr acronym b bdi bdo big br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span'.split(' '),
  ...'strike strong sub sup time tt u var wbr font'.split(' '),
  // tables
  ...'caption col colgroup table tbody td tfoot th thead tr'.split(' '),
  // pictures and sound
  ...'audio img picture source video'.split(' '),
]

/** Elements that may only stand inside others: alone they could break out of what surrounds them. */
const ancestors = {
  caption: ['table'],
  col: ['table'],
  colgroup: ['table'],
  tbody: ['table'],
  td: ['table'],
  tfoot: ['table'],
  th: ['table'],
  thead: ['table'],
  tr: ['table'],
  source: ['audio', 'picture', 'video'],
}

/** Schemes a URL may have, by attribute. Relative URLs have been made absolute before. */
const protocols = {
  cite: ['http', 'https'],
  href: ['http', 'https', 'mailto', 'tel', 'xmpp', 'irc', 'ircs', 'magnet', 'gemini', 'matrix'],
  poster: ['http', 'https'],
  src: ['http', 'https'],
}

/** Elements whose content is no text for readers. */
const strip =
  'script style iframe frameset noframes object embed applet template title head svg math textarea select noembed'.split(
    ' ',
  )

/** The schema for rehype-sanitize. Ids and names are prefixed, so that they cannot shadow a page's own. */
export const schema: Schema = {
  attributes,
  tagNames,
  ancestors,
  protocols,
  strip,
  clobber: ['id', 'name', 'headers', 'ariaDescribedBy', 'ariaLabelledBy'],
  clobberPrefix: 'item-',
  required: {},
  allowComments: false,
  allowDoctypes: false,
}
