/** Lists of feeds as Pluto has them: a section per feed, named by a short word, with its feed inside. */
import type {Subscription} from '../../types.ts'
import {readIni} from './ini-text.ts'
import {toSubscription} from './keys.ts'
import {type FeedList, type ListFormat, warn} from './list-format.ts'
import {feedUrl} from './subscribe.ts'

const feedLine = /^[ \t]*feed[ \t]*[=:]/im

/** `planet.ini` of Pluto. The name of a section is kept as `extra.id`. */
export const plutoIni: ListFormat = {
  name: 'Pluto planet.ini',
  fits: (text) => feedLine.test(text) && /^[ \t]*\[[^\]\n]+\]/m.test(text) && !/^\s*</.test(text),
  read: readPluto,
}

const names = {title: 'name', link: 'site', avatar: 'face'} as const

function readPluto(text: string, filename: string): FeedList {
  const [head, ...sections] = readIni(text, {folded: false})
  const subscriptions: Subscription[] = []
  const problems = []
  for (const {name, line, values} of sections) {
    const url = feedUrl(values.get('feed') ?? '')
    if (url) {
      const {feed, ...rest} = Object.fromEntries(values)
      subscriptions.push(toSubscription(url, new Map([['id', name], ...Object.entries(rest)]), names))
    } else problems.push(warn(`The section ${name} has no feed.`, filename, line))
  }
  const title = head?.values.get('title')
  return {...(title && {title}), subscriptions, problems}
}
