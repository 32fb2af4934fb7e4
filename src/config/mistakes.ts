/** Mistakes in a config, in words. */
import * as v from 'valibot'
import {guessLanguageTag} from '../content/language-tag.ts'
import {didYouMean, nearest} from '../problem.ts'
import {colourNames} from './css.ts'
import {feedOptions, feedSchema, schema} from './schema.ts'

/** Something wrong in a config, with the path of keys that leads to it. */
export interface Mistake {
  readonly message: string
  readonly hint?: string | undefined
  readonly path: readonly (string | number)[]
}

/** Every mistake in what a config exports; none when it is good. */
export function findMistakes(config: unknown): readonly Mistake[] {
  const result = v.safeParse(schema, config)
  if (result.success) return []
  return result.issues.flatMap((issue) => {
    const path = issue.path?.map(({key}) => key as string | number) ?? []
    return issue.expected === 'never' ? findUnknown(issue, path) : {...describe(issue, path), path}
  })
}

/** Every key of an object that means nothing. The library tells of the first alone. */
function findUnknown(issue: v.BaseIssue<unknown>, path: readonly (string | number)[]): readonly Mistake[] {
  const around = path.slice(0, -1)
  const known = knownKeys(around)
  const keys = Object.keys((issue.path?.at(-1)?.input ?? {}) as object).filter((key) => !known.includes(key))
  return keys.map((key) => {
    const at = [...around, key]
    return {message: `There is no setting \`${at.join('.')}\`.`, hint: nearest(key, known), path: at}
  })
}

/** What values are called, by the library's names for their kinds. */
const kinds: Readonly<Record<string, string>> = {
  Array: 'Expected a list',
  Object: 'Expected an object',
  string: 'Expected text',
  boolean: 'Expected true or false',
  number: 'Expected a number',
}

function describe(issue: v.BaseIssue<unknown>, at: readonly (string | number)[]): {message: string; hint?: string} {
  const name = at.join('.')
  if (issue.received === 'undefined' && issue.kind === 'schema') return {message: `\`${name}\` is missing.`}
  const got = typeof issue.input === 'string' ? `“${issue.input}”` : issue.received
  // What has no words of its own here speaks in the library's.
  const wanted = issue.message.startsWith('Invalid type')
    ? (kinds[issue.expected ?? ''] ?? 'Expected another kind of value')
    : issue.message
  const input = String(issue.input)
  const meant = name === 'site.language' ? guessLanguageTag(input) : didYouMean(input, valuesOf(at))
  return {message: `${wanted} for \`${name}\`, not ${got}.`, ...(meant && {hint: `Did you mean \`${meant}\`?`})}
}

/** What may stand at a path, where it is one of many names. */
function valuesOf(at: readonly (string | number)[]): readonly string[] {
  if (at.at(-1) === 'timeZone') return Intl.supportedValuesOf('timeZone')
  return at.join('.') === 'theme.accent' ? colourNames : []
}

/** The keys that the schema knows below a path. */
function knownKeys(at: readonly (string | number)[]): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: a walk through a schema of many shapes
  let node: any = schema
  for (const key of at) node = unwrap(node?.entries?.[key] ?? node?.item ?? node?.value ?? node?.rest)
  return Object.keys(unwrap(node)?.entries ?? {})
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function unwrap(node: any): any {
  if (node?.type === 'optional') return unwrap(node.wrapped)
  if (node?.getter === feedSchema)
    return v.strictObject({url: v.string(), was: v.string(), file: v.string(), opml: v.string(), ...feedOptions})
  if (node?.type === 'lazy') return unwrap(node.getter({}))
  return node?.options?.find((option: {entries?: object}) => option.entries) ?? node
}
