/** A document as merging reads it: which of its ids, links and dates can be believed (merge rules 2 and 4). */
import {digest} from '../digest.ts'
import {once} from '../same-again.ts'
import {asWritten, strange} from '../strange.ts'
import {hour, minute} from '../time.ts'
import type {Body, FeedDocument, FeedEntry, MergeMemory, Subscription} from '../types.ts'
import {canonicalId, canonicalUrl, dateInUrl, nameOf, normalText} from './identity.ts'
import {toPlainText} from './plain-text.ts'

/** What one entry of a document claims to be. Times are milliseconds. */
export interface Claim {
  readonly source: FeedEntry
  readonly body: Body
  readonly bodyDigest: string
  /** Place in the document, newest first. */
  readonly place: number
  /** Canonical id, when ids of this feed can be believed. */
  readonly id: string | undefined
  /** Canonical permalink, when it is this entry's alone. */
  readonly permalink: string | undefined
  /** Canonical link, whosoever else has it. */
  readonly link: string | undefined
  readonly published: number | undefined
  readonly updated: number | undefined
  /** Normal text of the title. */
  readonly titleKey: string
  /** Name of the normal text of the body; empty without any. Made when asked for. */
  textKey(): string
  /** Identity of last resort: title and date, and the text where one of them is missing. */
  fingerprint(): string
}

/** A document's claims, each entry once. */
export interface Claims {
  readonly entries: readonly Claim[]
  /** Canonical ids and links that stand anywhere in the document. */
  readonly ids: ReadonlySet<string>
  readonly links: ReadonlySet<string>
  /** An id stands on two items, now or in an earlier document. */
  readonly badIds: boolean
}

/** Dates closer together than this all over a document were made by a machine. */
const machineSpan = 10 * minute
/** Earlier dates stand for "unknown": the epoch, year 1, the zeros of databases. */
const earliest = Date.UTC(1970, 0, 2)
const latest = Date.UTC(9999, 0)
/** More of a text than this does not count for comparing. */
const comparedText = 200_000

/** Read a document. `home` is the source's home page, which is no permalink of anything. */
export function readClaims(
  document: FeedDocument,
  merge: MergeMemory,
  {home, dates}: {readonly home?: string | undefined; readonly dates?: Subscription['dates']},
): Claims {
  const drafts = document.entries.map((source) => draftOf(source))
  // Links that nobody has to himself: none at all, and the way home.
  const homes = new Set([undefined, canonicalUrl(document.link), canonicalUrl(home)])
  const badIds = merge.badIds === true || sharesIds(drafts, homes)
  const unique = dropRepeats(drafts, badIds)
  const counts = new Map<string, number>()
  for (const {link} of unique) if (link) counts.set(link, (counts.get(link) ?? 0) + 1)
  const published = believed(unique, 'published', dates)
  const updated = believed(unique, 'updated', dates)
  const reversed = isOldestFirst(unique, published)

  const entries = unique.map((draft, index): Claim => {
    const permalink = draft.link && counts.get(draft.link) === 1 && !homes.has(draft.link) ? draft.link : undefined
    const at = published[index]
    const {titleKey, textKey} = draft
    return {
      ...draft,
      place: reversed ? unique.length - 1 - index : index,
      id: badIds ? undefined : draft.id,
      permalink,
      published: at,
      updated: updated[index],
      fingerprint: once(() => nameOf(titleKey, String(at ?? ''), titleKey && at !== undefined ? '' : textKey())),
    }
  })
  return {
    entries,
    ids: new Set(badIds ? [] : unique.flatMap(({id}) => id ?? [])),
    links: new Set(counts.keys()),
    badIds,
  }
}

/** The date of a claim for ordering and showing: the first valid of published, updated, and a date in the URL. */
export function claimedDate({published, updated, source}: Claim, now: number): number | undefined {
  if (published !== undefined) return published
  if (updated !== undefined) return updated
  const inUrl = Date.parse(dateInUrl(source.originalUrl ?? source.url) ?? '')
  return inUrl <= now ? inUrl : undefined
}

type Draft = ReturnType<typeof draftOf>

function draftOf(source: FeedEntry) {
  const body = source.content ?? source.summary ?? {html: strange(''), base: ''}
  return {
    source,
    body,
    bodyDigest: digest(body),
    id: canonicalId(source.id),
    link: canonicalUrl(source.originalUrl ?? source.url),
    titleKey: normalText(source.title ?? ''),
    textKey: once(() => {
      const text = normalText(toPlainText(asWritten(body.html).slice(0, comparedText)))
      return text && nameOf(text)
    }),
  }
}

/**
 * Whether one id stands on several things: on two links; or without a link of its own, or three times and more, on
 * entries that share neither title nor text. Twice on one permalink is two versions of one thing.
 */
function sharesIds(drafts: readonly Draft[], homes: ReadonlySet<string | undefined>): boolean {
  const groups = Map.groupBy(drafts, ({id}) => id)
  return [...groups].some(([id, [first, ...others]]) => {
    if (id === undefined || !first) return false
    if (others.some(({link}) => link !== first.link)) return true
    const versions = others.length === 1 && !homes.has(first.link)
    return !versions && others.some((other) => !sameTitle(first, other) && first.textKey() !== other.textKey())
  })
}

/** Each thing once: of versions of one id the newest, of equal entries the first. */
function dropRepeats(drafts: readonly Draft[], badIds: boolean): readonly Draft[] {
  const kept = new Map<string, Draft>()
  for (const draft of drafts) {
    const name = !badIds && draft.id !== undefined ? `id ${draft.id}` : `text ${wholeName(draft)}`
    const other = kept.get(name)
    if (!other || versionOf(draft) > versionOf(other)) kept.set(name, draft)
  }
  return [...kept.values()]
}

function wholeName({link, titleKey, source, textKey}: Draft): string {
  return nameOf(link, titleKey, source.published, textKey())
}

function versionOf({source}: Draft): number {
  return Date.parse(source.updated ?? '') || 0
}

function sameTitle(one: Draft, other: Draft): boolean {
  return one.titleKey !== '' && one.titleKey === other.titleKey
}

/** The dates in milliseconds, or none at all when a machine made them: three or more within ten minutes (rule 4). */
function believed(drafts: readonly Draft[], field: 'published' | 'updated', dates: Subscription['dates']) {
  const offset = typeof dates === 'number' ? dates * hour : 0
  const times = drafts.map(({source}) => {
    const time = Date.parse(source[field] ?? '') + offset
    return time >= earliest && time < latest && dates !== 'ignore' ? time : undefined
  })
  const known = times.filter((time) => time !== undefined)
  if (known.length < 3 || known.length < times.length) return times
  const span = known.reduce((a, b) => Math.max(a, b)) - known.reduce((a, b) => Math.min(a, b))
  return span <= machineSpan ? times.map(() => undefined) : times
}

/** Whether the document begins with its oldest entry, as some hand-made ones do: most neighbours grow newer. */
function isOldestFirst(drafts: readonly Draft[], published: readonly (number | undefined)[]): boolean {
  let [rising, falling] = [0, 0]
  for (let index = 1; index < drafts.length; index++) {
    const step = (published[index] ?? Number.NaN) - (published[index - 1] ?? Number.NaN)
    if (step > 0) rising++
    else if (step < 0) falling++
  }
  return rising > 2 * falling
}
