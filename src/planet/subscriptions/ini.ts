/** Lists of feeds as Planet 2.0 and Planet Venus have them: a section per feed, named by its URL. */
import type {Subscription} from '../../types.ts'
import {readIni} from './ini-text.ts'
import {toSubscription} from './keys.ts'
import {type FeedList, type ListFormat, warn} from './list-format.ts'
import {feedUrl} from './subscribe.ts'

const heading = /^[ \t]*\[[ \t]*(?:planet[ \t]*\]|(?:https?|feed):)/im

/** `config.ini` of Planet 2.0 and Venus. What `[DEFAULT]` says holds for every feed that does not say otherwise. */
export const planetIni: ListFormat = {
  name: 'Planet config.ini',
  fits: (text) => heading.test(text.slice(0, 1_000_000)) && !/^\s*</.test(text),
  read: readPlanetIni,
}

const names = {
  name: 'name',
  link: 'site',
  face: 'face',
  xml_base: 'base',
  offset: 'dates',
  language: 'language',
} as const

function readPlanetIni(text: string, filename: string): FeedList {
  const sections = readIni(text, {folded: true})
  const defaults = sections.find(({name}) => name.toUpperCase() === 'DEFAULT')?.values ?? new Map<string, string>()
  const title = sections.find(({name}) => name.toLowerCase() === 'planet')?.values.get('name')
  const subscriptions: Subscription[] = []
  const problems = []
  for (const {name, line, values} of sections) {
    const url = feedUrl(name)
    const kind = values.get('content_type')
    if (url && kind && /^(?:opml|foaf|csv|config)/i.test(kind))
      problems.push(warn(`${url} is a list of feeds, not a feed.`, filename, line, 'Download and import it by itself.'))
    else if (url) subscriptions.push(toSubscription(url, new Map([...defaults, ...values]), names))
    else if (/^[a-z]+:/i.test(name)) problems.push(warn(`${name} is no address of a feed.`, filename, line))
  }
  return {...(title && {title}), subscriptions, problems}
}
