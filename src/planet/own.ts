/** The site's own posts as entries of its planet, without a request to oneself. */
import {digest} from '../digest.ts'
import type {Entry, Summary} from '../types.ts'
import {ownFeed} from './flow.ts'
import {canonicalId, canonicalUrl, nameOf, normalText} from './identity.ts'

/**
 * A post as an entry. `origin` is scheme and host of the site: `https://example.org`. A copy of the post that some feed
 * carries under the same id or permalink merges into it.
 */
export function ownEntry(summary: Summary, origin: string): Entry {
  const {id: rawId, title, date, updated, tags, categories, authors, language} = summary
  const url = origin + summary.url
  const permalink = canonicalUrl(url)
  const titleKey = normalText(title)
  return {
    feed: ownFeed,
    key: nameOf(rawId).slice(0, 16),
    id: canonicalId(rawId) ?? rawId,
    ...(permalink !== undefined && {permalink}),
    fingerprint: nameOf(titleKey, date),
    rawId,
    url,
    title,
    authors,
    categories: [...new Set([...categories, ...tags])],
    enclosures: [],
    ...(language !== undefined && {language}),
    published: date,
    ...(updated !== undefined && {updated}),
    firstSeen: date,
    lastSeen: date,
    river: date,
    position: 0,
    missing: 0,
    hash: digest([title, date, url]),
    titleKey,
    textKey: '',
    hashChanges: 0,
    bodyDigest: '',
  }
}
