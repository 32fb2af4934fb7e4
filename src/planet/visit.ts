/** One visit to one feed: ask, read, take in, and set the time of the next one. */
import {readFile} from 'node:fs/promises'
import {digest} from '../digest.ts'
import type {Entry, EntryWithBody, FeedDocument, FeedState, FetchResult, MergeMemory, Subscription} from '../types.ts'
import type {Fetch} from './fetch.ts'
import type {Read} from './reader.ts'
import {conditions, nextVisit, type VisitFacts, type VisitResult} from './schedule.ts'
import {hostOf, type Store} from './store.ts'

/** Take a document into the memory of its feed: what changes there, how many items are new, and a sentence about it. */
export type Ingest = (arrival: {
  readonly feed: string
  readonly host?: string
  readonly merge: MergeMemory
  readonly entries: readonly Entry[]
  readonly document: FeedDocument
  readonly now: string
}) => {
  readonly merge: MergeMemory
  readonly changed: readonly (Entry | EntryWithBody)[]
  readonly added: number
  readonly note: string
}

/** What a visit needs of the world. */
export interface VisitMeans {
  readonly store: Pick<Store, 'read'>
  readonly fetch: Fetch
  readonly read: Read
  readonly ingest: Ingest
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
  {url, file, maxBytes}: Pick<Subscription, 'url' | 'file' | 'maxBytes'>,
  state: FeedState,
  now: string,
): Promise<Visited> {
  const asked = {...conditions(state, now), ...(maxBytes !== undefined && {maxBytes})}
  const answer = file === undefined ? await means.fetch(state.url, asked) : await fromDisk(file)
  const taken = await takeIn(means, state, answer, now)
  const next = nextVisit(taken.state, taken.result, {...taken.facts, now, configured: url})
  const told = taken.result.status === 'failed' && taken.result.code === 429 ? next.visit.notBefore : undefined
  return {state: file === undefined ? next : readAgain(next, now), entries: taken.entries ?? [], hold: told}
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

async function takeIn(means: VisitMeans, state: FeedState, result: FetchResult, now: string): Promise<Taken> {
  if (result.status === 'unchanged') return {result, state: confirmed(state, now)}
  if (result.status !== 'fresh') return {result, state}
  const bodyDigest = digest(result.body)
  // Many hosts send no validators, or ignore them: the same bytes are as good as a 304.
  if (bodyDigest === state.visit.bodyDigest) {
    const {body, contentType, ...same} = result
    return {result: {...same, status: 'unchanged'}, state: confirmed(state, now)}
  }
  const {entries} = await means.store.read(state.feed)
  try {
    const document = await means.read(result.body, result)
    const arrival = {feed: state.feed, host: hostOf(result.url), merge: state.merge, entries, document, now}
    const {merge, changed, added, note} = means.ingest(arrival)
    const facts = {
      bodyDigest,
      note,
      newItems: added,
      known: added < document.entries.length,
      ...claimsOf(document, now),
    }
    return {result, facts, state: {...state, merge, about: aboutOf(document)}, entries: changed}
  } catch (error) {
    return {result: {status: 'unreadable', reason: error instanceof Error ? error.message : String(error)}, state}
  }
}

function confirmed(state: FeedState, now: string): FeedState {
  return {...state, merge: {...state.merge, lastGood: now}}
}

/** What the document says about its own rhythm; dates in the future count as now. */
function claimsOf({entries, hints}: FeedDocument, now: string): Pick<VisitFacts, 'hints' | 'newest'> {
  const dates = entries.flatMap(({published, updated}) => published ?? updated ?? [])
  const past = dates.map((date) => (date > now ? now : date))
  return {hints, newest: past.sort().reverse().slice(0, 10)}
}

function aboutOf({title, link, description, language, image, format, id, authors, warnings}: FeedDocument) {
  const about = {title, link, description, language, image, format, id, authors, warnings}
  return Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)) as FeedState['about']
}
