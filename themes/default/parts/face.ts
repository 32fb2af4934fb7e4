/** The picture of a source. */
import {html, type Part} from '../../../src/site/theme.ts'

/** How many colours the stylesheet has for initials. */
const hues = 6

/** The picture when there is one; else the initials of the name, in a colour that stays with the source. */
export const face: Part<'face'> = ({name, key, face: picture}) =>
  picture
    ? html`<img class="face u-photo" src="${picture}" alt="" width="48" height="48" loading="lazy" decoding="async" referrerpolicy="no-referrer">`
    : html`<span class="face hue${hueOf(key)}" aria-hidden="true">${initials(name)}</span>`

/** Of a name without a letter or digit, its first sign, be it made of several as many pictures are. */
function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu)
  if (!words) return Array.from(new Intl.Segmenter('en').segment(name.trim()))[0]?.segment ?? ''
  return words
    .slice(0, 2)
    .map((word) => Array.from(word)[0]!.toUpperCase())
    .join('')
}

function hueOf(key: string): number {
  let sum = 0
  for (let index = 0; index < key.length; index++) sum = (sum * 31 + key.charCodeAt(index)) % 65521
  return sum % hues
}
