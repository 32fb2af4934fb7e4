/** What the search index knows of a post or page. */
import {cutAtWord} from '../../text.ts'
import type {Article} from '../../types.ts'
import {beginning} from '../feeds/summary.ts'
import {termsIn} from './terms.ts'

/** Made once for an article, and short: thousands of them are put together into an index. */
export interface Indexed {
  /** Every term once, with its weight as one digit before it, and blanks between them: `3moon 0river`. */
  readonly terms: string
  /** The first words, or the description. */
  readonly lead: string
}

/** How much it says that a term stands in a place: 3 in the title, 2 in a heading, the description or a term, 1 often in the text, 0 there at all. */
const often = 3

/** Characters of the lead. */
const leadLength = 160

/** What the index holds of a post or page. */
export function toIndexed({summary, headings, text}: Article): Indexed {
  const weights = new Map<string, number>()
  const counts = new Map<string, number>()
  for (const term of termsIn(text)) counts.set(term, (counts.get(term) ?? 0) + 1)
  for (const [term, count] of counts) weights.set(term, count >= often ? 1 : 0)
  const named = [...headings.map((heading) => heading.text), ...summary.tags, ...summary.categories]
  for (const term of termsIn([summary.description ?? '', summary.series?.name ?? '', ...named].join('\n')))
    weights.set(term, 2)
  for (const term of termsIn(summary.title)) weights.set(term, 3)
  return {
    terms: Array.from(weights, ([term, weight]) => weight + term).join(' '),
    lead: cutAtWord(beginning(summary.description ?? text), leadLength),
  }
}
