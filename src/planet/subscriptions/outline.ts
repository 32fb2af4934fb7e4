/** A feed as the attributes of an OPML outline, and back. */
import {fitsXml} from '../../escape.ts'
import {isRecord} from '../../record.ts'
import type {Subscription} from '../../types.ts'
import {feedUrl, subscribe} from './subscribe.ts'

/** Names and values, without markup. */
export type Attributes = Readonly<Record<string, string>>

const used = new Set(['text', 'title', 'type', 'xmlurl', 'htmlurl', 'language', 'category', 'iscomment'])
const plainName = /^[a-z_][a-z0-9_.-]*$/

/**
 * The subscription that an outline (names in lower case) stands for; undefined for a folder; a message when it wants to
 * be a feed and has no address.
 */
export function fromAttributes(
  given: Attributes,
  group: string | undefined,
): Subscription | {readonly message: string} | undefined {
  const written = given.xmlurl?.trim()
  if (!written) return undefined
  const url = feedUrl(written)
  if (!url) return {message: `${written} is no address of a feed.`}
  const own = ownFields(given['almagest:more'])
  const name = given.title || given.text
  const tags = given.category ? given.category.split(',').map((tag) => tag.trim()) : undefined
  const extra = Object.entries(given).filter(([key]) => !used.has(key) && !key.includes(':'))
  const allExtra = {...Object.fromEntries(extra), ...own.extra}
  return subscribe({
    url,
    ...(name && name !== url && {name}),
    ...(given.htmlurl && {site: given.htmlurl}),
    ...(given.language && {language: given.language}),
    ...(tags && {tags}),
    ...(group !== undefined && {group}),
    ...(given.iscomment === 'true' && {disabled: true}),
    ...own.fields,
    ...(Object.keys(allExtra).length > 0 && {extra: allExtra}),
  })
}

/** The outline of a subscription. What OPML has no attribute for stands in one of our own, as JSON. */
export function toAttributes({url, name, site, language, tags, disabled, extra, ...rest}: Subscription): Attributes {
  const entries = Object.entries(extra ?? {})
  const isPlain = ([key, value]: [string, string]) => plainName.test(key) && !used.has(key) && fitsXml(value)
  const odd = entries.filter((entry) => !isPlain(entry))
  const plainTags = tags?.every((tag) => tag !== '' && !tag.includes(',') && tag.trim() === tag) && tags.length > 0
  const more = {
    ...pick(rest),
    ...(tags && !plainTags && {tags}),
    ...(odd.length > 0 && {extra: Object.fromEntries(odd)}),
  }
  return {
    type: 'rss',
    text: name ?? url,
    ...(name && {title: name}),
    xmlUrl: url,
    ...(site && {htmlUrl: site}),
    ...(language && {language}),
    ...(tags && plainTags && {category: tags.join(',')}),
    ...(disabled && {isComment: 'true'}),
    ...Object.fromEntries(entries.filter(isPlain)),
    ...(Object.keys(more).length > 0 && {'almagest:more': JSON.stringify(more)}),
  }
}

/** What OPML has no attribute for, and what its values must be: the file may come from anywhere. */
const owned: Readonly<Record<string, (value: unknown) => boolean>> = {
  was: isText,
  face: isText,
  weight: isNumber,
  base: isText,
  dates: (value) => value === 'ignore' || isNumber(value),
  charset: isText,
  limit: (value) => isNumber(value) && Number.isInteger(value) && value > 0,
  keep: isRule,
  drop: isRule,
}

function pick(values: Readonly<Record<string, unknown>>): Partial<Subscription> {
  return Object.fromEntries(
    Object.entries(owned).flatMap(([name, fits]) => (fits(values[name]) ? [[name, values[name]]] : [])),
  )
}

function ownFields(json: string | undefined): {fields: Partial<Subscription>; extra: Record<string, string>} {
  const {tags, extra, ...values} = parseObject(json)
  const strings = Object.entries(Object(extra)).filter((entry): entry is [string, string] => isText(entry[1]))
  return {
    fields: {...pick(values), ...(Array.isArray(tags) && {tags: tags.filter(isText)})},
    extra: Object.fromEntries(strings),
  }
}

function parseObject(json: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(json ?? '{}'))
  } catch {
    return {}
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/** Rules as `ItemRule` has them: lists of words, and ages in days. */
function isRule(value: unknown): boolean {
  if (!isRecord(value)) return false
  return Object.entries(value).every(([name, field]) =>
    /^(?:olderThan|youngerThan)$/.test(name)
      ? isNumber(field)
      : /^(?:words|categories|languages|authors)$/.test(name) && Array.isArray(field) && field.every(isText),
  )
}
