/** The shape of the setting `taxonomies`: the ways of sorting posts, and where each stands. */
import * as v from 'valibot'
import {ownFields} from '../content/fields.ts'
import {usualTaxonomies} from '../content/kinds.ts'
import {isRecord} from '../record.ts'
import {flag, path, text} from './values.ts'

const usual = v.strictObject({
  title: v.optional(text),
  path: v.optional(path),
  hierarchical: v.optional(flag),
})
/** A taxonomy of the site's own; the usual four are read from front matter alone. */
const further = v.strictObject({
  ...usual.entries,
  folders: v.optional(
    v.union([flag, v.record(text, text)], 'Expected `true`, or an object of folders with their titles'),
  ),
})

/** The shape of the setting, which depends on how it is written. */
export function taxonomiesSchema(value: unknown): v.GenericSchema {
  if (!isRecord(value)) return v.array(field(ownFields), 'Expected a list of names, or an object with them')
  return v.intersect([
    v.record(field(ownFields.filter((name) => !sortsByFolder(value[name]))), v.any()),
    v.objectWithRest(Object.fromEntries(usualTaxonomies.map((name) => [name, v.optional(usual)])), further),
  ])
}

/** The name of a taxonomy, which is that of its field. */
function field(taken: readonly string[]) {
  return v.pipe(
    text,
    v.regex(/^[a-z][\w-]*$/i, 'Expected the name of a field such as `people`'),
    v.notValues([...taken], 'Expected a field that means nothing else to Almagest'),
  )
}

/** Whether a taxonomy asks for folders, and so for no field. */
function sortsByFolder(value: unknown): boolean {
  return isRecord(value) && Boolean(value.folders)
}
