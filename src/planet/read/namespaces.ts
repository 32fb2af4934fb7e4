/** The namespaces a planet understands, by the short names that the reader uses for them. */

/** Short names by the prefixes that stand for them in a part of a document; the empty prefix is none. */
export type Scope = ReadonlyMap<string, string>

/** Prefixes stand for themselves where a feed forgot to declare them. */
const knownPrefixes: ReadonlySet<string> = new Set(
  'atom content dc dcterms feedburner georss googleplay itunes media pheedo podcast psc rdf slash sy thr wfw xhtml xml at'.split(
    ' ',
  ),
)

/** Short name by namespace, written in lower case and without a slash or `#` at its end. RSS has the empty name. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/2005/atom', 'atom'],
  ['http://purl.org/atom/ns', 'atom'],
  ['http://purl.org/rss/1.0', ''],
  ['http://my.netscape.com/rdf/simple/0.9', ''],
  ['http://channel.netscape.com/rdf/simple/0.9', ''],
  ['http://my.netscape.com/publish/formats/rss-0.91.dtd', ''],
  ['http://purl.org/net/rss1.1', ''],
  ['http://backend.userland.com/rss2', ''],
  ['http://backend.userland.com/rss', ''],
  ['http://backend.userland.com/rss091', ''],
  ['http://blogs.law.harvard.edu/tech/rss', ''],
  ['http://www.rssboard.org/rss-specification', ''],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['http://purl.org/rss/1.0/modules/content', 'content'],
  ['http://purl.org/dc/elements/1.0', 'dc'],
  ['http://purl.org/dc/elements/1.1', 'dc'],
  ['http://purl.org/rss/modules/dc', 'dc'],
  ['http://purl.org/dc/terms', 'dcterms'],
  ['http://search.yahoo.com/mrss', 'media'],
  ['http://tools.search.yahoo.com/mrss', 'media'],
  ['http://video.search.yahoo.com/mrss', 'media'],
  ['http://api.search.yahoo.com/mrss', 'media'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://example.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://www.google.com/schemas/play-podcasts/1.0', 'googleplay'],
  ['http://purl.org/rss/1.0/modules/syndication', 'sy'],
  ['http://rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['http://www.pheedo.com/namespace/pheedo', 'pheedo'],
  ['http://purl.org/rss/1.0/modules/slash', 'slash'],
  ['http://wellformedweb.org/commentapi', 'wfw'],
  ['http://purl.org/syndication/thread/1.0', 'thr'],
  ['https://podcastindex.org/namespace/1.0', 'podcast'],
  ['http://podcastindex.org/namespace/1.0', 'podcast'],
  ['https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md', 'podcast'],
  ['http://purl.org/atompub/tombstones/1.0', 'at'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
  ['http://www.w3.org/xml/1998/namespace', 'xml'],
])

const formatOfRoot: ReadonlyMap<string, string> = new Map([
  ['feed', 'atom'],
  ['rss', ''],
  ['rdf', ''],
])

/** A feed whose namespace is missing or unknown means that of its format. */
export function rootScope(scope: Scope, written: string): Scope {
  const known = !(scope.get('') ?? '?').startsWith('?') && scope.get('') !== ''
  const format = formatOfRoot.get(written.toLowerCase())
  return known || format === undefined ? scope : new Map(scope).set('', format)
}

/** Name in lower case behind the short name of its namespace. */
export function elementName(scope: Scope, written: string): string {
  const colon = written.indexOf(':')
  const local = written.slice(colon + 1).toLowerCase()
  const short = colon < 0 ? (scope.get('') ?? '') : shortOf(scope, written.slice(0, colon))
  return short ? `${short}:${local}` : local
}

/** Name behind the short name of its namespace. Attributes without a prefix belong to their element. */
export function attributeName(scope: Scope, written: string): string {
  const colon = written.indexOf(':')
  if (colon < 0 || written.startsWith('xmlns')) return written
  const short = shortOf(scope, written.slice(0, colon))
  return short === 'xhtml' ? written.slice(colon + 1) : `${short}:${written.slice(colon + 1)}`
}

function shortOf(scope: Scope, prefix: string): string {
  const lower = prefix.toLowerCase()
  return scope.get(prefix) ?? (knownPrefixes.has(lower) ? lower : `?${lower}`)
}

/** A namespace's short name, or itself behind `?` when it has none. */
export function shortName(namespace: string): string {
  const uri = namespace
    .trim()
    .toLowerCase()
    .replace(/[/#]{1,3}$/, '')
  return shortNames.get(uri) ?? (uri ? `?${uri}` : '')
}
