/** Kinds of values that more than one setting takes. */
import * as v from 'valibot'
import {isOfFolders} from './checks.ts'

export const text = v.pipe(v.string('Expected text'), v.nonEmpty('Expected some text'))

export const webUrl = v.pipe(text, v.check(isWebUrl, 'Expected an absolute URL such as `https://example.org`'))

export const flag = v.boolean('Expected true or false')

export const path = v.pipe(
  text,
  v.regex(/^\/(?:[^\s?#]+\/)?$/, 'Expected a path with a slash at both ends, such as `/planet/`'),
  v.check(isOfFolders, 'Expected a path whose parts may be the names of folders on every system'),
)

function isWebUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}
