/** The formats that feeds of the site are written in. A new one is a file beside this, a line here, and a name in the config. */
import type {FeedName} from '../../types.ts'
import {atom} from './atom.ts'
import type {FeedFormat} from './channel.ts'
import {json} from './json.ts'
import {rss} from './rss.ts'

/** In the order readers are offered them. */
const byName: Readonly<Record<FeedName, FeedFormat>> = {atom, rss, json}

/** The formats of these names, in the order readers are offered them. Default: all. */
export function formatsOf(names: readonly string[] = Object.keys(byName)): readonly FeedFormat[] {
  return Object.entries(byName).flatMap(([name, format]) => (names.includes(name) ? format : []))
}
