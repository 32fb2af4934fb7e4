/** Bytes to text as browsers do it: byte order mark, then header, then XML declaration, then what the bytes look like. */

/** The text of a document and the encoding it was read in (a WHATWG label in lower case). */
export interface DecodedText {
  readonly text: string
  readonly encoding: string
  /** What was wrong, worded for the owner of the document. */
  readonly warnings: readonly string[]
}

/** What is known of some bytes besides themselves. */
export interface DecodeOptions {
  /** The `Content-Type` they came with. */
  readonly contentType?: string | undefined
  /** Their encoding, by somebody who knows better than the document. */
  readonly charset?: string | undefined
  /**
   * Encoding of documents that name none, or UTF-8, and are something else. Default: `utf-8`, with U+FFFD for every byte
   * in error (XML 1.0 section 4.3.3 leaves no other). `windows-1252` is what browsers take for web pages.
   */
  readonly fallback?: string | undefined
}

/** Only these encodings write ASCII text with bytes below 0x80 that are not ASCII, so valid UTF-8 proves nothing. */
const stateful = /^(?:iso-2022|utf-16|utf-32|utf-7|hz|csiso2022)/

/** Labels that feeds use and the Encoding Standard does not know. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['cp932', 'shift_jis'],
  ['windows-31j', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['ms949', 'euc-kr'],
  ['cp950', 'big5'],
  ['mac-cyrillic', 'x-mac-cyrillic'],
  ['mac-roman', 'macintosh'],
  ['utf8mb4', 'utf-8'],
  ['utf-8-sig', 'utf-8'],
])

/**
 * Read bytes as text. Never throws: bytes without meaning become U+FFFD and a warning.
 *
 * A byte order mark decides (Encoding Standard, "BOM sniff"), then the charset of the `Content-Type`, then the XML
 * declaration. Text that is valid UTF-8 with letters beyond ASCII is UTF-8 whatever its labels say: the chance that
 * another encoding looks like that is negligible, and lying labels are not. What is neither UTF-8 nor labelled otherwise
 * is read as `fallback`.
 */
export function decodeText(
  bytes: Uint8Array,
  {contentType = '', charset, fallback = 'utf-8'}: DecodeOptions = {},
): DecodedText {
  const mark = byteOrderMark(bytes) ?? encodingOf(charset) ?? wideWithoutMark(bytes)
  if (mark) return decoded(bytes, mark, [])
  const header = /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType)?.[1]
  const prolog = /^[^>]{0,200}?<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]+)/.exec(
    ascii(bytes.subarray(0, 1024)),
  )?.[1]
  const labels = [header, prolog].flatMap((label) => encodingOf(label) ?? [])
  const warnings: string[] = []
  const unknown = [header, prolog].find((label) => label && !encodingOf(label))
  if (unknown) warnings.push(`The document names an encoding that no browser knows: ${unknown}.`)
  const text = labels.some((label) => stateful.test(label)) ? undefined : readUtf8(bytes)
  if (text !== undefined) {
    const lie = labels.find((label) => label !== 'utf-8')
    if (lie && !isAscii(bytes)) warnings.push(`The document says it is ${lie}, but it is UTF-8.`)
    return {text, encoding: 'utf-8', warnings}
  }
  // UTF-16 by label alone, without a mark or a zero byte in its head, is a label on bytes that are something else.
  const label = labels.find((candidate) => !candidate.startsWith('utf-16') && candidate !== 'utf-8')
  if (label) {
    if (labels[0] !== label) warnings.push(`The document says it is ${labels[0]}, but it is ${label}.`)
    return decoded(bytes, label, warnings)
  }
  warnings.push(
    `The document ${labels.length ? `says it is ${labels[0]}, but` : 'names no encoding and'} is not valid UTF-8.`,
  )
  return decoded(bytes, isMostlyUtf8(bytes) ? 'utf-8' : (encodingOf(fallback) ?? 'utf-8'), warnings)
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** XML 1.0 appendix F: `<` next to a zero byte. */
function wideWithoutMark([a, b, c, d]: Uint8Array): string | undefined {
  if (a === 0x3c && b === 0 && c !== 0) return 'utf-16le'
  if (a === 0 && b === 0x3c && d !== 0) return 'utf-16be'
  return undefined
}

function encodingOf(label: string | undefined): string | undefined {
  if (!label) return undefined
  try {
    const name = label.toLowerCase()
    const dashed = name.replaceAll('_', '-')
    return new TextDecoder(aliases.get(dashed) ?? (name === 'shift_jis' ? name : dashed)).encoding
  } catch {
    return undefined
  }
}

function decoded(bytes: Uint8Array, encoding: string, warnings: readonly string[]): DecodedText {
  return {text: new TextDecoder(encoding).decode(bytes), encoding, warnings}
}

/** The text, if the bytes are UTF-8 without an error. */
function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return undefined
  }
}

/** A stray byte or a character cut in half does not make a UTF-8 document anything else. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes)
  const broken = text.split('\ufffd').length - 1
  const beyond = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return beyond > 4 * broken
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
