/** Kinds of values that more than one setting takes. */
import * as v from 'valibot'

export const text = v.pipe(v.string('Expected text'), v.nonEmpty('Expected some text'))

export const webUrl = v.pipe(text, v.check(isWebUrl, 'Expected an absolute URL such as `https://example.org`'))

function isWebUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}
