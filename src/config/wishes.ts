/** The shape of the setting `theme`: which theme, and what is wished of it. */
import * as v from 'valibot'
import {isRecord} from '../record.ts'
import {isOneValue, mayBeColour, mayBeLength} from './css.ts'
import {text} from './values.ts'

const length = 'Expected a CSS length such as `34em`'
const address = v.pipe(
  text,
  v.regex(/^(?:[/#?]|[a-z][a-z\d+.-]*:)/i, 'Expected a path of the site such as `/about/`, or a URL'),
)
const font = v.pipe(text, v.check(isOneValue, 'Expected `serif`, `sans`, `mono` or a CSS font list'))
const entry = {title: text, url: address}

/** Wishes that the default theme grants, but for the menu. */
const wishes = {
  footer: v.optional(
    v.union([v.string(), v.looseObject({markup: v.string()})], 'Expected text, or markup made by `html`,'),
  ),
  accent: v.optional(v.pipe(text, v.check(mayBeColour, 'Expected a CSS colour such as `teal` or `#174a86`'))),
  fonts: v.optional(v.lazy(fontsSchema)),
  width: v.optional(v.pipe(v.string(length), v.check(mayBeLength, length))),
  icon: v.optional(address),
  me: v.optional(v.array(v.pipe(text, v.url('Expected a URL')), 'Expected a list of URLs')),
}

/** The shape of a theme, which depends on how it is written. One of the site's own may grant wishes that nobody knows here. */
export function themeSchema(value: unknown): v.GenericSchema {
  if (typeof value === 'string') return text
  if (!isRecord(value)) return v.string('Expected a folder, the name of a package, or an object with wishes,')
  return value.from === undefined
    ? v.strictObject({from: v.optional(text), menu: menuOf(v.strictObject(entry, sayEntry)), ...wishes})
    : v.looseObject({from: text, menu: menuOf(v.looseObject(entry, sayEntry)), ...wishes})
}

function menuOf(entries: v.GenericSchema) {
  return v.optional(v.array(entries, "Expected a list such as `[{title: 'Posts', url: '/archive/'}]`"))
}

function sayEntry({expected, message}: v.BaseIssue<unknown>): string {
  return expected === 'Object' ? 'Expected an object with `title` and `url`' : message
}

function fontsSchema(value: unknown): v.GenericSchema {
  if (isRecord(value)) return v.strictObject({text: v.optional(font), headings: v.optional(font)})
  return typeof value === 'string' ? font : v.string('Expected a font, or an object with `text` and `headings`,')
}
