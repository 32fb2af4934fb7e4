/** The sources of a planet as FOAF, under the name and in the shape that planets have published it in since Planet 2.0. */
import {cleanText, escapeXml} from '../escape.ts'
import type {FeedInfo, Output, River, SiteSettings} from '../types.ts'
import {absolute} from './format.ts'

type Agent = Pick<FeedInfo, 'name' | 'url' | 'feedUrl'>

/** `foafroll.xml` beside the planet's feeds: a group of people, each with a weblog and its feed. */
export function toFoaf({settings: {title, path}, feeds}: River, site: SiteSettings): Output {
  const agents = feeds.map((feed) => toAgent(feed, site))
  const home = site.url + path
  return {
    path: `${path.slice(1)}foafroll.xml`,
    inputs: ['foaf', title, home, agents],
    draw: () => writeFoaf(title, home, agents),
  }
}

function toAgent({name, url, feedUrl, own}: FeedInfo, site: SiteSettings): Agent {
  const feed = own ? `${site.url}/rss.xml` : feedUrl
  return {name, ...(url && {url: absolute(site, url)}), ...(feed && {feedUrl: feed})}
}

function writeFoaf(title: string, home: string, agents: readonly Agent[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:rss="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <foaf:Group>
    <foaf:name>${text(title)}</foaf:name>
    <foaf:homepage rdf:resource="${text(home)}"/>
${agents.map(writeAgent).join('')}  </foaf:Group>
</rdf:RDF>
`
}

function writeAgent({name, url, feedUrl}: Agent): string {
  const feed = feedUrl ? `<rdfs:seeAlso><rss:channel rdf:about="${text(feedUrl)}"/></rdfs:seeAlso>` : ''
  const weblog = url
    ? `<foaf:weblog><foaf:Document rdf:about="${text(url)}"><dc:title>${text(name)}</dc:title>${feed}</foaf:Document></foaf:weblog>`
    : feed
  return `    <foaf:member><foaf:Agent><foaf:name>${text(name)}</foaf:name>${weblog}</foaf:Agent></foaf:member>\n`
}

function text(value: string): string {
  return escapeXml(cleanText(value))
}
