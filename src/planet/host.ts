/** The hosts that the planet is polite to. */
import {getDomain} from 'tldts'

/** Who answers for a URL: its registrable domain, else its host; all feeds on disk are one host. */
export function hostOf(url: string): string {
  if (url.startsWith('file:')) return 'file:'
  return getDomain(url) ?? URL.parse(url)?.hostname ?? url
}
