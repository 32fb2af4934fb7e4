/** Lists of feeds as Planet 2.0 and Planet Venus have them: a section per feed, named by its URL. */
import type {Problem} from '../../problem.ts'
import type {Subscription} from '../../types.ts'
import {type IniSection, readIni} from './ini-text.ts'
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

/** What decides of items in Venus, and what to write in its place: a list that is taken over must not show more unsaid. */
const filters: Readonly<Record<string, string>> = {
  filter: "Write `keep: {words: ['…']}` for the feed or the planet.",
  exclude: "Write `drop: {words: ['…']}` for the feed or the planet.",
  filters:
    'Write a `filter` function for the feed or the planet, if one is needed: scripts, forms and counting pictures go by themselves.',
  ignore_in_feed: 'Write a `filter` function for the feed, if what it says of its items is wrong.',
}

function readPlanetIni(text: string, filename: string): FeedList {
  const sections = readIni(text, {folded: true})
  const defaults = sections.find(({name}) => name.toUpperCase() === 'DEFAULT')?.values ?? new Map<string, string>()
  const title = sections.find(({name}) => name.toLowerCase() === 'planet')?.values.get('name')
  const subscriptions: Subscription[] = []
  const problems = []
  for (const section of sections) {
    const {name, line, values} = section
    const url = feedUrl(name)
    if (url || /^(?:planet|default)$/i.test(name)) problems.push(...warnOfFilters(section, filename))
    const kind = values.get('content_type')
    if (url && kind && /^(?:opml|foaf|csv|config)/i.test(kind))
      problems.push(warn(`${url} is a list of feeds, not a feed.`, filename, line, 'Download and import it by itself.'))
    else if (url) subscriptions.push(toSubscription(url, new Map([...defaults, ...values]), names))
    else if (/^[a-z]+:/i.test(name)) problems.push(warn(`${name} is no address of a feed.`, filename, line))
  }
  return {...(title && {title}), subscriptions, problems}
}

// A later date of an item moves nothing here: there is no need to ignore it.
function warnOfFilters({values, lines}: IniSection, filename: string): readonly Problem[] {
  return Object.entries(filters)
    .filter(([key]) => values.get(key) && !(key === 'ignore_in_feed' && values.get(key) === 'updated'))
    .map(([key, hint]) =>
      warn(
        `\`${key} = ${values.get(key)!.replaceAll('\n', ' ').slice(0, 80)}\` is not taken over.`,
        filename,
        lines.get(key),
        hint,
      ),
    )
}
