/** Foreign keys and values as a subscription: what Almagest has a use for is used, all else is kept. */
import type {Subscription} from '../../types.ts'
import {subscribe} from './subscribe.ts'

/** Which field of a subscription a foreign key means. */
export type KeyNames = Readonly<Record<string, 'name' | 'site' | 'face' | 'base' | 'dates' | 'language' | 'group'>>

/** The subscription at a feed URL with the meaning of its keys; keys not in `names` go into `extra`. */
export function toSubscription(
  url: string,
  values: ReadonlyMap<string, string>,
  names: KeyNames,
  fixed: Partial<Subscription> = {},
): Subscription {
  const known: Record<string, string | number> = {}
  const extra: [string, string][] = []
  for (const [key, value] of values) {
    const field = Object.hasOwn(names, key) ? names[key] : undefined
    const meaning = field && value !== '' ? read(field, value) : undefined
    if (field && meaning !== undefined) known[field] = meaning
    else extra.push([key, value])
  }
  return subscribe({
    url,
    ...(known as Partial<Subscription>),
    ...fixed,
    ...(extra.length > 0 && {extra: Object.fromEntries(extra)}),
  })
}

function read(field: KeyNames[string], value: string): string | number | undefined {
  if (field === 'dates') return Number.isFinite(Number(value)) ? Number(value) : undefined
  if (field === 'base') return URL.canParse(value) ? value : undefined
  return value
}
