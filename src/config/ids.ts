/** What feeds and directories know a site by: as it was published first, whatever its title, authors and address are now. */
import {feedAddress, isExample, type Ledger, podcastAddress} from '../ledger.ts'
import {feedId, uuidOf} from '../uuid.ts'

/** Namespace of podcasts' ids, as the specification of Podcasting 2.0 has it. */
const podcasts = 'ead4c236-bf58-58c6-a2c6-a6b28d128cb6'

/** The id of the blog's feed. Examples are many people's address; the title tells them apart. */
export function feedIdOf(url: string, title: string, ledger: Ledger): string {
  const names = [withoutScheme(url), ...(isExample(url) ? [title] : [])]
  return ledger.get(feedAddress)?.id ?? feedId(...names)
}

/** The id of the blog as a podcast, where it was given none. */
export function podcastIdOf(url: string, ledger: Ledger): string {
  return ledger.get(podcastAddress)?.id ?? uuidOf(podcasts, withoutScheme(`${url}/rss.xml`))
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '')
}
