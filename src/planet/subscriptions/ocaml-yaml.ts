/** Lists of feeds as the OCaml planet has them: a YAML list of mappings with `id`, `name` and `url`. */
import {load} from 'js-yaml'
import {Problem} from '../../problem.ts'
import type {Subscription} from '../../types.ts'
import {toSubscription} from './keys.ts'
import {type FeedList, type ListFormat, warn} from './list-format.ts'
import {feedUrl} from './subscribe.ts'

/** `planet-sources.yml`. Feeds that it marks `disabled` are listed and not followed. */
export const ocamlYaml: ListFormat = {
  name: 'YAML of the OCaml planet',
  fits: (text, filename) => /\.ya?ml$/i.test(filename) || /^- +(?:id|name|url) *:/m.test(text),
  read: readYaml,
}

const names = {name: 'name', link: 'site', face: 'face', language: 'language'} as const

function readYaml(text: string, filename: string): FeedList {
  const subscriptions: Subscription[] = []
  const problems: Problem[] = []
  for (const [index, row] of readRows(text, filename, problems).entries()) {
    const values = new Map<string, string>()
    for (const [key, value] of Object.entries(Object(row))) if (isScalar(value)) values.set(key, String(value))
    const url = feedUrl(values.get('url') ?? '')
    const disabled = values.get('disabled') === 'true'
    values.delete('url')
    if (disabled) values.delete('disabled')
    if (url) subscriptions.push(toSubscription(url, values, names, disabled ? {disabled} : {}))
    else problems.push(warn(`Feed ${index + 1} of the list has no address.`, filename))
  }
  return {subscriptions, problems}
}

function readRows(text: string, file: string, problems: Problem[]): readonly unknown[] {
  try {
    const value = load(text)
    if (Array.isArray(value)) return value
    problems.push(new Problem('This YAML is no list of feeds.', {file}))
  } catch (error) {
    problems.push(new Problem(`This YAML cannot be read: ${error instanceof Error ? error.message : error}`, {file}))
  }
  return []
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
