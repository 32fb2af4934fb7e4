/** Front matter checked by a schema of the site's own, made with zod, valibot or any other library. */
import type {Schema} from '../types.ts'
import type {Fields} from './fields.ts'

/** What the schema makes of the data. Every issue is a mistake of the field it is about; with one, nothing comes. */
export function checkSchema(
  schema: Schema,
  data: Readonly<Record<string, unknown>>,
  fields: Fields,
): Readonly<Record<string, unknown>> {
  const result = schema['~standard'].validate(structuredClone(data))
  if (result instanceof Promise) {
    fields.complain(
      '',
      'The schema answers later, but front matter is checked at once.',
      'Use no asynchronous checks in it.',
    )
    return {}
  }
  for (const {message, path = []} of result.issues ?? []) {
    const names = path.map((part) => String(typeof part === 'object' ? part.key : part))
    fields.complain(names[0] ?? '', names.length > 0 ? `\`${names.join('.')}\`: ${message}` : message)
  }
  const {value} = result as {value?: unknown}
  return typeof value === 'object' && value !== null ? toPlain(value, fields) : {}
}

/** What a schema gave as it will be read again: a date is text. */
function toPlain(value: object, fields: Fields): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(JSON.stringify(value))
  } catch (error) {
    const hint = 'Let the schema give text, numbers, dates, lists and plain objects.'
    fields.complain('', `What the schema gives cannot be written down: ${(error as Error).message}`, hint)
    return {}
  }
}
