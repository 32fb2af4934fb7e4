/** Changes of the memory that no visit brings: at the owner's word. */
import {randomUUID} from 'node:crypto'
import {minute, timeAfter} from '../time.ts'
import {release} from './quarantine.ts'
import type {Store} from './store.ts'

/** What became of a wish to release a feed. `busy`: it is being visited at this moment. */
export type Released = {readonly status: 'released'; readonly items: number} | {readonly status: 'free' | 'busy'}

/** End the quarantine of a feed: what waited comes into the river, and the source is trusted as it is now. */
export async function releaseFeed(store: Store, feed: string, now: string): Promise<Released> {
  const {feeds} = await store.read(feed)
  if (!feeds[0]?.merge.quarantine) return {status: 'free'}
  const until = timeAfter(now, minute)
  const loan = await store.lease({run: `release-${randomUUID()}`, now, until, only: [feed], unasked: true})
  const state = loan?.feeds[0]
  if (!loan || !state) return {status: 'busy'}
  const {entries} = await store.read(feed)
  const {merge, changed} = release(state.merge, entries)
  const kept = await store.record({lease: loan.lease, state: {...state, merge}, entries: changed})
  return kept ? {status: 'released', items: changed.length} : {status: 'busy'}
}
