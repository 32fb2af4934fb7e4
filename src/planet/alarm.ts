/** The hijack alarm: a source of which everything changes at once is kept from the readers until its owner has looked. */
import type {Entry, FeedDocument, MergeMemory} from '../types.ts'
import type {Claim, Claims} from './claims.ts'
import {authorityOf, canonicalUrl, domainOf, normalText} from './identity.ts'

/** Why entries wait that came while their feed was in quarantine. */
export const quarantineHold = 'Its source changed altogether when it came, and nobody has released it yet.'

type Self = NonNullable<MergeMemory['known']>

interface Sight {
  readonly self: Self
  readonly merge: MergeMemory
  readonly known: ReadonlyMap<Claim, Entry>
  readonly claims: Claims
  readonly now: string
}

/** What a source says it is: title, language, and the domain that most of its links lead to. */
export function selfOf(document: FeedDocument, host: string | undefined): Self {
  const title = document.title?.trim().slice(0, 200)
  const language = document.language?.split('-')[0]?.toLowerCase()
  const links = [document.link, ...document.entries.map(({originalUrl, url}) => originalUrl ?? url)]
  const place = commonest(links.map(placeOf)) ?? host
  return {...(title && {title}), ...(language && {language}), ...(place && {host: place})}
}

/**
 * The quarantine that the document calls for: title, language, links and nearly all items changed together. Where
 * nobody states a language, links to another domain take its place. A standing one goes on until the source is itself
 * again, with its old title and most of its items, or until its owner releases it.
 */
export function alarm({self, merge, known, claims, now}: Sight): MergeMemory['quarantine'] {
  const before = merge.known
  if (!merge.established || !before) return undefined
  const total = claims.entries.length
  const renamed = normalText(self.title ?? '') !== normalText(before.title ?? '')
  const recognised = [...known.values()].filter(({held}) => held !== quarantineHold).length
  if (merge.quarantine) return !renamed && recognised * 2 >= total ? undefined : merge.quarantine
  const replaced = total >= 2 && recognised * 5 < total
  if (!renamed || !replaced) return undefined
  const moved = self.host !== before.host
  const stated = self.language !== undefined && before.language !== undefined
  const translated = stated ? self.language !== before.language : moved
  if (!translated) return undefined
  const why = `“${before.title ?? before.host}” suddenly calls itself “${self.title ?? self.host}”, with another language or home and other items.`
  return {since: now, why}
}

function placeOf(url: string | undefined): string | undefined {
  const host = authorityOf(canonicalUrl(url))
  return host && domainOf(host)
}

function commonest(names: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  let best: string | undefined
  for (const [name, count] of counts) if (count > (counts.get(best ?? '') ?? 0)) best = name
  return best
}
