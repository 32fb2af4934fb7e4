/** What pages show of what is remembered, where the config sets an end to it. */
import {day, isoOf} from '../time.ts'
import type {Entry, PlanetSettings} from '../types.ts'

/**
 * Why entries are remembered and not shown any more, by entry, in words that end a sentence. `byFeed` holds the entries of
 * each feed, newest first. The site's own posts are never among them: what is `exempt` stays.
 */
export function retire(
  byFeed: ReadonlyMap<string, readonly Entry[]>,
  {retain: {days = Infinity, items = Infinity}}: Pick<PlanetSettings, 'retain'>,
  now: string,
  exempt: string,
): ReadonlyMap<Entry, string> {
  const retired = new Map<Entry, string>()
  if (days === Infinity && items === Infinity) return retired
  const since = days === Infinity ? '' : isoOf(Math.max(0, Date.parse(now) - days * day))
  for (const [feed, entries] of byFeed) {
    if (feed === exempt) continue
    for (const [index, entry] of entries.entries())
      if (index >= items) retired.set(entry, `the planet shows the newest ${items} of each feed`)
      else if (entry.river < since) retired.set(entry, `the planet shows the last ${days} days`)
  }
  return retired
}
