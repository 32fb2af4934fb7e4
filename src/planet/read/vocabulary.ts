/** Which element of which format or module means what. The first that says something wins. */

/** What a feed or an entry can say, by the elements that say it, best first. Atom's elements stand without prefix. */
export const vocabulary = {
  title: ['title', 'dc:title', 'media:title', 'media:group/media:title', 'itunes:title'],
  id: ['guid', 'id'],
  published: [
    'published',
    'pubdate',
    'issued',
    'dcterms:issued',
    'dc:date',
    'created',
    'dcterms:created',
    'dc:created',
  ],
  updated: ['updated', 'modified', 'dcterms:modified', 'dc:modified', 'lastbuilddate'],
  content: ['content:encoded', 'content', 'xhtml:body', 'xhtml:div', 'body', 'fullitem'],
  summary: [
    'summary',
    'description',
    'tagline',
    'subtitle',
    'info',
    'dc:description',
    'itunes:summary',
    'googleplay:description',
    'media:description',
    'media:group/media:description',
    'itunes:subtitle',
  ],
  original: ['feedburner:origlink', 'pheedo:origlink'],
  comments: ['comments'],
  language: ['language', 'dc:language'],
  authors: ['author', 'dc:creator', 'dc:author', 'itunes:author', 'googleplay:author'],
  editors: ['managingeditor', 'dc:publisher', 'itunes:owner', 'webmaster'],
} as const

/** What elements of feeds can mean. */
export type Field = keyof typeof vocabulary
