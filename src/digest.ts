/** Values named by their content: the ground the whole build stands on. */
import {hash} from 'node:crypto'

const known = new WeakMap<object, string>()

/**
 * Name a value by its content: 27 characters, equal for equal values, different for different ones.
 *
 * Values are plain and made once, so an object's digest is computed once and remembered as long as the object lives; that of a list is not.
 * A field that is `undefined` counts as absent. Functions, and objects with a class of their own, have no content and throw.
 */
export function digest(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return sha(write(value))
  const found = known.get(value)
  if (found !== undefined) return found
  const name = sha(value instanceof Uint8Array ? `bytes ${hash('sha1', value, 'base64url')}` : writeObject(value))
  known.set(value, name)
  return name
}

/** How many different lots there are. */
export const lots = 65_536

/** A number from 0 up to `lots`, always the same for a text: it spreads what would else happen all at once. */
export function lotOf(text: string): number {
  return Buffer.from(digest(text), 'base64url').readUInt16BE(0)
}

/** Give an object a digest of its own: that of what it is made from, where its content is not known yet. */
export function nameBy<Value extends object>(value: Value, name: string): Value {
  known.set(value, name)
  return value
}

/** The value as text that no other value has. A list stands there whole, any other object by its digest. */
function write(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return writeText(value)
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? writeList(value) : `#${digest(value)}`
    case 'function':
    case 'symbol':
      throw new TypeError(`A ${typeof value} has no digest`)
    case 'bigint':
      return `${value}n`
    default:
      return String(value)
  }
}

/** With its length, a text needs no escaping. Half a pair of surrogates would be lost where text becomes bytes. */
function writeText(text: string): string {
  return text.isWellFormed() ? `"${text.length}:${text}` : `'${JSON.stringify(text)}`
}

function writeObject(value: object): string {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype)
    throw new TypeError(`A ${prototype.constructor?.name} has no digest`)
  let text = '{'
  for (const key in value) {
    const field = (value as Record<string, unknown>)[key]
    if (field !== undefined) text += `${writeText(key)}=${write(field)},`
  }
  return text
}

/** Most lists are short and stand in one place: a digest of its own would cost more than it saves. */
function writeList(values: readonly unknown[]): string {
  let text = '['
  for (let index = 0; index < values.length; index++) text += `${write(values[index])},`
  return `${text}]`
}

function sha(text: string): string {
  return hash('sha1', text, 'base64url')
}
