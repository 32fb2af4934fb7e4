/** Words as parts of paths and URLs, and texts cut to a length: slugs, safe file names, percent-encoding. */
import {unspaced} from './unspaced.ts'

/** Longest slug, in bytes of UTF-8: leaves room below the 255 of file systems for what is put around it. */
const slugBytes = 200

/** Names that Windows keeps for devices, whatever their extension. */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/iu

const named: Readonly<Record<string, string>> = {'+': '-plus', '#': '-sharp'}

/**
 * The text as one part of a path: letters, marks and digits of any script in lower case (NFC), words joined by `-`, at
 * most 200 bytes, never a name that a file system reserves. `C`, `C++` and `C#` become `c`, `c-plus-plus` and `c-sharp`.
 * Text without any letter or digit is spelt by its code points; only blank text gives the empty string.
 */
export function slugify(text: string): string {
  const well = text.toWellFormed().normalize('NFC').trim()
  const words = well
    .toLowerCase()
    .normalize('NFC')
    .replace(/(?<=[\p{L}\p{N}][+#]*)[+#]/gu, (sign) => named[sign]!)
    .replace(/['’ʼ]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
    .replace(/^-|-$/g, '')
  const slug = cutBytes(words || spell(well), slugBytes).replace(/-$/, '')
  return device.test(slug) ? `${slug}_` : slug
}

/**
 * Why a name cannot be a file or folder of the site on every system, as the end of a sentence ("holds a control
 * character"); undefined for a good name.
 */
export function unsafeName(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (/^\.+$/.test(name)) return 'leads to another folder'
  if (!name.isWellFormed()) return 'holds half a character'
  if (/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name))
    return 'holds a control character'
  const sign = /[\\/:*?"<>|]/.exec(name)?.[0]
  if (sign) return `holds ${sign}`
  if (/[. ]$/.test(name) || name.startsWith(' ')) return 'begins or ends with a blank or ends with a dot'
  if (device.test(name)) return 'is a name that Windows keeps for itself'
  if (Buffer.byteLength(name) > 255) return 'is longer than 255 bytes'
  return undefined
}

/** A path with every part percent-encoded as browsers write it in a URL; slashes stay. */
export function encodePath(path: string): string {
  return encodeURI(path.normalize('NFC').toWellFormed()).replace(/[?#]/g, encodeURIComponent)
}

/** A percent-encoded path as text; undefined when the encoding is broken. */
export function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** The file that a host answers a path with, decoded and without the slash before it: a folder is its `index.html`. */
export function servedFile(path: string): string {
  return path === '' || path.endsWith('/') ? `${path}index.html` : path
}

/** As many whole characters of the text as fit into `bytes` bytes of UTF-8. */
export function cutBytes(text: string, bytes: number): string {
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text
  let [length, end] = [0, 0]
  for (const character of text) {
    length += Buffer.byteLength(character)
    if (length > bytes) break
    end += character.length
  }
  return text.slice(0, end)
}

/**
 * At most `most` characters of a text whose blanks are single ones, with `…` behind them when there is more: whole words, except
 * of scripts that set no blanks between words.
 */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text
  const blank = text.lastIndexOf(' ', most)
  const end = blank < 0 || unspaced.test(text.slice(blank, most)) ? startOfCharacter(text, most) : blank
  return `${text.slice(0, end).trimEnd()}…`
}

/** Where the character begins that `at` is in: halves of letters and the signs above and below them go with what is before. */
function startOfCharacter(text: string, at: number): number {
  let start = at
  while (start > 0 && /[\p{M}\uDC00-\uDFFF]/u.test(text[start]!)) start--
  return start
}

/** The text as a language tag, by its shape (RFC 5646), with `-` for the `_` of programs; undefined when it is none. */
export function languageTag(text: string | undefined): string | undefined {
  const tag = text?.trim().replaceAll('_', '-')
  return tag && /^[a-z]{2,8}(?:-[a-z\d]{1,8}){0,8}$/i.test(tag) ? tag : undefined
}

function spell(text: string): string {
  return Array.from(text, (character) => character.codePointAt(0)!.toString(16)).join('-')
}

/** The text with a capital letter first. */
export function capitalise(text: string): string {
  const [first = '', ...rest] = text
  return first.toUpperCase() + rest.join('')
}
