/** Small tools for making normal forms. */

/** What is left of optional fields: those that are defined. */
export type Defined<Fields> = {[Key in keyof Fields]?: Exclude<Fields[Key], undefined>}

/** The same object without its undefined fields, so that "absent" has one shape. */
export function defined<Fields extends object>(fields: Fields): Defined<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<Fields>
}
