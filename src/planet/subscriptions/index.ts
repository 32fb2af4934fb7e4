/** Lists of feeds, whatever program wrote them: one list of formats, each in a file of its own. */
import {Problem} from '../../problem.ts'
import type {Subscription} from '../../types.ts'
import {planetIni} from './ini.ts'
import {type FeedList, type ListFormat, warn} from './list-format.ts'
import {ocamlYaml} from './ocaml-yaml.ts'
import {opml} from './opml.ts'
import {plutoIni} from './pluto.ts'

export type {FeedList, ListFormat} from './list-format.ts'
export {addToOpml, writeOpml} from './opml.ts'
export {feedUrl, subscribe} from './subscribe.ts'

/** The formats, in the order in which they are tried. */
const listFormats: readonly ListFormat[] = [opml, planetIni, plutoIni, ocamlYaml]

/**
 * The feeds of a list in OPML, a Planet or Venus `config.ini`, a Pluto `planet.ini` or the YAML of the OCaml planet. A
 * feed that stands there twice is followed once: in two folders, the second folder becomes a tag.
 */
export function readSubscriptions(text: string, filename: string): FeedList & {readonly format?: string} {
  const clean = text.replace(/^\ufeff/, '')
  const format = listFormats.find((candidate) => candidate.fits(clean, filename))
  if (!format) return {subscriptions: [], problems: [unknownFormat(filename)]}
  const list = format.read(clean, filename)
  const {subscriptions, doubles} = mergeDoubles(list.subscriptions)
  const problems = [...list.problems, ...doubles.map((url) => warn(`${url} is listed twice.`, filename))]
  return {...list, format: format.name, subscriptions, problems}
}

function mergeDoubles(subscriptions: readonly Subscription[]) {
  const byKey = new Map<string, Subscription>()
  const doubles: string[] = []
  for (const subscription of subscriptions) {
    const first = byKey.get(subscription.key)
    const {group} = subscription
    if (!first) byKey.set(subscription.key, subscription)
    else if (group && group !== first.group && !first.tags?.includes(group))
      byKey.set(first.key, {...first, tags: [...(first.tags ?? []), group]})
    else doubles.push(subscription.url)
  }
  return {subscriptions: [...byKey.values()], doubles}
}

function unknownFormat(file: string): Problem {
  return new Problem('This is no list of feeds that Almagest can read.', {
    file,
    hint: `It reads ${listFormats.map(({name}) => name).join(', ')}.`,
  })
}
