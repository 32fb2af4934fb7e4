/** Kinds of values that more than one setting takes. */
import * as v from 'valibot'
import {isOfFolders} from './checks.ts'

/** Text that is not empty. */
export const text = v.pipe(v.string('Expected text'), v.nonEmpty('Expected some text'))

/** A whole address of the web, with http or https. */
export const webUrl = v.pipe(text, v.check(isWebUrl, 'Expected an absolute URL such as `https://example.org`'))

/** Yes or no. */
export const flag = v.boolean('Expected true or false')

/** A folder of the site, from slash to slash: `/planet/`, or `/` for the root. */
export const path = v.pipe(
  text,
  v.regex(/^\/(?:[^\s?#]+\/)?$/, 'Expected a path with a slash at both ends, such as `/planet/`'),
  v.check(isOfFolders, 'Expected a path whose parts may be the names of folders on every system'),
)

function isWebUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}
