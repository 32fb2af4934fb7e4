/** One visit to one feed: ask, read, take in, and set the time of the next one. */
import {readFile} from 'node:fs/promises'
import {digest} from '../digest.ts'
import type {Entry, EntryWithBody, FeedDocument, FeedState, FetchResult, Subscription} from '../types.ts'
import type {VisitResult} from './due.ts'
import type {Fetch} from './fetch.ts'
import {confirm, ingest as ingestDocument} from './ingest.ts'
import {conditions, nextVisit, type VisitFacts} from './next-visit.ts'
import type {Read} from './reader.ts'
import type {Store} from './store.ts'

/** What a visit needs of the world. */
export interface VisitMeans {
  readonly store: Pick<Store, 'read'>
  readonly fetch: Fetch
  readonly read: Read
  /** Default: `ingest` itself. */
  readonly ingest?: typeof ingestDocument | undefined
}

/** What came of a visit: the feed's state with the next one set, and entries to add or replace. */
export interface Visited {
  readonly state: FeedState
  readonly entries: readonly (Entry | EntryWithBody)[]
  /** Set when the whole host asked to be left alone until then. */
  readonly hold?: string | undefined
}

/** Visit a feed. Whatever the publisher does becomes part of the state; throws only when our own memory fails. */
export async function visit(
  means: VisitMeans,
  subscription: Subscription,
  state: FeedState,
  now: string,
): Promise<Visited> {
  const {url, file, maxBytes} = subscription
  const before = readAs(subscription, state)
  const asked = {...conditions(before, now), ...(maxBytes !== undefined && {maxBytes})}
  const answer = file === undefined ? await means.fetch(state.url, asked) : await fromDisk(file)
  const taken = await takeIn(means, subscription, before, answer, now)
  const next = nextVisit(taken.state, taken.result, {...taken.facts, now, configured: url})
  const told = taken.result.status === 'failed' && taken.result.code === 429 ? next.visit.notBefore : undefined
  return {state: file === undefined ? next : readAgain(next, now), entries: taken.entries ?? [], hold: told}
}

/** When the config tells to read the feed in another way than before, what was read before is no ground for a 304. */
function readAs({charset, dates}: Subscription, state: FeedState): FeedState {
  const way = charset === undefined && dates === undefined ? undefined : digest({charset, dates})
  if (way === state.visit.readAs) return state
  const {etag, lastModified, bodyDigest, readAs, ...visit} = state.visit
  return {...state, visit: {...visit, ...(way && {readAs: way})}}
}

async function fromDisk(file: string): Promise<FetchResult> {
  try {
    return {status: 'fresh', url: `file:${file}`, body: await readFile(file), contentType: '', headers: {}}
  } catch (error) {
    const {code = 'for no known reason'} = error as NodeJS.ErrnoException
    return {status: 'failed', reason: `the file cannot be read (${code})`, headers: {}}
  }
}

function readAgain(state: FeedState, now: string): FeedState {
  return {...state, due: now, visit: {...state.visit, dueBecause: 'It is a file, read at every refresh'}}
}

interface Taken {
  readonly result: VisitResult
  readonly state: FeedState
  readonly entries?: readonly (Entry | EntryWithBody)[]
  readonly facts?: Omit<VisitFacts, 'now'>
}

async function takeIn(
  {store, read, ingest = ingestDocument}: VisitMeans,
  {charset, site, dates}: Subscription,
  state: FeedState,
  result: FetchResult,
  now: string,
): Promise<Taken> {
  const {feed, merge} = state
  if (result.status === 'unchanged') return {result, ...(await confirmed(store, state, now))}
  if (result.status !== 'fresh') return {result, state}
  const {body, url, contentType, headers} = result
  const bodyDigest = digest(body)
  // Many hosts send no validators, or ignore them: the same bytes are as good as a 304.
  if (bodyDigest === state.visit.bodyDigest) {
    const {movedTo} = result
    const same = {status: 'unchanged', url, headers, ...(movedTo && {movedTo})} as const
    return {result: same, ...(await confirmed(store, state, now))}
  }
  const {entries} = await store.read(feed)
  try {
    // A feed that is not UTF-8 and does not say what else it is: the commonest guess reads better than U+FFFD.
    const document = await read(body, {url, contentType, headers, charset, fallback: 'windows-1252'})
    const arrival = {feed, host: URL.parse(url)?.hostname, site, dates, merge, entries, document, now}
    const {merge: merged, changed, added, note} = ingest(arrival)
    const known = added < document.entries.length
    const newest = newestOf(entries, changed)
    const facts = {bodyDigest, note, newItems: merged.quarantine ? 0 : added, known, newest, hints: document.hints}
    // A source in quarantine keeps the name by which it was known.
    const about = merged.quarantine ? state.about : aboutOf(document)
    return {result, facts, state: {...state, merge: merged, about}, entries: changed}
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {result: {status: 'unreadable', reason}, state, facts: {bodyDigest}}
  }
}

async function confirmed(
  store: VisitMeans['store'],
  state: FeedState,
  now: string,
): Promise<Pick<Taken, 'state' | 'entries'>> {
  const {entries} = state.merge.doubts ? await store.read(state.feed) : {entries: []}
  const {merge, changed} = confirm(state.merge, now, entries)
  return {state: {...state, merge}, entries: changed}
}

/** When the newest ten items came into the river: that is set once per item, whatever its feed claims later. */
function newestOf(entries: readonly Entry[], changed: readonly Entry[]): string[] {
  const rivers = new Map([...entries, ...changed].map(({key, river}) => [key, river]))
  return [...rivers.values()].sort().reverse().slice(0, 10)
}

function aboutOf({title, link, description, language, image, icon, format, id, authors, warnings}: FeedDocument) {
  const about = {title, link, description, language, image, icon, format, id, authors, warnings}
  return Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)) as FeedState['about']
}
