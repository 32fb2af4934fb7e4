/** Markup as a value, made by an auto-escaping tagged template. */
import {escapeHtml} from '../escape.ts'

const brand = Symbol.for('almagest.html')

/** Markup that is safe to put into a page. Made by `html` and `raw` alone: text from outside never carries the brand. */
export interface Html {
  readonly [brand]: true
  readonly markup: string
}

/**
 * HTML with every interpolated value escaped, unless it is `Html` already. Lists are joined; `undefined`, `null` and
 * `false` are nothing. Attribute values must stand in quotes: `<a href="${url}">`.
 */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  let text = strings[0]!
  for (let index = 0; index < values.length; index++) text += show(values[index]) + strings[index + 1]!
  return raw(text)
}

/** Markup that the caller answers for: a rendered post, a sanitised item. */
export function raw(text: string): Html {
  return {[brand]: true, markup: text}
}

/** Whether a value is markup made by `html` or `raw`. */
export function isHtml(value: unknown): value is Html {
  return typeof value === 'object' && value !== null && brand in value
}

/** The text of the markup. */
export function toText(value: Html): string {
  return value.markup
}

function show(value: unknown): string {
  if (typeof value === 'string') return escapeHtml(value)
  if (value === undefined || value === null || value === false) return ''
  if (Array.isArray(value)) return value.map(show).join('')
  if (isHtml(value)) return value.markup
  return escapeHtml(String(value))
}
