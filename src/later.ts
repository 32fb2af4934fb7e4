/** Values that have a name before they are made, and are made again rather than written down. */
import {nameBy} from './digest.ts'
import type {Later} from './types.ts'

/** A value by its name, which says all that it is made from. It is made when asked for, and again when memory was short since. */
export function later<Value>(name: string, make: () => Promise<Value>): Later<Value> {
  let made: WeakRef<Value & object> | undefined
  let making: Promise<Value> | undefined
  return nameBy(
    {
      value() {
        const known = made?.deref()
        if (known) return Promise.resolve(known)
        making ??= make()
          .then((value) => {
            if (typeof value === 'object' && value !== null) made = new WeakRef(value)
            return value
          })
          .finally(() => {
            making = undefined
          })
        return making
      },
    },
    name,
  )
}
