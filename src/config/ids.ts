/** What feeds and directories know a site by: as it was published first, whatever its title, authors and address are now. */
import {feedAddress, isExample, type Ledger, podcastAddress} from '../ledger.ts'
import {uuidOf} from '../uuid.ts'

/** Names the ids of sites; never to change. */
const sites = 'e2b7b1d6-5a6f-4a0e-9c43-9f0a6d1b7c58'

/** Namespace of podcasts' ids, as the specification of Podcasting 2.0 has it. */
const podcasts = 'ead4c236-bf58-58c6-a2c6-a6b28d128cb6'

/** The id of the blog's feed. Examples are many people's address; the title tells them apart. */
export function feedIdOf(url: string, title: string, ledger: Ledger): string {
  const names = [withoutScheme(url), ...(isExample(url) ? [title] : [])]
  return ledger.get(feedAddress)?.id ?? `urn:uuid:${uuidOf(sites, JSON.stringify(names))}`
}

/** The id of the blog as a podcast, where it was given none. */
export function podcastIdOf(url: string, ledger: Ledger): string {
  return ledger.get(podcastAddress)?.id ?? uuidOf(podcasts, withoutScheme(`${url}/rss.xml`))
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '')
}
