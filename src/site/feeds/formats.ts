/** The formats that every feed of the site is written in. A new one is a file beside this and a line here. */
import {atom} from './atom.ts'
import type {FeedFormat} from './channel.ts'
import {json} from './json.ts'
import {rss} from './rss.ts'

/** In the order readers are offered them. */
export const formats: readonly FeedFormat[] = [atom, rss, json]
