/** The formats that every feed of the site is written in. A new one is a file beside this and a line here. */

import type {FeedName} from '../../types.ts'
import {atom} from './atom.ts'
import type {FeedFormat} from './channel.ts'
import {json} from './json.ts'
import {rss} from './rss.ts'

/** In the order readers are offered them. */
const byName: Readonly<Record<FeedName, FeedFormat>> = {atom, rss, json}

/** The formats of these names, in the order readers are offered them. Default: all. */
export function formatsOf(names: readonly FeedName[] = ['atom', 'rss', 'json']): readonly FeedFormat[] {
  return Object.entries(byName).flatMap(([name, format]) => (names.includes(name as FeedName) ? format : []))
}
